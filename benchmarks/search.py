"""How often search finds the text that is meant: ours beside stock SQLite tokenizers and Snowball.

    python -m benchmarks.search FILE [--pages FOLDER ...]

FILE is a collection in SQuAD's form (ARCD, XQuAD ...): its paragraphs are the documents, its questions the queries, the
paragraph that a question belongs to is the truth. FOLDER holds `truth.jsonl` with the title and body of news pages:
the bodies are the documents, the titles the queries, as printed and in sloppy spelling (without vowel signs, hamza and
accents, in lower case, with ه for ة and ي for ى). Each peer is asked for any of the words, ranked by bm25; ours is
asked as a user asks it, through `Archive.search`.
"""

from __future__ import annotations

import argparse
import json
import re
import sqlite3
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING
from unicodedata import combining, normalize

import snowballstemmer

from newscrawler.archive import Archive
from newscrawler.errors import BadQuery
from newscrawler.items import Article, Page, Visit
from newscrawler.text import fold, language_of

if TYPE_CHECKING:
    from collections.abc import Callable

    Find = Callable[[str], list[int]]

DEPTH = 10
SITE = "collection.example"
SNOWBALL = {"ar": "arabic", "de": "german", "en": "english", "es": "spanish", "fr": "french", "it": "italian"}
WORD = re.compile("[\\w\u064b-\u0652]+")
SLOPPY = str.maketrans("أإآةى", "اااهي")


def read_collection(path: Path) -> tuple[list[str], list[tuple[str, int]]]:
    """Return the distinct paragraphs, and each question with the place of its paragraph."""
    documents: dict[str, int] = {}
    questions = []
    for entry in json.loads(path.read_text(encoding="utf-8"))["data"]:
        for paragraph in entry["paragraphs"]:
            place = documents.setdefault(paragraph["context"], len(documents))
            questions += [(question["question"], place) for question in paragraph["qas"]]
    return list(documents), questions


def read_pages(folder: Path) -> tuple[list[str], list[tuple[str, int]]]:
    """Return the bodies of pages that have one, and each title with the place of its body."""
    truth = [json.loads(line) for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines()]
    bodies: dict[str, int] = {}
    told = [(page["title"], page["body"]) for page in truth if page.get("title") and page.get("body")]
    titles = [(title, bodies.setdefault(body, len(bodies))) for title, body in told]
    if not titles:
        sys.exit(f"{folder} holds no page with a title and a body in truth.jsonl")
    return list(bodies), titles


def sloppy(text: str) -> str:
    """Return the text as it is typed in haste."""
    letters = normalize("NFD", text.translate(SLOPPY))
    return "".join(letter for letter in letters if not combining(letter)).lower()


def snowball(text: str) -> str:
    """Return the words stemmed by Snowball alone, by the language that the text seems to be in."""
    stemmer = snowballstemmer.stemmer(SNOWBALL.get((language_of(text) or "")[:2], "porter"))
    return " ".join(stemmer.stemWord(word) or word for word in WORD.findall(text.lower()))


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
        article = Article(url=url, canonical_url=url, site=SITE, title="", body=text, language=language_of(text))
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


def compare(name: str, documents: list[str], asked: dict[str, list[tuple[str, int]]]) -> None:
    """Print a table: a line for each peer, columns for each way of asking."""
    print(f"\n{name}: {len(documents)} documents, {len(next(iter(asked.values())))} queries\n")
    print(f"{'':<20}" + "".join(f"{way:>28}" for way in asked))
    print(f"{'index':<20}" + f"{'recall@10':>12}{'MRR':>8}{'ms':>8}" * len(asked))
    with tempfile.TemporaryDirectory() as folder:
        peers: dict[str, Find] = {
            "unicode61": stock(documents, "unicode61", str),
            "trigram": stock(documents, "trigram", str),
            "unicode61, folded": stock(documents, "unicode61", fold),
            "Snowball": stock(documents, "unicode61", snowball),
            "newscrawler": ours(documents, Path(folder)),
        }
        for peer, find in peers.items():
            figures = (measure(find, questions) for questions in asked.values())
            print(f"{peer:<20}" + "".join(f"{found:>12.3f}{rank:>8.3f}{ms:>8.1f}" for found, rank, ms in figures))


def main() -> None:
    """Compare on what the command line names."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("file", type=Path, metavar="FILE")
    parser.add_argument("--pages", type=Path, nargs="+", default=[], metavar="FOLDER")
    asked = parser.parse_args()
    documents, questions = read_collection(asked.file)
    compare(asked.file.name, documents, {"questions": questions})
    for folder in asked.pages:
        bodies, titles = read_pages(folder)
        compare(folder.name, bodies, {"titles": titles, "sloppy": [(sloppy(title), place) for title, place in titles]})


if __name__ == "__main__":
    main()
