"""What is true of the whole course: `course.yml`, `claims.yml`, `people.yml`, `misconceptions.yml`."""

from __future__ import annotations

from typing import Annotated, Literal, TypeAlias

from pydantic import Field

from leitfaden.model.fields import ClaimId, Contact, Day, Id, Model, Prose, Share

NetworkId: TypeAlias = Literal["x", "bluesky", "mastodon", "threads", "linkedin", "none"]


class Module(Model):
    """One topic of the course."""

    title: Prose = Field(description="The module's name, as the navigation shows it.")
    lessons: list[Id] | None = Field(None, description="Its lessons in order (file names without `.md`). Left out: all, in alphabetical order.")


class Scale(Model):
    """A named scale on which posts and statements are rated."""

    steps: Annotated[dict[Id, Prose], Field(min_length=2)] = Field(description="The steps in order, each with its label.")
    neighbour: Share = Field(0.0, description="Credit for a rating one step beside the right one, 0 to 1.")
    weights: dict[Id, dict[Id, Share]] | None = Field(
        None, description="Credit by right step, then by chosen step, where `neighbour` is too plain. Not named: 0."
    )


class Author(Model):
    """Somebody who wrote the course."""

    name: str = Field(description="Name as it should be credited.")


class Accessibility(Model):
    """What the course's accessibility statement says for its author."""

    contact: Contact | None = Field(None, description="Where barriers can be reported: an e-mail address, or an address that begins with `https://`.")
    reviewed: Day | None = Field(None, description="The day on which the course was last looked through for barriers: `2026-11-20`.")
    status: Literal["not-assessed", "partial", "full"] = Field(
        "not-assessed", description="How far the course conforms to WCAG 2.2 AA, by your own assessment of all criteria."
    )
    barriers: Prose | None = Field(None, description="What is known to be a barrier in this course, and where else the same is to be had.")


class CourseFile(Model):
    """`content/course.yml`: what the course is called, holds and decides."""

    id: Id = Field(description="The course's identity. Learners' records are stored under it: never change it.")
    title: Prose = Field(description="The course's name.")
    description: Prose | None = Field(None, description="One sentence for search engines and previews.")
    version: Annotated[str, Field(min_length=1, max_length=40)] | None = Field(
        None, description="The course's edition, as certificates name it: `1.2`, `2026-11`."
    )
    languages: Annotated[list[Annotated[str, Field(pattern=r"^[a-z]{2,3}$")]], Field(min_length=1)] = Field(
        description="Language codes. The first is the language of files without a language in their name."
    )
    modules: dict[Id, Module] = Field(description="The modules in order, keyed by the name of their folder.")
    pages: list[Id] | None = Field(None, description="Pages that are no lesson, in the order of the navigation. Left out: all, in alphabetical order.")
    network: NetworkId = Field("none", description="The network whose limits hold where a scenario names none.")
    pass_mark: Share = Field(0.8, description="Share of the points at which a test is passed, 0 to 1.")
    scales: dict[Id, Scale] = Field(default_factory=dict, description="Scales that `judge` uses, keyed by their id.")
    authors: dict[Id, Author] = Field(default_factory=dict, description="Who wrote the course.")
    accessibility: Accessibility = Field(default_factory=Accessibility, description="What the accessibility statement says for you.")
    allow: dict[str, str] = Field(default_factory=dict, description="Rules of the linter on the course as a whole that don't apply, each with the reason.")
    retired: list[str] = Field(default_factory=list, description="Released ids that are gone for good, as `content/ids.lock` writes them.")


class Claim(Model):
    """A statement of the course's sources."""

    text: Prose = Field(description="The statement, restated.")
    use: Literal["conduct", "background"] = Field("conduct", description="`conduct` is taught, practised and tested; `background` is told and never tested.")
    group: Id | None = Field(None, description="The group in which mastery is counted.")
    source: Id | None = Field(None, description="The source that says it: a key of `sources`.")


class Group(Model):
    """Claims whose mastery counts together."""

    name: Prose = Field(description="What the group is called.")


class SourceWork(Model):
    """A work that the course is drawn from."""

    title: Prose = Field(description="The work's title.")
    file: str | None = Field(None, description="The file that holds it, where it is kept with the course's papers.")


class ClaimsFile(Model):
    """`content/claims.yml`: what the sources state, keyed by the ids that lessons and scenarios cite."""

    claims: dict[ClaimId, Claim] = Field(description="The claims in the order of the sources.")
    groups: dict[Id, Group] = Field(default_factory=dict, description="Groups of claims.")
    sources: dict[Id, SourceWork] = Field(default_factory=dict, description="The works that the claims come from.")


class Person(Model):
    """Somebody who posts. Fictional, always."""

    name: str = Field(min_length=1, description="Full name, or that of the company whose account it is.")
    handle: str = Field(pattern=r"^[A-Za-z0-9_.-]{1,40}$", description="Handle without the @.")
    role: Prose | None = Field(None, description="What she does, in a few words.")


class PeopleFile(Model):
    """`content/people.yml`: people who recur in several scenarios."""

    people: dict[Id, Person] = Field(description="People keyed by id.")


class Misconception(Model):
    """A wrong idea that an option betrays."""

    name: Prose = Field(description="The idea in a few words, as somebody who holds it would put it.")
    explanation: Prose = Field(description="Why it is plausible, and what really happens.")
    lesson: str | None = Field(None, description="The lesson to read again: `module/lesson`.")


class MisconceptionsFile(Model):
    """`content/misconceptions.yml`: wrong ideas, keyed by the ids that options name."""

    misconceptions: dict[Id, Misconception] = Field(description="Misconceptions keyed by id.")
