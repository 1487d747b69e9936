"""How often search finds the paragraph that answers a question: ours beside stock SQLite tokenizers.

    python -m benchmarks.search arcd.json

FILE is a collection in SQuAD's form (ARCD, XQuAD ...): its paragraphs are the documents, its questions the queries, the
paragraph that a question belongs to is the truth. Each peer is asked for any of the question's words, ranked by bm25.
"""

from __future__ import annotations

import json
import re
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from newscrawler.archive import Archive
from newscrawler.errors import BadQuery
from newscrawler.items import Article, Page, Visit
from newscrawler.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable

    Find = Callable[[str], list[int]]

DEPTH = 10
SITE = "collection.example"


def read_collection(path: Path) -> tuple[list[str], list[tuple[str, int]]]:
    """Return the distinct paragraphs, and each question with the place of its paragraph."""
    documents: dict[str, int] = {}
    questions = []
    for entry in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in entry["paragraphs"]:
            place = documents.setdefault(paragraph["context"], len(documents))
            questions += [(question["question"], place) for question in paragraph["qas"]]
    return list(documents), questions


def stock(documents: list[str], tokenize: str, prepare: Callable[[str], str]) -> Find:
    """Return the search of a plain FTS5 table."""
    sql = sqlite3.connect(":memory:")
    sql.execute(f"CREATE VIRTUAL TABLE documents USING fts5(body, tokenize='{tokenize}')")
    sql.executemany(
        "INSERT INTO documents(rowid, body) VALUES (?, ?)", [(i, prepare(text)) for i, text in enumerate(documents)]
    )

    def find(question: str) -> list[int]:
        words = re.findall(r"\w+", prepare(question))
        query = " OR ".join(f'"{word}"' for word in words)
        asked = "SELECT rowid FROM documents WHERE documents MATCH ? ORDER BY rank LIMIT ?"
        return [row[0] for row in sql.execute(asked, (query, DEPTH))] if query else []

    return find


def ours(documents: list[str], folder: Path) -> Find:
    """Return the search of an archive that holds the documents as articles."""
    archive = Archive(folder / "search.db")
    run = archive.begin_run("benchmark", SITE).id
    for place, text in enumerate(documents):
        url = f"https://{SITE}/{place}"
        article = Article(url=url, canonical_url=url, site=SITE, title="", body=text, language="ar")
        archive.store(Visit(page=Page(url, SITE), article=article), run_id=run)

    def find(question: str) -> list[int]:
        try:
            return [int(hit.url.rsplit("/", 1)[1]) for hit in archive.search(question, limit=DEPTH)]
        except BadQuery:
            return []

    return find


def measure(find: Find, questions: list[tuple[str, int]]) -> tuple[float, float, float]:
    """Return recall within the first ten, mean reciprocal rank, and milliseconds a question."""
    found, reciprocal = 0, 0.0
    start = time.perf_counter()
    for question, truth in questions:
        places = find(question)
        if truth in places:
            found += 1
            reciprocal += 1 / (places.index(truth) + 1)
    took = time.perf_counter() - start
    return found / len(questions), reciprocal / len(questions), 1000 * took / len(questions)


def main(path: Path) -> None:
    """Print the table."""
    documents, questions = read_collection(path)
    print(f"{path.name}: {len(documents)} documents, {len(questions)} questions\n")
    print(f"{'index':<28}{'recall@10':>10}{'MRR':>8}{'ms':>8}")
    with tempfile.TemporaryDirectory() as folder:
        peers: dict[str, Find] = {
            "unicode61": stock(documents, "unicode61", str),
            "trigram": stock(documents, "trigram", str),
            "unicode61, folded": stock(documents, "unicode61", fold),
            "newscrawler": ours(documents, Path(folder)),
        }
        for name, find in peers.items():
            recall, rank, milliseconds = measure(find, questions)
            print(f"{name:<28}{recall:>10.3f}{rank:>8.3f}{milliseconds:>8.1f}")


if __name__ == "__main__":
    if len(sys.argv) != 2:
        sys.exit(f"{__doc__}")
    main(Path(sys.argv[1]))
