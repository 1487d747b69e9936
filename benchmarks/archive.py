"""How many visits a second an archive commits, beside sqlite-utils and plain sqlite3 that keep only the article's row.

    python -m benchmarks.archive [ARTICLES] [FOLDER]

Every line commits article by article with synchronous=FULL, as a crawl does; the file lies in FOLDER, else in the
system's temporary folder. Ours also writes revision, snapshot, links, dates, search index, page and counts.
"""

from __future__ import annotations

import json
import random
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

import sqlite_utils

from newscrawler.archive import Archive
from newscrawler.items import Article, DateEvidence, Discovered, Link, Page, Snapshot, Visit

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SITE = "generated.example"
TEXT = (
    "وقالت الوزارة إن المدينة شهدت ارتفاع أسعار النفط بنسبة كبيرة في الربع الأول "
    "the ministry said that prices rose in the capital after a quiet quarter"
)
WORDS = TEXT.split()


def generate(count: int) -> list[Visit]:
    """Return visits of made-up articles of 300 words, with a page of some 20 kB each."""
    chance = random.Random(1)
    return [_visit(number, chance) for number in range(count)]


def _visit(number: int, chance: random.Random) -> Visit:
    url = f"https://{SITE}/news/{number}"
    body = "\n\n".join(" ".join(chance.choices(WORDS, k=60)) for _ in range(5))
    links = [Link(f"{url}/related/{place}", "Related") for place in range(5)]
    dates = [
        DateEvidence("25 March 2017", "meta", "published", "2017-03-25", "day", path="date"),
        DateEvidence("25 March 2017", "visible", "published", "2017-03-25", "day", path="p.post-meta > span"),
        DateEvidence("1 March 2026", "masthead", "clock", "2026-03-01", "day", path="header > div > span.today-date"),
    ]
    title = " ".join(chance.choices(WORDS, k=9))
    article = Article(url=url, canonical_url=url, site=SITE, title=f"{title} {number}", body=body, language="ar")
    article.related_links, article.dates, article.published_at = links, dates, "2017-03-25T10:00:00+04:00"
    page = "<div class='widget'><a href='/x'>" + " ".join(chance.choices(WORDS, k=2000)) + f"</a></div><p>{body}</p>"
    snapshot = Snapshot(url, 200, (("content-type", "text/html"),), page.encode(), "2026-03-01T12:00:00+00:00")
    found = [Discovered(f"https://{SITE}/found/{number}")]
    return Visit(page=Page(url, SITE), article=article, snapshot=snapshot, links=found)


def columns(visit: Visit) -> dict[str, Any]:
    """Return the article as one flat row, lists as JSON."""
    row = visit.article.as_dict() if visit.article else {}
    return {
        name: json.dumps(value, ensure_ascii=False) if isinstance(value, (list, dict)) else value
        for name, value in row.items()
    }


def with_archive(path: Path, visits: list[Visit]) -> Iterator[None]:
    """Store every visit whole."""
    with Archive(path) as archive:
        run = archive.begin_run("benchmark", SITE).id
        for visit in visits:
            archive.store(visit, run_id=run)
            yield


def with_sqlite_utils(path: Path, visits: list[Visit]) -> Iterator[None]:
    """Upsert the article's row by its address."""
    db = sqlite_utils.Database(path)
    db.enable_wal()
    db.execute("PRAGMA synchronous = FULL")
    for visit in visits:
        db.table("articles").upsert(columns(visit), pk="url")
        yield
    db.close()


def with_sqlite3(path: Path, visits: list[Visit]) -> Iterator[None]:
    """Upsert the article's row by its address."""
    sql = sqlite3.connect(path, isolation_level=None)
    sql.execute("PRAGMA journal_mode = WAL")
    sql.execute("PRAGMA synchronous = FULL")
    names = list(columns(visits[0]))
    sql.execute(f"CREATE TABLE articles ({', '.join(names)}, PRIMARY KEY (url))")
    changes = ", ".join(f"{name} = excluded.{name}" for name in names)
    upsert = f"INSERT INTO articles VALUES ({', '.join('?' * len(names))}) ON CONFLICT (url) DO UPDATE SET {changes}"
    for visit in visits:
        sql.execute(upsert, list(columns(visit).values()))
        yield
    sql.close()


def measure(
    write: Callable[[Path, list[Visit]], Iterator[None]], path: Path, visits: list[Visit]
) -> tuple[float, float]:
    """Return seconds in all, and the slowest single commit in milliseconds."""
    start = before = time.perf_counter()
    slowest = 0.0
    for _ in write(path, visits):
        now = time.perf_counter()
        slowest, before = max(slowest, now - before), now
    return time.perf_counter() - start, slowest * 1000


def main(count: int, parent: Path | None) -> None:
    """Print the table."""
    print(f"{'':<34}{'articles/s':>12}{'slowest ms':>12}{'MB':>8}")
    lines = {
        "newscrawler, new": (with_archive, "ours.db"),
        "newscrawler, seen again": (with_archive, "ours.db"),
        "sqlite-utils upsert, row alone": (with_sqlite_utils, "utils.db"),
        "sqlite3 upsert, row alone": (with_sqlite3, "plain.db"),
    }
    with tempfile.TemporaryDirectory(dir=parent) as folder:
        for name, (write, file) in lines.items():
            path = Path(folder) / file
            seconds, slowest = measure(write, path, generate(count))
            print(f"{name:<34}{count / seconds:>12.0f}{slowest:>12.1f}{path.stat().st_size / 1e6:>8.1f}")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(int(given[0]) if given else 2000, Path(given[1]) if len(given) > 1 else None)
