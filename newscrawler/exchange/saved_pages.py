"""Folders of saved pages: a browser's "save as", SingleFile, and the mirrors of wget and HTTrack."""

from __future__ import annotations

import hashlib
import re
from contextlib import suppress
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from typing import TYPE_CHECKING
from urllib.parse import quote

from newscrawler.exchange.records import Bad, Capture, Content, PassedOver, Record, body_size, utc
from newscrawler.markup import parse_markup
from newscrawler.urls import is_fetchable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_LOOKED_AT_BYTES = 4096
_PAGE = re.compile(rb"<(!doctype html|html|head|body)\b", re.IGNORECASE)
_ENDINGS = (".html", ".htm", ".xhtml", ".shtml")
_INDEX = re.compile(r"index\.x?html?$")
_HOST = re.compile(
    r"(?=.{4,253}(?:[:+]\d+)?$)(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?:[:+]\d{1,5})?$|localhost(?:[:+]\d{1,5})?$",
    re.IGNORECASE,
)
_NOWHERE = "http://localhost/"

# https://chromium.googlesource.com/chromium/src: "saved from url=(0023)https://example.org/"
_BROWSER = re.compile(r"<!-- saved from url=\(\d+\)(\S+) -->")
_SINGLE_FILE = re.compile(r"Page saved with SingleFile\s+url: (\S+)\s+saved date: ([^\n]*)")
_HTTRACK = re.compile(r"<!-- Mirrored from (\S+) by HTTrack [^,]*?, ([A-Z][^>]*?) -->")


class SavedPages:
    """Reads a folder or one file; positions are numbers of files, in the order of their names."""

    def __init__(self, path: Path, *, url_prefix: str | None = None, most_bytes: int) -> None:
        """Take the path, what stands before the names of files in their addresses, and how long a page may be."""
        self.path = path
        self._prefix = url_prefix
        self._most_bytes = most_bytes
        self._files = sorted(each for each in path.rglob("*") if each.is_file()) if path.is_dir() else [path]
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
            yield Record(str(file), content, number, body_size(content))

    def _read(self, file: Path) -> Content:
        if file.stat().st_size > self._most_bytes:
            is_page = file.suffix.lower() in _ENDINGS
            return Bad(f"longer than {self._most_bytes >> 20} MB") if is_page else PassedOver("not HTML")
        body = file.read_bytes()
        if not _PAGE.search(body[:_LOOKED_AT_BYTES]):
            return PassedOver("not HTML")
        head = body[:_LOOKED_AT_BYTES].decode("utf-8", "replace") + body[-_LOOKED_AT_BYTES:].decode("utf-8", "replace")
        url, moment = told_by_comment(head)
        url = url or self._by_name(file) or _declared(body)
        if not url or not is_fetchable(url):
            return Bad(
                "its address is not known: no comment, canonical link, or folder named for its host; try --url-prefix"
            )
        return Capture(
            url, body, moment or datetime.fromtimestamp(file.stat().st_mtime, UTC), (("content-type", "text/html"),)
        )

    def _by_name(self, file: Path) -> str | None:
        """Return the address that the file's path says: below a prefix, or below a folder named for its host."""
        if self._prefix is not None and self.path.is_dir():
            return self._prefix.rstrip("/") + "/" + address_of("/".join(file.relative_to(self.path).parts))
        parts = (self.path.name, *file.relative_to(self.path).parts) if self.path.is_dir() else (file.name,)
        host = next((number for number, part in enumerate(parts[:-1]) if _HOST.match(part)), None)
        if host is None:
            return None
        return f"https://{parts[host].replace('+', ':')}/{address_of('/'.join(parts[host + 1 :]))}"


def address_of(name: str) -> str:
    """Return the path and query that wget kept a page under: `?` or `@` before a query, `.html` added by -E.

    >>> address_of("news/index.html"), address_of("a.php?id=3.html"), address_of("a.asp@id=3"), address_of("n/1.html")
    ('news/', 'a.php?id=3', 'a.asp?id=3', 'n/1.html')
    """
    path, mark, query = name.partition("?")
    if not mark:
        before, mark, after = name.rpartition("@")
        path, query = (before, after) if mark and "=" in after else (name, "")
    query = query.removesuffix(".html")
    path = _INDEX.sub("", path) if path == "index.html" or path.endswith("/index.html") else path
    return quote(path, safe="/%:@!$&'()*+,;=~") + (f"?{quote(query, safe='/%:@!$&()*+,;=~?')}" if query else "")


def told_by_comment(text: str) -> tuple[str | None, datetime | None]:
    """Return the address and the moment that the program that saved the page wrote into it."""
    if found := _SINGLE_FILE.search(text):
        return found[1], _script_date(found[2])
    if found := _HTTRACK.search(text):
        url = found[1] if "://" in found[1] else f"https://{found[1]}"
        with suppress(ValueError, TypeError):
            return url, utc(parsedate_to_datetime(found[2]))
        return url, None
    found = _BROWSER.search(text)
    return (found[1], None) if found else (None, None)


def _script_date(text: str) -> datetime | None:
    """Read what JavaScript prints: `Tue Mar 03 2026 10:00:00 GMT+0100 (Central European Standard Time)`."""
    try:
        return utc(datetime.strptime(" ".join(text.split()[:6]), "%a %b %d %Y %H:%M:%S GMT%z"))
    except ValueError:
        return None


def _declared(body: bytes) -> str | None:
    """Return the address that a page gives as its own; None where it gives none, or a relative one."""
    declared = parse_markup(body, _NOWHERE).declared
    told = [link.url for link in declared.links if link.rel == "canonical"]
    told.append(declared.first_meta("og:url") or "")
    return next((url for url in told if is_fetchable(url) and not url.startswith(_NOWHERE)), None)
