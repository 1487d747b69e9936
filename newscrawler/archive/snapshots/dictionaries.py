"""A site's dictionary: made from its own pages, and made anew when a measured sample says that it pays."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import zstandard

from newscrawler.archive.snapshots.packing import AGAINST_PREVIOUS, PLAIN, plain, with_dictionary
from newscrawler.errors import NotAnArchive

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.snapshots.unpacking import Unpacker

FIRST_LOOK = 16
"""So many pages of a site make its first dictionary."""
SECOND_LOOK = 64
"""So many pages that were packed with a dictionary call for a look at a new one; the next one at twice as many."""
_SAMPLES, _LEAST_SAMPLES, _SAMPLE_BYTES = 32, 8, 4 * 2**20
_HELD_OUT = 4  # every fourth sample is measured, and not learned from
_DICTIONARY_BYTES = 2**20
_SEGMENT_BYTES = 2000  # of COVER: its default of some hundred bytes tears templates apart, and packs half as well
_RECENT, _WORSE = 16, 1.3  # a redesign: recent pages are packed so much worse than when the dictionary was made
_LEAST_GAIN = 0.05


@dataclass(frozen=True, slots=True)
class Dictionary:
    """The bytes that a site's pages share, for zstd."""

    kind: str
    """`pages`: some of them as they are; `trained`: segments of them with zstd's own tables."""
    data: bytes
    pages: int
    """From how many pages it was made."""


@dataclass(frozen=True, slots=True)
class Present:
    """A site's newest dictionary as its row has it."""

    id: int
    ratio: float
    """Packed bytes to bytes served, of the pages on which it was measured last."""
    next_look: int
    """With so many pages packed with it a new one is considered."""
    used: int
    """How many pages are."""


def newest_dictionary(db: Connection, site: str) -> int | None:
    """Return the id of the dictionary with which the site's pages are packed now; None where there is none yet."""
    found: int | None = db.value("SELECT max(id) FROM dictionaries WHERE site = ?", (site,))
    return found


def renew(db: Connection, unpacker: Unpacker, site: str) -> int | None:
    """Make the site's first dictionary, or a new one, where it is time and it pays; return its id, else None.

    Costs some queries where it is not time; else up to 32 pages are unpacked and each is packed up to three times,
    before the transaction that writes the dictionary.
    """
    present = _present(db, site)
    if not (_has_enough(db, site) if present is None else _is_due(db, present)):
        return None
    samples = _samples(db, unpacker, site)
    held, learned = samples[::_HELD_OUT], [one for row, one in enumerate(samples) if row % _HELD_OUT]
    if len(samples) < _LEAST_SAMPLES:
        return None
    size = sum(map(len, held)) or 1
    before = sum(_packed_sizes(held, _data_of(unpacker, present)))
    best, after = min(
        ((one, sum(_packed_sizes(held, one.data))) for one in _candidates(learned)), key=lambda one: one[1]
    )
    stored = plain(best.data)
    if present is not None:
        saved = (before - after) / len(held) * present.used
        if before - after < _LEAST_GAIN * before or saved < len(stored):
            with db.writing():
                looks = {"ratio": before / size, "next_look": max(present.next_look, 2 * present.used)}
                db.update("dictionaries", present.id, looks)
            return None
    return _insert(db, site, best, stored, after / size)


def _present(db: Connection, site: str) -> Present | None:
    newest = newest_dictionary(db, site)
    row = db.row("SELECT id, ratio, next_look FROM dictionaries WHERE id = ?", (newest,))
    if row is None:
        return None
    used = db.value("SELECT count(*) FROM contents WHERE dictionary_id = ?", (row["id"],))
    return Present(row["id"], row["ratio"], row["next_look"], used)


def _has_enough(db: Connection, site: str) -> bool:
    plain_ones = "SELECT count(*) FROM (SELECT 1 FROM contents WHERE site = ? AND compression = ? LIMIT ?)"
    return bool(db.value(plain_ones, (site, PLAIN, FIRST_LOOK)) >= FIRST_LOOK)


def _is_due(db: Connection, present: Present) -> bool:
    if present.used >= present.next_look:
        return True
    recent = """SELECT count(*), total(stored_bytes), total(size_bytes) FROM (
        SELECT stored_bytes, size_bytes FROM contents WHERE dictionary_id = ? ORDER BY id DESC LIMIT ?)"""
    count, stored, size = db.rows(recent, (present.id, _RECENT))[0]
    return bool(count == _RECENT and stored > _WORSE * present.ratio * size)


def _samples(db: Connection, unpacker: Unpacker, site: str) -> list[bytes]:
    """Return the site's newest pages; damaged ones, and what would be too much, left out."""
    newest = "SELECT id FROM contents WHERE site = ? AND compression <> ? AND size_bytes > 0 ORDER BY id DESC LIMIT ?"
    samples: list[bytes] = []
    for (content_id,) in db.rows(newest, (site, AGAINST_PREVIOUS, _SAMPLES)):
        try:
            samples.append(unpacker.body(content_id))
        except NotAnArchive:
            continue
        if sum(map(len, samples)) > _SAMPLE_BYTES and len(samples) >= _LEAST_SAMPLES:
            break
    return samples


def _candidates(pages: Sequence[bytes]) -> Iterable[Dictionary]:
    yield Dictionary("pages", *_first_pages(pages))
    size = min(_DICTIONARY_BYTES, sum(map(len, pages)) // 4)
    try:
        trained = zstandard.train_dictionary(size, list(pages), k=_SEGMENT_BYTES, d=8)
    except zstandard.ZstdError:
        return  # too little, or too much alike, to be learned from
    yield Dictionary("trained", trained.as_bytes(), len(pages))


def _first_pages(pages: Sequence[bytes]) -> tuple[bytes, int]:
    """Return as many of the pages as fit, and their number; the newest stands last, where it is the nearest."""
    fitting: list[bytes] = []
    for page in pages:
        if fitting and sum(map(len, fitting)) + len(page) > _DICTIONARY_BYTES:
            break
        fitting.append(page[:_DICTIONARY_BYTES])
    return b"".join(reversed(fitting)), len(fitting)


def _data_of(unpacker: Unpacker, present: Present | None) -> bytes:
    try:
        return unpacker.dictionary(present.id) if present else b""
    except NotAnArchive:
        return b""


def _packed_sizes(pages: Iterable[bytes], dictionary: bytes) -> Iterable[int]:
    pack = with_dictionary(dictionary).compress if dictionary else plain
    return (len(pack(page)) for page in pages)


def _insert(db: Connection, site: str, made: Dictionary, stored: bytes, ratio: float) -> int:
    row = {
        "site": site,
        "made_at": db.now_text,
        "kind": made.kind,
        "pages": made.pages,
        "ratio": ratio,
        "next_look": SECOND_LOOK,
        "sha256": hashlib.sha256(made.data).hexdigest(),
        "size_bytes": len(made.data),
        "stored_bytes": len(stored),
        "body": stored,
    }
    with db.writing():
        return db.insert("dictionaries", row)
