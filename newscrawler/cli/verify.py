"""`newscrawler verify`: whether the archive is whole."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from newscrawler.cli.bars import Bar
from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_fact, print_json, print_text
from newscrawler.cli.reading import open_archive, open_to_write

if TYPE_CHECKING:
    from pathlib import Path

    from newscrawler.archive.upkeep import Check

CELLS = 17


@click.command("verify")
@click.option("--quick", is_flag=True, help="Leave out the hashes of texts and snapshots, which take the longest.")
@archive_option
@json_option
def command(archive_path: Path, *, quick: bool, as_json: bool) -> None:
    """Check the archive from its pages to its sums.

    The file itself, references between tables, the search index, numbers of revisions, states of pages, requested
    against fetched of every run, fingerprints of texts, SHA-256 of snapshots. Nothing is repaired but lost search
    triggers. Ends with 1 where something is wrong.

    \b
    Example:
      newscrawler verify
      newscrawler verify --quick --json
    """
    # FTS5 compares its index with the articles for writers alone; what cannot be written is checked as far as it goes.
    opened = open_to_write if os.access(archive_path, os.W_OK) else open_archive
    with opened(archive_path) as archive, Bar("verify") as bar:
        checks = archive.upkeep.verify(quick=quick, progress=bar.reach)
    is_right = all(check.is_right for check in checks)
    if as_json:
        print_json({"path": str(archive_path), "is_right": is_right, "checks": [check.as_dict() for check in checks]})
    else:
        _print(checks, archive_path)
    click.get_current_context().exit(0 if is_right else 1)


def _print(checks: list[Check], archive_path: Path) -> None:
    for check in checks:
        words = check.problems or [check.skipped or "well"]
        for number, problem in enumerate(words):
            style = "" if check.is_right else "bold"
            print_fact("" if number else check.name, problem, cells=CELLS, style=style)
        if check.advice:
            print_fact("  do", check.advice, cells=CELLS)
    wrong = sum(not check.is_right for check in checks)
    click.echo()
    verdict = "all well" if not wrong else f"{wrong} of {len(checks)} checks found something wrong"
    print_text(f"{archive_path}: {verdict}", style="bold")
