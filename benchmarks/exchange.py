"""How long articles take in and out, and how much memory: each step a process of its own, beside a plain tool.

    python -m benchmarks.exchange --articles 100000 --pages 10000 [--only warc]

The articles are made up, two thirds of them Arabic; the web archive holds pages of a made-up newspaper, some 60 kB
each. Peers do less: `sqlite-utils insert` stores rows as they are, with neither dates, revisions, recognition nor
search; `sqlite-utils rows` prints the columns of `articles` alone; pandas reads the table whole; `warcio index` reads
records and nothing in them. Memory is the peak of the largest process. Seconds are not comparable between machines;
ratios are.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from io import BytesIO
from pathlib import Path
from typing import TYPE_CHECKING

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from benchmarks.reextract import made_pages

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

ROOT = Path(__file__).resolve().parent.parent
OURS = [sys.executable, "-m", "newscrawler.cli"]
UTILS = [sys.executable, "-m", "sqlite_utils"]
PANDAS = """
import sqlite3, sys, pandas
pandas.read_sql("select * from articles", sqlite3.connect(sys.argv[1])).to_parquet(sys.argv[2])
"""
JOBS = (1, 2)
_ARABIC = (
    "أعلنت", "بلدية", "المدينة", "صباح", "أمس", "افتتاح", "الميناء", "الجديد", "بعد", "عامين", "من", "العمل",
    "بحضور", "مئات", "الصيادين", "وأسرهم", "وقال", "مدير", "النقل", "إن", "الحافلات", "تعمل", "بالكهرباء",
)  # fmt: skip
_ENGLISH = (
    "the", "minister", "council", "harbour", "prices", "rose", "after", "a", "quiet", "quarter", "while",
    "officials", "said", "that", "new", "rules", "for", "fishing", "vessels", "would", "be", "published",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Cost:
    """What a process took."""

    seconds: float
    cpu_seconds: float
    """Of processor time: what is left of the figure when the machine is busy."""
    peak_bytes: int
    exit_status: int


def rows(count: int) -> Iterator[dict[str, object]]:
    """Yield made-up articles."""
    for number in range(count):
        chance = random.Random(number)
        is_arabic = number % 3 > 0
        words = _ARABIC if is_arabic else _ENGLISH
        paragraphs = [" ".join(chance.choices(words, k=45)) for _ in range(5)]
        yield {
            "url": f"https://daily.example/news/{number}",
            "title": " ".join(chance.choices(words, k=9)) + f" {number}",
            "body": "\n\n".join(paragraphs),
            "published_at": f"20{10 + number % 15}-{1 + number % 12:02}-{1 + number % 28:02}T09:30:00+04:00",
            "authors": [f"Author {number % 50}"],
            "section": f"Section {number % 9}",
            "language": "ar" if is_arabic else "en",
            "fetched_at": "2026-03-01T12:00:00+00:00",
        }


def write_rows(path: Path, count: int) -> None:
    """Write made-up articles as JSON Lines."""
    with path.open("w", encoding="utf-8") as file:
        file.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows(count))


def write_warc(path: Path, count: int) -> None:
    """Write so many pages of a made-up newspaper as a web archive."""
    with path.open("wb") as file:
        writer = WARCWriter(file, gzip=True)
        for url, body in made_pages(count):
            headers = StatusAndHeaders("200 OK", [("Content-Type", "text/html; charset=utf-8")], protocol="HTTP/1.1")
            told = {"WARC-Date": "2026-03-01T12:00:00Z"}
            record = writer.create_warc_record(
                url, "response", BytesIO(body), len(body), http_headers=headers, warc_headers_dict=told
            )
            writer.write_record(record)


def cost(command: Sequence[str | Path], out: Path | None = None) -> Cost:
    """Run a command to its end; return what it took."""
    began = time.perf_counter()
    environment = os.environ | {"PYTHONPATH": str(ROOT)}
    with (out or Path(os.devnull)).open("wb") as stdout:
        process = subprocess.Popen(list(map(str, command)), stdout=stdout, stderr=subprocess.DEVNULL, env=environment)
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
    return Cost(time.perf_counter() - began, used.ru_utime + used.ru_stime, used.ru_maxrss * 1024, process.returncode)


Command = list[str | Path]


def steps(folder: Path) -> dict[str, tuple[Command, Command | None]]:
    """Return each step: what it is called, ours, and the peer."""
    archive, plain = folder / "news.db", folder / "plain.db"
    at: Command = ["--archive", archive]
    columns: Command = [*UTILS, "rows", plain, "articles"]
    export: dict[str, Command] = {
        "jsonl": [*columns, "--nl"],
        "csv": [*columns, "--csv"],
        "parquet": [sys.executable, "-c", PANDAS, plain, folder / "plain.parquet"],
    }
    ways: dict[str, tuple[Command, Command | None]] = {
        "import rows": (
            [*OURS, "import", folder / "rows.jsonl", *at],
            [*UTILS, "insert", plain, "articles", folder / "rows.jsonl", "--nl"],
        ),
        "search": ([*OURS, "search", "مدير الميناء", *at], None),
    }
    for word in ("jsonl", "csv", "parquet", "text", "markdown", "html"):
        target = folder / f"out-{word}" / ("" if word in {"text", "markdown", "html"} else f"a.{word}")
        ways[f"export {word}"] = ([*OURS, "export", "-f", word, "-o", target, *at], export.get(word))
    index: Command = [sys.executable, "-m", "warcio.cli", "index", folder / "pages.warc.gz"]
    for jobs in JOBS:
        read: Command = [*OURS, "import", folder / "pages.warc.gz", "--jobs", str(jobs)]
        ways[f"import warc, --jobs {jobs}"] = (
            [*read, "--archive", folder / f"served-{jobs}.db"],
            index if jobs == JOBS[0] else None,
        )
    served: Command = ["--archive", folder / f"served-{JOBS[0]}.db"]
    ways["export warc"] = ([*OURS, "export", "-o", folder / "out.warc.gz", *served], None)
    ways["import jsonl"] = ([*OURS, "import", folder / "out-jsonl" / "a.jsonl", "--archive", folder / "again.db"], None)
    return ways


def measure(folder: Path, articles: int, pages: int, only: str = "") -> dict[str, dict[str, dict[str, float]]]:
    """Return step -> ours and peer -> seconds, peak bytes and exit status; only of steps whose name holds a word."""
    write_rows(folder / "rows.jsonl", articles)
    write_warc(folder / "pages.warc.gz", pages)
    found: dict[str, dict[str, dict[str, float]]] = {}
    for name, (ours, peer) in steps(folder).items():
        if only not in name:
            continue
        for word in ("jsonl", "csv", "parquet"):
            (folder / f"out-{word}").mkdir(exist_ok=True)
        told = {"ours": cost(ours)} | ({"peer": cost(peer, folder / "peer.out")} if peer else {})
        found[name] = {who: asdict(one) for who, one in told.items()}
        print(line(name, found[name]), file=sys.stderr, flush=True)
    return found


def line(name: str, told: dict[str, dict[str, float]]) -> str:
    """Return a row of the table."""
    cells = [
        f"{told[who]['seconds']:9.1f} {told[who]['cpu_seconds']:7.1f} {told[who]['peak_bytes'] / 2**20:6.0f}"
        if who in told
        else " " * 24
        for who in ("ours", "peer")
    ]
    failed = [who for who in told if told[who]["exit_status"]]
    return f"{name:22}{cells[0]}{cells[1]}{f'  failed: {failed}' if failed else ''}"


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, default=10000)
    parser.add_argument("--pages", type=int, default=2000, help="of the web archive")
    parser.add_argument("--only", default="", metavar="WORD", help="only steps with this word, as in: import warc")
    parser.add_argument("--folder", type=Path, help="where the files are made; else the system's own")
    parser.add_argument("--json", action="store_true", help="print JSON")
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        found = measure(Path(folder), asked.articles, asked.pages, asked.only)
    if asked.json:
        print(json.dumps({"articles": asked.articles, "pages": asked.pages, "figures": found}))
    else:
        print(
            f"{asked.articles:,} rows, {asked.pages:,} pages".ljust(22)
            + ("seconds".rjust(9) + "cpu".rjust(8) + "MB".rjust(7)) * 2
        )
        print("\n".join(line(name, told) for name, told in found.items()))


if __name__ == "__main__":
    main()
