"""WARC 1.1 (ISO 28500:2017) of the pages as they were served, a gzip member for each record.

The archive keeps bodies free of transfer and content coding, so the headers that spoke of those are kept under
`X-Archive-Orig-`, and `Content-Length` is the body's own: any reader finds what the headers say.
"""

from __future__ import annotations

import hashlib
import io
from base64 import b32encode
from datetime import UTC, datetime
from http import HTTPStatus
from typing import IO, TYPE_CHECKING

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

from newscrawler import __version__
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator

    from newscrawler.items import Snapshot

CODED = frozenset({"content-encoding", "transfer-encoding", "content-length"})
ORIGINAL = "X-Archive-Orig-"
VERSION = "WARC/1.1"


class WarcFile:
    """Writes snapshots into a stream; the same page of an article served again is a revisit record."""

    def __init__(self, stream: IO[bytes]) -> None:
        # Each record is a gzip member of its own, so that replay can seek to it.
        self._writer = WARCWriter(stream, gzip=True, warc_version=VERSION)
        self._article_id = 0
        self._served: dict[str, Snapshot] = {}
        info = {"software": f"newscrawler/{__version__}", "format": "WARC file version 1.1"}
        self._writer.write_record(self._writer.create_warcinfo_record("", info))

    def write(self, member: tuple[int, Snapshot]) -> None:
        """Write one record."""
        article_id, snapshot = member
        if article_id != self._article_id:
            self._article_id, self._served = article_id, {}
        digest = sha1(snapshot.body)
        earlier = self._served.setdefault(digest, snapshot)
        if earlier is snapshot:
            self._write_response(snapshot)
        else:
            self._write_revisit(snapshot, digest, earlier)

    def _write_response(self, snapshot: Snapshot) -> None:
        record = self._writer.create_warc_record(
            target(snapshot.url),
            "response",
            payload=io.BytesIO(snapshot.body),
            length=len(snapshot.body),
            http_headers=http_headers(snapshot, len(snapshot.body)),
            warc_headers_dict={"WARC-Date": warc_date(snapshot.fetched_at)},
        )
        self._writer.write_record(record)

    def _write_revisit(self, snapshot: Snapshot, digest: str, earlier: Snapshot) -> None:
        record = self._writer.create_revisit_record(
            target(snapshot.url),
            digest,
            target(earlier.url),
            warc_date(earlier.fetched_at),
            http_headers=http_headers(snapshot, len(snapshot.body)),
            warc_headers_dict={"WARC-Date": warc_date(snapshot.fetched_at)},
        )
        self._writer.write_record(record)

    def close(self) -> None:
        """Write nothing."""


def sha1(body: bytes) -> str:
    """Return the digest as WARC files name it."""
    return f"sha1:{b32encode(hashlib.sha1(body, usedforsecurity=False).digest()).decode()}"


def target(url: str) -> str:
    """Return the address on one line."""
    return "".join(clean_text(url).split())


def http_headers(snapshot: Snapshot, length: int) -> StatusAndHeaders:
    """Return the status line and the headers, truthful for a body without coding."""
    line = f"{snapshot.status} {_phrase(snapshot.status)}".rstrip()
    return StatusAndHeaders(line, [*_told(snapshot), ("Content-Length", str(length))], protocol="HTTP/1.1")


def _told(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for served, value in snapshot.headers:
        if name := clean_text(served):
            yield (ORIGINAL + name if name.lower() in CODED else name), clean_text(value)


def _phrase(status: int) -> str:
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return ""


def warc_date(moment: str) -> str:
    """Return the moment in UTC, to the second.

    >>> warc_date("2026-03-01T14:00:00+02:00")
    '2026-03-01T12:00:00Z'
    """
    try:
        value = datetime.fromisoformat(moment)
    except ValueError:
        return "1970-01-01T00:00:00Z"
    value = value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)
    return value.strftime("%Y-%m-%dT%H:%M:%SZ")
