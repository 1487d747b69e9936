"""A site's dictionary: made from its own pages, and made anew when a measured sample says that it pays."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import zstandard

from newscrawler.archive.snapshots.packing import AGAINST_PREVIOUS, PLAIN, plain, with_dictionary
from newscrawler.errors import NotAnArchive

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from newscrawler.archive.connection import Connection
    from newscrawler.archive.snapshots.unpacking import Unpacker

FIRST_LOOK = 16
"""So many pages of a site make its first dictionary."""
SECOND_LOOK = 64
"""So many pages that were packed with the first dictionary call for a look at a new one; with others twice as many."""
_SAMPLES, _LEAST_SAMPLES, _SAMPLE_BYTES = 32, 8, 4 * 2**20
_HELD_OUT = 4  # one of so many samples is measured and not learned from: the newest, as it is newer pages that come
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
    kind: str
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

    Costs some queries where it is not time; else up to 32 pages are unpacked and eight of them packed two times, before
    the transaction that writes the dictionary. Both kinds are tried for the first one, whose kind the others have.
    """
    present = _present(db, site)
    if not (_has_enough(db, site) if present is None else _is_due(db, present)):
        return None
    samples = _samples(db, unpacker, site)
    if len(samples) < _LEAST_SAMPLES:
        return None
    newest = max(len(samples) // _HELD_OUT, 1)
    held, learned = samples[:newest], samples[newest:]
    served = sum(map(len, held))
    kinds = _KINDS if present is None else (present.kind,)
    after, best = min((_packed(held, _KINDS[kind](learned).data), kind) for kind in kinds)
    made = _KINDS[best](samples)
    stored = plain(made.data)
    if present is not None:
        before = _packed(held, _data_of(unpacker, present))
        saved = (before - after) * present.used / len(held)
        if before - after < _LEAST_GAIN * before or saved < len(stored):
            _put_off(db, present, before / served)
            return None
    next_look = 2 * present.next_look if present else SECOND_LOOK
    return _insert(db, site, made, stored, {"ratio": after / served, "next_look": next_look})


def _present(db: Connection, site: str) -> Present | None:
    newest = newest_dictionary(db, site)
    row = db.row("SELECT id, kind, ratio, next_look FROM dictionaries WHERE id = ?", (newest,))
    if row is None:
        return None
    used = db.value("SELECT count(*) FROM contents WHERE dictionary_id = ?", (row["id"],))
    return Present(row["id"], row["kind"], row["ratio"], row["next_look"], used)


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


def _of_pages(pages: Sequence[bytes]) -> Dictionary:
    """Return as many of the pages as fit, as they are; the newest stands last, where it is the nearest."""
    fitting: list[bytes] = []
    for page in pages:
        if fitting and sum(map(len, fitting)) + len(page) > _DICTIONARY_BYTES:
            break
        fitting.append(page[:_DICTIONARY_BYTES])
    return Dictionary("pages", b"".join(reversed(fitting)), len(fitting))


def _trained(pages: Sequence[bytes]) -> Dictionary:
    """Return what COVER takes from the pages; nothing where they are too small, or too much alike, to learn from."""
    size = min(_DICTIONARY_BYTES, sum(map(len, pages)) // 4)
    try:
        data = zstandard.train_dictionary(size, list(pages), k=_SEGMENT_BYTES, d=8).as_bytes()
    except zstandard.ZstdError:
        data = b""
    return Dictionary("trained", data, len(pages))


_KINDS: dict[str, Callable[[Sequence[bytes]], Dictionary]] = {"pages": _of_pages, "trained": _trained}


def _put_off(db: Connection, present: Present, ratio: float) -> None:
    """Look again when twice as many pages are packed with it, and expect less of it by a step at most.

    Of a site that was just redesigned there may be too few new pages yet: its next sixteen call for a look as well.
    """
    looks = {"ratio": min(ratio, _WORSE * present.ratio), "next_look": max(present.next_look, 2 * present.used)}
    with db.writing():
        db.update("dictionaries", present.id, looks)


def _data_of(unpacker: Unpacker, present: Present | None) -> bytes:
    try:
        return unpacker.dictionary(present.id) if present else b""
    except NotAnArchive:
        return b""


def _packed(pages: Iterable[bytes], dictionary: bytes) -> int:
    """Return the bytes that the pages take with the dictionary, or without one."""
    pack = with_dictionary(dictionary).compress if dictionary else plain
    return sum(len(pack(page)) for page in pages)


def _insert(db: Connection, site: str, made: Dictionary, stored: bytes, looks: dict[str, float]) -> int:
    row = {
        "site": site,
        "made_at": db.now_text,
        "kind": made.kind,
        "pages": made.pages,
        "sha256": hashlib.sha256(made.data).hexdigest(),
        "size_bytes": len(made.data),
        "stored_bytes": len(stored),
        "body": stored,
    }
    with db.writing():
        return db.insert("dictionaries", row | looks)
