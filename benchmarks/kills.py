"""What kill -9 costs: crawls killed at random moments while the front page rolls over, ours beside Scrapy's JOBDIR.

    python benchmarks/kills.py [--kills 50] [--seed 1] [--alone] [--json]

A small site on loopback lists its newest articles on the front page alone; after every kill some have rolled off it.
When all kills are done each crawl runs to its end. Lost is what a served front page listed and what was not kept;
twice is how many fetches of articles were repeated; under way is how many of these had been begun when a kill came, as
the last requests before it.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from newscrawler.archive import Archive
from tests.loopback import PROJECT, Loopback, html, page

if TYPE_CHECKING:
    from tests.loopback import Answer, Asked

OURS, PEER = "newscrawler", "Scrapy, JOBDIR"
ON_FRONT = 30
ROLLS = 3
"""Articles that are new on the front page after a kill, and that have rolled off it."""
KILLED_AFTER_SECONDS = (0.8, 3.5)
ENDS_WITHIN_SECONDS = 120
UNDER_WAY = 2
"""Requests of one connection that have no outcome yet: one that is answered, and one that is being stored."""
ALIKE = {"DOWNLOAD_DELAY": "0.05", "TELNETCONSOLE_ENABLED": "False", "LOG_LEVEL": "CRITICAL"}
OWN = {
    "NEWSCRAWLER_PROGRESS": "off",
    "NEWSCRAWLER_SOURCE_INTERVAL_SECONDS": "0",
    "NEWSCRAWLER_REVISIT_SECONDS": "2592000",
}
TEXT = "The harbour was closed on Monday after the storm had torn two cranes from their rails, the port said."


class RollingSite(Loopback):
    """A site whose front page shows a window of its articles."""

    def __init__(self, articles: int) -> None:
        super().__init__()
        self.first = 0
        self.kills: list[int] = []
        """How many requests had come at each kill."""
        self.listed: set[str] = set()
        paths = [f"/news/storm-closes-the-old-harbour-{10_000 + number}" for number in range(articles)]
        self.articles = paths
        self.routes = {path: page(f"Storm {path[-5:]}", *[f"{TEXT} {path[-5:]}"] * 4) for path in paths}
        self.routes["/"] = self._front

    def _front(self, asked: Asked) -> Answer:  # noqa: ARG002 what a route is called with
        shown = self.articles[self.first : self.first + ON_FRONT]
        self.listed.update(shown)
        return html(
            "".join(f"<h2><a href='{path}'>Storm closes the old harbour {path[-5:]}</a></h2>" for path in shown)
        )

    def fetched_twice(self) -> list[bool]:
        """Return for each repeated fetch of an article whether the one before was under way when a kill came."""
        places: dict[str, list[int]] = defaultdict(list)
        for number, path in enumerate(self.paths, start=1):
            places[path].append(number)
        earlier = [number for path in self.articles for number in places[path][:-1]]
        return [any(0 <= kill - number < UNDER_WAY for kill in self.kills) for number in earlier]


def measure(name: str, kills: int, seed: int) -> dict[str, int]:
    """Kill a crawl so many times, let it end, and return what was listed, kept, lost and fetched twice."""
    chance = random.Random(seed)
    with tempfile.TemporaryDirectory() as fresh, RollingSite(ON_FRONT + ROLLS * kills) as site:
        folder = Path(fresh)
        command = _our_command(site.url(), folder) if name == OURS else _peer_command(site.url(), folder)
        cwd = PROJECT if name == OURS else folder
        for _ in range(kills):
            _killed(command, cwd, chance.uniform(*KILLED_AFTER_SECONDS))
            site.kills.append(len(site.asked))
            site.first += ROLLS
        subprocess.run(
            command,
            cwd=cwd,
            env=_environment(),
            stdout=subprocess.DEVNULL,
            timeout=ENDS_WITHIN_SECONDS,
            check=False,
        )
        kept = _our_paths(folder) if name == OURS else _peer_paths(folder)
        lost, twice = len(site.listed - kept), site.fetched_twice()
        figures = {"listed": len(site.listed), "kept": len(kept), "lost": lost}
        return figures | {"twice": len(twice), "under way": sum(twice)}


def _killed(command: list[str], cwd: Path, seconds: float) -> None:
    quiet = subprocess.DEVNULL
    child = subprocess.Popen(command, cwd=cwd, env=_environment(), stdout=quiet, start_new_session=True)
    time.sleep(seconds)
    with suppress(ProcessLookupError):  # it had ended by itself
        os.killpg(child.pid, signal.SIGKILL)
    child.wait()


def _environment() -> dict[str, str]:
    return {key: value for key, value in os.environ.items() if not key.startswith(("NEWSCRAWLER_", "SCRAPY_"))}


def _our_command(site: str, folder: Path) -> list[str]:
    settings = {**ALIKE, **OWN, "NEWSCRAWLER_ARCHIVE": str(folder / "news.db")}
    return [sys.executable, "-m", "scrapy", "crawl", "news", "-a", f"site={site}", *_words(settings)]


def _peer_command(site: str, folder: Path) -> list[str]:
    shutil.copy(Path(__file__).with_name("peers.py"), folder / "peers.py")
    (folder / "scrapy.cfg").write_text("[settings]\ndefault = settings\n")
    (folder / "settings.py").write_text("SPIDER_MODULES = ['peers']\n")
    settings = {**ALIKE, "JOBDIR": "job", "ROBOTSTXT_OBEY": "True", "CONCURRENT_REQUESTS_PER_DOMAIN": "1"}
    words = ["crawl", "links", "-a", f"site={site}", "-o", "articles.jsonl"]
    return [sys.executable, "-m", "scrapy", *words, *_words(settings)]


def _words(settings: dict[str, str]) -> list[str]:
    return [part for name, value in settings.items() for part in ("-s", f"{name}={value}")]


def _our_paths(folder: Path) -> set[str]:
    with Archive(folder / "news.db", read_only=True) as archive:
        return {f"/news/{row['url'].rpartition('/')[2]}" for row in archive.articles(limit=None)}


def _peer_paths(folder: Path) -> set[str]:
    kept: set[str] = set()
    for line in (folder / "articles.jsonl").read_text("utf-8", "replace").splitlines():
        with suppress(ValueError):  # a line that was cut off by a kill
            kept.add(f"/news/{json.loads(line)['url'].rpartition('/')[2]}")
    return kept


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=50)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--alone", action="store_true", help="ours only")
    parser.add_argument("--json", action="store_true")
    chosen = parser.parse_args()
    names = [OURS] if chosen.alone else [OURS, PEER]
    figures = {name: measure(name, chosen.kills, chosen.seed) for name in names}
    if chosen.json:
        print(json.dumps(figures, indent=2))
        return
    columns = ("listed", "kept", "lost", "twice", "under way")
    print(f"{chosen.kills} kills    " + "".join(f"{column:>11}" for column in columns))
    for name, one in figures.items():
        print(f"{name:<16}" + "".join(f"{one[column]:>11}" for column in columns))


if __name__ == "__main__":
    main()
