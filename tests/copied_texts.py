"""Made-up texts for the tests of copies, and how to store them as articles of several sites."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING, Any

from benchmarks.copy_pairs import COPIES, OTHERS, MadeUp, Text, printed
from tests.archive_visits import visit

if TYPE_CHECKING:
    from newscrawler.archive import Archive

__all__ = ["COPIES", "OTHERS", "body_of", "links", "partition", "put", "source", "texts"]


def source(seed: int = 1, language: str = "en") -> MadeUp:
    return MadeUp(language, random.Random(seed))


def body_of(text: Text, language: str = "en") -> str:
    return printed(text, source(language=language))


def texts(kind: str, seed: int = 1, language: str = "en") -> tuple[str, str]:
    made = source(seed, language)
    first, second = {**COPIES, **OTHERS}[kind](made)
    return printed(first, made), printed(second, made)


def put(archive: Archive, run_id: int, path: str, body: str, site: str = "daily.example", **fields: Any) -> int:
    stored = archive.store(visit(path, site=site, body=body, title=fields.pop("title", path), **fields), run_id=run_id)
    assert stored is not None
    return stored


def links(archive: Archive) -> list[tuple[int, int, str]]:
    return [tuple(row) for row in archive._db.rows("SELECT article_id, copy_id, kind FROM copy_pairs ORDER BY 1, 2")]


def partition(archive: Archive) -> set[frozenset[str]]:
    """Return the addresses of each cluster's articles."""
    rows = archive._db.rows(
        "SELECT cluster_id, group_concat(url, ' ') FROM copy_clusters JOIN articles ON id = article_id GROUP BY 1"
    )
    return {frozenset(urls.split()) for _, urls in rows}
