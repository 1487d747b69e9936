"""Options that commands share: moments, and the archive's path."""

from __future__ import annotations

from datetime import date

import click
import pytest
from click.testing import CliRunner

from newscrawler.cli.options import Day, Filters, archive_option, filter_options
from newscrawler.dates.asked import as_period


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2026", "2026-01-01", "2026-12-31"),
        ("2026-02", "2026-02-01", "2026-02-28"),
        ("2024-02-29", "2024-02-29", "2024-02-29"),
        ("2026-12", "2026-12-01", "2026-12-31"),
        (" 2026-3-5 ", "2026-03-05", "2026-03-05"),
        ("9999", "9999-01-01", "9999-12-31"),
        ("٢٠٢٦", "2026-01-01", "2026-12-31"),
    ],
)
def test_a_span_holds_both_its_edges(text, since, until):
    assert Day("since").convert(text, None, None) == since
    assert Day("until").convert(text, None, None) == until


def test_how_long_ago_is_one_day():
    today = date(2026, 3, 25)
    assert as_period("2w", today) == as_period("14d", today) == (date(2026, 3, 11), date(2026, 3, 11))
    assert as_period("0d", today)[0] == today


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-13", "2026-02-30", "0000", "999999w", "7 d", "2026-1-1-1", "٧d٧", "-7d", "36h"]
)
def test_what_is_no_date_is_a_usage_error(text):
    with pytest.raises(click.BadParameter, match="is no date"):
        Day("until").convert(text, None, None)


@click.command
@filter_options
@archive_option
def echo(filters, archive_path):
    click.echo(f"{archive_path} {filters}")


def test_the_archive_is_the_option_then_the_variable_then_news_db(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    run = CliRunner().invoke
    environment = {"NEWSCRAWLER_ARCHIVE": "from-variable.db"}
    assert run(echo, ["--archive", "a.db"], env=environment).output.startswith(f"{tmp_path}/a.db ")
    assert run(echo, [], env=environment).output.startswith(f"{tmp_path}/from-variable.db ")
    assert run(echo, [], env={"NEWSCRAWLER_ARCHIVE": ""}).output.startswith(f"{tmp_path}/news.db ")


def test_filters_come_as_one_value():
    result = CliRunner().invoke(echo, ["--site", "example.org", "--since", "2026", "--limit", "0"])
    assert result.output.endswith(f" {Filters('example.org', '2026-01-01', None, None)}\n")


@pytest.mark.parametrize("arguments", [["--since", "soon"], ["--until", "2026-99"], ["--limit", "-1"]])
def test_a_bad_filter_ends_with_2(arguments):
    assert CliRunner().invoke(echo, arguments).exit_code == 2
