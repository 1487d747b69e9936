"""How fast a site is crawled and what it costs: ours beside what a Scrapy user writes first.

    python benchmarks/crawl.py [--pages 300] [--repeat 3] [--alone] [--folder FOLDER] [--json]

A made-up newspaper on loopback is crawled by each, one after the other, in whole processes: seconds and memory include
Python's start and imports. All obey robots.txt and ask over one connection without a delay. Ours goes its whole way: an
archive with synchronous=FULL, snapshots, links, dates and search index; its file lies in FOLDER, else in the system's
temporary folder (in a folder that lives in memory, FULL costs nothing). Each crawls a few pages first, which does not
count. Seconds are not comparable between machines; ratios are.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
from dataclasses import asdict, dataclass
from importlib.util import find_spec
from pathlib import Path
from statistics import median

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.made_up import newspaper
from newscrawler.archive import Archive
from tests.loopback import PROJECT, Loopback

OURS = "newscrawler"
PEERS = {"bare": "Scrapy, two XPaths", "links": "Scrapy, LinkExtractor", "trafilatura": "Scrapy, trafilatura"}
NEEDED = {"trafilatura": "trafilatura"}
"""Peer -> the module without which it is skipped; it is in the extra `bench`."""
ALIKE = {
    "DOWNLOAD_DELAY": "0",
    "CONCURRENT_REQUESTS_PER_DOMAIN": "1",
    "ROBOTSTXT_OBEY": "True",
    "TELNETCONSOLE_ENABLED": "False",
    "LOG_LEVEL": "ERROR",
}
"""Settings that all share."""
WARM_UP_PAGES = 12
LONGEST_SECONDS = 1800

# A process of its own for each crawl: what it says is of its one child, and a child's peak starts with its parent's.
METER = """
import json, resource, subprocess, sys, time
start = time.monotonic()
status = subprocess.run(sys.argv[1:], stdout=subprocess.DEVNULL).returncode
used = resource.getrusage(resource.RUSAGE_CHILDREN)
unit = 1 if sys.platform == "darwin" else 1024
print(json.dumps([status, time.monotonic() - start, used.ru_utime + used.ru_stime, used.ru_maxrss * unit]))
"""


@dataclass(frozen=True, slots=True)
class Measured:
    """One crawl."""

    articles: int
    exit_status: int
    seconds: float
    cpu_seconds: float
    peak_bytes: int


def main() -> None:
    """Measure and print."""
    arguments = _arguments()
    names = [OURS, *([] if arguments.alone else PEERS)]
    skipped = {name: f"{NEEDED[name]} is not installed" for name in names if not _is_here(name)}
    names = [name for name in names if name not in skipped]
    crawls: dict[str, list[Measured]] = {name: [] for name in names}
    with tempfile.TemporaryDirectory(dir=arguments.folder) as folder:
        for pages in (WARM_UP_PAGES, *[arguments.pages] * arguments.repeat):
            with Loopback(newspaper(pages)) as server:
                for name in names:
                    crawls[name].append(measure(name, server.url(), Path(folder)))
    figures = {name: middle(measured[1:]) for name, measured in crawls.items()}
    print(as_json(figures, skipped) if arguments.json else table(figures, skipped, arguments))


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=300, help="articles of the newspaper (300)")
    parser.add_argument("--repeat", type=int, default=3, help="crawls of each, of which the median is shown (3)")
    parser.add_argument("--alone", action="store_true", help="ours only")
    parser.add_argument("--folder", type=Path, help="where archive and files are written")
    parser.add_argument("--json", action="store_true")
    return parser.parse_args()


def _is_here(name: str) -> bool:
    return name not in NEEDED or find_spec(NEEDED[name]) is not None


def measure(name: str, site: str, parent: Path) -> Measured:
    """Crawl a site into a fresh folder and return what it took."""
    with tempfile.TemporaryDirectory(dir=parent) as fresh:
        folder = Path(fresh)
        command = _our_command(site, folder) if name == OURS else _peer_command(name, site, folder)
        meter = [sys.executable, "-S", "-c", METER, *command]
        done = subprocess.run(
            meter,
            cwd=PROJECT if name == OURS else folder,
            env={key: value for key, value in os.environ.items() if not key.startswith(("NEWSCRAWLER_", "SCRAPY_"))},
            stdout=subprocess.PIPE,
            timeout=LONGEST_SECONDS,
            check=True,
        )
        status, seconds, cpu_seconds, peak_bytes = json.loads(done.stdout)
        stored = _our_articles(folder) if name == OURS else _peer_articles(folder)
    return Measured(stored, status, seconds, cpu_seconds, peak_bytes)


def _our_command(site: str, folder: Path) -> list[str]:
    own = {"NEWSCRAWLER_ARCHIVE": str(folder / "news.db"), "NEWSCRAWLER_PROGRESS": "off"}
    return [sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"site={site}", *_settings(ALIKE | own)]


def _our_articles(folder: Path) -> int:
    with Archive(folder / "news.db", read_only=True) as archive:
        return sum(1 for _ in archive.articles(limit=None))


def _peer_command(name: str, site: str, folder: Path) -> list[str]:
    shutil.copy(Path(__file__).with_name("peers.py"), folder / "peers.py")
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = settings\n")
    (folder / "settings.py").write_text("SPIDER_MODULES = ['peers']\n")
    return [
        *(sys.executable, "-m", "scrapy", "crawl", name, "-a", f"site={site}", "-O", "articles.jsonl"),
        *_settings(ALIKE),
    ]


def _peer_articles(folder: Path) -> int:
    lines = (folder / "articles.jsonl").read_text("utf-8").splitlines()
    return sum(bool(json.loads(line)["text"]) for line in lines)


def _settings(settings: dict[str, str]) -> list[str]:
    return [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]


def middle(measured: list[Measured]) -> Measured:
    """Return the medians; the fewest articles and the worst exit status."""
    return Measured(
        articles=min(one.articles for one in measured),
        exit_status=max((one.exit_status for one in measured), key=abs),
        seconds=median(one.seconds for one in measured),
        cpu_seconds=median(one.cpu_seconds for one in measured),
        peak_bytes=int(median(one.peak_bytes for one in measured)),
    )


def as_json(figures: dict[str, Measured], skipped: dict[str, str]) -> str:
    """Return the figures and what was skipped, and why."""
    return json.dumps({"figures": {name: asdict(one) for name, one in figures.items()}, "skipped": skipped}, indent=2)


def table(figures: dict[str, Measured], skipped: dict[str, str], arguments: argparse.Namespace) -> str:
    """Return the figures as lines of text; times are also given as multiples of ours."""
    columns = ("articles", "exit", "seconds", "pages/s", "x ours", "CPU ms/page", "x ours", "peak MB")
    warmed = f"warmed up by a crawl of {WARM_UP_PAGES} that does not count"
    lines = [
        f"{arguments.pages} pages, median of {arguments.repeat}, {warmed}\n",
        f"{'':<24}" + "".join(f"{column:>{max(9, len(column) + 2)}}" for column in columns),
    ]
    ours = figures[OURS]
    for name, one in figures.items():
        cells = (
            *(f"{one.articles:>10}", f"{one.exit_status:>9}", f"{one.seconds:>9.1f}"),
            *(f"{arguments.pages / one.seconds:>9.1f}", f"{ours.seconds / one.seconds:>9.2f}"),
            *(f"{1000 * one.cpu_seconds / arguments.pages:>13.1f}", f"{one.cpu_seconds / ours.cpu_seconds:>9.2f}"),
            f"{one.peak_bytes / 1e6:>9.0f}",
        )
        lines.append(f"{PEERS.get(name, name):<24}" + "".join(cells))
    lines += [f"{PEERS[name]:<24}  skipped: {reason}" for name, reason in skipped.items()]
    return "\n".join(lines)


if __name__ == "__main__":
    main()
