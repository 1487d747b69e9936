"""Packing a page's bytes: plain, with the site's dictionary, or against an earlier page of the same article."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import zstandard

if TYPE_CHECKING:
    from newscrawler.items import Snapshot

PLAIN, WITH_DICTIONARY, AGAINST_PREVIOUS = "zstd", "zstd+dictionary", "zstd+previous"
"""What `contents.compression` says."""
LEVEL = 9
"""Level 12 takes 1 % less of pages of one template, and twice as long; against a base, twenty times as long."""
_WINDOW_LOG = 10, 27  # the least that zstd takes, and the most that its decoders accept unasked
_LARGE = 4 * 2**20  # bytes beyond which the tables of this level remember only the end of a base


@dataclass(frozen=True, slots=True)
class Packed:
    """A packed body, and what is needed to unpack it."""

    body: bytes
    compression: str = PLAIN
    dictionary_id: int | None = None
    base_id: int | None = None

    def row(self) -> dict[str, Any]:
        """Return the columns of `contents` that it fills."""
        return {
            "stored_bytes": len(self.body),
            "compression": self.compression,
            "dictionary_id": self.dictionary_id,
            "base_id": self.base_id,
            "body": self.body,
        }


def plain(body: bytes) -> bytes:
    """Return the body, packed alone."""
    return zstandard.ZstdCompressor(level=LEVEL).compress(body)


def against(base: bytes, body: bytes) -> bytes:
    """Return the body, packed against another: what they share costs next to nothing, however far apart it stands."""
    least, most = _WINDOW_LOG
    tables = min(len(base).bit_length(), most)
    large = {"hash_log": tables, "chain_log": tables} if len(base) > _LARGE else {}
    parameters = zstandard.ZstdCompressionParameters.from_level(
        LEVEL,
        source_size=len(body),
        dict_size=len(base),
        window_log=min(max((len(base) + len(body)).bit_length(), least), most),
        **large,
    )
    return zstandard.ZstdCompressor(compression_params=parameters, dict_data=as_prefix(base)).compress(body)


def with_dictionary(dictionary: bytes) -> zstandard.ZstdCompressor:
    """Return what packs many bodies with a dictionary; not to be used by two threads at once."""
    data = zstandard.ZstdCompressionDict(dictionary)
    data.precompute_compress(level=LEVEL)
    return zstandard.ZstdCompressor(level=LEVEL, dict_data=data)


def as_prefix(base: bytes) -> zstandard.ZstdCompressionDict:
    """Return the bytes as zstd's raw dictionary, whatever they look like."""
    return zstandard.ZstdCompressionDict(base, dict_type=zstandard.DICT_TYPE_RAWCONTENT)


def body_sha256(snapshot: Snapshot) -> str:
    """Return the SHA-256 of the body, in hex."""
    return hashlib.sha256(snapshot.body).hexdigest()
