from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.settings import Settings

from newscrawler import NewsSpider
from newscrawler.crawling.session import Session
from newscrawler.errors import DiskFull
from newscrawler.items import Article, Discovered, Outcome, Page, PageKind, Visit
from pipelines.clean import CleanPipeline
from pipelines.dedupe import DedupePipeline
from pipelines.store import StorePipeline

if TYPE_CHECKING:
    from pathlib import Path

PAGE = Page("https://example.org/a", "example.org")


def crawler(session: Any = None, **settings: object) -> Any:
    values = Settings({"NEWSCRAWLER_MAX_LINKS": 3} | settings)
    spider = SimpleNamespace(domains=("example.org",), session=session)
    return SimpleNamespace(settings=values, spider=spider)


def article(**fields: Any) -> Article:
    return Article(url=PAGE.url, canonical_url=PAGE.url, site="example.org", **{"title": "A title"} | fields)


def test_clean_leaves_text_that_any_tool_can_hold() -> None:
    dirty = article(
        title="  A\x00 \x1b[31mtitle\u202e \ud800", body="One\u200f \x07line\n\n\n\nTwo", tags=[" a ", "\x00", "b"]
    )
    CleanPipeline.from_crawler(crawler()).process_item(Visit(page=PAGE, article=dirty))
    for text in (dirty.title, dirty.body, *dirty.tags):
        assert not set(text) & set("\x00\x07\x1b\u202e\u200f\ud800")
    assert dirty.body.split("\n\n")[1] == "Two"


def test_clean_keeps_links_of_the_site_and_counts_the_others() -> None:
    links = [
        *(Discovered(f"https://www.example.org/{number}") for number in range(5)),
        Discovered("https://elsewhere.net/1", PageKind.FEED),
        Discovered("javascript:alert(1)"),
    ]
    visit = CleanPipeline.from_crawler(crawler()).process_item(Visit(page=PAGE, links=links))
    assert [found.url for found in visit.links] == [f"https://www.example.org/{number}" for number in range(3)]
    assert visit.dropped == {"off site": 1, "bad address": 1, "too many": 2}


def test_clean_keeps_the_newest_where_links_are_too_many() -> None:
    days = [f"2026-03-{day:02}" for day in range(1, 8)]
    links = [Discovered(f"https://example.org/{day}", modified=day) for day in days]
    visit = CleanPipeline.from_crawler(crawler()).process_item(Visit(page=PAGE, links=links))
    assert [found.modified for found in visit.links] == days[:3:-1]


def test_dedupe_leaves_an_outcome_that_is_decided() -> None:
    archive = SimpleNamespace(identify=lambda visit: (Outcome.ALIAS, 7))
    step = DedupePipeline.from_crawler(crawler(SimpleNamespace(archive=archive)))
    assert step.process_item(Visit(page=PAGE, outcome=Outcome.FAILED)).outcome is Outcome.FAILED
    visit = step.process_item(Visit(page=PAGE, article=article()))
    assert (visit.outcome, visit.article_id) == (Outcome.ALIAS, 7)


def test_store_hands_every_visit_to_the_session() -> None:
    stored: list[Visit] = []
    step = StorePipeline.from_crawler(crawler(SimpleNamespace(store=stored.append, trouble=None)))
    visit = Visit(page=PAGE, outcome=Outcome.SKIPPED, reason="off site")
    assert step.process_item(visit) is visit
    assert stored == [visit]


def session_of(spider: NewsSpider, archive: Path) -> Session:
    settings = Settings()
    settings.setmodule("newscrawler.settings")
    settings.set("NEWSCRAWLER_ARCHIVE", str(archive))
    return Session(spider, settings)


@pytest.mark.parametrize(
    ("host", "goes_on"), [("example.org", False), ("www.example.org", False), ("old.example.org", True)]
)
def test_a_host_that_wants_rest_stops_the_run_where_it_is_the_sites_own(
    tmp_path: Path, host: str, goes_on: bool
) -> None:
    spider = NewsSpider("paper", site="https://example.org/")
    session = session_of(spider, tmp_path / "a.db")
    session.archive.add_pages(spider.site, [Discovered(f"https://{host}/a", priority=99)])
    for page in iter(session.next_page, None):
        is_asked = page.url == f"https://{host}/a"
        session.store(Visit(page=page, outcome=Outcome.PUT_BACK if is_asked else Outcome.SKIPPED, reason="x"))
        if is_asked:
            break
    session.archive.add_pages(spider.site, [Discovered("https://example.org/next")])
    assert (session.next_page() is not None) is goes_on
    session.end("finished")


def test_a_full_disk_ends_the_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    spider = NewsSpider("paper", site="https://example.org/")
    session = session_of(spider, tmp_path / "a.db")
    page = session.next_page()
    assert page is not None

    def full(*_: object, **__: object) -> None:
        raise DiskFull("no space left")

    monkeypatch.setattr(session.archive, "store", full)
    with pytest.raises(DiskFull):
        session.store(Visit(page=page))
    assert session.next_page() is None
    session.end("finished")
    assert spider.verdict is not None
    assert spider.verdict.exit_status == 50
