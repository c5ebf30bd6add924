"""After the first visit the site opens without a network, whole and of one version; an update waits until it is asked for."""

from __future__ import annotations

import shutil
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from builds import build_taking, made_once
from playwright.sync_api import BrowserContext, Page, expect
from taking import RECORD
from web import Site, served

from conftest import PATIENCE, Visitors
from leitfaden.artifacts import write_folder
from leitfaden.site.offline import leaving_worker
from leitfaden.wording import words_for

EN, DE = words_for("en"), words_for("de")
LESSON, BED = "desk/waiting/", "garden/bed/"
OLD, NEW = "What does Ada write back?", "What should Ada write back now?"
KEPT = """caches.keys()
    .then((names) => Promise.all(names.map((name) => caches.open(name).then((store) => store.keys()))))
    .then((stores) => stores.flat().map((request) => request.url))"""
KILOBYTES = """caches.keys()
    .then(([name]) => caches.open(name))
    .then((store) => store.matchAll())
    .then((answers) => Promise.all(answers.map((answer) => answer.arrayBuffer())))
    .then((bodies) => (Math.round(bodies.reduce((sum, { byteLength }) => sum + byteLength, 0) / 102.4) / 10).toLocaleString("en"))"""
LESSON_OF_SMALL = "garden/thanks/"
SERVED_FROM_ROOT = ""
FORBIDDEN_WORKERS = "Object.defineProperty(Navigator.prototype, 'serviceWorker', { get() { throw new DOMException('denied', 'SecurityError'); } });"
IN_A_PACKAGE = "window.leitfadenStorage = { length: 0, key: () => null, getItem: () => null, setItem() {}, removeItem() {} };"
SAVING = "Object.defineProperty(Navigator.prototype, 'connection', { get: () => ({ saveData: true }) });"


@pytest.fixture(scope="session")
def desk_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return made_once(tmp_path_factory, "taking", build_taking)


@pytest.fixture(params=[SERVED_FROM_ROOT, "site"])
def desk(desk_folder: Path, request: pytest.FixtureRequest) -> Iterator[Site]:
    """A course in English and German, served at the root of its host and below a path."""
    below = request.param
    with served(desk_folder if below else desk_folder / "site", below) as site:
        yield site


def kept(visit: Visitors, site: Site, page: str = "", **options: object) -> Page:
    """Return a page of a visitor who comes again: her browser has kept the site at her first visit."""
    opened = visit(site.url(page), context=visit.context(keeps=True, forgiving=True, **options))
    opened.evaluate("navigator.serviceWorker.ready.then(() => {})")
    opened.reload()
    assert opened.evaluate("navigator.serviceWorker.controller !== null")
    return opened


def in_new_tab(context: BrowserContext, address: str) -> Page:
    opened = context.new_page()
    opened.goto(address)
    return opened


def waiting(page: Page) -> None:
    """Have the browser look for an update, and wait until it has been fetched whole."""
    assert fate_of_update(page) == "installed"
    expect(page.get_by_role("status").filter(has_text=EN("update_ready"))).to_be_visible()


def addresses_kept(page: Page) -> list[str]:
    """Return what the browser's caches hold of the site."""
    return page.evaluate(KEPT)


# The first visit


def test_every_page_works_without_a_network(visit: Visitors, desk: Site) -> None:
    page = kept(visit, desk)
    desk.break_off()
    failed: list[str] = []
    page.on("requestfailed", lambda request: failed.append(f"{request.failure} {request.url}") if request.failure != "net::ERR_ABORTED" else None)  # by leaving
    page.on("response", lambda response: failed.append(response.url) if response.status >= 400 else None)
    for address in desk.pages:
        page.goto(desk.url(address))
        expect(page.get_by_role("heading", level=1)).to_be_visible()
        assert page.evaluate("[...document.querySelectorAll('link[rel=stylesheet]')].filter((link) => !link.sheet).length") == 0
        page.wait_for_function("window.leitfaden !== undefined")
        page.wait_for_load_state("networkidle")
    assert len(desk.pages) > 10
    assert failed == []


def test_the_copy_is_listed_once_it_is_whole(visit: Visitors, desk: Site) -> None:
    page = visit(desk.url(RECORD), context=visit.context(keeps=True))
    row = page.get_by_role("row").filter(has_text=EN("stored_copy"))
    expect(row).to_contain_text(desk.url())
    expect(row.get_by_role("cell").last).to_have_text(EN("stored_size", size=page.evaluate(KILOBYTES)))


def test_search_works_without_a_network(visit: Visitors, desk: Site) -> None:
    page = kept(visit, desk)
    desk.break_off()
    for address, word, found in (("", "scenario", "Waiting"), ("de/", "Szenarios", "Warten")):
        page.goto(desk.url(address))
        page.get_by_role("search").get_by_role("textbox").press_sequentially(word)
        expect(page.get_by_role("search").get_by_role("heading", name=found)).to_be_visible()


def test_a_page_that_is_not_there(visit: Visitors, desk: Site) -> None:
    page = kept(visit, desk)
    desk.break_off()
    for address, words in (("nowhere/", EN), ("de/desk/nowhere/", DE), ("nowhere", EN)):
        answer = page.goto(desk.url(address))
        assert answer and answer.status == 404
        expect(page.get_by_role("heading", level=1, name=words("not_found"))).to_be_visible()


def test_a_file_that_is_not_kept(visit: Visitors, desk: Site) -> None:
    page = kept(visit, desk)
    file = next(path for path in (desk.folder / "de" / "downloads").glob("*.xml"))
    assert page.request.get(desk.url(f"de/downloads/{file.name}")).ok
    desk.break_off()
    assert page.evaluate("(url) => fetch(url).then(() => 'here', () => 'gone')", desk.url(f"de/downloads/{file.name}")) == "gone"
    answer = page.goto(desk.url(f"de/downloads/{file.name}"))
    assert answer and (answer.status, answer.text()) == (504, DE("offline_missing"))


def test_every_way_to_write_an_address(visit: Visitors, desk: Site) -> None:
    page = kept(visit, desk)
    desk.break_off()
    for ending in ("/index.html", "/?q=a%20b", "/?x#top", "", "?y=1"):
        page.goto(desk.url(f"desk/w%61iting{ending}"))
        expect(page.get_by_role("heading", level=1, name="Waiting")).to_be_visible()
        assert page.evaluate("[location.search, location.hash].join('')") == ending.removeprefix("/").removeprefix("index.html")


def test_what_is_none_of_its_business(visit: Visitors, desk: Site) -> None:
    """Only what is read and kept is answered: no other method, no part of a file, nothing that lies elsewhere."""
    page = kept(visit, desk, LESSON)
    lesson, beside = desk.url(LESSON), desk.url("../other/" if desk.server.below else "other.bin")
    asked = [(lesson, {}), (lesson, {"method": "POST"}), (lesson, {"method": "HEAD"}), (lesson, {"headers": {"Range": "bytes=0-9"}}), (beside, {})]
    reached = [reaches_server(page, desk, *one) for one in asked]
    assert reached == [False, True, True, True, True]


def reaches_server(page: Page, site: Site, address: str, options: dict[str, object]) -> bool:
    """Tell whether what a page asks for is asked of the server."""
    before = len(site.server.asked)
    page.evaluate("([url, options]) => fetch(url, options).catch(() => {})", [address, options])
    return len(site.server.asked) > before


# Updates


def test_an_update_waits_and_is_whole(visit: Visitors, small: Site, editions: Path) -> None:
    page = kept(visit, small, BED)
    other = in_new_tab(page.context, small.url(BED))
    small.publish(editions / "new-text")
    page.goto(small.url("about/"))
    waiting(page)
    for tab in (page, other):
        tab.goto(small.url(BED))
        expect(tab.get_by_text(OLD)).to_be_visible()
        assert_of_one_version(tab, editions / "first")
    page.get_by_role("button", name=EN("update_now")).click()
    for tab in (page, other):
        expect(tab.get_by_text(NEW)).to_be_visible()
        assert_of_one_version(tab, editions / "new-text")
        expect(tab.get_by_text(EN("update_ready"))).to_have_count(0)
    small.break_off()
    page.goto(small.url(LESSON_OF_SMALL))
    expect(page.get_by_role("group", name=NEW)).to_be_visible()


def assert_of_one_version(page: Page, edition: Path) -> None:
    """All that a page loaded of ours lies in the folder of one edition, with the same bytes."""
    loaded = page.evaluate(
        "performance.getEntriesByType('resource').map((one) => new URL(one.name).pathname).filter((path) => path.endsWith('.js') || path.endsWith('.css'))"
    )
    assert len(loaded) >= 4
    assert [path for path in loaded if not (edition / path[1:]).is_file()] == []


def test_what_only_the_old_version_had_is_dropped(visit: Visitors, small: Site, editions: Path) -> None:
    page = kept(visit, small)
    before = set(addresses_kept(page))
    small.publish(editions / "new-text")
    page.reload()
    waiting(page)
    assert before < set(addresses_kept(page))
    page.get_by_role("button", name=EN("update_now")).click()
    expect(page.get_by_text(EN("update_ready"))).to_have_count(0)
    fresh = kept(visit, small)
    after = set(addresses_kept(fresh))
    page.wait_for_function(f"{KEPT}.then((all) => all.length === {len(after)})")
    assert set(addresses_kept(page)) == after != before


def test_without_the_button_it_takes_over_when_all_pages_are_closed(visit: Visitors, small: Site, editions: Path) -> None:
    page = kept(visit, small, BED)
    small.publish(editions / "new-text")
    page.reload()
    waiting(page)
    page.reload()
    expect(page.get_by_text(OLD)).to_be_visible()
    context = page.context
    page.close()
    for _ in range(30):  # the browser notices in its own time that all pages are closed
        page = in_new_tab(context, small.url(BED))
        if page.get_by_text(NEW).count():
            break
        page.close()
        time.sleep(0.3)
    expect(page.get_by_text(NEW)).to_be_visible()
    expect(page.get_by_text(EN("update_ready"))).to_have_count(0)


def fate_of_update(page: Page) -> str:
    """Have the browser look for an update and return what becomes of it: `installed`, `redundant` where it failed, `unseen` where it finds none."""
    return page.evaluate("""async () => {
        const registration = await navigator.serviceWorker.getRegistration();
        const newer = () => registration.installing ?? registration.waiting;
        for (let looks = 0; !newer(); looks += 1) { // the browser may be looking already, since before there was one
            if (looks === 20) return 'unseen';
            await registration.update();
        }
        const worker = newer();
        while (worker.state === 'installing') await new Promise((resolve) => worker.addEventListener('statechange', resolve, { once: true }));
        return worker.state;
    }""")


@pytest.mark.parametrize("fault", ["broken off", "half published", "damaged"])
def test_an_update_that_does_not_come_whole(visit: Visitors, small: Site, editions: Path, tmp_path: Path, fault: str) -> None:
    page = kept(visit, small, BED)
    shutil.copytree(editions / "new-text", tmp_path, dirs_exist_ok=True)
    hit = Path(LESSON_OF_SMALL) / "index.html"
    if fault == "broken off":
        small.break_off(lambda path: path.endswith(LESSON_OF_SMALL))
    elif fault == "half published":
        shutil.copy(editions / "first" / hit, tmp_path / hit)
    else:
        (tmp_path / hit).write_bytes((editions / "new-text" / hit).read_bytes()[:-1])
    small.publish(tmp_path)
    assert fate_of_update(page) == "redundant"
    for tab in (page, in_new_tab(page.context, small.url(LESSON_OF_SMALL))):
        tab.reload()
        expect(tab.get_by_role("group", name=OLD)).to_be_visible()
        expect(tab.get_by_text(EN("update_ready"))).to_have_count(0)
        assert_of_one_version(tab, editions / "first")
    small.mend()
    small.publish(editions / "new-text")
    assert fate_of_update(page) == "installed"
    page.get_by_role("button", name=EN("update_now")).click()
    expect(page.get_by_role("group", name=NEW)).to_be_visible()


def test_what_the_browser_had_cached_is_not_taken_for_the_update(visit: Visitors, small: Site, editions: Path) -> None:
    small.server.caching = "max-age=86400"
    page = kept(visit, small, BED)
    small.publish(editions / "new-text")
    assert fate_of_update(page) == "installed"
    page.get_by_role("button", name=EN("update_now")).click()
    expect(page.get_by_role("group", name=NEW)).to_be_visible()
    assert_of_one_version(page, editions / "new-text")


def test_an_update_fetches_only_what_changed(visit: Visitors, small: Site, editions: Path) -> None:
    page = kept(visit, small)
    whole = set(small.server.asked)
    small.server.asked.clear()
    small.publish(editions / "new-text")
    assert fate_of_update(page) == "installed"
    changed = {path for path in whole if len(found := contents(editions, path)) == 2 and None not in found}
    assert {f"/{LESSON_OF_SMALL}", f"/{BED}"} <= changed <= set(small.server.asked)
    assert not any(path.endswith((".min.js", ".min.css", ".png")) for path in small.server.asked)


def contents(editions: Path, path: str) -> set[bytes | None]:
    """Return what a file holds in the first edition and in the one with new texts, None where it is missing."""
    files = [editions / name / path[1:] / ("index.html" if path.endswith("/") else "") for name in ("first", "new-text")]
    return {file.read_bytes() if file.is_file() else None for file in files}


def test_a_page_that_only_the_newer_site_has(visit: Visitors, small: Site, editions: Path, tmp_path: Path) -> None:
    """A link to it works before the update is taken, with all that belongs to it, and nothing of the version that is kept."""
    page = kept(visit, small)
    shutil.copytree(editions / "new-text", tmp_path, dirs_exist_ok=True)
    (tmp_path / "brand-new").mkdir()
    (tmp_path / "brand-new" / "index.html").write_text('<!doctype html><h1>New</h1><script src="../search/search_index.json"></script>')
    small.publish(tmp_path)
    small.server.asked.clear()
    page.goto(small.url("brand-new/"))
    expect(page.get_by_role("heading", name="New")).to_be_visible()
    assert {"/brand-new/", "/search/search_index.json"} <= set(small.server.asked)


# Where nothing is kept


def test_a_preview_takes_an_earlier_worker_out_of_service(visit: Visitors, small: Site, editions: Path, tmp_path: Path) -> None:
    """At the same address of this machine, as when somebody looks at a built site and later writes on."""
    page = kept(visit, small, BED)
    shutil.copytree(editions / "new-text", tmp_path, dirs_exist_ok=True)
    write_folder([leaving_worker()], tmp_path)
    small.publish(tmp_path)
    page.evaluate("void navigator.serviceWorker.getRegistration().then((registration) => registration.update())")
    expect(page.get_by_role("group", name=NEW)).to_be_visible(timeout=PATIENCE)
    page.wait_for_function("navigator.serviceWorker.controller === null")
    assert addresses_kept(page) == []


def test_a_store_that_something_emptied(visit: Visitors, small: Site) -> None:
    """Then everything comes from the network again, and the next visit keeps the site anew."""
    page = kept(visit, small, BED)
    page.evaluate("caches.keys().then((all) => Promise.all(all.map((one) => caches.delete(one))))")
    page.goto(small.url(LESSON_OF_SMALL))
    expect(page.get_by_role("group", name=OLD)).to_be_visible()
    page.goto(small.url(BED))
    page.evaluate("navigator.serviceWorker.ready.then(() => {})")
    page.wait_for_function("caches.keys().then((all) => all.length === 1)")


@pytest.mark.parametrize("hidden", ["delete Navigator.prototype.serviceWorker", FORBIDDEN_WORKERS, SAVING, IN_A_PACKAGE])
def test_browsers_and_places_that_keep_nothing(visit: Visitors, small: Site, hidden: str) -> None:
    context = visit.context(keeps=True)
    context.add_init_script(hidden)
    page = visit(small.url(BED), context=context)
    expect(page.get_by_role("group", name=OLD)).to_be_visible()
    page.wait_for_load_state("networkidle")
    assert "/sw.js" not in small.server.asked


def test_a_site_for_a_folder_keeps_nothing_on_a_server(visit: Visitors, offline: Path) -> None:
    with served(offline) as site:
        page = visit(site.url("index.html"), context=visit.context(keeps=True))
        page.wait_for_load_state("networkidle")
        assert "/sw.js" not in site.server.asked
    assert (offline / "sw.js").read_bytes() == leaving_worker().bytes()
