"""`newscrawler import`: articles into the archive, from exports, web archives and saved pages."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, TYPE_CHECKING, Any

import click

from newscrawler.cli.bars import Bar
from newscrawler.cli.options import archive_option, json_option, readers_option
from newscrawler.cli.printing import print_fact, print_json, print_text
from newscrawler.cli.project import as_address, choose, load_spiders, project_folder
from newscrawler.errors import UsageError
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from newscrawler.exchange.importing import Import
    from newscrawler.exchange.reports import Report

FORMATS = ("auto", "jsonl", "warc", "html")
NAMED = 20
"""Bad records that are named on the terminal; --log names all."""
INTERRUPTED = 130


@click.command("import")
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--format", "format_", type=click.Choice(FORMATS), default="auto", help="Else by name and beginning.")
@click.option("--site", metavar="SITE", help="Only pages of this site: spider name, domain or URL.")
@click.option("--url-prefix", metavar="URL", help="Saved pages: what stands before a file's path in its address.")
@click.option("--limit", type=click.IntRange(1), metavar="N", help="Stop when N records were taken in.")
@click.option("--restart", is_flag=True, help="Read again what an earlier import has read.")
@click.option("--dry-run", is_flag=True, help="Read all, say what would come of it, write nothing.")
@readers_option(beside=1)
@click.option("--log", type=click.File("w", encoding="utf-8"), metavar="FILE", help="Name every bad record there.")
@archive_option
@json_option
def command(
    paths: tuple[Path, ...],
    format_: str,
    site: str | None,
    url_prefix: str | None,
    archive_path: Path,
    log: IO[str] | None,
    *,
    as_json: bool,
    **wishes: Any,
) -> None:
    """Take articles in: exports, web archives, saved pages.

    Each is read as a crawl would have read it at the moment of its capture. What is older than the archive's words
    becomes an earlier revision; links are not followed. An import that was cut off goes on where it was; files that
    were read to their end are passed over.

    \b
    Example:
      newscrawler import alwatan.jsonl.gz
      newscrawler import CC-NEWS-20260301.warc.gz --site example.org
      newscrawler import mirror/ --url-prefix https://example.org/
      newscrawler import rows.jsonl --dry-run --log bad.txt
    """
    named = Named(log)
    with ExitStack() as stack:
        path = (
            Path(stack.enter_context(TemporaryDirectory())) / "news.db"
            if _has_none(wishes, archive_path)
            else archive_path
        )
        running = stack.enter_context(_Running(path, site, named, wishes))
        for each in paths:
            _read(running, each, None if format_ == "auto" else format_, url_prefix)
    report = running.report
    if as_json:
        print_json(report.as_dict() | {"dry_run": wishes["dry_run"]})
    else:
        print_report(report, named, is_dry=wishes["dry_run"])
    if report.bad and not report.taken and not report.done_before:
        sys.exit(1)


def _has_none(wishes: dict[str, Any], path: Path) -> bool:
    """Whether a dry run has no archive to compare with: one in memory's place is thrown away afterwards."""
    return bool(wishes["dry_run"]) and not path.exists()


class Named:
    """The bad records: the first few on stderr, all of them in a log."""

    def __init__(self, log: IO[str] | None) -> None:
        self._log = log
        self.count = 0

    def __call__(self, place: str, reason: str) -> None:
        """Name one."""
        self.count += 1
        line = clean_text(f"{place}: {reason}")
        if self._log is not None:
            self._log.write(f"{line}\n")
        if self.count <= NAMED:
            click.echo(line, err=True)


class _Running:
    """An import under way; it has its verdict however it ends."""

    def __init__(self, path: Path, site: str | None, named: Named, wishes: dict[str, Any]) -> None:
        from newscrawler.archive import Archive
        from newscrawler.exchange.importing import Import
        from newscrawler.exchange.reports import Wishes

        spiders = load_spiders(project_folder())
        wanted = choose(as_address(site) or site, spiders).site if site else None
        self._archive = Archive(path)
        self._import = Import(self._archive, spiders, Wishes(site=wanted, **wishes), named)

    def __enter__(self) -> Import:
        return self._import

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, _trace: object) -> None:
        self._import.close()
        try:
            if error is None:
                self._import.finish()
            elif isinstance(error, KeyboardInterrupt):
                self._import.finish("interrupted", INTERRUPTED)
                click.echo("interrupted; the same command goes on from here", err=True)
                sys.exit(INTERRUPTED)
        finally:
            self._archive.close()


def _read(running: Import, path: Path, word: str | None, url_prefix: str | None) -> None:
    from newscrawler.exchange.reading import open_readers

    if url_prefix is not None and as_address(url_prefix) is None:
        raise UsageError(f"--url-prefix {url_prefix!r}: expected an address such as https://example.org/")
    for reader in open_readers(path, word, url_prefix=url_prefix, most_bytes=running.steps.most_bytes):
        with Bar(reader.path.name, lambda reader=reader: reader.size) as bar:  # type: ignore[misc]
            running.read(reader, bar.reach)
        if running.is_full:
            return


def print_report(report: Report, named: Named, *, is_dry: bool) -> None:
    """Print what became of the records."""
    if named.count > NAMED:
        click.echo(f"and {named.count - NAMED:,} more; --log FILE names all", err=True)
    told = [f"{count:,} {word}" for word, count in report.outcomes.items()]
    verb = "would be taken in" if is_dry else "taken in"
    print_text(f"{report.records:,} records, {report.taken:,} {verb}{': ' if told else ''}{', '.join(told)}")
    for label, counts in (("skipped", report.skipped), ("bad", report.bad), ("ignored", report.ignored)):
        if counts:
            words = ", ".join(f"{count:,} {reason}" for reason, count in counts.most_common(8))
            print_fact(label, f"{counts.total():,}: {words}" if label != "ignored" else f"fields {words}")
    for path in report.done_before:
        print_fact("read before", f"{path} (--restart reads it again)")
