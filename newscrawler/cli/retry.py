"""`newscrawler retry`: pages that failed, are gone or were skipped become due at once."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newscrawler.archive import TRIED_AGAIN, Retry
from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_fact, print_json, print_text
from newscrawler.cli.reading import open_to_write, site_in
from newscrawler.errors import ArchiveError, UsageError
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

STATES = {state.replace(" ", "-"): state for state in TRIED_AGAIN}
"""What is typed -> the state."""


@click.command("retry")
@click.argument("site", required=False, metavar="[SITE]")
@click.option("--state", type=click.Choice(list(STATES)), metavar="STATE", help=f"Only these: {', '.join(STATES)}.")
@click.option("--reason", metavar="TEXT", help="Only those whose reason has this in it: timeout, 404, robots ...")
@click.option("--url", metavar="URL", help="This page alone, whatever its state; also one that was forgotten.")
@archive_option
@json_option
def command(
    site: str | None, state: str | None, reason: str | None, url: str | None, archive_path: Path, *, as_json: bool
) -> None:
    """Let pages be tried again that did not come to an article.

    Those are pages that failed, are gone, were skipped or set aside. They are due at once, and the next run fetches
    them, each whole. A crawl that runs is not disturbed. See which there are with: newscrawler queue

    \b
    Example:
      newscrawler retry alwatan --reason timeout
      newscrawler retry --state set-aside
      newscrawler retry --url https://example.org/news/1
    """
    if url is not None and (site or state or reason):
        raise UsageError("--url names one page; it goes with no SITE, --state or --reason")
    url = clean_text(url) if url else url
    with open_to_write(archive_path) as archive:
        chosen = site_in(archive, site) if site else None
        reasons = archive.retry(Retry(chosen, reason, url, STATES[state] if state else None))
    if url is not None and not reasons:
        raise ArchiveError(f"No page {url} in {archive_path} that can be tried now; see: newscrawler queue")
    if as_json:
        print_json({"pages": sum(reasons.values()), "reasons": reasons})
    else:
        _print_reasons(reasons)


def _print_reasons(reasons: Mapping[str, int]) -> None:
    pages = sum(reasons.values())
    print_text(f"{pages:,} {'page is' if pages == 1 else 'pages are'} due at the next run")
    for reason, count in reasons.items():
        print_fact(f"{count:>8,}", reason, cells=10)
