"""Options that commands share: moments, and the archive's path."""

from __future__ import annotations

from datetime import UTC, datetime

import click
import pytest
from click.testing import CliRunner

from newscrawler.cli.options import Filters, Moment, archive_option, as_period, filter_options

NOW = datetime(2026, 3, 25, 12, 30, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "since", "until"),
    [
        ("2026", "2026-01-01T00:00:00Z", "2026-12-31T23:59:59Z"),
        ("2026-02", "2026-02-01T00:00:00Z", "2026-02-28T23:59:59Z"),
        ("2024-02-29", "2024-02-29T00:00:00Z", "2024-02-29T23:59:59Z"),
        ("2026-12", "2026-12-01T00:00:00Z", "2026-12-31T23:59:59Z"),
        (" 2026-3-5 ", "2026-03-05T00:00:00Z", "2026-03-05T23:59:59Z"),
        ("٢٠٢٦", "2026-01-01T00:00:00Z", "2026-12-31T23:59:59Z"),
    ],
)
def test_a_period_holds_both_its_edges(text, since, until):
    assert Moment("since").convert(text, None, None) == since
    assert Moment("until").convert(text, None, None) == until


def test_how_long_ago_is_one_moment():
    assert as_period("36h", NOW)[0] == as_period("36h", NOW)[1] == datetime(2026, 3, 24, 0, 30, tzinfo=UTC)
    assert as_period("2w", NOW)[0].date().isoformat() == "2026-03-11"


@pytest.mark.parametrize(
    "text", ["", "yesterday", "2026-13", "2026-02-30", "0000", "9999", "999999w", "7 d", "2026-1-1-1", "٧d٧", "-7d"]
)
def test_no_moment_is_a_usage_error(text):
    with pytest.raises(click.BadParameter, match="is no moment"):
        Moment("until").convert(text, None, None)


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
    assert result.output.endswith(f" {Filters('example.org', '2026-01-01T00:00:00Z', None, None)}\n")


@pytest.mark.parametrize("arguments", [["--since", "soon"], ["--until", "2026-99"], ["--limit", "-1"]])
def test_a_bad_filter_ends_with_2(arguments):
    assert CliRunner().invoke(echo, arguments).exit_code == 2
