"""The formats that articles are written in."""

from __future__ import annotations

from dataclasses import dataclass
from importlib import import_module
from typing import IO, TYPE_CHECKING, Any, Protocol

from newscrawler.errors import UsageError
from newscrawler.exchange.files import written_file, written_folder

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextlib import AbstractContextManager
    from pathlib import Path

    from newscrawler.archive import Selected

Article = dict[str, Any]


class Writer(Protocol):
    """What writes articles, or their snapshots, into a stream or a folder."""

    def write(self, member: Any) -> None:
        """Write one article; of a format of snapshots: the article's number and one snapshot."""

    def close(self) -> None:
        """Write what comes last."""


@dataclass(frozen=True, slots=True)
class Format:
    """One way to write articles."""

    module: str
    """Of this room; imported when it is used, for some need libraries that not everybody has."""
    endings: tuple[str, ...]
    """Of file names that ask for it."""
    into_stream: str = ""
    """The class that writes into one file or standard output; empty where there is none."""
    into_folder: str = ""
    """The class that writes a file for each article."""
    is_text: bool = True
    """A person may look at it on a terminal; it may be compressed as a whole. What is no text packs itself."""
    of_snapshots: bool = False
    """It holds pages as they were served."""


FORMATS = {
    "jsonl": Format("jsonl", (".jsonl", ".ndjson"), "JsonLines"),
    "csv": Format("spreadsheet", (".csv",), "Csv"),
    "parquet": Format("parquet", (".parquet",), "Parquet", is_text=False),
    "text": Format("plain_text", (".txt",), "TextStream", "TextFolder"),
    "markdown": Format("markdown", (".md",), "MarkdownStream", "MarkdownFolder"),
    "warc": Format("warc_writer", (".warc.gz",), "WarcFile", is_text=False, of_snapshots=True),
    "html": Format("digest", (), into_folder="Digest"),
}
_PACKED = ("", ".gz", ".zst")
"""What may follow the ending of a text."""


def format_of(path: Path) -> str | None:
    """Return the format that a file's name asks for, None where it does not say."""
    name = path.name.lower()
    return next((word for word, known in FORMATS.items() if name.endswith(_endings(known))), None)


def _endings(known: Format) -> tuple[str, ...]:
    packed = _PACKED if known.is_text else ("",)
    return tuple(ending + pack for ending in known.endings for pack in packed)


def write_articles(
    selected: Selected, word: str, path: Path | None, *, each: Callable[[], None], **options: Any
) -> int:
    """Write articles in a format to a file, a folder or, where `path` is None, standard output; return how many.

    `each` is called after every article, or every snapshot of a format of those. Raises UsageError where the format
    cannot be written there, or needs a library that is missing.
    """
    chosen = FORMATS[word]
    written = 0
    with _target(word, path) as (name, target):
        writer: Writer = getattr(import_module(f"newscrawler.exchange.{chosen.module}"), name)(target, **options)
        for member in selected.snapshots() if chosen.of_snapshots else selected.articles():
            writer.write(member)
            written += 1
            each()
        writer.close()
    return written


def _target(word: str, path: Path | None) -> AbstractContextManager[tuple[str, Any]]:
    """Return the class that writes and where it writes to, while that is open."""
    chosen = FORMATS[word]
    if path is None and not chosen.into_stream:
        raise UsageError(f"{word} is a folder of files: expected -o FOLDER")
    if path is not None and _is_folder(chosen, path):
        return _Named(chosen.into_folder, written_folder(path))
    if path is not None and path.is_dir():
        raise UsageError(f"{path} is a folder: {word} is written into one file")
    return _Named(chosen.into_stream, written_file(path, may_pack=chosen.is_text))


def _is_folder(chosen: Format, path: Path) -> bool:
    """Whether a path is meant as a folder: it is one, has no ending of a file, or the format knows no other way."""
    return bool(chosen.into_folder) and (path.is_dir() or not chosen.into_stream or not path.suffix)


class _Named:
    """A context that gives the name along with what the other one gives."""

    def __init__(self, name: str, inner: AbstractContextManager[Path] | AbstractContextManager[IO[bytes]]) -> None:
        self._name = name
        self._inner = inner

    def __enter__(self) -> tuple[str, Any]:
        return self._name, self._inner.__enter__()

    def __exit__(self, *error: Any) -> bool | None:
        return self._inner.__exit__(*error)
