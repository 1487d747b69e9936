"""How long backup, verify, vacuum and merge take, each beside what does the least of it.

    python -m benchmarks.upkeep [ARTICLES] [FOLDER]

Two archives of so many made-up articles (20,000) are made, of which a fifth is the same; they lie in FOLDER, else in
the system's temporary folder. The peer of a merge is SQLite's own ATTACH with INSERT OR IGNORE into plain tables, which
knows nothing of revisions, aliases, frontier, counts and search; that of a backup is `VACUUM INTO`, that of verify
`quick_check`.
"""

from __future__ import annotations

import argparse
import resource
import sqlite3
import tempfile
import time
from contextlib import closing, contextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.archive import generate
from newscrawler.archive import Archive

if TYPE_CHECKING:
    from collections.abc import Iterator

SAME = 5
"""Every so many-th article is in both archives."""
CHUNK = 500
KEYS = {
    "articles": "site, url_key",
    "revisions": "article_id, number",
    "snapshots": "url, fetched_at",
    "links": "article_id, position",
    "dates": "article_id, position",
    "pages": "site, url_key",
}
"""Plain table -> its key."""


def fill(path: Path, numbers: range, day: int) -> None:
    """Make an archive of these of the made-up articles, many in one transaction, as crawled on a day of March 2026."""
    moment = datetime(2026, 3, day, 12, tzinfo=UTC)
    with Archive(path, now=lambda: moment) as archive:
        run = archive.begin_run("generated", "generated.example")
        visits = generate(numbers.stop)[numbers.start :]
        for start in range(0, len(visits), CHUNK):
            with archive._db.writing():  # noqa: SLF001 - a crawl commits each; here the making is not measured
                for visit in visits[start : start + CHUNK]:
                    archive.store(visit, run_id=run.id)
        archive.end_run(run.id, verdict="worked", exit_status=0)


@contextmanager
def line(name: str, articles: int) -> Iterator[None]:
    """Print what the block took."""
    start = time.perf_counter()
    yield
    seconds = time.perf_counter() - start
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    print(f"{name:<46}{seconds:>9.2f} s{articles / seconds:>10,.0f} articles/s{peak:>8,.0f} MB", flush=True)


def attach(into: Path, other: Path) -> None:
    """Copy the rows that are not there, as SQLite does it by itself."""
    with closing(sqlite3.connect(into)) as sql, sql:
        sql.execute("ATTACH ? AS other", (str(other),))
        for table, key in KEYS.items():
            sql.execute(f"CREATE TABLE IF NOT EXISTS main.{table} AS SELECT * FROM other.{table} WHERE 0")
            sql.execute(f"CREATE UNIQUE INDEX IF NOT EXISTS main.{table}_key ON {table}({key})")
            sql.execute(f"INSERT OR IGNORE INTO main.{table} SELECT * FROM other.{table}")


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("articles", nargs="?", type=int, default=20_000, help="in each of the two archives")
    parser.add_argument("folder", nargs="?", help="where the archives lie while they last")
    return parser.parse_args()


def main() -> None:
    """Print the table."""
    asked = _arguments()
    count = asked.articles
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        one, other = Path(folder, "one.db"), Path(folder, "other.db")
        fill(one, range(count), 1)
        fill(other, range(count - count // SAME, 2 * count - count // SAME), 2)
        print(
            f"two archives of {count:,} articles, {one.stat().st_size / 1e6:,.0f} MB each; {count // SAME:,} in both\n"
        )
        with line("backup", count), Archive(one, read_only=True) as archive:
            archive.upkeep.back_up(Path(folder, "copy.db"))
        with line("  VACUUM INTO", count), closing(sqlite3.connect(one)) as sql:
            sql.execute("VACUUM INTO ?", (str(Path(folder, "into.db")),))
        with line("verify", count), Archive(one) as archive:
            wrong = [check for check in archive.upkeep.verify() if not check.is_right]
        with line("verify --quick", count), Archive(one) as archive:
            archive.upkeep.verify(quick=True)
        with line("  PRAGMA quick_check", count), closing(sqlite3.connect(one)) as sql:
            sql.execute("PRAGMA quick_check").fetchall()
        with line("merge into an empty archive", count), Archive(Path(folder, "all.db")) as archive:
            archive.upkeep.merge(one)
        with line("merge the other, a fifth of it known", count), Archive(Path(folder, "all.db")) as archive:
            merged = archive.upkeep.merge(other)
        with line("merge it again", count), Archive(Path(folder, "all.db")) as archive:
            again = archive.upkeep.merge(other)
        with line("  ATTACH, INSERT OR IGNORE", count):
            attach(Path(folder, "plain.db"), one)
        with line("vacuum", count), Archive(one) as archive:
            archive.upkeep.vacuum()
        print(
            f"\nmerged: {merged.new:,} new, {merged.enriched:,} enriched; again: {again.new:,} new, {again.enriched:,}"
        )
        print(f"verify found {len(wrong)} checks wrong")


if __name__ == "__main__":
    main()
