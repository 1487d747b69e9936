"""What reading again changes, for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from newscrawler.cli.printing import print_fact, print_text, readable_url
from newscrawler.cli.tables import Column, print_table
from newscrawler.cli.word_changes import print_words
from newscrawler.reextraction import FIELDS, Came

if TYPE_CHECKING:
    from collections.abc import Mapping

    from newscrawler.archive.reextracting import Written
    from newscrawler.reextraction import Report
    from newscrawler.reextraction.report import Bounded

_CELLS = 18
FIELD_COLUMNS = (Column("field", elastic=True), *(Column(str(came), number=True) for came in Came))
SHORTER_COLUMNS = (
    Column("article", number=True),
    Column("words", number=True),
    Column("now", number=True),
    Column("title", elastic=True),
)
NAMED_COLUMNS = (Column("article", number=True), Column("revision", number=True), Column("page", elastic=True))


def print_report(report: Report) -> None:
    """Print what is others now: first the figures, then the articles that tell the most."""
    _print_figures(report)
    if report.articles:
        click.echo()
        print_table(FIELD_COLUMNS, [_field_row(name, report.fields[name]) for name in FIELDS if report.fields[name]])
    _print_shorter(report)
    _print_named("Pages that are no article by today's reading; their words stay", report.no_article)
    _print_named("Revisions whose words are now those of the revision before: edits that were none", report.no_edits)
    _print_lost(report)
    for number, large in enumerate(report.largest_first, 1):
        click.echo()
        words = "1 word" if large.words == 1 else f"{large.words:,} words"
        print_text(f"Change {number} of {len(report.largest)}: article {large.article_id}, {words}", style="bold")
        print_words(large.before, large.after)


def print_written(written: Written) -> None:
    """Print what was written."""
    click.echo()
    print_fact("written", _many(written.articles, "article"), cells=_CELLS)
    if written.left:
        print_fact("left alone", f"{written.left:,} that a crawl altered meanwhile; run again", cells=_CELLS)


def _print_figures(report: Report) -> None:
    facts = [
        ("pages read", f"{report.pages:,}"),
        ("articles", f"{report.articles:,}, {report.changed:,} of them with other fields"),
    ]
    if report.older:
        facts.append(("older revisions", f"{report.older:,}, {report.older_changed:,} of them with other words"))
    if report.without_page:
        facts.append(("without a page", f"{_many(report.without_page, 'article')}, left as they are"))
    if report.meanwhile:
        facts.append(("altered meanwhile", f"{_many(report.meanwhile, 'article')}, left as they are"))
    for label, words in facts:
        print_fact(label, words, cells=_CELLS)


def _field_row(name: str, counts: Mapping[str, int]) -> tuple[str, ...]:
    return name, *(f"{counts.get(came, 0):,}" for came in Came)


def _print_shorter(report: Report) -> None:
    if report.shorter.count:
        _print_heading("Bodies shorter by 30 % or more", report.shorter)
        rows = [(one.article_id, one.words_before, one.words_after, one.title) for one in report.shorter.named]
        print_table(SHORTER_COLUMNS, rows)


def _print_named(words: str, named: Bounded) -> None:
    if named.count:
        _print_heading(words, named)
        print_table(NAMED_COLUMNS, [(one.article_id, one.revision, readable_url(one.url)) for one in named.named])


def _print_lost(report: Report) -> None:
    if report.lost.count:
        _print_heading("Pages that could not be read; their articles stay as they are", report.lost)
        for one in report.lost.named:
            print_text(f"article {one.article_id}, revision {one.revision}: {readable_url(one.url)}")
            print_text(one.reason, indent="  ")


def _print_heading(words: str, named: Bounded) -> None:
    click.echo()
    rest = named.count - len(named.named)
    print_text(f"{words}: {named.count:,}{f' (the first {len(named.named)})' if rest else ''}", style="bold")


def _many(count: int, word: str) -> str:
    return f"{count:,} {word}{'s' * (count != 1)}"
