"""A reader that changed is no edit: the archived page is read again before a visit makes a revision."""

from __future__ import annotations

from types import SimpleNamespace
from typing import TYPE_CHECKING, Any

import pytest
from scrapy.http import HtmlResponse
from scrapy.settings import Settings

from newscrawler import NewsSpider
from newscrawler.archive import Archive
from newscrawler.crawling.session import Session
from newscrawler.crawling.visits import request_for
from newscrawler.items import Discovered, Outcome
from pipelines.clean import CleanPipeline
from pipelines.dedupe import DedupePipeline

if TYPE_CHECKING:
    from pathlib import Path

    from newscrawler.items import Article, Visit
    from newscrawler.markup import Markup

URL = "https://example.org/news/storm-closes-harbour-1234"
TEXT = (
    "The harbour was closed on Monday after a storm had torn two cranes from their rails, the port authority said.",
    "Nobody was hurt, it said, and the damage to both of the cranes is still being counted by its engineers.",
    "Ferries to the islands will run again on Thursday, if the wind allows it, said the company that runs them.",
)


class EarlierPaper(NewsSpider):
    """The site's file as it was: it let a line of the page into the text."""

    name = "paper"

    def clean_article(self, article: Article, markup: Markup) -> Article:
        article.body += "\n\nOur newsroom keeps you informed at all hours"
        return article


class Paper(NewsSpider):
    name = "paper"


def page(*paragraphs: str, shares: int = 12) -> bytes:
    text = "".join(f"<p>{paragraph}</p>" for paragraph in paragraphs)
    return (
        "<html lang=en><head><meta property='og:type' content='article'></head><body><article>"
        f"<h1>Storm closes harbour</h1><div>{text}</div></article><aside>{shares} shares</aside></body></html>"
    ).encode()


def visit(archive: Path, kind: type[NewsSpider], body: bytes) -> Visit:
    """Crawl the one page with that spider."""
    settings = Settings()
    settings.setmodule("newscrawler.settings")
    settings.set("NEWSCRAWLER_ARCHIVE", str(archive))
    spider = kind(site="https://example.org/")
    setattr(spider, "settings", settings)  # noqa: B010 as Scrapy does
    spider.session = session = Session(spider, settings)
    session.archive.add_pages(spider.site, [Discovered(URL, priority=99)], at_once=True)
    crawler: Any = SimpleNamespace(spider=spider, settings=settings)
    for leased in iter(session.next_page, None):
        if leased.url != URL:
            continue
        response = HtmlResponse(URL, body=body, encoding="utf-8", request=request_for(leased, spider))
        seen: Visit = next(iter(spider.visited(response)))
        for step in (CleanPipeline(crawler), DedupePipeline(crawler)):
            seen = step.process_item(seen)
        session.store(seen)
    session.end("finished")
    return seen


def bodies(archive: Path) -> list[str]:
    with Archive(archive, read_only=True) as opened:
        found = [opened.history.version(1, number) for number in opened.history.versions(1)]
        return [version["body"] for version in found if version]


@pytest.mark.parametrize("kinds", [(EarlierPaper, Paper), (Paper, EarlierPaper)], ids=["less", "more"])
def test_a_site_file_that_changed_is_no_edit(tmp_path: Path, kinds: tuple[type[NewsSpider], ...]) -> None:
    archive = tmp_path / "news.db"
    assert visit(archive, kinds[0], page(*TEXT)).outcome is Outcome.NEW
    seen = visit(archive, kinds[1], page(*TEXT, shares=13))
    assert seen.outcome is Outcome.UNCHANGED
    assert seen.article is not None
    assert bodies(archive) == [seen.article.body]


def test_an_edit_is_told_without_what_the_reader_changed(tmp_path: Path) -> None:
    archive = tmp_path / "news.db"
    visit(archive, EarlierPaper, page(*TEXT))
    assert visit(archive, Paper, page(*TEXT[:2])).outcome is Outcome.CHANGED
    assert bodies(archive) == ["\n\n".join(TEXT), "\n\n".join(TEXT[:2])]


def test_a_page_that_cannot_be_read_again_stops_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    archive = tmp_path / "news.db"
    visit(archive, Paper, page(*TEXT))

    def broken(*_: object) -> None:
        raise ValueError("unreadable")

    monkeypatch.setattr("pipelines.dedupe.reread", broken)
    assert visit(archive, Paper, page(*TEXT[:2])).outcome is Outcome.CHANGED
    assert len(bodies(archive)) == 2
