"""`newscrawler stats`: what the archive holds, and how the last runs ended."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from newscrawler.cli.options import archive_option, json_option, site_option
from newscrawler.cli.printing import print_fact, print_json, print_text
from newscrawler.cli.reading import open_archive, site_in
from newscrawler.cli.sizes import size
from newscrawler.cli.tables import Column, print_table

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

COLUMNS = (
    Column("site", elastic=True),
    Column("articles", number=True),
    Column("revisions", number=True),
    Column("aliases", number=True),
    Column("pages", number=True),
    Column("newest"),
    Column("last run"),
)

PACKINGS = {
    "identical": "identical with an earlier one",
    "against_previous": "as changes to an earlier page",
    "with_dictionary": "with a dictionary",
    "plain": "without",
}
"""Figure of the snapshots -> how it is said."""


@click.command("stats")
@site_option
@archive_option
@json_option
def command(site: str | None, archive_path: Path, *, as_json: bool) -> None:
    """Say what the archive holds and how the last runs ended.

    \b
    Example:
      newscrawler stats
      newscrawler stats --site alwatan --json
    """
    with open_archive(archive_path) as archive:
        stats = archive.stats(site_in(archive, site) if site else None)
    if as_json:
        print_json(stats)
    else:
        _print_stats(stats)


def _print_stats(stats: Mapping[str, Any]) -> None:
    print_fact("archive", f"{stats['path']} ({size(stats['bytes'])})")
    gone = f"; {stats['gone']:,} gone from their sites" if stats["gone"] else ""
    print_fact("articles", f"{stats['articles']:,} in {stats['revisions']:,} revisions{gone}")
    print_fact("pages", ", ".join(f"{count:,} {state}" for state, count in sorted(stats["pages"].items())))
    snapshots = stats["snapshots"]
    print_fact("snapshots", f"{snapshots['count']:,}, {size(snapshots['bytes'])} as {size(snapshots['stored_bytes'])}")
    if snapshots["count"]:
        print_fact("storage", _storage(snapshots))
    click.echo()
    print_table(COLUMNS, [_row(site) for site in stats["sites"]])
    for site in stats["sites"]:
        _print_failures(site)
        _print_opt_outs(site)


def _storage(snapshots: Mapping[str, Any]) -> str:
    """Return in words how the pages are packed, and into what part of their size with all that this needs."""
    dictionaries = snapshots["dictionaries"]
    stored = snapshots["stored_bytes"] + snapshots["dictionary_bytes"]
    words = [f"1/{snapshots['bytes'] / stored:.1f} of the size as served"] if stored else []
    words += [f"{snapshots[name]:,} {said}" for name, said in PACKINGS.items() if snapshots[name]]
    if dictionaries:
        noun = "dictionary" if dictionaries == 1 else "dictionaries"
        words.append(f"{dictionaries:,} {noun} of {size(snapshots['dictionary_bytes'])}")
    return "; ".join(words)


def _row(site: Mapping[str, Any]) -> tuple[Any, ...]:
    counts = (f"{site[name]:,}" for name in ("articles", "revisions", "aliases"))
    verdict = (site["last_run"] or {}).get("verdict") or "unfinished"
    return (site["site"], *counts, f"{sum(site['pages'].values()):,}", (site["newest"] or "")[:10], verdict)


def _print_failures(site: Mapping[str, Any]) -> None:
    """Print why the site's last run ended as it did, unless it worked."""
    run = site["last_run"]
    if run and run["exit_status"] and run["line"]:
        click.echo()
        print_text(run["line"])


def _print_opt_outs(site: Mapping[str, Any]) -> None:
    """Print what the site reserves against AI training and text mining, and where it says so."""
    places: dict[str, list[str]] = {}
    for one in site["opt_outs"]:
        places.setdefault(_place(one), []).append(one["signal"])
    if places:
        click.echo()
        said = "; ".join(f"{', '.join(signals)} ({place})" for place, signals in places.items())
        print_text(f"{site['site']} reserves: {said}")


def _place(opt_out: Mapping[str, Any]) -> str:
    pages = opt_out["pages"]
    return f"{opt_out['place']}, {pages:,} page{'s' * (pages != 1)}" if pages else str(opt_out["place"])
