"""Golden pages: tests/fixtures/<spider>/<slug>/ holds a page and what a careful reader finds in it.

    page.html        the bytes as served
    url.txt          its address; a second line, if any, is the Content-Type header
    fetched_at.txt   when it was fetched, if that matters (ISO 8601)
    article.json     the fields as they should come out; a field that is left out is not compared;
                     {"error": "NotAnArticle"} for a page that is none

Where article.json is missing, it is written from what the extractor gives, and the test fails: read it, then run again.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from typing import Any, cast

import pytest
from scrapy.settings import Settings
from scrapy.spiderloader import SpiderLoader

from newscrawler import NewsSpider, NotAnArticle, SiteFacts
from newscrawler.extraction import read_article
from newscrawler.markup import parse_markup
from newscrawler.urls import canonical_url

FIXTURES = Path(__file__).parent / "fixtures"
PAGES = sorted(page.parent for page in FIXTURES.glob("*/*/page.html"))
FETCHED_AT = datetime(2026, 6, 1, 12, tzinfo=UTC)
NOT_WRITTEN = {"dates", "provenance"}
"""Fields that explain the others; tests of their own look at them."""


@cache
def load(spider: str) -> type[NewsSpider]:
    """Return a spider class of the project."""
    settings = Settings()
    settings.setmodule("newscrawler.settings", priority="project")
    return cast("type[NewsSpider]", SpiderLoader.from_settings(settings).load(spider))


def at_work(spider: type[NewsSpider], url: str) -> NewsSpider:
    """Return the spider as it would be when it comes to the address."""
    return spider() if spider.domains else spider(**{spider.takes[0]: url})


def read(folder: Path, spider: type[NewsSpider]) -> dict[str, Any]:
    """Return what the spider finds in a golden page, in the order of the fields of `Article`."""
    url, *content_type = (folder / "url.txt").read_text(encoding="utf-8").splitlines()
    moment = folder / "fetched_at.txt"
    fetched_at = datetime.fromisoformat(moment.read_text().strip()) if moment.exists() else FETCHED_AT
    reader = at_work(spider, url)
    facts = SiteFacts() if reader.is_one_off else reader.facts
    markup = parse_markup(
        (folder / "page.html").read_bytes(), url, content_type=content_type[0] if content_type else None
    )
    try:
        article = reader.clean_article(read_article(markup, fetched_at=fetched_at, site=facts), markup)
    except NotAnArticle:
        return {"error": "NotAnArticle"}
    return {name: value for name, value in article.as_dict().items() if name not in NOT_WRITTEN}


def comparable(field: str, value: Any) -> Any:
    """Return a field's value as it is compared: links by their canonical address."""
    if field == "canonical_url":
        return canonical_url(value)
    if field == "related_links":
        return [link | {"url": canonical_url(link["url"])} for link in value]
    return value


def differences(written: dict[str, Any], found: dict[str, Any]) -> list[str]:
    """Return a line for each field that is not as written down."""
    return [
        f"{field}:\n  written: {expected!r}\n  found:   {found.get(field)!r}"
        for field, expected in written.items()
        if field not in found or comparable(field, expected) != comparable(field, found[field])
    ]


def check(folder: Path, spider: type[NewsSpider]) -> None:
    """Fail where a golden page is not read as its article.json says, or has none yet."""
    found = read(folder, spider)
    golden = folder / "article.json"
    if not golden.exists():
        golden.write_text(json.dumps(found, ensure_ascii=False, indent=2) + "\n", encoding="utf-8")
        pytest.fail(f"{golden} was missing and has been written: read it, then run again")
    wrong = differences(json.loads(golden.read_text(encoding="utf-8")), found)
    assert not wrong, f"{folder.parent.name}/{folder.name}\n" + "\n".join(wrong)


@pytest.mark.parametrize("folder", PAGES, ids=lambda folder: f"{folder.parent.name}/{folder.name}")
def test_page_is_read_as_written_down(folder: Path) -> None:
    check(folder, load(folder.parent.name))


PAGE = """<html lang="en"><head><title>Bridge open again - Gazette</title></head>
<body><article><h1>Bridge open again</h1>
<p>The bridge over the mill stream was opened on Monday after a winter of repairs, the council of the town said.</p>
<p>Walkers had to take the long way round by the station since October, when the river took two of its spans.</p>
<p>It will be closed for one day every year, so that the carpenters can look at the beams from below.</p>
</article></body></html>"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    (tmp_path / "page.html").write_text(PAGE)
    (tmp_path / "url.txt").write_text("https://gazette.example/news/2026/03/bridge-open-again.html\n")
    return tmp_path


def test_missing_golden_file_is_written_and_fails_once(folder: Path) -> None:
    with pytest.raises(pytest.fail.Exception, match="read it, then run again"):
        check(folder, load("news"))
    assert json.loads((folder / "article.json").read_text(encoding="utf-8"))["title"] == "Bridge open again"
    check(folder, load("news"))


def test_difference_names_its_fields_and_no_others(folder: Path) -> None:
    (folder / "article.json").write_text(
        json.dumps({"title": "Bridge open again", "section": "Farming", "tags": ["a"]})
    )
    with pytest.raises(AssertionError) as failure:
        check(folder, load("news"))
    message = str(failure.value)
    assert "section:" in message
    assert "tags:" in message
    assert "title:" not in message


def test_every_golden_page_has_a_spider_and_an_answer() -> None:
    assert PAGES
    for page in PAGES:
        assert (page / "url.txt").exists(), page
        written = json.loads((page / "article.json").read_text(encoding="utf-8"))
        assert written, page
