"""A run's session, without a network: what is put back for a site that is away."""

from __future__ import annotations

from typing import TYPE_CHECKING

from scrapy.settings import Settings

from newscrawler.archive import Archive
from newscrawler.crawling import reasons
from newscrawler.crawling.session import Session
from newscrawler.items import Discovered, Outcome, Visit
from spiders.news import AnySiteSpider

if TYPE_CHECKING:
    from pathlib import Path


def test_pages_that_were_not_asked_for_are_put_back_for_the_same_reason(tmp_path: Path) -> None:
    with Archive(tmp_path / "a.db") as archive:
        archive.add_pages("daily.example", [Discovered(f"https://daily.example/{number}") for number in range(9)])
    settings = Settings()
    settings.setmodule("newscrawler.settings", priority="project")
    settings.set("NEWSCRAWLER_ARCHIVE", str(tmp_path / "a.db"), priority="cmdline")
    spider = AnySiteSpider(site="https://daily.example/")
    setattr(spider, "settings", settings)  # noqa: B010 as Scrapy does
    spider.session = session = Session(spider, settings)
    page = session.next_page()
    assert page is not None
    session.store(Visit(page=page, outcome=Outcome.PUT_BACK, reason=reasons.REFUSED))
    assert session.next_page() is None
    session.end("finished")
    assert spider.verdict is not None
    assert (spider.verdict.word, spider.verdict.reason) == ("network down", "4 connection refused")
