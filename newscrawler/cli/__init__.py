"""`newscrawler`: one module a command.

Commands are named in a table and imported when they are used, so that `newscrawler list` does not load Scrapy.
"""

from __future__ import annotations

import errno
import io
import os
import sys
from importlib import import_module
from typing import Any, NoReturn

import click

from newscrawler.errors import NewscrawlerError

SECTIONS = {
    "Crawl": ("crawl", "schedule", "sources", "queue", "retry", "forget", "runs", "doctor"),
    "Read": ("search", "list", "show", "copies", "stats", "extract"),
    "The record": ("history", "diff", "edits", "snapshot", "reextract"),
    "Out and in": ("export", "import", "merge"),
    "Upkeep": ("sql", "verify", "backup", "vacuum", "reindex"),
}
"""Heading of the help text -> its commands, in their order."""
COMMANDS = {name: name for names in SECTIONS.values() for name in names} | {"list": "listing", "import": "import_"}
"""Command -> its module in this room."""

DISK_FULL = 50


class Commands(click.Group):
    """A group that loads its commands late and turns every expected error into one line and an exit status."""

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 click's signature
        """Return the names in the order of the help text."""
        return list(COMMANDS)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands under their headings, each with its first sentence."""
        longest = max(map(len, COMMANDS))
        for heading, names in SECTIONS.items():
            with formatter.section(heading):
                room = formatter.width - longest - 6
                found = [(name, self.get_command(ctx, name)) for name in names]
                formatter.write_dl([
                    (name.ljust(longest), command.get_short_help_str(room)) for name, command in found if command
                ])  # fmt: skip

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002 click's signature
        """Return the command, or None when there is none of that name."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"{__name__}.{COMMANDS[cmd_name]}").command
        return command

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run the command line; ends the process with the exit statuses of DESIGN.md section 4."""
        _make_streams_safe()
        return super().main(*args, **kwargs)

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; raise click's own exceptions only."""
        try:
            return super().invoke(ctx)
        except NewscrawlerError as error:
            _fail(ctx, str(error), error.exit_status)
        except BrokenPipeError:
            _leave_quietly(ctx)
        except OSError as error:
            _fail(ctx, _os_words(error), DISK_FULL if error.errno == errno.ENOSPC else 1)


@click.group(
    cls=Commands,
    invoke_without_command=True,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80},
    epilog="Try: newscrawler crawl https://example.org/ && newscrawler list",
)
@click.version_option(package_name="newscrawler", prog_name="newscrawler")
@click.pass_context
def main(ctx: click.Context) -> None:
    """Crawl news sites into one SQLite archive, and read it."""
    if ctx.invoked_subcommand is None:
        click.echo(ctx.get_help())


def _make_streams_safe() -> None:
    """Let no character be the end of a command: pipes speak UTF-8, what cannot be written is shown as an escape."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            encoding = None if stream.isatty() else "utf-8"
            stream.reconfigure(encoding=encoding, errors="backslashreplace")


def _fail(ctx: click.Context, message: str, exit_status: int) -> NoReturn:
    """End with one clear line on stderr, never a traceback."""
    from newscrawler.text import clean_text

    click.echo(f"Error: {clean_text(message)}", err=True)
    ctx.exit(exit_status)


def _os_words(error: OSError) -> str:
    return f"{error.filename}: {error.strerror}" if error.filename and error.strerror else str(error)


def _leave_quietly(ctx: click.Context) -> None:
    """End well when the reader of a pipe has seen enough (`newscrawler list | head -1`)."""
    # Python flushes stdout once more at exit; pointing it at the null device keeps that flush from failing aloud
    # (https://docs.python.org/3/library/signal.html#note-on-sigpipe).
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    ctx.exit(0)
