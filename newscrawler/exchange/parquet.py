"""Parquet with typed columns: moments with their zone, lists as lists; written in groups of rows."""

from __future__ import annotations

from datetime import datetime
from typing import IO, Any

from newscrawler.errors import UsageError

try:
    import pyarrow as pa
    from pyarrow.parquet import ParquetWriter
except ImportError as error:
    raise UsageError(
        "Parquet needs the library pyarrow; install it with: pip install 'newscrawler[parquet]'"
    ) from error

GROUP_ROWS = 2000
"""Rows that are held before they are written: some ten megabytes of text."""

_MOMENT = pa.timestamp("us", tz="UTC")
_LINK = pa.struct({"url": pa.string(), "text": pa.string(), "kind": pa.string()})
_IMAGE = pa.struct({"url": pa.string(), "caption": pa.string(), "alt": pa.string()})
_DATE = pa.struct(
    dict.fromkeys(("text", "place", "role", "value", "precision", "calendar", "path", "doubt"), pa.string())
)
_TEXTS = pa.list_(pa.string())
SCHEMA = pa.schema(
    {
        "id": pa.int64(),
        **dict.fromkeys(("site", "url", "canonical_url", "title"), pa.string()),
        "published_utc": _MOMENT,
        **dict.fromkeys(("published_at", "published_precision", "published_from", "date_line"), pa.string()),
        **dict.fromkeys(("date_line_date", "modified_at"), pa.string()),
        "authors": _TEXTS,
        "section": pa.string(),
        "breadcrumbs": _TEXTS,
        **dict.fromkeys(("origin_line", "lead", "body"), pa.string()),
        "tags": _TEXTS,
        "language": pa.string(),
        "is_free": pa.bool_(),
        "images": pa.list_(_IMAGE),
        "related_links": pa.list_(_LINK),
        "dates": pa.list_(_DATE),
        **dict.fromkeys(("first_seen_at", "last_seen_at", "gone_at"), _MOMENT),
    }
)
_MOMENTS = tuple(field.name for field in SCHEMA if field.type == _MOMENT)


class Parquet:
    """Writes articles into a stream."""

    def __init__(self, stream: IO[bytes]) -> None:
        self._file = ParquetWriter(stream, SCHEMA, compression="zstd")
        self._rows: list[dict[str, Any]] = []

    def write(self, article: dict[str, Any]) -> None:
        """Hold one row; write a group when it is full."""
        row = {name: article[name] for name in SCHEMA.names}
        self._rows.append(row | {name: _moment(row[name]) for name in _MOMENTS})
        if len(self._rows) == GROUP_ROWS:
            self._write_group()

    def _write_group(self) -> None:
        self._file.write_table(pa.Table.from_pylist(self._rows, schema=SCHEMA))
        self._rows.clear()

    def close(self) -> None:
        """Write the last group and the directory of the file."""
        if self._rows:
            self._write_group()
        self._file.close()


def _moment(text: str | None) -> datetime | None:
    try:
        return datetime.fromisoformat(text) if text else None
    except ValueError:
        return None
