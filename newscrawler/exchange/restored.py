"""A row of our own export, read back and checked: it may have been written by anybody."""

from __future__ import annotations

from dataclasses import fields
from datetime import datetime
from typing import Any, TypeVar

from newscrawler.archive import Restored, Version
from newscrawler.archive.moments import utc_text
from newscrawler.exchange.records import utc
from newscrawler.items import Article, DateEvidence, Image, Link

T = TypeVar("T")

_PARTS = {"images": Image, "related_links": Link, "dates": DateEvidence}
_KINDS = {
    "str": lambda value: isinstance(value, str),
    "str | None": lambda value: value is None or isinstance(value, str),
    "bool | None": lambda value: value is None or isinstance(value, bool),
    "list[str]": lambda value: isinstance(value, list) and all(isinstance(one, str) for one in value),
    "dict[str, str]": lambda value: isinstance(value, dict) and all(isinstance(one, str) for one in value.values()),
}
"""Annotation of a field -> whether a value is of that kind."""


def restored(row: dict[str, Any]) -> Restored:
    """Return the article that a row holds; raises KeyError, TypeError or ValueError for anything else."""
    parts: dict[str, Any] = {name: [_read(kind, one) for one in row[name]] for name, kind in _PARTS.items()}
    article = _read(Article, row, **parts)
    if not article.site:
        raise ValueError("site is empty")
    if not isinstance(row["revisions"], list):
        raise TypeError("revisions is no list")
    versions = [_read(Version, one, seen_at=_moment(one["seen_at"])) for one in row["revisions"]]
    absences = [
        (_moment(one["gone_at"]), int(one["status"]), _known(one["back_at"])) for one in row.get("absences", [])
    ]
    texts = {name: _text(row[name]) for name in ("url_key", "extractor_version")}
    seen = {name: _moment(row[name]) for name in ("first_seen_at", "last_seen_at")}
    pages = [_text(url) for url in row.get("pages", [])]
    return Restored(
        article, versions=versions, absences=absences, pages=pages, gone_at=_known(row["gone_at"]), **texts, **seen
    )


def _read(kind: type[T], told: dict[str, Any], **known: Any) -> T:
    """Return a dataclass with the values that an object of JSON has for it, but for those that are known."""
    values = {field.name: told[field.name] for field in fields(kind) if field.name not in known}  # type: ignore[arg-type]
    for field in fields(kind):  # type: ignore[arg-type]
        if field.name in values and not _KINDS[str(field.type)](values[field.name]):
            raise TypeError(f"{field.name} is {type(values[field.name]).__name__}, expected {field.type}")
    return kind(**values, **known)


def _text(value: Any) -> str:
    if not isinstance(value, str):
        raise TypeError(f"expected text, got {type(value).__name__}")
    return value


def _moment(value: Any) -> str:
    """Return a moment as the archive writes it."""
    return utc_text(utc(datetime.fromisoformat(_text(value))))


def _known(value: Any) -> str | None:
    return None if value is None else _moment(value)
