"""Half an answer is no answer: cut-off bodies are fetched again, and in the end failed, never stored as complete.

Scrapy notices a body shorter than its Content-Length. It forgives a compressed body that stops in the middle, and a
body without length whose connection closes.
"""

from __future__ import annotations

import re
import zlib
from typing import TYPE_CHECKING, Any

import brotli  # type: ignore[import-untyped]
import zstandard
from scrapy.downloadermiddlewares.retry import get_retry_request

from newscrawler.crawling import reasons
from newscrawler.crawling.refusal import Refusal
from newscrawler.items import Outcome

if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Self

    from scrapy import Request
    from scrapy.crawler import Crawler
    from scrapy.http import Response

_PIECE_BYTES = 65536
_ZSTD_PIECE_BYTES = 256
_CLOSED = re.compile(rb"</\s*(?:html|body|rss|feed|urlset|sitemapindex|rdf:rdf)\s*>|\}\s*$", re.IGNORECASE)
_CLOSED_TAIL_BYTES = 4096
"""Many pages carry comments, scripts or counters behind their last tag."""


class CompletenessMiddleware:
    """Sends a request again whose answer is cut off; raises Refusal when it stays so."""

    def __init__(self, crawler: Crawler) -> None:
        self._crawler = crawler
        self._largest_bytes = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> Self:
        return cls(crawler)

    def process_response(self, request: Request, response: Response) -> Request | Response:
        """Return the response where it is whole."""
        if self._is_whole(response):
            return response
        assert self._crawler.spider is not None  # noqa: S101 for the type checker: a response needs a spider
        again = get_retry_request(request, spider=self._crawler.spider, reason=reasons.INCOMPLETE)
        if again is None:
            raise Refusal(reasons.INCOMPLETE, Outcome.FAILED)
        return again

    def _is_whole(self, response: Response) -> bool:
        codings = b",".join(response.headers.getlist("Content-Encoding")).lower().split(b",")
        coding = codings[0].strip().decode("latin-1")
        if coding in _DECODERS and len(codings) == 1 and response.body:
            return _DECODERS[coding](response.body, self._largest_bytes)
        is_markup = any(kind in (response.headers.get("Content-Type") or b"") for kind in (b"html", b"xml", b"json"))
        if "partial" in response.flags and is_markup:
            return bool(_CLOSED.search(response.body[-_CLOSED_TAIL_BYTES:]))
        return True


def _gzip_is_whole(body: bytes, largest_bytes: int) -> bool:
    return _inflates(zlib.decompressobj(wbits=31), body, largest_bytes)


def _deflate_is_whole(body: bytes, largest_bytes: int) -> bool:
    # Some servers send deflate without the zlib wrapper that RFC 9110 8.4.1.2 asks for.
    return _inflates(zlib.decompressobj(), body, largest_bytes) or _inflates(
        zlib.decompressobj(wbits=-15), body, largest_bytes
    )


def _inflates(decoder: Any, body: bytes, largest_bytes: int) -> bool:
    size = 0
    try:
        while body and not decoder.eof and size <= largest_bytes:
            size += len(decoder.decompress(body, _PIECE_BYTES))
            body = decoder.unconsumed_tail
    except zlib.error:
        return False
    return bool(decoder.eof) or size > largest_bytes


def _brotli_is_whole(body: bytes, largest_bytes: int) -> bool:
    decoder, size = brotli.Decompressor(), 0
    try:
        piece = decoder.process(body, output_buffer_limit=_PIECE_BYTES)
        while piece and not decoder.is_finished() and size <= largest_bytes:
            size += len(piece)
            piece = decoder.process(b"", output_buffer_limit=_PIECE_BYTES)
    except brotli.error:
        return False
    return bool(decoder.is_finished()) or size > largest_bytes


def _zstd_is_whole(body: bytes, largest_bytes: int) -> bool:
    size, decoder = 0, zstandard.ZstdDecompressor().decompressobj()
    try:
        # This decoder has no bound on what it returns: small pieces keep a bomb small.
        for start in range(0, len(body), _ZSTD_PIECE_BYTES):
            size += len(decoder.decompress(body[start : start + _ZSTD_PIECE_BYTES]))
            if decoder.eof or size > largest_bytes:
                return True
    except zstandard.ZstdError:
        return False
    return False


# Too large counts as whole here: the size limit has its own reason.
_DECODERS: dict[str, Callable[[bytes, int], bool]] = {
    "gzip": _gzip_is_whole,
    "x-gzip": _gzip_is_whole,
    "deflate": _deflate_is_whole,
    "br": _brotli_is_whole,
    "zstd": _zstd_is_whole,
}
