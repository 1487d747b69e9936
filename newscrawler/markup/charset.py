"""Bytes -> text."""

from __future__ import annotations


def decode(body: bytes, content_type: str | None = None) -> tuple[str, str]:
    """Return the text and the name of the encoding it was read with."""
    try:
        return body.decode("utf-8-sig"), "utf-8"
    except UnicodeDecodeError:
        return body.decode("windows-1256", "replace"), "windows-1256"
