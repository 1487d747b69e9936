"""`newscrawler snapshot`: a page as it was served, byte for byte."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import on_terminal, print_fact, print_json, readable_url
from newscrawler.cli.reading import open_archive
from newscrawler.cli.sizes import size
from newscrawler.errors import ArchiveError, UsageError
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from newscrawler.archive import KeptSnapshot

STDOUT = "-"


@dataclass(frozen=True, slots=True)
class Target:
    """Where the page goes; without a path to stdout."""

    path: str | None
    force: bool


@click.command("snapshot")
@click.argument("article", metavar="ID|URL")
@click.option("--revision", type=click.IntRange(1), metavar="N", help="The page of that revision; else the newest.")
@click.option("-o", "--output", metavar="FILE", help="Write the page there; - is stdout, also on a terminal.")
@click.option("--force", is_flag=True, help="Write over FILE if it is there.")
@click.option("--headers", "with_headers", is_flag=True, help="Print when it was served, status and headers instead.")
@archive_option
@json_option
def command(
    article: str, revision: int | None, archive_path: Path, *, output: str | None, force: bool, **printed: bool
) -> None:
    """Give back a page as it was served, byte for byte.

    Its SHA-256 is checked.

    In a pipe the page goes to stdout. --json prints what is known of it, without the page, unless -o writes that too.
    Ends with 1 when there is no such article, revision or page, or when it is damaged.

    \b
    Example:
      newscrawler snapshot 12 -o page.html
      newscrawler snapshot 12 --revision 1 --headers
      newscrawler snapshot https://example.org/news/1 | less
    """
    kept = _find(clean_text(article), revision, archive_path)
    if output is not None:
        _write(kept, Target(output, force))
    if printed["as_json"]:
        print_json(_facts(kept))
    elif printed["with_headers"]:
        _print_headers(kept)
    elif output is None:
        _write(kept, Target(None, force))


def _find(key: str, revision: int | None, archive_path: Path) -> KeptSnapshot:
    with open_archive(archive_path) as archive:
        found = archive.article(key)
        if found is None:
            raise ArchiveError(f"No article {key} in {archive_path}; see: newscrawler list")
        kept = archive.snapshot_of_revision(found["id"], revision)
    numbers = [one["number"] for one in found["revisions"]]
    if kept is None and revision is not None and revision not in numbers:
        raise ArchiveError(f"Article {found['id']} has no revision {revision}; its newest is {max(numbers, default=0)}")
    if kept is None:
        of_revision = f" for revision {revision}" if revision else ""
        raise ArchiveError(f"No page was kept of article {found['id']}{of_revision}; its publisher may ask for none")
    return kept


def _write(kept: KeptSnapshot, target: Target) -> None:
    body = kept.snapshot.body
    if target.path is None and on_terminal():
        raise UsageError(
            f"The page is {size(len(body))} of HTML as it was served, which a terminal might obey; "
            "write it to a file (-o FILE), into a pipe, or to the terminal after all (-o -)"
        )
    if target.path in (None, STDOUT):
        sys.stdout.flush()
        sys.stdout.buffer.write(body)
        sys.stdout.buffer.flush()
        return
    try:
        with Path(target.path or "").open("wb" if target.force else "xb") as file:
            file.write(body)
    except FileExistsError:
        raise UsageError(f"{target.path} is there already; write over it with --force") from None
    click.echo(f"{target.path}: {size(len(body))}, SHA-256 {kept.sha256}", err=True)


def _facts(kept: KeptSnapshot) -> dict[str, Any]:
    served = kept.snapshot
    return {
        "id": kept.id,
        "article_id": kept.article_id,
        "page_id": kept.page_id,
        "revision": kept.revision,
        "url": served.url,
        "status": served.status,
        "fetched_at": served.fetched_at,
        "headers": [list(header) for header in served.headers],
        "size_bytes": len(served.body),
        "sha256": kept.sha256,
    }


def _print_headers(kept: KeptSnapshot) -> None:
    served = kept.snapshot
    print_fact("snapshot", f"{kept.id}, of revision {kept.revision}" if kept.revision else str(kept.id))
    print_fact("address", readable_url(served.url))
    print_fact("fetched at", served.fetched_at)
    print_fact("status", str(served.status))
    print_fact("size", f"{size(len(served.body))} ({len(served.body):,} bytes)")
    print_fact("SHA-256", kept.sha256)
    click.echo()
    for name, value in served.headers:
        print_fact(f"{name}:", value, cells=max(len(name) + 2, 13))
