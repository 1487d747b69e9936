"""How long a search takes, by the number of articles: ours beside stock SQLite tokenizers on the same texts.

    python -m benchmarks.search_speed [--articles 10000 100000] [--words FILE] [--folder FOLDER] [--cpu]

Articles are generated: --length words each (100), of 60,000 that are as frequent as words are (Zipf), in three
languages, on 20 sites, over ten years. --words takes the vocabulary from a collection in SQuAD's form first. The file
of a million articles takes some 3 GB and is removed. A peer is a plain FTS5 table with title and body, its hits ranked
by bm25 and shown by snippet(); it has no filters, folding or stems. Each figure is of 30 queries of a kind: their
median and the 95 % of them, in milliseconds of the clock, or with --cpu of the processor, which a busy machine alters
less.
"""

from __future__ import annotations

import argparse
import json
import random
import re
import sqlite3
import statistics
import tempfile
import time
from collections import Counter
from datetime import date, timedelta
from itertools import accumulate
from pathlib import Path
from typing import TYPE_CHECKING

from newscrawler.archive import Archive
from newscrawler.text import FOLDING_VERSION, search_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    Find = Callable[[str, str], int]
    Clock = Callable[[], float]
    Row = tuple[int, str, str, str, str, str, str, str]

VOCABULARY = 60_000
WORDS = 100
SITES = 20
INDEX_MEMORY_BYTES = 256 * 2**20
QUERIES = 30
LANGUAGES = ("ar", "en", "fr")
SYLLABLES = (
    *("ba", "ce", "di", "fo", "gu", "ha", "je", "ki", "lo", "mu", "na", "pe", "ri", "so", "tu", "va", "we", "xi"),
    *("من", "كا", "ال", "را", "سو", "نا", "لي", "مو", "دا", "شي"),
)
COLUMNS = "id, site, url, canonical_url, url_key, title, body, title_folded, body_folded, published_at, language"
KINDS = ("common word", "rare word", "two words", "phrase", "prefix", "question", "site and dates", "recent")
PEER_KINDS = KINDS[:6]


class Texts:
    """Made-up texts with the stems of their words, the same for the same seed."""

    def __init__(self, words: list[str], length: int = WORDS) -> None:
        self._length = length
        self._chance = random.Random(7)
        self.words = _vocabulary(words, self._chance)
        self._stems = {name: [search_text(word, name) for word in self.words] for name in LANGUAGES}
        self._weights = list(accumulate(1 / (rank + 2.7) for rank in range(len(self.words))))

    def rows(self, count: int) -> Iterator[Row]:
        """Yield articles: number, site, address, title, body, both folded, day, language."""
        for number in range(1, count + 1):
            chosen = self._chance.choices(range(len(self.words)), cum_weights=self._weights, k=self._length + 8)
            language = LANGUAGES[number % len(LANGUAGES)]
            said = [self.words[place] for place in chosen]
            stems = [self._stems[language][place] for place in chosen]
            day = date(2016, 1, 1) + timedelta(days=self._chance.randrange(3650))
            site = f"site{number % SITES}.example"
            yield (number, site, " ".join(said[:8]), " ".join(said[8:]), " ".join(stems[:8]), " ".join(stems[8:]),
                   day.isoformat(), language)  # fmt: skip

    def queries(self, bodies: list[str]) -> dict[str, list[str]]:
        """Return queries of each kind; phrases, rare words and questions stand in one of the texts."""
        chance = random.Random(11)
        rank = {word: place for place, word in enumerate(self.words)}
        frequent = lambda: self.words[chance.randrange(20, 120)]  # noqa: E731 - said once
        made: dict[str, list[str]] = {kind: [] for kind in KINDS}
        for body in chance.sample(bodies, QUERIES):
            said = body.split()
            rarest = max(said, key=lambda word: rank.get(word, 0))
            at = chance.randrange(len(said) - 9)
            made["common word"].append(frequent())
            made["rare word"].append(rarest)
            made["two words"].append(f"{frequent()} {self.words[chance.randrange(200, 3000)]}")
            made["phrase"].append(f'"{said[at]} {said[at + 1]}"')
            made["prefix"].append(f"{rarest[:4]}*")
            made["question"].append(" ".join(chance.sample(said, 8)))
            made["site and dates"].append(f"{frequent()} site:site3.example since:2019 until:2020-06")
            made["recent"].append(frequent())
        return made


def _vocabulary(words: list[str], chance: random.Random) -> list[str]:
    known = dict.fromkeys(words)
    while len(known) < VOCABULARY:
        known["".join(chance.choices(SYLLABLES, k=chance.randrange(2, 6)))] = None
    return list(known)[:VOCABULARY]


def fill(path: Path, texts: Texts, count: int) -> list[str]:
    """Make an archive of so many articles; return some of the bodies. The archive makes its index when it is opened."""
    Archive(path).close()
    sql = sqlite3.connect(path)
    sql.execute("PRAGMA synchronous = OFF")
    sql.execute("DROP TRIGGER articles_ai")
    sql.execute(f"INSERT INTO articles_fts(articles_fts, rank) VALUES ('hashsize', {INDEX_MEMORY_BYTES})")
    sites = [(f"site{number}.example",) for number in range(SITES)]
    sql.executemany("INSERT INTO sites (site, first_seen_at) VALUES (?, '2026-01-01T00:00:00Z')", sites)
    rest = ", first_seen_at, last_seen_at, text_hash, folding_version, published_utc"
    bodies: list[str] = []
    for row in texts.rows(count):
        number, site, title, body, title_folded, body_folded, day, language = row
        url = f"https://{site}/{number}"
        sql.execute(
            f"INSERT INTO articles ({COLUMNS}{rest}) VALUES (?,?,?,?,?,?,?,?,?,?,?,'x','x','x',?,?)",
            (number, site, url, url, url, title, body, title_folded, body_folded, day, language, FOLDING_VERSION,
             f"{day}T00:00:00Z"),
        )  # fmt: skip
        if number % (count // 200) == 0:
            bodies.append(body)
        if number % 20_000 == 0:
            sql.commit()
    sql.commit()
    sql.close()
    Archive(path).close()
    return bodies


def ours(path: Path) -> Find:
    """Return our search of the archive."""
    archive = Archive(path, read_only=True)
    return lambda kind, query: len(archive.search(query, recent=kind == "recent"))


def stock(path: Path, source: Path, tokenize: str) -> Find:
    """Return the search of a plain FTS5 table of the same titles and bodies."""
    sql = sqlite3.connect(path)
    sql.execute("PRAGMA synchronous = OFF")
    sql.execute("ATTACH ? AS archive", (str(source),))
    sql.execute(f"CREATE VIRTUAL TABLE texts USING fts5(title, body, tokenize='{tokenize}')")
    sql.execute("INSERT INTO texts(rowid, title, body) SELECT id, title, body FROM archive.articles")
    sql.commit()
    asked = """SELECT title, snippet(texts, 1, '[', ']', '...', 32) FROM texts
        WHERE texts MATCH ? ORDER BY bm25(texts, 4, 1) LIMIT 20"""
    return lambda kind, query: len(sql.execute(asked, (_match(kind, query),)).fetchall())


def _match(kind: str, query: str) -> str:
    if kind == "phrase":
        return query
    if kind == "prefix":
        return f'"{query[:-1]}" *'
    return (" OR " if kind == "question" else " ").join(f'"{word}"' for word in query.split())


def measure(find: Find, queries: dict[str, list[str]], kinds: tuple[str, ...], clock: Clock) -> dict[str, str]:
    """Return for each kind the median and the 95th percentile, in milliseconds."""
    figures = {}
    for kind in kinds:
        took = []
        for query in queries[kind]:
            start = clock()
            find(kind, query)
            took.append(1000 * (clock() - start))
        took.sort()
        figures[kind] = f"{statistics.median(took):.1f}/{took[int(len(took) * 0.95)]:.0f}"
    return figures


def compare(count: int, texts: Texts, folder: Path, *, with_peers: bool, clock: Clock) -> None:
    """Print a table for so many articles."""
    path = folder / f"{count}.db"
    start = time.perf_counter()
    queries = texts.queries(fill(path, texts, count))
    built = time.perf_counter() - start
    print(f"\n{count:,} articles, {path.stat().st_size / 1e6:,.0f} MB, filled in {built:.0f} s; median/95 % in ms\n")
    table = {"newscrawler": measure(ours(path), queries, KINDS, clock)}
    if with_peers:
        for tokenize in ("unicode61", "trigram"):
            peer = folder / f"{count}.{tokenize}.db"
            table[tokenize] = measure(stock(peer, path, tokenize), queries, PEER_KINDS, clock)
            peer.unlink()
    path.unlink()
    print(f"{'query':<16}" + "".join(f"{name:>16}" for name in table))
    for kind in KINDS:
        print(f"{kind:<16}" + "".join(f"{figures.get(kind, '-'):>16}" for figures in table.values()), flush=True)


def _words_of(path: Path | None) -> list[str]:
    if path is None:
        return []
    data = json.loads(path.read_text(encoding="utf-8"))["data"]
    text = " ".join(paragraph["context"] for entry in data for paragraph in entry["paragraphs"])
    return [word for word, _ in Counter(re.findall(r"\w+", text)).most_common()]


def main() -> None:
    """Measure what the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--articles", type=int, nargs="+", default=[10_000, 100_000])
    parser.add_argument("--peers-upto", type=int, default=100_000)
    parser.add_argument("--folder", type=Path)
    parser.add_argument("--words", type=Path)
    parser.add_argument("--length", type=int, default=WORDS, help="words of an article")
    parser.add_argument("--cpu", action="store_true")
    asked = parser.parse_args()
    clock = time.process_time if asked.cpu else time.perf_counter
    texts = Texts(_words_of(asked.words), asked.length)
    with tempfile.TemporaryDirectory(dir=asked.folder) as folder:
        for count in asked.articles:
            with_peers = count <= asked.peers_upto
            compare(count, texts, Path(folder), with_peers=with_peers, clock=clock)


if __name__ == "__main__":
    main()
