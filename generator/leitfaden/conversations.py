"""A pasted conversation, taken apart: who said what, and when. What `leitfaden new scenario --from` reads.

Five ways to write one are known, as people copy them: `Name: text`; exports of WhatsApp and Signal, `[12.03.26, 09:12] Name:
text` or `12/03/2026, 9:12 am - Name: text`; `Name 09:12` or `[09:12] Name` on a line of its own above the text, as Slack,
Teams and Discord copy it, or with the time below the name; `Name @handle · 3h` above the text, as the networks do. What fits
none goes on with the text before it, but for what the services write themselves: who came and went, counters, "edited".
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

_CLOCK = r"(?P<hour>[01]?\d|2[0-3])[:.](?P<minute>[0-5]\d)(?:[:.]\d\d)?(?:\s?(?P<half>[ap])\.?m\.?)?(?:\s?Uhr)?"
_DATE = r"(?P<a>\d{1,4})(?P<sign>[./-])(?P<b>\d{1,2})[./-](?P<c>\d{2,4})"
_WEEKDAY = r"(?:mon|tues|wednes|thurs|fri|satur|sun)day|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend"
_DAY_WORD = rf"(?:today|yesterday|heute|gestern|vorgestern|(?:last\s+|letzten\s+)?(?:{_WEEKDAY}))"
_WHEN = rf"(?:(?:{_DATE}|{_DAY_WORD})(?:,|\s+at|\s+um)?\s+)?{_CLOCK}"
_NAME = r"(?P<name>[^\W\d_][^:@\[\]·•\d\n]{0,48}?)"
_PHONE = r"\+\d[\d\s()./‑-]{4,24}\d"
_WRITER = rf"(?P<name>{_PHONE}|[^\s\d:\[\"“„«][^:\"“„«\n]{{0,48}}?)"
_HANDLE = r"@(?P<handle>[A-Za-z0-9_.-]{1,40})(?:@[\w.-]+)?"
_AGO = r"(?:(?:vor )?\d+\s?(?:s|m|min|h|d|std|tg|w)\b\.?|just now|gerade eben|now|[A-Z][a-z]{2,3}\.? \d{1,2}(?:, \d{4})?|\d{1,2}\. [A-Z]\w{2,8}\.?(?: \d{4})?)"
_HANDLED = rf"{_HANDLE}(?:[^\S\n]*[·•])?(?:[^\S\n]*{_AGO})?"
_COUNTER = r"\d{1,3}(?:[.,]\d{1,3})?\s?(?:[KM]|Tsd\.?|Mio\.?)?(?:\s?(?:views|Aufrufe|Mal angezeigt))?"


def _line(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"^[^\S\n]*{pattern}[^\S\n]*$", re.IGNORECASE | re.MULTILINE)


_NOTHING = re.compile(r"(?!)")
_HANDLE_ALONE = re.compile(rf"\n[ \t]*(?={_HANDLED}[^\S\n]*$)", re.MULTILINE | re.IGNORECASE)
_ADDRESSEES = _line(r"(?:replying to|antwort an)\s+@[\w.@-]+(?:\s+(?:and|und)\s+@[\w.@-]+)*")
_DATED = _line(rf"(?:[·•]|{_AGO})?")
_COUNTED = _line(rf"(?:[·•]|{_COUNTER})?")
_ABOUT_THREADS = _line(
    r"(?:\d+ (?:replies|reply|antwort(?:en)?)|(?:last reply|letzte antwort)\b.*\d.*|view thread|thread anzeigen|new messages|neue nachrichten|:[\w+-]+:\n\d+)"
)
_EDITED = re.compile(r"(?<!\s)[^\S\n]*\((?:edited|bearbeitet)\)[^\S\n]*$", re.MULTILINE | re.IGNORECASE)
_NAME_ALONE = _line(rf"{_NAME}(?:\s+APP)?")
_NAME_AND_TIME = _line(rf"{_NAME}(?:\s+APP)?\s*[·•,—–]?\s+\[?{_WHEN}\]?")
_TIME_ALONE = _line(rf"\[?{_WHEN}\]?")
_NO_PERSON = re.compile(
    rf"{_DAY_WORD}(?:\s+(?:at|um))?|https?|re|fwd|wg|aw|ps|pps|nb|p\.s|from|to|cc|bcc|date|sent|subject|von|an|datum|gesendet|betreff", re.IGNORECASE
)
_MOST_WORDS, _MOST_WORDS_OF_WRITERS = 5, 7


@dataclass(frozen=True)
class Said:
    """One contribution. `clock` is hour and minute, `day` the date; either may not have been written."""

    name: str
    handle: str
    text: str
    clock: tuple[int, int] | None = None
    day: date | None = None


def _above_texts(text: str) -> str:
    """Return posts of a network with each handle on its name's line, and without whom they answer."""
    return _HANDLE_ALONE.sub(" ", _ADDRESSEES.sub("", text))


def _without_counters(text: str) -> str:
    """Return a post without the date above and the counters below it; a single number is what somebody says."""
    lines = text.splitlines()
    begin = next((at for at, line in enumerate(lines) if not _DATED.match(line.strip())), len(lines))
    end = next((at for at in range(len(lines), begin, -1) if not _COUNTED.match(lines[at - 1].strip())), begin)
    alone = [line for line in lines[begin:] if line.strip(" ·•")]
    return "\n".join(alone if len(alone) == 1 else lines[begin:end])


def _without_edits(text: str) -> str:
    return _EDITED.sub("", text)


def _times_beside_names(text: str) -> str:
    """Return a chat with each time that stands below a name on the name's line.

    A time below the last line of a text is none of these: where names stand below empty lines, all do, and where times have AM
    or PM, those of names have.
    """
    lines = _ABOUT_THREADS.sub("", text).splitlines()
    below = [at for at in range(1, len(lines)) if _is_below_name(lines, at)]
    if any(at > 1 and not lines[at - 2].strip() for at in below):
        below = [at for at in below if at == 1 or not lines[at - 2].strip()]
    if any(_ends_in_letters(line) for line in lines if _TIME_ALONE.match(line) or _NAME_AND_TIME.match(line)):
        below = [at for at in below if _ends_in_letters(lines[at])]
    moved = set(below)
    return "\n".join(f"{line} {lines[at + 1].strip()}" if at + 1 in moved else line for at, line in enumerate(lines) if at not in moved)


def _is_below_name(lines: Sequence[str], at: int) -> bool:
    name = _NAME_ALONE.match(lines[at - 1]) if _TIME_ALONE.match(lines[at]) else None
    begun = at > 1 and (_TIME_ALONE.match(lines[at - 2]) or _NAME_AND_TIME.match(lines[at - 2]))
    return name is not None and _is_name(name["name"]) and not begun


def _ends_in_letters(time: str) -> bool:
    return not time.strip(" ]")[-1].isdigit()


@dataclass(frozen=True)
class _Way:
    """A way to write conversations.

    Attributes:
        begins: the line that begins a contribution.
        sure: whether such a line names somebody, whatever the name looks like.
        prepared: what brings a text into this form.
        resumes: a line with which the same person goes on later.
        dropped: a line that the service wrote, where it begins no contribution.
        trimmed: what takes out of a text what the service wrote into it.
    """

    begins: re.Pattern[str]
    sure: bool = False
    prepared: Callable[[str], str] = str
    resumes: re.Pattern[str] = _NOTHING
    dropped: re.Pattern[str] = _NOTHING
    trimmed: Callable[[str], str] = str


_WAYS = (
    _Way(
        _line(rf"\[?{_DATE},?\s+{_CLOCK}\]?\s*(?:[-–]\s*)?(?:~\s*)?{_WRITER}:(?!//)\s*(?P<text>.*)"),
        sure=True,
        dropped=_line(rf"\[?{_DATE},?\s+{_CLOCK}(?:\]|\s+[-–]\s).*"),
    ),
    _Way(_line(rf"\[?{_CLOCK}\]?\s*(?:[-–]\s*)?{_NAME}:\s+(?P<text>.*)")),
    _Way(_line(rf"{_NAME}\s*{_HANDLED}"), prepared=_above_texts, trimmed=_without_counters),
    _Way(_NAME_AND_TIME, prepared=_times_beside_names, resumes=_TIME_ALONE, trimmed=_without_edits),
    _Way(_line(rf"\[{_WHEN}\]\s*{_NAME}"), prepared=_times_beside_names, trimmed=_without_edits),
    _Way(_line(rf"{_NAME}:(?:\s+(?P<text>.*))?")),
)


def conversation_in(text: str) -> list[Said]:
    """Return the contributions of a pasted conversation, in its order; none where nobody can be told to speak."""
    way, lines = _way_of(_printable(text))
    month_first = _month_first([match.groupdict() for line in lines if (match := way.begins.match(line))])
    found: list[Said] = []
    for line in lines:
        begun = _begun(line, way, month_first=month_first) or _resumed(line, way, found)
        if begun:
            found.append(begun)
        elif found and not way.dropped.match(line):
            found[-1] = replace(found[-1], text=f"{found[-1].text}\n{line.rstrip()}".removeprefix("\n"))
    texts = [re.sub(r"\n{3,}", "\n\n", way.trimmed(one.text)).strip() for one in found]
    return [replace(one, text=text) for one, text in zip(found, texts, strict=True) if text]


def _printable(text: str) -> str:
    """Return a text without what no file of a course may hold, and without marks of direction, which chats put before names."""
    lines = "\n".join(unicodedata.normalize("NFC", text).replace("\t", " ").splitlines())
    return "".join(sign for sign in lines if sign in "\n\u200d" or unicodedata.category(sign) not in ("Cc", "Cf", "Cs", "Co", "Cn"))


def _way_of(text: str) -> tuple[_Way, list[str]]:
    """Return the way in which a conversation is written, and its lines: one way for all of it, the fullest that begins two contributions.

    Where the first line is `Name: text`, a time that ends another line is no contribution's.
    """
    lines = {way: way.prepared(text).splitlines() for way in _WAYS}
    counts = {way: sum(_begun(line, way) is not None for line in lines[way]) for way in _WAYS}
    plain = _begun(next((line for line in text.splitlines() if line.strip()), ""), _WAYS[-1]) is not None
    known = [way for way in _WAYS if counts[way] > 1 and not (plain and way.begins is _NAME_AND_TIME)]
    chosen = next(iter(known), max(_WAYS, key=lambda way: counts[way]))
    return chosen, lines[chosen]


def _begun(line: str, way: _Way, *, month_first: bool = False) -> Said | None:
    """Return the contribution that a line begins, None where it goes on with the one before."""
    match = way.begins.match(line)
    if not match or not _is_name(match["name"], sure=way.sure):
        return None
    given = match.groupdict()
    name = match["name"].strip(" -–—~")
    return Said(name, given.get("handle") or "", given.get("text") or "", _clock(given), _day(given, month_first=month_first)) if name else None


def _resumed(line: str, way: _Way, found: Sequence[Said]) -> Said | None:
    """Return what the last one goes on to say at a time on a line of its own; right below the name the time is the text.

    These times go without AM and PM, and without a date: they are of the same half of a day.
    """
    match = way.resumes.match(line)
    if not match or not found or not found[-1].text:
        return None
    hour, minute = _clock(match.groupdict()) or (0, 0)
    in_second_half = hour < 12 and found[-1].clock and found[-1].clock[0] >= 12
    return replace(found[-1], text="", clock=(hour + 12 if in_second_half else hour, minute), day=None)


def _is_name(name: str, *, sure: bool = False) -> bool:
    words = name.split()
    if sure:
        return 0 < len(words) <= _MOST_WORDS_OF_WRITERS
    return 0 < len(words) <= _MOST_WORDS and not _NO_PERSON.fullmatch(name.strip()) and (words[0][0].isupper() or len(words) == 1)


def _clock(given: dict[str, str | None]) -> tuple[int, int] | None:
    if not given.get("hour"):
        return None
    hour, half = int(given["hour"] or 0), (given.get("half") or "").lower()
    return (hour % 12 + (12 if half == "p" else 0) if half else hour), int(given["minute"] or 0)


def _month_first(dates: Iterable[dict[str, str | None]]) -> bool:
    """Return whether dates are written as in the United States: one can't be otherwise, or all have slashes and AM or PM and can be."""
    written = [(int(one["a"] or 0), int(one["b"] or 0), one["sign"] == "/" and one.get("half")) for one in dates if one.get("a")]
    if any(12 < a <= 31 for a, _, _ in written):
        return False
    return any(b > 12 for a, b, _ in written if a <= 12) or (bool(written) and all(american for _, _, american in written))


def _day(given: dict[str, str | None], *, month_first: bool) -> date | None:
    """Return a date written year first, or day and month in the order of the others; the other way round where that can't be."""
    if not given.get("a"):
        return None
    a, b, c = (int(given[part] or 0) for part in "abc")
    first, second = (b, a) if month_first else (a, b)
    year, month, day = (a, b, c) if a > 31 else (c if c > 99 else 2000 + c, second, first)
    if month > 12:
        month, day = day, month
    try:
        return date(year, month, day)
    except ValueError:
        return None


_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")


def moments(said: Iterable[Said]) -> Iterator[str]:
    """Yield a time for each contribution, as a scenario writes it: those that were written, never earlier than the one before.

    Without a date it is Monday, and what is earlier than the one before it was said the day after. Without a time it is five
    minutes later than the one before, beginning at nine.
    """
    first: date | None = None
    day, minute = 0, 9 * 60 - 5
    for one in said:
        given = one.clock[0] * 60 + one.clock[1] if one.clock else None
        if one.day and first is None:
            first = date.fromordinal(one.day.toordinal() - one.day.weekday() - day + day % 7)
        at = (one.day - first).days if one.day and first else day + (given is not None and given < minute and minute > 9 * 60 - 5)
        later = given if given is not None else minute + 5
        day, minute = max((at, later), (day, minute))
        if minute >= 24 * 60:
            day, minute = day + 1, minute - 24 * 60
        week = f"w{day // 7 + 1} " if day >= 7 else ""
        yield f"{week}{_DAYS[day % 7]} {minute // 60:02}:{minute % 60:02}"
