"""Web archives: the answers of servers, as they came and when.

WARC as wget, Heritrix, warcprox, Browsertrix and Common Crawl write it, and ARC.
"""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING

from newscrawler.exchange.asked import Asked, answers_to_get
from newscrawler.exchange.http_message import header_value, read_body, read_headers, read_method, read_status
from newscrawler.exchange.records import Bad, Capture, Content, PassedOver, Record, Revisit, body_size, utc
from newscrawler.exchange.sniffing import is_page
from newscrawler.exchange.streams import BROKEN, file_key, shown
from newscrawler.exchange.warc_records import DAMAGED, Found, found_records
from newscrawler.urls import is_fetchable

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newscrawler.exchange.http_message import Headers
    from newscrawler.exchange.warc_records import Block

_ANSWERS = frozenset({"response", "resource", "revisit"})
_PAGES = ("text/html", "application/xhtml+xml")
_OK, _NOT_MODIFIED = 200, 304
_FRAMING = frozenset({"transfer-encoding", "content-length"})
"""Headers that are about the body as it travelled."""


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
        return answers_to_get(self._read_on(start))

    def _read_on(self, start: int) -> Iterator[Record | Asked]:
        with self.path.open("rb") as file:
            for number, found in enumerate(found_records(file), start=1):
                self.done = file.tell()
                content = found if isinstance(found, Bad) else self._content(found, is_new=number > start)
                if isinstance(content, Asked):
                    yield content
                elif content is not None and number > start:
                    yield Record(f"{shown(self.path)}, record {number}", content, number, body_size(content))

    def _content(self, found: Found, *, is_new: bool) -> Content | Asked | None:
        """Return what a record holds, and close it; None for those that were read before or are about others."""
        content: Content | Asked | None = None
        try:
            if is_new or found.kind == "request":
                content = self._read(found)
            found.block.close()
        except (*BROKEN, ValueError) as error:
            return Bad(f"{DAMAGED}: {error}")
        return content

    def _read(self, found: Found) -> Content | Asked | None:
        if found.kind == "request":
            return Asked(found.url, read_method(found.block))
        if found.kind not in _ANSWERS:
            return None
        try:
            return self._answer(found)
        except ValueError as error:
            return Bad(f"{DAMAGED}: {error}")

    def _answer(self, found: Found) -> Content:
        moment = _moment(found.date)
        if not is_fetchable(found.url):
            return PassedOver("not http or https")
        if moment is None:
            return Bad(f"no WARC-Date: {found.date[:40]!r}")
        if header_value(found.headers, "warc-segment-number"):
            return Bad("one of several segments, which are not put together")
        return _revisit(found, moment) if found.kind == "revisit" else self._capture(found, moment)

    def _capture(self, found: Found, moment: datetime) -> Content:
        status, headers = _OK, [one for one in found.headers if one[0].lower() == "content-type"]
        if found.kind == "response":
            status, headers = read_status(found.block), read_headers(found.block)
        if status != _OK:
            return PassedOver(f"status {status}")
        kind = header_value(headers, "content-type").lower()
        if kind and not kind.startswith(_PAGES):
            return PassedOver("not HTML")
        body = self._body(found.block, headers)
        if not kind and not is_page(body):
            return PassedOver("not HTML")
        if len(body) > self._most_bytes:
            return Bad(f"longer than {self._most_bytes >> 20} MB")
        told = tuple(one for one in headers if one[0].lower() not in _FRAMING)
        return Capture(found.url, body, moment, told, status)

    def _body(self, block: Block, headers: Headers) -> bytes:
        is_chunked = "chunked" in header_value(headers, "transfer-encoding").lower()
        return read_body(block, is_chunked=is_chunked, most_bytes=self._most_bytes)


def _revisit(found: Found, moment: datetime) -> Content:
    """Return that the page was served as before; passed over where the answer's first line says otherwise."""
    status = read_status(found.block) if found.block.left else _OK
    return Revisit(found.url, moment) if status in {_OK, _NOT_MODIFIED} else PassedOver(f"status {status}")


def _moment(text: str) -> datetime | None:
    try:
        return utc(datetime.fromisoformat(text))
    except (ValueError, OverflowError):
        return None
