"""JSON Lines: rows of our own export, and of anybody who writes an address, a headline and a text."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

from newscrawler import dates
from newscrawler.archive.values import json_text
from newscrawler.exchange.records import Bad, Content, Own, Record, Row, utc
from newscrawler.exchange.restored import restored
from newscrawler.exchange.streams import BROKEN, file_key, shown, unpacked
from newscrawler.items import Article
from newscrawler.text import language_of
from newscrawler.urls import canonical_url, is_fetchable, same_site, site_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

MOST_BYTES = 64 * 1024 * 1024
"""Of a line."""
_UNSTORABLE = re.compile(rb"\\u(?:d[89a-f]|0000)", re.IGNORECASE)
"""How JSON writes NUL and lone surrogates, which no column takes."""
_BOM = b"\xef\xbb\xbf"
_OWN = ("revisions", "url_key", "first_seen_at", "last_seen_at")
"""Fields that only our own export has, all of them."""
_CAPTURED = ("fetched_at", "last_seen_at", "first_seen_at")
_TEXTS = ("title", "body", "date_line", "section", "origin_line", "lead", "language")
_LISTS = ("authors", "breadcrumbs", "tags")
_MOMENTS = ("published_at", "modified_at")
_READ = {"url", "canonical_url", "is_free", *_CAPTURED, *_TEXTS, *_LISTS, *_MOMENTS}


class JsonLinesReader:
    """Reads one file, compressed or not; positions are bytes of the text."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self.size = path.stat().st_size
        self.done = 0

    def key(self) -> str:
        """Return what makes it the same file as before."""
        return file_key(self.path)

    def records(self, start: int) -> Iterator[Record]:
        """Yield a record for each line that is not empty."""
        with self.path.open("rb") as file, unpacked(file) as stream:
            number = _skip(stream, start)
            try:
                for line, is_whole, position in _lines(stream, start):
                    number += 1
                    self.done = file.tell()
                    if line.strip():
                        content = read_line(line) if is_whole else _TOO_LONG
                        yield Record(f"{shown(self.path)}:{number}", content, position, len(line))
            except BROKEN as error:
                damage = Bad(f"the file is damaged or cut off here: {error}")
                yield Record(f"{shown(self.path)}:{number + 1}", damage, start)


_TOO_LONG = Bad(f"longer than {MOST_BYTES >> 20} MB")


def _skip(stream: IO[bytes], start: int) -> int:
    """Read up to a position; return how many lines were passed."""
    lines = 0
    while start > 0 and (chunk := stream.read(min(start, 1 << 20))):
        start -= len(chunk)
        lines += chunk.count(b"\n")
    return lines


def _lines(stream: IO[bytes], position: int) -> Iterator[tuple[bytes, bool, int]]:
    """Yield each line, whether it is whole, and where the next begins; of one that is too long only its beginning."""
    while line := stream.readline(MOST_BYTES + 1):
        position += len(line)
        is_whole = len(line) <= MOST_BYTES
        rest = line
        while not is_whole and not rest.endswith(b"\n") and (rest := stream.readline(1 << 20)):
            position += len(rest)
        yield line, is_whole, position


def read_line(line: bytes) -> Content:
    """Return what a line holds."""
    try:
        row = json.loads(line.removeprefix(_BOM).decode("utf-8"))
        if _UNSTORABLE.search(line) and is_own(row):
            row = json.loads(json_text(row))  # of others the cleaning takes care
    except UnicodeDecodeError as error:
        return Bad(f"no UTF-8: byte {error.start}")
    except (ValueError, RecursionError) as error:
        return Bad(f"no JSON: {error}" if isinstance(error, ValueError) else "no JSON: nested too deep")
    if not isinstance(row, dict):
        return Bad(f"no object with url, title and body: {type(row).__name__}")
    return _article(row, row.get("url"))


def _article(row: dict[str, Any], url: Any) -> Content:
    if not isinstance(url, str) or not is_fetchable(url):
        return Bad(f"no http or https address as url: {str(url)[:100]!r}")
    if is_own(row):
        try:
            return Own(restored(row))
        except (KeyError, TypeError, ValueError, OverflowError) as error:
            return Bad(f"no row of our export: {type(error).__name__}: {str(error)[:200]}")
    return _plain(row, url)


def is_own(row: Any) -> bool:
    """Return True for what only our own export writes."""
    return isinstance(row, dict) and all(name in row for name in _OWN)


def _plain(row: dict[str, Any], url: str) -> Content:
    article = Article(url=url, canonical_url=_canonical(row, url), site=site_of(url), title="")
    for name in _TEXTS:
        if isinstance(row.get(name), str):
            setattr(article, name, row[name])
    for name in _LISTS:
        setattr(article, name, _texts(row.get(name)))
    if not article.title.strip() and not article.body.strip():
        return Bad("neither title nor body")
    if isinstance(row.get("is_free"), bool):
        article.is_free = row["is_free"]
    captured_at = next((moment for name in _CAPTURED if (moment := _moment(row.get(name)))), None)
    for name in _MOMENTS:
        _date(article, name, row.get(name), captured_at)
    article.language = article.language or language_of(article.body)
    article.provenance = {name: "import" for name in _READ if getattr(article, name, None)}
    return Row(article, captured_at, sorted(set(row) - _READ))


def _canonical(row: dict[str, Any], url: str) -> str:
    told = row.get("canonical_url")
    is_believed = isinstance(told, str) and is_fetchable(told) and same_site(told, [site_of(url)])
    return canonical_url(told if is_believed and isinstance(told, str) else url)


def _texts(value: Any) -> list[str]:
    if isinstance(value, str):
        return [value] if value.strip() else []
    return [one for one in value if isinstance(one, str)] if isinstance(value, list) else []


def _moment(value: Any) -> datetime | None:
    with suppress(ValueError, TypeError, OverflowError):
        return utc(datetime.fromisoformat(value))
    return None


def _date(article: Article, name: str, value: Any, captured_at: datetime | None) -> None:
    """Read a date in ISO 8601, or as it was printed, in any calendar."""
    text = str(value)[:100] if isinstance(value, (str, int, float)) and not isinstance(value, bool) else ""
    found = dates.read_moment(text, now=captured_at) if text else None
    if found is None:
        return
    setattr(article, name, dates.iso(found))
    if name == "published_at":
        article.published_precision = found.precision
