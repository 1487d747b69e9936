"""WARC and ARC: our own, other crawlers', Common Crawl's CC-NEWS."""

from __future__ import annotations

from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

from warcio.archiveiterator import ArchiveIterator
from warcio.bufferedreaders import ChunkedDataReader
from warcio.exceptions import ArchiveLoadFailed

from newscrawler.exchange.records import Bad, Capture, Content, PassedOver, Record, Revisit, body_size, utc
from newscrawler.exchange.streams import BROKEN, file_key
from newscrawler.urls import is_fetchable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_PAGES = ("text/html", "application/xhtml+xml")
_OK = 200


class WarcReader:
    """Reads one file; positions are numbers of records."""

    def __init__(self, path: Path, *, most_bytes: int) -> None:
        """Take the path, and how long the body of a page may be."""
        self.path = path
        self.size = path.stat().st_size
        self.done = 0
        self._most_bytes = most_bytes

    def key(self) -> str:
        """Return what makes it the same file as before."""
        return file_key(self.path)

    def records(self, start: int) -> Iterator[Record]:
        """Yield a record for each that holds a page, and for each that is passed over."""
        number = 0
        with self.path.open("rb") as file:
            try:
                for number, found in enumerate(ArchiveIterator(file, arc2warc=True), start=1):
                    self.done = file.tell()
                    if number > start and (content := self._read(found)) is not None:
                        yield Record(f"{self.path}, record {number}", content, number, body_size(content))
            except (ArchiveLoadFailed, *BROKEN, ValueError, AttributeError, IndexError) as error:
                # warcio raises the last three for headers that are none.
                words = f"damaged or cut off here: {str(error).strip()[:200] or type(error).__name__}"
                yield Record(f"{self.path}, record {number + 1}", Bad(words), number)

    def _read(self, found: Any) -> Content | None:
        """Return what a record holds; None for those that are about others: warcinfo, request, metadata."""
        if found.rec_type not in {"response", "resource", "revisit"}:
            return None
        url = (found.rec_headers.get_header("WARC-Target-URI") or "").strip("<> ")
        moment = _moment(found.rec_headers.get_header("WARC-Date"))
        if not is_fetchable(url):
            return PassedOver("not http or https")
        if moment is None:
            return Bad(f"no WARC-Date: {found.rec_headers.get_header('WARC-Date')!r}")
        if found.rec_type == "revisit":
            return Revisit(url, moment)
        return self._capture(found, url, moment)

    def _capture(self, found: Any, url: str, moment: datetime) -> Content:
        headers = found.http_headers
        status = int(headers.get_statuscode() or 0) if headers and headers.get_statuscode().isdigit() else _OK
        told = headers.headers if headers else [("Content-Type", found.rec_headers.get_header("Content-Type") or "")]
        content_type = next((value for name, value in told if name.lower() == "content-type"), "").lower()
        if status != _OK:
            return PassedOver(f"status {status}")
        if not content_type.startswith(_PAGES):
            return PassedOver("not HTML")
        body = self._body(found, headers)
        if len(body) > self._most_bytes:
            return Bad(f"longer than {self._most_bytes >> 20} MB")
        return Capture(
            url, body, moment, tuple((name, value) for name, value in told if name.lower() not in _FRAMING), status
        )

    def _body(self, found: Any, headers: Any) -> bytes:
        """Return the body without its chunks, at most one byte more than it may have."""
        stream: IO[bytes] = found.raw_stream
        if headers and "chunked" in (headers.get_header("Transfer-Encoding") or "").lower():
            stream = ChunkedDataReader(stream)  # which takes a body without chunks as it is
        parts, left = [], self._most_bytes + 1
        while left > 0 and (part := stream.read(min(left, 1 << 16))):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)


_FRAMING = frozenset({"transfer-encoding", "content-length"})
"""Headers that are about the body as it travelled."""


def _moment(text: str | None) -> datetime | None:
    try:
        return utc(datetime.fromisoformat(text or ""))
    except ValueError:
        return None
