"""What finding copies costs: making sketches, and looking them up in an archive that grows."""

from __future__ import annotations

import random
import tempfile
import time
from functools import partial
from itertools import count, islice
from pathlib import Path
from typing import TYPE_CHECKING
from unittest.mock import patch

from benchmarks.copy_pairs import MadeUp, printed
from newscrawler.archive import Archive
from newscrawler.archive.copies import linking
from newscrawler.items import Article, Page, Visit
from newscrawler.text.shingles import shingle_words, shingles, sketch

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from newscrawler.archive.connection import Connection

SITE = "generated.example"
MEASURED = 500
"""Articles over which costs are averaged at each size, twice; a third of a small archive."""
LANGUAGES = ("ar", "en", "de")


def sketching(seed: int, texts: int) -> dict[str, float]:
    """Return CPU milliseconds for cutting a text into runs, and for its sketch from those: the best of three."""
    bodies = list(islice(made_up_bodies(seed), texts))
    runs = [shingles(shingle_words(body)) for body in bodies]
    ways: dict[str, Callable[[], object]] = {
        "words, runs": lambda: [shingles(shingle_words(body)) for body in bodies],
        "newscrawler": partial(_sign, sketch, runs),
    }
    for name, way in (("datasketch", _datasketch), ("rensa", _rensa)):
        if signed := way():
            ways[name] = partial(_sign, signed, runs)
    return {name: min(_seconds(way) for _ in range(3)) / texts * 1000 for name, way in ways.items()}


def _sign(signed: Callable[[frozenset[str]], object], texts: list[frozenset[str]]) -> None:
    for runs in texts:
        signed(runs)


def _datasketch() -> Callable[[frozenset[str]], object] | None:
    try:
        from datasketch import MinHash
    except ImportError:
        return None

    def signed(runs: frozenset[str]) -> object:
        signature = MinHash(num_perm=128)
        signature.update_batch([run.encode() for run in runs])
        return signature

    return signed


def _rensa() -> Callable[[frozenset[str]], object] | None:
    try:
        from rensa import RMinHash
    except ImportError:
        return None

    def signed(runs: frozenset[str]) -> object:
        signature = RMinHash(num_perm=128, seed=42)
        signature.update(list(runs))
        return signature

    return signed


def _seconds(work: Callable[[], object]) -> float:
    start = time.process_time()
    work()
    return time.process_time() - start


def made_up_bodies(seed: int) -> Iterator[str]:
    """Yield made-up texts without end; every tenth is an earlier one with edits."""
    for number in count():
        # The generator of a copied text begins alike, and goes its own way after it.
        origin = number - number % 10 if number % 10 == 9 else number
        source = MadeUp(LANGUAGES[origin % len(LANGUAGES)], random.Random(f"{seed} {origin}"))
        text = source.text()
        yield printed([source.words(8), *text[1:]] if origin != number else text, source)


def costs(sizes: list[int]) -> Iterator[tuple[int, dict[str, float]]]:
    """Yield for each size of an archive the cost of finding copies, and how many articles a second are stored."""
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "copies.db") as archive:
        run = archive.begin_run("benchmark", SITE).id
        bodies = zip(count(), made_up_bodies(1), strict=False)
        for size in sorted(sizes):
            measured = min(MEASURED, size // 3)
            _fill(archive, size - 2 * measured, bodies)
            yield size, _measured(archive, run, islice(bodies, 2 * measured))


def _fill(archive: Archive, size: int, bodies: Iterator[tuple[int, str]]) -> None:
    """Write articles without pages, a hundred in a transaction, until there are so many."""
    db = archive._db  # noqa: SLF001 - storing them one by one would take the most of the time
    while db.value("SELECT count(*) FROM articles") < size:
        with db.writing():
            for number, body in (next(bodies) for _ in range(100)):
                db.insert("articles", _row(number, body))
            for (article_id,) in db.rows("SELECT article_id FROM copy_pending"):
                linking.note_copies(db, article_id)


def _row(number: int, body: str) -> dict[str, object]:
    moment = "2026-03-01T00:00:00Z"
    url = f"https://{SITE}/news/{number}"
    return {
        "site": SITE, "url": url, "canonical_url": url, "title": f"Title {number}", "body": body, "url_key": url,
        "text_hash": str(number), "title_folded": "", "body_folded": "", "folding_version": 1,
        "first_seen_at": moment, "last_seen_at": moment,
    }  # fmt: skip


def _measured(archive: Archive, run: int, bodies: Iterator[tuple[int, str]]) -> dict[str, float]:
    """Store some articles with copies and as many without, in turns, so that both meet the same machine."""
    seconds = {True: 0.0, False: 0.0}
    noted = 0.0

    def timed(db: Connection, article_id: int) -> None:
        nonlocal noted
        start = time.process_time()
        found(db, article_id)
        noted += time.process_time() - start

    found = linking.note_copies
    visits = [_visit(*body) for body in bodies]
    for place, visit in enumerate(visits):
        with_copies = place % 2 == 0
        start = time.perf_counter()
        with patch.object(linking, "note_copies", timed if with_copies else lambda *_: None):
            archive.store(visit, run_id=run)
        seconds[with_copies] += time.perf_counter() - start
    archive.copies.catch_up()
    return {
        "copies_cpu_ms": noted / (len(visits) / 2) * 1000,
        "with": len(visits) / 2 / seconds[True],
        "without": len(visits) / 2 / seconds[False],
        "bytes": _bytes(archive) / archive.stats()["articles"],
    }


def _visit(number: int, body: str) -> Visit:
    url = f"https://{SITE}/news/{number}"
    return Visit(
        page=Page(url, SITE), article=Article(url=url, canonical_url=url, site=SITE, title=f"Title {number}", body=body)
    )


def _bytes(archive: Archive) -> float:
    """Return the bytes of the tables of copies, as far as this SQLite can tell."""
    statement = "SELECT coalesce(sum(pgsize), 0) FROM dbstat WHERE name LIKE 'copy%'"
    return float(archive._db.value(statement))  # noqa: SLF001 - no command asks for it
