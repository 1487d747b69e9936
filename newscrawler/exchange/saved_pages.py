"""Folders of saved pages: a browser's "save as", SingleFile, and the mirrors of wget and HTTrack."""

from __future__ import annotations

import hashlib
import io
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from newscrawler.exchange.mirrored import AS_SERVED, address_by_host, address_of
from newscrawler.exchange.records import Bad, Capture, Content, PassedOver, Record, body_size
from newscrawler.exchange.saved_comments import told_by_comment
from newscrawler.exchange.sniffing import LOOKED_AT_BYTES, is_page
from newscrawler.exchange.streams import beginning_of, shown
from newscrawler.markup import parse_markup
from newscrawler.now import now_utc
from newscrawler.urls import is_fetchable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_ENDINGS = (".html", ".htm", ".xhtml", ".shtml")
_NOWHERE = "http://localhost/"


class SavedPages:
    """Reads a folder or one file; positions are numbers of files, in the order of their names."""

    def __init__(self, path: Path, *, url_prefix: str | None = None, most_bytes: int) -> None:
        """Take the path, what stands before the names of files in their addresses, and how long a page may be."""
        self.path = path
        self._prefix = url_prefix
        self._most_bytes = most_bytes
        self._files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
        self._names = set(self._files)
        self.size = len(self._files)
        self.done = 0

    def key(self) -> str:
        """Return what makes it the same folder as before: the names, sizes and moments of its files."""
        told = hashlib.sha256(f"{self.path.absolute()}\n{self._prefix}\n".encode(errors="replace"))
        for file in self._files:
            known = file.stat()
            told.update(f"{file}\n{known.st_size}\n{known.st_mtime_ns}\n".encode(errors="replace"))
        return told.hexdigest()

    def records(self, start: int) -> Iterator[Record]:
        """Yield a record for each file."""
        for number, file in enumerate(self._files[start:], start=start + 1):
            self.done = number
            try:
                content = self._read(file)
            except OSError as error:
                content = Bad(error.strerror or str(error))
            except ValueError as error:
                content = Bad(str(error))
            yield Record(shown(file), content, number, body_size(content))

    def _read(self, file: Path) -> Content:
        is_named_so = file.name.lower().removesuffix(AS_SERVED).endswith(_ENDINGS)
        if file.with_name(f"{file.name}{AS_SERVED}") in self._names:
            return PassedOver("altered by the program that saved it, and kept as it came beside it")
        if file.stat().st_size > self._most_bytes:
            return Bad(f"longer than {self._most_bytes >> 20} MB") if is_named_so else PassedOver("not HTML")
        body = file.read_bytes()
        if not (is_page(body, is_likely=is_named_so) or is_page(beginning_of(io.BytesIO(body), LOOKED_AT_BYTES))):
            return PassedOver("not HTML")
        head = body[:LOOKED_AT_BYTES].decode("utf-8", "replace") + body[-LOOKED_AT_BYTES:].decode("utf-8", "replace")
        url, moment = told_by_comment(head)
        url = url or self._by_name(file) or _declared(body)
        if not url or not is_fetchable(url):
            return Bad(
                "its address is not known: no comment, canonical link, or folder named for its host; try --url-prefix"
            )
        return Capture(url, body, moment or _changed_at(file), (("content-type", "text/html"),))

    def _by_name(self, file: Path) -> str | None:
        """Return the address that the file's path says: below a prefix, or below a folder named for its host."""
        if not self.path.is_dir():
            return None
        parts = file.relative_to(self.path).parts
        if self._prefix is not None:
            return self._prefix.rstrip("/") + "/" + address_of("/".join(parts))
        return address_by_host((self.path.name, *parts))


def _changed_at(file: Path) -> datetime:
    """Return when the file was written; now, where its system tells a moment that cannot be."""
    try:
        return datetime.fromtimestamp(file.stat().st_mtime, UTC)
    except (ValueError, OverflowError):
        return now_utc()


def _declared(body: bytes) -> str | None:
    """Return the address that a page gives as its own; None where it gives none, or a relative one."""
    declared = parse_markup(body, _NOWHERE).declared
    told = [link.url for link in declared.links if link.rel == "canonical"]
    told.append(declared.first_meta("og:url") or "")
    return next((url for url in told if is_fetchable(url) and not url.startswith(_NOWHERE)), None)
