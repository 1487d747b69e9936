"""Short runs of words of a text (shingles), and the small sketch by which texts that share many of them meet.

Two texts are compared as the sets of their runs of words (Broder, "On the resemblance and containment of documents",
1997). The sketch of a set is its runs with the smallest hashes, Broder's "s smallest", which others call a bottom-k
MinHash. The same run comes among the smallest in every text of about that length that holds it; so two texts have a
part of their sketches in common that is as large as the part of the larger text that they share.

Signatures of one smallest hash for each of 128 permutations (as datasketch keeps), or for each of as many bins (one
permutation hashing: Li, Owen and Zhang, 2012), are looked up in bands of several values at once. That finds texts whose
resemblance is high, and loses those of which one holds the other. benchmarks/copies.py measures both.
"""

from __future__ import annotations

import re
from hashlib import blake2b
from heapq import nsmallest
from typing import TYPE_CHECKING
from zlib import crc32

from newscrawler.text.folding import fold
from newscrawler.text.words import IDEOGRAPHS, words_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

SHINGLE_WORDS = 3
"""Runs of three words outlive an edit of every seventh; runs of two are shared by strangers."""
SKETCH_SIZE = 24
MOST_WORDS = 8000
"""Words of a text that count; a longer one is known by its beginning."""
MOST_CHARACTERS = 16 * MOST_WORDS
_HASH_BYTES = 6
"""So that strangers among a million articles hardly meet; SQLite stores whole numbers of six bytes in six."""
_IDEOGRAPHS, _UNPARTED = 2, 3
"""Characters that stand for a word."""
# Ideographs and kana; Thai, Lao, Burmese and Khmer: what is written without spaces.
_SPACELESS = re.compile(f"([{IDEOGRAPHS}]+)|([\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]+)")


def shingle_words(text: str) -> list[str]:
    """Return the words of a text in one spelling; of scripts without spaces, characters that overlap.

    Words are not stemmed: how they are depends on the language that a page claims, and papers claim different ones.

    >>> shingle_words("The PORT, ميناءُ 北京市 ภาษา")
    ['the', 'port', 'مينا', '北京', '京市', 'ภาษ', 'าษา']
    """
    words = words_of(fold(text[:MOST_CHARACTERS]))
    if _SPACELESS.search(text):
        words = [part for word in words for part in _parts(word)]
    return words[:MOST_WORDS]


def _parts(word: str) -> Iterator[str]:
    at = 0
    for run in _SPACELESS.finditer(word):
        if run.start() > at:
            yield word[at : run.start()]
        size = _IDEOGRAPHS if run[1] else _UNPARTED
        yield from (run[0][start : start + size] for start in range(max(len(run[0]) - size, 0) + 1))
        at = run.end()
    if at < len(word):
        yield word[at:]


def shingles(words: list[str]) -> frozenset[str]:
    """Return the runs of three words.

    >>> sorted(shingles(["the", "port", "was", "closed"]))
    ['port was closed', 'the port was']
    """
    return frozenset(map(" ".join, zip(*(words[start:] for start in range(SHINGLE_WORDS)), strict=False)))


def sketch(runs: Iterable[str]) -> list[int]:
    """Return 48-bit hashes of those runs of which another hash is smallest; all of them where there are few.

    The choice is made by CRC-32, which costs half of what the longer hash does.
    """
    first = nsmallest(SKETCH_SIZE, ((crc32(run), run) for run in map(str.encode, runs)))
    return [int.from_bytes(blake2b(run, digest_size=_HASH_BYTES).digest()) for _, run in first]
