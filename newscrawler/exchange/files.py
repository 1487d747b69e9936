"""Files and folders that appear under their name only when they are whole."""

from __future__ import annotations

import gzip
import os
import re
import shutil
import sys
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, cast
from unicodedata import category, normalize

import zstandard

from newscrawler.errors import UsageError
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

PART = ".part"
_MOST_BYTES = 120
"""Of a name: ext4 and NTFS take 255, encrypted folders 143, and an ending is to follow."""
_FORBIDDEN = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
_RESERVED = re.compile(r"(?i)(con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?=\.|$)")
"""Names of devices on Windows, whatever their ending
(https://learn.microsoft.com/windows/win32/fileio/naming-a-file)."""


def safe_name(text: str) -> str:
    """Return a file's name, without ending, that every system takes; "" where nothing of the text can stand in one.

    >>> safe_name("a/b: c?"), safe_name("aux.com"), safe_name("..."), safe_name("خبر عاجل")
    ('a-b- c', '_aux.com', '', 'خبر عاجل')
    """
    name = _FORBIDDEN.sub("-", normalize("NFC", clean_text(text)))
    name = _cut("".join(sign for sign in name if category(sign) not in {"Cs", "Co", "Cn"})).strip(" .-")
    return f"_{name}" if _RESERVED.match(name) else name


def _cut(name: str) -> str:
    return name.encode()[:_MOST_BYTES].decode(errors="ignore")


@contextmanager
def written_file(path: Path | None, *, may_pack: bool = True) -> Iterator[IO[bytes]]:
    """Give a stream for the file, compressed where its name ends so; it has its name when all is written.

    What packs itself is left alone with `may_pack` False. None is standard output. What broke off leaves nothing.
    """
    if path is None:
        yield sys.stdout.buffer
        sys.stdout.buffer.flush()
        return
    part = path.with_name(f".{path.name}{PART}")
    try:
        with part.open("wb") as file:
            with _packed(file, path.suffix if may_pack else "") as stream:
                yield stream
            file.flush()
            os.fsync(file.fileno())
        part.replace(path)
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _packed(file: IO[bytes], suffix: str) -> Iterator[IO[bytes]]:
    if suffix == ".gz":
        # Neither name nor moment: the same articles make the same file.
        with gzip.GzipFile("", "wb", compresslevel=6, fileobj=file, mtime=0) as packed:
            yield cast("IO[bytes]", packed)
    elif suffix == ".zst":
        with zstandard.ZstdCompressor(level=9).stream_writer(file, closefd=False) as stream:
            yield stream
    else:
        yield file


@contextmanager
def written_folder(path: Path) -> Iterator[Path]:
    """Give a folder to fill; it has its name when all is written. Raises UsageError where something is there."""
    if path.exists() and (not path.is_dir() or any(path.iterdir())):
        raise UsageError(f"{path} is there already: expected a new or an empty folder")
    part = path.with_name(f".{path.name}{PART}")
    shutil.rmtree(part, ignore_errors=True)
    part.mkdir(parents=True)
    try:
        yield part
        if path.is_dir():
            path.rmdir()
        part.replace(path)
    finally:
        shutil.rmtree(part, ignore_errors=True)


def article_file(folder: Path, article: dict[str, object], ending: str) -> Path:
    """Return the file of an article, `SITE/MONTH/DAY-TITLE-NUMBER.ending`, its folder made."""
    day = str(article["published_at"] or article["date_line_date"] or "")[:10]
    place = folder / (safe_name(str(article["site"])) or "site") / (safe_name(day[:7]) or "undated")
    place.mkdir(parents=True, exist_ok=True)
    words = (safe_name(day), safe_name(str(article["title"])), str(article["id"]))
    return place / ("-".join(filter(None, words)) + ending)
