"""`newscrawler doctor`: how each site fares and whether this installation is fit, in words."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

import click

from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_fact, print_json, print_text, readable_url
from newscrawler.cli.process import worst
from newscrawler.cli.reading import open_archive, site_in
from newscrawler.errors import NewscrawlerError, UsageError
from newscrawler.now import now_utc

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from pathlib import Path
    from typing import Any

    from newscrawler.archive import SiteCondition
    from newscrawler.cli.installation import Check
    from newscrawler.crawling.finding import Finding

    Examined = Sequence[tuple[SiteCondition, Sequence[Finding]]]

CELLS = 12
SINGLE_PAGES = "article"
"""The spider of single pages: what it fetched is no site that could fare well or badly."""


@click.command("doctor")
@click.argument("site", required=False, metavar="[SITE]")
@click.option("--notify", "is_told", is_flag=True, help="Tell whom the NEWSCRAWLER_NOTIFY_ settings name, too.")
@archive_option
@json_option
def command(site: str | None, archive_path: Path, *, is_told: bool, as_json: bool) -> None:
    """Say how the sites fare, and what to do.

    For each site: what is wrong, since when, the first page that shows it, and what to do. Without SITE also: whether
    the archive's file is whole, the disk has room, the clock is right, and cron knows of it. Nothing is fetched.

    Ends with 0 when all is well, else with the worst exit status of what is wrong; notes are not wrong.

    \b
    Example:
      newscrawler doctor
      newscrawler doctor alwatan
      newscrawler doctor --json
      newscrawler doctor --notify
    """
    from newscrawler.cli.installation import checks
    from newscrawler.crawling.diagnosis import diagnose

    now = now_utc()
    with open_archive(archive_path) as archive:
        known = [known.site for known in archive.known_sites() if known.spider != SINGLE_PAGES]
        sites = [site_in(archive, site)] if site else sorted(known)
        conditions = [archive.condition(name) for name in sites]
        checked = [] if site else checks(archive, now)
    examined = [(condition, diagnose(condition, now)) for condition in conditions]
    statuses = [finding.exit_status for _, found in examined for finding in found]
    status = worst([*statuses, *(check.exit_status for check in checked)])
    if as_json:
        print_json(_plain(examined, checked, status))
    else:
        _print(examined, checked)
    if is_told:
        _notify(examined, checked, status)
    click.get_current_context().exit(status)


def _notify(examined: Examined, checked: Sequence[Check], status: int) -> None:
    """Send what was found, all being well included: so one can see that it arrives."""
    from newscrawler.cli.notices import Notice, SiteNews
    from newscrawler.cli.notifying import WAYS, notify

    if not any(os.environ.get(name) for name in WAYS):
        raise UsageError(f"--notify: nobody is named: expected one of {', '.join(WAYS)} in the environment")
    news = [
        SiteNews(condition.site, worst([one.exit_status for one in found]), _line(condition, found), found)
        for condition, found in examined
    ]
    wrong = [check for check in checked if check.exit_status]
    news += [SiteNews("this installation", one.exit_status, f"{one.name}: {one.words}. {one.advice}") for one in wrong]
    said = "all well" if not status else f"{sum(bool(one.exit_status) for one in news):,} not well"
    if troubles := notify(Notice(f"newscrawler doctor: {said}", status, news), os.environ):
        raise NewscrawlerError(f"{len(troubles)} of the notices could not be sent")


def _plain(examined: Examined, checked: Iterable[Check], status: int) -> dict[str, Any]:
    sites = [
        {
            "site": condition.site,
            "is_healthy": not any(finding.exit_status for finding in found),
            "exit_status": worst([finding.exit_status for finding in found]),
            "articles": condition.articles,
            "findings": [finding.as_dict() for finding in found],
        }
        for condition, found in examined
    ]
    return {"exit_status": status, "sites": sites, "installation": [check.as_dict() for check in checked]}


def _print(examined: Examined, checked: Sequence[Check]) -> None:
    for condition, found in sorted(examined, key=lambda one: bool(one[1])):
        if found:
            click.echo()
        _print_site(condition, found)
    click.echo()
    if checked:
        wrong = any(check.exit_status for check in checked)
        print_text(f"this installation: {'not as it should be' if wrong else 'well'}", style="bold")
        for check in checked:
            print_fact(f"  {check.name}", check.words, cells=CELLS, style="bold" if check.exit_status else "")
            if check.advice:
                print_fact("", check.advice, cells=CELLS)
        click.echo()
    wrong_sites = sum(any(finding.exit_status for finding in found) for _, found in examined)
    of_all = f"{len(examined):,} site{'' if len(examined) == 1 else 's'}"
    print_text(f"{of_all}: {'all well' if not wrong_sites else f'{wrong_sites:,} not well'}", style="bold")


def _print_site(condition: SiteCondition, found: Sequence[Finding]) -> None:
    print_text(_line(condition, found), style="bold")
    for finding in found:
        print_fact("  note" if not finding.exit_status else "  wrong", finding.what, cells=CELLS)
        facts = {"since": _minute(finding.since), "page": readable_url(finding.page or ""), "": finding.reason}
        for label, words in facts.items():
            if words:
                print_fact(f"  {label}", words, cells=CELLS)
        if finding.advice:
            print_fact("  do", finding.advice, cells=CELLS)


def _line(condition: SiteCondition, found: Sequence[Finding]) -> str:
    is_well = not any(finding.exit_status for finding in found)
    return f"{condition.site}: {'well' if is_well else 'not well'}; {_known(condition)}"


def _known(condition: SiteCondition) -> str:
    articles = f"{condition.articles:,} article{'' if condition.articles == 1 else 's'}"
    if condition.last is None:
        return f"{articles}, never crawled"
    return f"{articles}, last run {_minute(condition.last.started_at)}"


def _minute(moment: str | None) -> str:
    return f"{moment[:16].replace('T', ' ')} UTC" if moment else ""
