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

if TYPE_CHECKING:
    from collections.abc import Iterable

SHINGLE_WORDS = 3
"""Runs of three words outlive an edit of every seventh; runs of two are shared by strangers."""
SKETCH_SIZE = 24
MOST_WORDS = 8000
"""Words of a text that count; a longer one is known by its beginning."""
_HASH_BYTES = 6
"""So that strangers among a million articles hardly meet; SQLite stores whole numbers of six bytes in six."""
_CHARACTERS = 3
# Thai, Lao, Burmese and Khmer: written without spaces, and not cut into pairs by `search_text`.
_UNPARTED = re.compile("[\u0e01-\u0eff\u1000-\u109f\u1780-\u17ff]")


def shingle_words(folded: str) -> list[str]:
    """Return the words of a text that `search_text` made; of scripts without spaces, overlapping characters.

    >>> shingle_words("the port ภาษาไทย")
    ['the', 'port', 'ภาษ', 'าษา', 'ษาไ', 'าไท', 'ไทย']
    """
    words = folded.split(maxsplit=MOST_WORDS)[:MOST_WORDS]
    if not _UNPARTED.search(folded):
        return words
    return [part for word in words for part in _parts(word)][:MOST_WORDS]


def _parts(word: str) -> list[str]:
    if len(word) <= _CHARACTERS or not _UNPARTED.match(word):
        return [word]
    return [word[start : start + _CHARACTERS] for start in range(len(word) - _CHARACTERS + 1)]


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
