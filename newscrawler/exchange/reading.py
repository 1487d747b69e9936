"""What can be read into an archive, told by name and beginning."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.errors import UsageError
from newscrawler.exchange.rows import JsonLinesReader
from newscrawler.exchange.saved_pages import SavedPages
from newscrawler.exchange.streams import beginning
from newscrawler.exchange.warc_reader import WarcReader

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from newscrawler.exchange.records import Reader

_ENDINGS = {
    "jsonl": (".jsonl", ".ndjson", ".jsonl.gz", ".ndjson.gz", ".jsonl.zst", ".ndjson.zst"),
    "warc": (".warc", ".warc.gz", ".arc", ".arc.gz"),
    "html": (".html", ".htm", ".xhtml"),
}
_BEGINNINGS = {"warc": (b"WARC/", b"filedesc:"), "jsonl": (b"{", b"\xef\xbb\xbf{"), "html": (b"<!", b"<html", b"<HTML")}
FORMATS = tuple(_ENDINGS)


def format_of(path: Path) -> str:
    """Return the format of a file by its name, else by how it begins; raises UsageError where neither tells."""
    name = path.name.lower()
    told = next((word for word, endings in _ENDINGS.items() if name.endswith(endings)), None)
    if told is None:
        head = beginning(path).lstrip()
        told = next((word for word, starts in _BEGINNINGS.items() if head.startswith(starts)), None)
    if told is None:
        raise UsageError(f"{path}: expected JSON Lines, WARC or HTML; say which with --format")
    return told


def open_readers(path: Path, word: str | None, *, url_prefix: str | None, most_bytes: int) -> Iterator[Reader]:
    """Yield what reads a path: one reader, or one for each WARC and JSON Lines file of a folder that holds such.

    Raises UsageError for a path that is not there, and for a file of no format that we know.
    """
    if not path.exists():
        raise UsageError(f"No file or folder {path}")
    for file in _files(path, word):
        kind = word or ("html" if file.is_dir() else format_of(file))
        if kind == "jsonl":
            yield JsonLinesReader(file)
        elif kind == "warc":
            yield WarcReader(file, most_bytes=most_bytes)
        else:
            yield SavedPages(file, url_prefix=url_prefix, most_bytes=most_bytes)


def _files(path: Path, word: str | None) -> list[Path]:
    """Return the files of a folder that are read each by itself; the path where it is read as a whole."""
    if not path.is_dir() or word == "html":
        return [path]
    endings = _ENDINGS[word] if word else (*_ENDINGS["jsonl"], *_ENDINGS["warc"])
    found = sorted(each for each in path.rglob("*") if each.is_file() and each.name.lower().endswith(endings))
    return found or [path]
