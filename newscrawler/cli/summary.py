"""The end of a crawl on the terminal: what came of a run, where it is kept, what to try next."""

from __future__ import annotations

import os
import shlex
import shutil
import sys
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli.options import DEFAULT_ARCHIVE
from newscrawler.cli.printing import print_fact, print_text
from newscrawler.cli.reading import open_archive

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from newscrawler.archive import Run

COUNTS = {
    "found": "found",
    "fetched": "fetched",
    "new": "new",
    "known": "known",
    "changed": "changed",
    "unchanged": "unchanged",
    "duplicates": "alias",
    "sources": "sources",
    "skipped": "skipped",
    "failed": "failed",
    "put back": "put_back",
    "not followed": "dropped",
}
"""Words of the table -> names of `RunCounts`; fetched is the sum from new to put back, the last line counts links."""

WHY = "select url, outcome, reason from pages"
SHORTEST_WORD = 4


def print_run(run: Run) -> None:
    """Print one run: its verdict, then a line for each count."""
    print_text(f"{run.site}: {run.verdict or 'no verdict yet'}", style="bold")
    if run.reason:
        print_text(run.reason)
    for label, words in counts(asdict(run.counts)):
        print_fact(label, words)


def counts(row: Mapping[str, int | Mapping[str, int]]) -> list[tuple[str, str]]:
    """Return the counts of a run in words, those with reasons followed by them, the commonest first.

    >>> dict(counts({"found": 3, "failed": {"timeout": 1, "server error 500": 2}}))["failed"]
    '3: 2 server error 500, 1 timeout'
    """
    return [(label, _words(row.get(name) or 0)) for label, name in COUNTS.items()]


def _words(count: int | Mapping[str, int]) -> str:
    if isinstance(count, int):
        return f"{count:,}"
    reasons = sorted(count.items(), key=lambda item: (-item[1], item[0]))
    said = ", ".join(f"{number:,} {reason}" for reason, number in reasons)
    return f"{sum(count.values()):,}" + (f": {said}" if said else "")


def print_next_steps(archive_path: Path) -> None:
    """Print the archive's absolute path and three commands that work on it as they stand."""
    with open_archive(archive_path) as archive:
        newest = next(iter(archive.articles(limit=1)), None)
    print_fact("Archive", str(archive_path.absolute()))
    click.echo("Try next")
    for words in next_steps(archive_path.absolute(), newest):
        # Never wrapped: they are there to be copied.
        click.echo(f"  {words}")


def next_steps(archive_path: Path, newest: Mapping[str, Any] | None) -> Iterator[str]:
    """Yield three commands: a search and an article that will be found, and the archive in the browser."""
    chosen = "" if _is_default(archive_path) else f" --archive {shlex.quote(_near(archive_path))}"
    newscrawler = callable_as("newscrawler")
    if newest is None:
        yield f"{newscrawler} stats{chosen}"
        yield shlex.join(["sqlite3", _near(archive_path), WHY])
    else:
        yield f"{newscrawler} search {telling_word(newest['title'])}{chosen}"
        yield f"{newscrawler} show {newest['id']}{chosen}"
    yield f"{callable_as('datasette')} {shlex.quote(_near(archive_path))}"


def callable_as(command: str) -> str:
    """Return the words that call a command of this installation: its name where the shell finds it, else its path."""
    ours = Path(sys.executable).parent / command
    found = shutil.which(command)
    is_on_path = found is not None and Path(found).resolve() == ours.resolve()
    return command if is_on_path or not ours.exists() else shlex.quote(_near(ours))


def telling_word(title: str) -> str:
    """Return the first long word of a title, which is likely to say what it is about.

    >>> telling_word("The harbour's new bridge")
    'harbour'
    """
    words = "".join(character if character.isalnum() else " " for character in title).split()
    return next((word for word in words if len(word) >= SHORTEST_WORD), words[0] if words else "news")


def _is_default(archive_path: Path) -> bool:
    return archive_path == Path.cwd() / (os.environ.get("NEWSCRAWLER_ARCHIVE") or DEFAULT_ARCHIVE)


def _near(archive_path: Path) -> str:
    """Return the path from the current folder when it lies there, else the absolute one."""
    near = archive_path.is_relative_to(Path.cwd())
    return str(archive_path.relative_to(Path.cwd()) if near else archive_path)
