"""The seed's site, crawled from loopback as its own spider would crawl it."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from newscrawler.archive import Archive
from tests.loopback import PROJECT, Loopback, crawl, html

if TYPE_CHECKING:
    from pathlib import Path

FOLDER = PROJECT / "tests" / "fixtures" / "alwatan" / "sahifa-masthead-only"


def test_the_seed_goes_the_whole_way(tmp_path: Path) -> None:
    expected = json.loads((FOLDER / "article.json").read_text())
    page = (200, {"Content-Type": "text/html; charset=utf-8"}, (FOLDER / "page.html").read_bytes())
    front = html(
        '<body><a href="/details/128245">خبر من أخبار اليوم على الصفحة الأولى</a><a href="/about">عن الوطن</a></body>'
    )
    with Loopback({"/": front, "/details/128245": page}) as server:
        done = crawl(tmp_path / "a.db", "alwatan", "-a", f"site={server.url()}")
        assert done.status == 0, done
        assert {"/", "/details/128245", "/robots.txt"} <= set(server.paths)
        assert "/about" not in server.paths
    with Archive(tmp_path / "a.db", read_only=True) as archive:
        (listed,) = archive.articles()
        article = archive.article(listed["id"])
    assert article is not None
    for field in ("title", "date_line", "date_line_date", "origin_line", "body", "breadcrumbs", "published_at"):
        assert article[field] == expected[field], field
