"""Keeping pages: identical bytes once, each packed in the way that takes the least."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler.archive.snapshots.dictionaries import FIRST_LOOK, newest_dictionary, renew
from newscrawler.archive.snapshots.packing import (
    AGAINST_PREVIOUS,
    WITH_DICTIONARY,
    Packed,
    against,
    body_sha256,
    plain,
    with_dictionary,
)
from newscrawler.archive.snapshots.unpacking import Unpacker
from newscrawler.errors import NotAnArchive

if TYPE_CHECKING:
    from collections.abc import Callable

    from newscrawler.archive.connection import Connection
    from newscrawler.items import Snapshot

_WORTH_A_BASE = 0.7  # a base costs the reader a second unpacking: it must save a third of the bytes
_SITES_HELD = 4


class Keeper:
    """Keeps pages for one connection; holds what packs the pages of the last few sites, ready for the next one."""

    def __init__(self, db: Connection) -> None:
        self._db = db
        self.unpacker = Unpacker(db)
        self._packers: dict[str, tuple[int | None, Callable[[bytes], bytes]]] = {}
        self._kept: dict[str, int] = {}

    def keep(self, snapshot: Snapshot, site: str, owners: dict[str, Any]) -> int:
        """Insert a page with the ids of page, article and run that own it, inside `writing()`; return its id."""
        sha256 = body_sha256(snapshot)
        content_id = self._db.value("SELECT id FROM contents WHERE sha256 = ?", (sha256,))
        if content_id is None:
            packed = self.packed(snapshot.body, site, self._base_of(owners["article_id"]))
            facts = {"sha256": sha256, "site": site, "size_bytes": len(snapshot.body)}
            content_id = self._db.insert("contents", facts | packed.row())
            self._kept[site] = self._kept.get(site, 0) + 1
        row = {
            "url": snapshot.url,
            "status": snapshot.status,
            "headers": [list(header) for header in snapshot.headers],
            "fetched_at": snapshot.fetched_at,
            "sha256": sha256,
            "size_bytes": len(snapshot.body),
            "content_id": content_id,
        }
        return self._db.insert("snapshots", owners | row)

    def look(self, site: str, *, after: int = FIRST_LOOK) -> None:
        """Make the site a dictionary where it pays, if so many pages were kept since the last look.

        Call it outside of `writing()`: others could not write meanwhile.
        """
        if self._kept.get(site, 0) < after:
            return
        self._kept[site] = 0
        if renew(self._db, self.unpacker, site) is not None:
            self._packers.pop(site, None)

    def has_dictionary(self, site: str) -> bool:
        """Return True where the site's pages are packed with a dictionary now."""
        return self._packer(site)[0] is not None

    def packed(self, body: bytes, site: str, base_id: int | None) -> Packed:
        """Return the body packed with the site's dictionary, or against a base where that saves much."""
        dictionary_id, pack = self._packer(site)
        alone = pack(body)
        if base_id is not None:
            try:
                beside = against(self.unpacker.body(base_id), body)
            except NotAnArchive:
                beside = alone  # nothing new is built on what is damaged
            if len(beside) < _WORTH_A_BASE * len(alone):
                return Packed(beside, AGAINST_PREVIOUS, base_id=base_id)
        if dictionary_id is None:
            return Packed(alone)
        return Packed(alone, WITH_DICTIONARY, dictionary_id)

    def _packer(self, site: str) -> tuple[int | None, Callable[[bytes], bytes]]:
        if site not in self._packers:
            while len(self._packers) >= _SITES_HELD:
                del self._packers[next(iter(self._packers))]
            self._packers[site] = self._new_packer(site)
        return self._packers[site]

    def _new_packer(self, site: str) -> tuple[int | None, Callable[[bytes], bytes]]:
        dictionary_id = newest_dictionary(self._db, site)
        if dictionary_id is None:
            return None, plain
        try:
            return dictionary_id, with_dictionary(self.unpacker.dictionary(dictionary_id)).compress
        except NotAnArchive:
            return None, plain

    def _base_of(self, article_id: int) -> int | None:
        """Return the content to pack the article's next page against: the newest one, or the base of that."""
        newest = """SELECT coalesce(base_id, id) FROM contents WHERE id = (
            SELECT content_id FROM snapshots WHERE article_id = ? ORDER BY id DESC LIMIT 1)"""
        found: int | None = self._db.value(newest, (article_id,))
        return found
