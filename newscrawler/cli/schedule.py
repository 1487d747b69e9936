"""`newscrawler schedule`: the lines that make cron or systemd crawl, for this installation."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newscrawler.cli import crontab
from newscrawler.cli.options import archive_option, json_option
from newscrawler.cli.printing import print_json
from newscrawler.cli.timetable import PERIODS, Timetable
from newscrawler.errors import UsageError

if TYPE_CHECKING:
    from pathlib import Path

UNITS = "~/.config/systemd/user"


@click.command("schedule")
@click.option(
    "--every", "period", default="1h", show_default=True, metavar="PERIOD", help=f"One of {', '.join(PERIODS)}."
)
@click.option("--install", "is_install", is_flag=True, help="Write the line into your crontab.")
@click.option("--uninstall", "is_uninstall", is_flag=True, help="Take the line out of your crontab.")
@archive_option
@json_option
def command(period: str, archive_path: Path, *, is_install: bool, is_uninstall: bool, as_json: bool) -> None:
    """Print what makes cron or systemd crawl, again and again.

    Every site with a file in spiders/ and every site that the archive knows is crawled when it has something due.
    The lines are for this installation and this archive, with the NEWSCRAWLER_ settings of this shell. A crawl that is
    still at work when the next begins is left to work.

    \b
    Example:
      newscrawler schedule --every 30m --archive /srv/news/news.db
      newscrawler schedule --every 1h --install
      newscrawler schedule --uninstall
    """
    if is_install and is_uninstall:
        raise UsageError("--install and --uninstall: expected one of them")
    timetable = Timetable(period, archive_path)
    changed = _change_crontab(timetable, is_install=is_install, is_uninstall=is_uninstall)
    if as_json:
        _print_plain(timetable, changed=changed)
    elif is_install:
        click.echo(f"{'Written into' if changed else 'It stands already in'} your crontab:\n{timetable.cron_line()}")
    elif is_uninstall:
        click.echo(f"{'Taken out of' if changed else 'There was none in'} your crontab: the line for {archive_path}")
    else:
        _print_all(timetable)


def _change_crontab(timetable: Timetable, *, is_install: bool, is_uninstall: bool) -> bool:
    if is_install:
        return crontab.install(timetable.cron_line(), timetable.archive_path)
    return crontab.uninstall(timetable.archive_path) if is_uninstall else False


def _print_plain(timetable: Timetable, *, changed: bool) -> None:
    texts = {"cron": timetable.cron_line(), "service": timetable.service(), "timer": timetable.timer()}
    print_json({"every": timetable.period, "archive": str(timetable.archive_path), **texts, "changed": changed})


def _print_all(timetable: Timetable) -> None:
    """Print lines that are there to be copied: never wrapped."""
    click.echo(f"# crontab: newscrawler schedule --install writes it\n{timetable.cron_line()}\n")
    click.echo(f"# {UNITS}/newscrawler.service\n{timetable.service()}")
    click.echo(f"# {UNITS}/newscrawler.timer\n{timetable.timer()}")
    click.echo("# then: systemctl --user enable --now newscrawler.timer; loginctl enable-linger")
