"""How often the published day is right, and what finding it costs: ours against its peers, on annotated pages.

    python benchmarks/dates.py FOLDER [--against htmldate,htmldate-fast,trafilatura,newspaper4k] [--wrong] [--json]

The folder is as in benchmarks/extraction.py; pages without `published` are left out, and an empty list of days means
that the page has none. All readers read the same pages in one run, in turn, each warmed up on the first few. A day is
right when it is one of the page's; wrong when it is another, or the page has none; missing otherwise. An answer that
names a month alone is no day. `--wrong` lists our wrong and missing days with the evidence that was seen.
"""

from __future__ import annotations

import argparse
import gzip
import json
import logging
import sys
import time
from collections import Counter
from functools import partial
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newscrawler import NotAnArticle, extract_article, find_date

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Row = dict[str, Any]
    Finder = Callable[[bytes, str], str]

PEERS = "htmldate,htmldate-fast,trafilatura,newspaper4k"
WARM_UP_PAGES = 10
_DAY = len("2016-07-16")


def main() -> None:
    """Score the finders and print the table."""
    arguments = _arguments()
    logging.disable(logging.CRITICAL)  # peers tell of every page that they cannot read
    pages = load(arguments.folder)
    names = ["newscrawler", "find_date", *filter(None, arguments.against.split(","))]
    scores = compare(names, pages)
    print(json.dumps(scores, indent=2) if arguments.json else table(scores, len(pages)))
    if arguments.wrong:
        for line in missed(pages):
            print(line)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--against", default=PEERS, help="peers, parted by commas (default: %(default)s)")
    parser.add_argument("--wrong", action="store_true", help="list our wrong and missing days with the evidence")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def load(folder: Path) -> list[tuple[Row, bytes]]:
    """Return the truths of a set that know a day, with their pages."""
    rows = [json.loads(line) for line in (folder / "truth.jsonl").read_text("utf-8").splitlines() if line.strip()]
    return [(row, gzip.decompress((folder / "pages" / row["file"]).read_bytes())) for row in rows if "published" in row]


def compare(names: list[str], pages: list[tuple[Row, bytes]]) -> dict[str, dict[str, float]]:
    """Return finder -> right, wrong and missing days, median and mean milliseconds of CPU a page."""
    finders = {name: partial(_guarded, FINDERS[name]) for name in names}
    marks: dict[str, Counter[str]] = {name: Counter() for name in names}
    costs: dict[str, list[float]] = {name: [] for name in names}
    for row, html in pages[:WARM_UP_PAGES]:
        for finder in finders.values():
            finder(html, row["url"])
    for row, html in pages:
        for name, finder in finders.items():
            start = time.process_time()
            found = finder(html, row["url"])
            costs[name].append(1000 * (time.process_time() - start))
            marks[name][mark(found, row["published"])] += 1
    return {
        name: {
            **{one: marks[name][one] for one in ("right", "wrong", "missing")},
            "ms_median": median(costs[name]),
            "ms_mean": sum(costs[name]) / len(pages),
        }
        for name in names
    }


def mark(found: str, days: list[str]) -> str:
    """Return whether a moment is `right`, `wrong` or `missing` where the page is of `days`."""
    day = found[:_DAY] if len(found) >= _DAY else ""
    if day in days or not (day or days):
        return "right"
    return "wrong" if day else "missing"


def table(scores: dict[str, dict[str, float]], count: int) -> str:
    """Return the figures as lines of text, one finder a line."""
    lines = [f"{count} pages       right        wrong    missing   ms median     ms mean"]
    for name, figures in scores.items():
        shares = "".join(f"{figures[one]:5.0f} {figures[one] / count:6.1%}" for one in ("right", "wrong"))
        times = f"{figures['ms_median']:12.2f}{figures['ms_mean']:12.2f}"
        lines.append(f"{name:14}{shares}{figures['missing']:11.0f}{times}")
    return "\n".join(lines)


def missed(pages: list[tuple[Row, bytes]]) -> Iterator[str]:
    """Yield our wrong and missing days, each with the evidence that was seen."""
    for row, html in pages:
        try:
            article = extract_article(html, row["url"])
        except NotAnArticle as refusal:
            yield f"refused {row['file']} {row['published']} {refusal}"
            continue
        verdict = mark(article.published_at or "", row["published"])
        if verdict != "right":
            yield f"{verdict} {row['file']} {row['url']} {row['published']} got {article.published_at}"
            yield from (f"    {one.place} {one.role} {one.value} | {one.text} | {one.doubt}" for one in article.dates)


def _guarded(finder: Finder, html: bytes, url: str) -> str:
    """Return what a finder returns; nothing where it breaks on the page. A peer that is not installed is an error."""
    try:
        return finder(html, url)
    except ImportError:
        raise
    except Exception:  # noqa: BLE001 - other people's code, on pages that break it
        return ""


def _newscrawler(html: bytes, url: str) -> str:
    try:
        return extract_article(html, url).published_at or ""
    except NotAnArticle:
        return ""


def _find_date(html: bytes, url: str) -> str:
    return find_date(html, url) or ""


def _htmldate(html: bytes, url: str, *, extensive: bool = True) -> str:
    from htmldate import find_date as peer

    return peer(html, url=url or None, original_date=True, extensive_search=extensive) or ""


def _trafilatura(html: bytes, url: str) -> str:
    from trafilatura import bare_extraction

    document: Any = bare_extraction(html, url=url or None, with_metadata=True)
    return (document.date if document else "") or ""


def _newspaper4k(html: bytes, url: str) -> str:
    from newspaper import Article

    article = Article(url or "https://example.org/", fetch_images=False)
    article.download(input_html=html.decode("utf-8", "replace"))
    article.parse()
    return article.publish_date.isoformat() if article.publish_date else ""


FINDERS: dict[str, Finder] = {
    "newscrawler": _newscrawler,
    "find_date": _find_date,
    "htmldate": _htmldate,
    "htmldate-fast": partial(_htmldate, extensive=False),
    "trafilatura": _trafilatura,
    "newspaper4k": _newspaper4k,
}
"""Name on the command line -> finder: the first two are ours, the whole article and its date alone."""


if __name__ == "__main__":
    main()
