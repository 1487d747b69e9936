"""How well and how fast pages are read: ours against its peers, on a folder of annotated pages.

    python benchmarks/extraction.py FOLDER [--against trafilatura,readability,newspaper4k] [--worst 20] [--json]
                                           [--keep]

The folder holds `pages/*.html.gz` and `truth.jsonl`: one object a page with `file`, `url` and any of `title`, `body`,
`body_optional`, `with`, `without`, `published` (list of days), `related_links` (list of `{url, text}`),
`related_optional`.
All readers read the same pages in one run, each warmed up on the first few. `--keep` adds the figures to
benchmarks/history.csv.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
import time
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks import history
from benchmarks.readers import READERS, Reading, Timed, guarded
from benchmarks.scoring import Counts, Overlap, bare_url, count_segments, folded, shingles
from newscrawler.markup import parse_markup
from newscrawler.urls import canonical_url

OURS = "newscrawler"
WARM_UP_PAGES = 5
Row = dict[str, Any]


def main() -> None:
    """Score the readers and print the table."""
    arguments = _arguments()
    pages = load(arguments.folder)
    names = [OURS, *(name for name in arguments.against.split(",") if name)]
    timed = {name: read_all(name, pages) for name in names}
    scores = {name: score(pages, timed[name]) for name in names}
    if arguments.json:
        print(json.dumps(scores, indent=2))
    else:
        print(table(scores))
    if arguments.keep:
        history.append(scores, arguments.folder.name, len(pages))
    for line in worst(pages, timed[OURS], arguments.worst):
        print(line)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--against", default="", help=f"peers, parted by commas: {', '.join(list(READERS)[1:])}")
    parser.add_argument("--worst", type=int, default=0, help="list so many pages with what is missing and too much")
    parser.add_argument("--json", action="store_true")
    parser.add_argument("--keep", action="store_true", help="add the figures to benchmarks/history.csv")
    return parser.parse_args()


def load(folder: Path) -> list[tuple[Row, bytes]]:
    """Return the truths of a set with their pages."""
    rows = [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines() if line.strip()]
    return [(row, gzip.decompress((folder / "pages" / row["file"]).read_bytes())) for row in rows]


def read_all(name: str, pages: list[tuple[Row, bytes]]) -> Timed:
    """Read all pages with one reader; CPU time is this process's alone."""
    reader, timed = READERS[name] if name == OURS else partial(guarded, READERS[name]), Timed()
    for row, html in pages[:WARM_UP_PAGES]:
        reader(html, row["url"])
    for row, html in pages:
        start = time.process_time()
        reading = reader(html, row["url"])
        timed.seconds.append(time.process_time() - start)
        timed.readings.append(reading)
    return timed


def score(pages: list[tuple[Row, bytes]], timed: Timed) -> dict[str, Any]:
    """Return the figures of one reader; a figure the set has no truth for is left out."""
    body, segments, titles, days, related = Overlap(), Counts(), [], [], Counts()
    for (row, html), reading in zip(pages, timed.readings, strict=True):
        if "body" in row:
            body.add(reading.body, row["body"], row.get("body_optional", ""))
        if "with" in row:
            count_segments(segments, reading.body, row["with"], row.get("without", []))
        if row.get("title"):
            titles.append(is_title(reading.title, row["title"], html))
        if "published" in row and reading.published is not None:
            days.append(reading.published[:10] in row["published"] if row["published"] else not reading.published)
        if row.get("related_links") is not None and reading.related is not None:
            count_links(related, reading.related, row)
    milliseconds = [1000 * seconds for seconds in timed.seconds]
    figures = {
        "body": body.figures() if body.recalls else None,
        "segments": segments.figures() if segments.true_positive + segments.false_negative else None,
        "title": sum(titles) / len(titles) if titles else None,
        "day": sum(days) / len(days) if days else None,
        "related": related.figures() if related.true_positive + related.false_negative else None,
        "refused": sum(bool(reading.problem) for reading in timed.readings),
        "cpu_ms_median": median(milliseconds),
        "pages_per_second": len(milliseconds) / (sum(milliseconds) / 1000),
    }
    return {name: value for name, value in figures.items() if value is not None}


def is_title(title: str, truth: str, html: bytes) -> bool:
    """Return True when a title is the truth or one of the page's own h1."""
    headings = (folded(str(element.text_content())) for element in parse_markup(html, "").root.iter("h1"))
    return folded(title) == folded(truth) or (bool(title) and folded(title) in headings)


def count_links(counts: Counts, found: list[str], row: Row) -> None:
    """Count related links found, missed and wrong; optional ones count neither way."""
    wanted = {_address(link["url"]) for link in row["related_links"]}
    optional = {_address(link["url"]) for link in row.get("related_optional", [])}
    addresses = {_address(url) for url in found} - (optional - wanted)
    counts.true_positive += len(addresses & wanted)
    counts.false_positive += len(addresses - wanted)
    counts.false_negative += len(wanted - addresses)


def _address(url: str) -> str:
    return bare_url(canonical_url(url))


def table(scores: dict[str, dict[str, Any]]) -> str:
    """Return the figures as lines of text, one reader a line."""
    columns = ("body P", "body R", "body F1", "seg F1", "title", "day", "rel F1", "refused", "ms", "pages/s")
    lines = [f"{'':14}" + "".join(f"{column:>9}" for column in columns)]
    lines += [f"{name:14}" + "".join(f"{cell:>9}" for cell in _cells(figures)) for name, figures in scores.items()]
    return "\n".join(lines)


def _cells(figures: dict[str, Any]) -> list[str]:
    body, segments, related = (figures.get(name, {}) for name in ("body", "segments", "related"))
    shares = [body.get("precision"), body.get("recall"), body.get("f1"), segments.get("f1")]
    shares += [figures.get("title"), figures.get("day"), related.get("f1")]
    cells = ["-" if share is None else f"{share:.4f}" for share in shares]
    return [*cells, str(figures["refused"]), f"{figures['cpu_ms_median']:.1f}", f"{figures['pages_per_second']:.0f}"]


def worst(pages: list[tuple[Row, bytes]], timed: Timed, count: int) -> list[str]:
    """Return the pages whose body is worst, with the start of what is missing and of what is too much."""
    marks = []
    for (row, _), reading in zip(pages, timed.readings, strict=True):
        truth = row.get("body") or "\n".join(row.get("with", []))
        marks.append((Overlap().add(reading.body, truth, row.get("body_optional", "")), row, reading, truth))
    marks.sort(key=lambda mark: mark[0])
    return [line for mark, row, reading, truth in marks[:count] for line in _differences(mark, row, reading, truth)]


def _differences(mark: float, row: Row, reading: Reading, truth: str) -> list[str]:
    missing = [line for line in truth.split("\n") if line and shingles(line) - shingles(reading.body)]
    too_much = [line for line in reading.body.split("\n") if line and shingles(line) - shingles(truth)]
    lines = [f"{mark:.3f} {row['file']} {row['url']} {reading.problem}".rstrip()]
    lines += [f"    missing   {line[:100]}" for line in missing[:5]]
    return lines + [f"    too much  {line[:100]}" for line in too_much[:5]]


if __name__ == "__main__":
    main()
