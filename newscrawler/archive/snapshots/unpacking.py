"""Unpacking contents: each is checked by its size and its SHA-256, and so is what it was packed with."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from typing import TYPE_CHECKING, TypeVar

import zstandard

from newscrawler.archive.snapshots.packing import AGAINST_PREVIOUS, PLAIN, WITH_DICTIONARY, as_prefix
from newscrawler.errors import NotAnArchive

if TYPE_CHECKING:
    import sqlite3
    from collections.abc import Callable

    from newscrawler.archive.connection import Connection

Value = TypeVar("Value")

_DICTIONARIES_HELD = 4
_BASES_HELD = 4


class Unpacker:
    """Gives contents back; holds the last few dictionaries and bases, so that their neighbours cost no more."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self._dictionaries: OrderedDict[str, zstandard.ZstdCompressionDict] = OrderedDict()
        self._bases: OrderedDict[str, bytes] = OrderedDict()

    def body(self, content_id: int | None) -> bytes:
        """Return a content's bytes. Raises `NotAnArchive` where it is damaged, or what it was packed with."""
        row = self._db.row("SELECT * FROM contents WHERE id = ?", (content_id,))
        if row is None:
            raise NotAnArchive(f"there is no content {content_id} in {self._db.path}")
        return self._unpacked(row, f"content {content_id}", self._with_what(row))

    def dictionary(self, dictionary_id: int) -> bytes:
        """Return a dictionary's bytes; raises `NotAnArchive` where it is damaged."""
        row = self._db.row("SELECT * FROM dictionaries WHERE id = ?", (dictionary_id,))
        if row is None:
            raise NotAnArchive(f"there is no dictionary {dictionary_id} in {self._db.path}")
        return self._unpacked(row, f"dictionary {dictionary_id}", None)

    def _with_what(self, row: sqlite3.Row) -> zstandard.ZstdCompressionDict | None:
        kind = row["compression"]
        if kind == AGAINST_PREVIOUS:
            return as_prefix(self._base(row["base_id"]))
        if kind == WITH_DICTIONARY:
            return self._dictionary(row["dictionary_id"])
        if kind == PLAIN:
            return None
        known = f"{PLAIN}, {WITH_DICTIONARY} or {AGAINST_PREVIOUS}"
        raise NotAnArchive(f"content {row['id']} is packed as {kind!r}; expected {known}")

    def _base(self, content_id: int) -> bytes:
        # Held by what it is: the number of a content that was deleted, or never committed, is given to another.
        row = self._db.row("SELECT sha256, base_id FROM contents WHERE id = ?", (content_id,))
        if row is not None and row["base_id"] is not None:
            raise NotAnArchive(f"content {content_id} is a base and has one itself; expected one that stands alone")
        return _held(self._bases, row["sha256"] if row else "", lambda: self.body(content_id), _BASES_HELD)

    def _dictionary(self, dictionary_id: int) -> zstandard.ZstdCompressionDict:
        sha256 = self._db.value("SELECT sha256 FROM dictionaries WHERE id = ?", (dictionary_id,))
        return _held(self._dictionaries, sha256 or "", lambda: self._loaded(dictionary_id), _DICTIONARIES_HELD)

    def _loaded(self, dictionary_id: int) -> zstandard.ZstdCompressionDict:
        return zstandard.ZstdCompressionDict(self.dictionary(dictionary_id))

    def _unpacked(self, row: sqlite3.Row, name: str, data: zstandard.ZstdCompressionDict | None) -> bytes:
        try:
            # The frame says how much memory it wants; a damaged one may want anything.
            if zstandard.frame_content_size(row["body"]) != row["size_bytes"]:
                raise NotAnArchive(f"{name} is damaged: expected {row['size_bytes']} bytes")
            body = zstandard.ZstdDecompressor(dict_data=data).decompress(row["body"])
        except zstandard.ZstdError as error:
            raise NotAnArchive(f"{name} cannot be unpacked: {error}") from error
        found = hashlib.sha256(body).hexdigest()
        if found != row["sha256"]:
            raise NotAnArchive(f"{name} is damaged: SHA-256 {found}, expected {row['sha256']}")
        return body


def _held(cache: OrderedDict[str, Value], key: str, make: Callable[[], Value], most: int) -> Value:
    found = cache.pop(key, None)  # threads may share it
    if found is None:
        found = make()
    cache[key] = found
    while len(cache) > most:
        cache.popitem(last=False)
    return found
