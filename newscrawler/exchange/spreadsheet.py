"""CSV for spreadsheets: RFC 4180, every cell quoted, no cell a formula."""

from __future__ import annotations

import csv
import io
from typing import IO, Any

from newscrawler.exchange.values import cell

COLUMNS = (
    "id", "site", "url", "canonical_url", "title", "published_at", "published_utc", "published_precision",
    "published_from", "date_line", "date_line_date", "modified_at", "authors", "section", "breadcrumbs", "origin_line",
    "lead", "body", "tags", "language", "is_free", "images", "related_links", "first_seen_at", "last_seen_at",
    "gone_at",
)  # fmt: skip
BOM = "\ufeff"
"""Excel takes a file without it for one in the encoding of the country."""


class Csv:
    """Writes articles into a stream, below a line of names."""

    def __init__(self, stream: IO[bytes], *, bom: bool = False) -> None:
        self._text = io.TextIOWrapper(stream, encoding="utf-8", newline="", write_through=True)
        self._text.write(BOM if bom else "")
        # Quoted throughout: where the list separator is a semicolon, a cell would else end within its text.
        self._rows = csv.writer(self._text, quoting=csv.QUOTE_ALL)
        self._rows.writerow(COLUMNS)

    def write(self, article: dict[str, Any]) -> None:
        """Write one row."""
        self._rows.writerow([cell(article[name]) for name in COLUMNS])

    def close(self) -> None:
        """Hand the stream back, open."""
        self._text.flush()
        self._text.detach()
