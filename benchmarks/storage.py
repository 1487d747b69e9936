"""How much room pages take, beside gzip, zstd without a dictionary, and WARC.gz; and how quickly they are read again.

    python -m benchmarks.storage [--pages 500] [--template broadsheet] [--folder PAGES] [--keep FOLDER] [--json]

Made-up newspapers of one template each (`benchmarks/newspapers.py`): every page once, a fifth of them again a little
changed, half of those once more, in the order of a crawl. `gzip` is each page alone at level 6: the measure of all
lines. Ours is written through the archive: `pages` is what they take in it with their dictionaries, the second line
what pages, dictionaries, headers and indexes take of the file in all. WARC.gz is written by warcio, where that is
installed. Of FOLDER, annotated pages as for
`benchmarks/extraction.py`, one line more is told.
"""

from __future__ import annotations

import argparse
import gzip
import io
import json
import random
import sqlite3
import statistics
import tempfile
import time
from contextlib import closing
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING

import zstandard

from benchmarks.newspapers import TEMPLATES, Newspaper
from newscrawler.archive import Archive
from newscrawler.archive.snapshots.packing import LEVEL
from newscrawler.items import Article, Page, Snapshot, Visit
from newscrawler.urls import site_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

HEADERS = (("content-type", "text/html; charset=utf-8"), ("server", "nginx"), ("cache-control", "max-age=60"))
AGAIN, ONCE_MORE = 5, 10
"""Every so manyeth page is seen again, and once more."""
READS = 300
OF_PAGES = ("contents", "dictionaries", "snapshots")


@dataclass(frozen=True, slots=True)
class Served:
    """A page as a crawl gets it."""

    url: str
    body: bytes
    title: str = "A title"
    text: str = "A text."


@dataclass(frozen=True, slots=True)
class Measured:
    """What a way of keeping pages costs."""

    bytes: int
    writes_a_second: float
    read_ms_median: float
    read_ms_most: float


def visits(template: str, pages: int) -> list[Served]:
    """Return the pages of a newspaper in the order in which a crawl sees them."""
    paper = Newspaper(template, pages)
    seen = [(number, 0) for number in range(pages)]
    seen += [(number, 1) for number in range(0, pages, AGAIN)]
    seen += [(number, 2) for number in range(0, pages, ONCE_MORE)]
    return [_served(paper, number, edition) for number, edition in seen]


def _served(paper: Newspaper, number: int, edition: int) -> Served:
    item = paper.items[number]
    text = "\n\n".join((*item.paragraphs, f"Edition {edition}."))
    return Served(paper.url(item), paper.page(number, edition), item.title, text)


def annotated(folder: Path) -> list[Served]:
    """Return the pages of a folder of annotated ones."""
    rows = map(json.loads, (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines())
    return [
        Served(row["url"], gzip.decompress((folder / "pages" / row["file"]).read_bytes()), row["title"], row["body"])
        for row in rows
    ]


# --- the ways -------------------------------------------------------------------------------------------------------


def one_by_one(
    pack: Callable[[bytes], bytes], unpack: Callable[[bytes], bytes], served: Sequence[Served], path: Path
) -> Measured:
    """Pack each page alone, one after the other into a file."""
    begin, places = time.perf_counter(), []
    with path.open("wb") as file:
        for one in served:
            packed = pack(one.body)
            places.append((file.tell(), len(packed)))
            file.write(packed)
    seconds = time.perf_counter() - begin

    def read(number: int) -> bytes:
        with path.open("rb") as file:
            file.seek(places[number][0])
            return unpack(file.read(places[number][1]))

    return _measured(path.stat().st_size, seconds, served, read)


def warc(served: Sequence[Served], path: Path) -> Measured:
    """Write a WARC of responses, each a gzip member of its own as the standard has it."""
    from warcio.archiveiterator import ArchiveIterator
    from warcio.statusandheaders import StatusAndHeaders
    from warcio.warcwriter import WARCWriter

    begin, places = time.perf_counter(), []
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for one in served:
            places.append(file.tell())
            head = StatusAndHeaders("200 OK", list(HEADERS), protocol="HTTP/1.1")
            writer.write_record(
                writer.create_warc_record(one.url, "response", payload=io.BytesIO(one.body), http_headers=head)
            )
    seconds = time.perf_counter() - begin

    def read(number: int) -> bytes:
        with path.open("rb") as file:
            file.seek(places[number])
            body: bytes = next(iter(ArchiveIterator(file))).content_stream().read()
            return body

    return _measured(path.stat().st_size, seconds, served, read)


def ours(served: Sequence[Served], path: Path) -> tuple[Measured, Measured]:
    """Crawl the pages into an archive; return what they take themselves, and what all their tables take of the file."""
    begin = time.perf_counter()
    ids = []
    with Archive(path) as archive:
        runs: dict[str, int] = {}
        for one in served:
            site = site_of(one.url)
            if site not in runs:
                runs[site] = archive.begin_run("benchmark", site).id
            archive.store(_visit(one, site), run_id=runs[site])
            ids.append(archive._db.value("SELECT max(id) FROM snapshots"))  # noqa: SLF001 - as the tests look inside
        for run_id in runs.values():
            archive.end_run(run_id, verdict="worked", exit_status=0)
        seconds = time.perf_counter() - begin
        figures = archive.stats()["snapshots"]
    with Archive(path, read_only=True) as archive:

        def read(number: int) -> bytes:
            return next(iter(archive.snapshots(after_id=ids[number] - 1))).snapshot.body

        stored = figures["stored_bytes"] + figures["dictionary_bytes"]
        pages = _measured(stored, seconds, served, read)
    return pages, Measured(_tables_bytes(path), *list(asdict(pages).values())[1:])


def _visit(one: Served, site: str) -> Visit:
    article = Article(url=one.url, canonical_url=one.url, site=site, title=one.title, body=one.text)
    snapshot = Snapshot(one.url, 200, HEADERS, one.body, "2026-03-01T12:00:00+00:00")
    return Visit(page=Page(one.url, site), article=article, snapshot=snapshot)


def _tables_bytes(path: Path) -> int:
    """Return what the tables of pages take of the file with their indexes, whole database pages."""
    owners = "SELECT name FROM sqlite_master WHERE tbl_name IN (?, ?, ?)"
    with closing(sqlite3.connect(path)) as sql:
        (found,) = sql.execute(f"SELECT sum(pgsize) FROM dbstat WHERE name IN ({owners})", OF_PAGES).fetchone()
    return int(found)


def _measured(size: int, seconds: float, served: Sequence[Served], read: Callable[[int], bytes]) -> Measured:
    chance = random.Random(1)
    taken = []
    for number in (chance.randrange(len(served)) for _ in range(READS)):
        begin = time.perf_counter()
        body = read(number)
        taken.append((time.perf_counter() - begin) * 1000)
        assert body == served[number].body
    return Measured(size, len(served) / seconds, statistics.median(taken), max(taken))


def measure(served: Sequence[Served], folder: Path) -> dict[str, Measured]:
    """Return name of the way -> what it costs."""
    unzstd = zstandard.ZstdDecompressor().decompress
    figures = {
        "gzip -6": one_by_one(lambda body: gzip.compress(body, 6), gzip.decompress, served, folder / "6.gz"),
        "gzip -9": one_by_one(lambda body: gzip.compress(body, 9), gzip.decompress, served, folder / "9.gz"),
    }
    if find_spec("warcio"):
        figures["WARC.gz"] = warc(served, folder / "pages.warc.gz")
    for level in (LEVEL, 15):
        pack = zstandard.ZstdCompressor(level=level).compress
        figures[f"zstd -{level}"] = one_by_one(pack, unzstd, served, folder / f"{level}.zst")
    figures["newscrawler, pages"], figures["newscrawler, in the file"] = ours(served, folder / "news.db")
    return figures


def table(name: str, served: Sequence[Served], figures: dict[str, Measured]) -> Iterator[str]:
    """Yield the lines of one newspaper."""
    size, gzipped = sum(len(one.body) for one in served), figures["gzip -6"].bytes
    yield f"{name}: {len(served)} pages, {size / 1e6:.1f} MB"
    yield f"  {'':<26}{'MB':>8}{'to gzip':>9}{'writes/s':>10}{'read ms':>9}{'most':>7}"
    for way, one in figures.items():
        yield (
            f"  {way:<26}{one.bytes / 1e6:>8.2f}{one.bytes / gzipped:>9.3f}{one.writes_a_second:>10.0f}"
            f"{one.read_ms_median:>9.2f}{one.read_ms_most:>7.1f}"
        )


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=500, metavar="N", help="pages of each newspaper")
    parser.add_argument("--template", action="append", choices=TEMPLATES, help="only this one; may be repeated")
    parser.add_argument("--folder", type=Path, metavar="PAGES", help="annotated pages to measure too")
    parser.add_argument("--keep", type=Path, metavar="FOLDER", help="leave the files there")
    parser.add_argument("--json", action="store_true", help="print JSON")
    words = parser.parse_args()
    sets = {name: visits(name, words.pages) for name in words.template or TEMPLATES}
    if words.folder:
        sets[words.folder.name] = annotated(words.folder)
    told = {}
    for name, served in sets.items():
        with tempfile.TemporaryDirectory(dir=words.keep) as temporary:
            folder = words.keep / name if words.keep else Path(temporary)
            folder.mkdir(parents=True, exist_ok=True)
            figures = measure(served, folder)
        told[name] = {way: asdict(one) for way, one in figures.items()}
        if not words.json:
            print("\n".join(table(name, served, figures)), flush=True)
    if words.json:
        print(json.dumps(told))


if __name__ == "__main__":
    main()
