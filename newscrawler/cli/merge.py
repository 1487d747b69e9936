"""`newscrawler merge`: other archives become part of this one."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from newscrawler.cli.bars import Bar
from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_fact, print_json, print_text

if TYPE_CHECKING:
    from newscrawler.archive.merging import Merged

LOCKED = 75
CELLS = 14


@click.command("merge")
@click.argument("others", nargs=-1, required=True, metavar="OTHER...", type=click.Path(path_type=Path))
@click.option("--dry-run", is_flag=True, help="Only say what is new, as far as addresses tell; write nothing.")
@archive_option
@json_option
def command(others: tuple[Path, ...], archive_path: Path, *, dry_run: bool, as_json: bool) -> None:
    """Take in all that other archives hold.

    They may be shards of one crawl, or what colleagues collected. No article is lost or doubled; merging again adds
    nothing, and the order makes no difference. The others are only read. Crawls of other sites go on meanwhile; a site
    that a crawl holds is left out and named, and the command ends with 75: run it again. What breaks off is gone on
    with by running it again. The archive is made where there is none.

    \b
    Example:
      newscrawler merge shard1.db shard2.db --archive news.db
      newscrawler merge colleague.db --dry-run
    """
    from newscrawler.archive import Archive

    results = []
    with Archive(archive_path) as archive:
        for other in others:
            with Bar(other.name) as bar:
                results.append(archive.upkeep.merge(other.absolute(), dry_run=dry_run, progress=bar.reach))
            if not as_json:
                _print(results[-1], is_dry=dry_run)
    if as_json:
        print_json([result.as_dict() for result in results])
    click.get_current_context().exit(LOCKED if any(result.locked for result in results) else 0)


def _print(result: Merged, *, is_dry: bool) -> None:
    print_text(f"{result.path}: {result.articles:,} articles of {_many(result.sites, 'site')}", style="bold")
    facts = {
        "  new": f"{result.new:,} articles, {result.pages_new:,} pages, {_many(result.runs, 'run')}",
        "  known": "" if is_dry else f"{result.articles - result.new:,} articles, {result.enriched:,} gained something",
        "  joined": f"{result.joined:,} of two addresses are one article" if result.joined else "",
        "  came back": f"{result.returned:,} whose pages were forgotten here: newscrawler forget URL --with-article"
        if result.returned
        else "",
        "  left out": f"{', '.join(result.locked)}: a crawl holds them; run this again" if result.locked else "",
    }
    for label, words in facts.items():
        if words:
            print_fact(label, words, cells=CELLS)


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}{'' if count == 1 else 's'}"
