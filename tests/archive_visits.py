"""What the archive's tests store: pages of a small site, and a clock that is set by hand."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from newscrawler.archive import Archive, RevisitPlan
from newscrawler.items import Article, DateEvidence, Discovered, Link, Outcome, Page, PageKind, Snapshot, Visit

SITE = "daily.example"
WORDS = "The harbour was closed on Monday after the storm had torn two cranes from their rails, the port said."


class Clock:
    """A clock that stands until it is moved."""

    def __init__(self) -> None:
        self.moment = datetime(2026, 3, 1, 12, tzinfo=UTC)

    def __call__(self) -> datetime:
        return self.moment

    def move(self, seconds: float) -> None:
        self.moment += timedelta(seconds=seconds)


def address(path: str, site: str = SITE) -> str:
    return f"https://{site}/{path}"


def article(path: str = "news/1", *, site: str = SITE, **fields: Any) -> Article:
    url = fields.pop("url", address(path, site))
    told = {"canonical_url": url, "title": f"Storm closes harbour {path}", "body": f"{WORDS} {path}", "language": "en"}
    return Article(url=url, site=site, **{**told, **fields})


def snapshot(url: str, body: bytes = b"<html>served</html>", status: int = 200, **headers: str) -> Snapshot:
    return Snapshot(url, status, tuple(headers.items()), body, "2026-03-01T12:00:00+00:00")


def visit(path: str = "news/1", *, page: Page | None = None, site: str = SITE, **fields: Any) -> Visit:
    page = page or Page(address(path, site), site)
    shown = fields.pop("article", None) or article(path, site=site, **fields)
    return Visit(
        page=page, article=shown, snapshot=snapshot(shown.url, f"<html>{shown.title}</html>".encode("utf-8", "replace"))
    )


def failure(page: Page, reason: str = "server error", status: int = 500) -> Visit:
    return Visit(page=page, outcome=Outcome.FAILED, reason=reason, snapshot=snapshot(page.url, b"", status))


def rich_article(path: str = "news/9") -> Article:
    return article(
        path,
        published_at="2017-03-25T10:00:00+04:00",
        published_precision="second",
        published_from="json-ld",
        authors=["Ada Example", "B. Writer"],
        breadcrumbs=["Home", "Port"],
        related_links=[Link(address("news/2"), "More"), Link(address("news/3"), "Older", "in_text")],
        dates=[DateEvidence("25 March 2017", "visible", "published", "2017-03-25", "day")],
        provenance={"title": "json-ld"},
        is_free=True,
    )


def found(*paths: str, kind: PageKind = PageKind.ARTICLE) -> list[Discovered]:
    return [Discovered(address(path), kind) for path in paths]


def lease(archive: Archive, run_id: int, limit: int = 50, site: str = SITE) -> list[Page]:
    return archive.lease(run_id, site, limit, lease_seconds=600)


ALWAYS = RevisitPlan(article_seconds=(0,), source_seconds=0)
"""Everything is due again at the next run."""
