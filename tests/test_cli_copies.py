"""`newscrawler copies`, as its reader meets it."""

from __future__ import annotations

import json
import sqlite3
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner

from newscrawler.archive import Archive
from newscrawler.cli import main
from newscrawler.cli.options import DEFAULT_ARCHIVE
from tests.archive_visits import SITE, Clock, address
from tests.copied_texts import body_of, put, source

if TYPE_CHECKING:
    from pathlib import Path

    from click.testing import Result

OTHER, THIRD = "evening.example", "courier.example"
TEXT = source(1).text()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / DEFAULT_ARCHIVE
    with Archive(path, now=Clock()) as archive:
        run = archive.begin_run("daily", SITE).id
        told = {"published_precision": "minute"}
        put(archive, run, "1", body_of(TEXT), title="Storm", published_at="2026-02-01T12:00:00+00:00", **told)
        put(
            archive, run, "1", body_of([["Reuters"], *TEXT]), OTHER, title="العاصفة",
            published_at="2026-02-01T12:00:00+03:00", origin_line="لندن - رويترز", **told,
        )  # fmt: skip
        put(archive, run, "1", body_of(TEXT[:-1]), THIRD, title="Storm")
        put(archive, run, "2", body_of(source(2).text()), title="Another text")
    return path


def run(path: Path, *words: str) -> Result:
    return CliRunner().invoke(main, ["copies", *words, "--archive", str(path)])


def told(path: Path, *words: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = json.loads(run(path, *words, "--json").stdout)
    return found


def test_printings_stand_in_the_order_in_which_they_came_out(path: Path) -> None:
    lines = run(path, "1").stdout.splitlines()
    assert lines[0] == f"2 · first · 2026-02-01 09:00 UTC · {OTHER} · Reuters"
    assert lines[1] == "  العاصفة"
    assert f"1 (asked for) · 2026-02-01 12:00 UTC · {SITE}" in lines
    assert f"3 · seen 2026-03-01 12:00 UTC · {THIRD}" in lines
    assert "  99 % the same; other title, 1 word removed, 1 paragraph removed" in lines


def test_a_follow_up_at_the_same_site_is_told_from_other_papers(path: Path) -> None:
    with Archive(path) as archive:
        run_id = archive.begin_run("daily", OTHER).id
        put(archive, run_id, "follow-up", body_of([source(9).words(40), *TEXT]), OTHER, title="More of the storm")
    assert f" · {OTHER}, the same site" in run(path, "1").stdout
    assert [one["is_same_site"] for one in told(path, "1")] == [True, False, False, True]


def test_any_address_will_do(path: Path) -> None:
    assert run(path, address("1", THIRD) + "?utm_source=x").stdout == run(path, "3").stdout


def test_json_says_the_same_in_the_words_of_the_archive(path: Path) -> None:
    first, second, third = told(path, "3")
    assert (first["id"], first["is_first"], first["agency"], first["resemblance"]) == (2, True, "Reuters", 1.0)
    assert second["changes"]["other_title"] is True
    assert (third["is_first"], third["moment_from"]) == (False, "first seen")


def test_the_options_choose_among_the_printings(path: Path) -> None:
    assert [one["id"] for one in told(path, "2")] == [2, 1, 3]
    assert [one["id"] for one in told(path, "2", "--site", THIRD)] == [2, 3]
    assert [one["id"] for one in told(path, "2", "--since", "2026-03")] == [2, 3]
    assert [one["id"] for one in told(path, "3", "--limit", "2")] == [2, 1, 3]
    assert [one["id"] for one in told(path, "2", "--limit", "2")] == [2, 1]


def test_the_difference_is_that_to_the_first(path: Path) -> None:
    shown = run(path, "1", "--diff").stdout
    assert f"2 {OTHER} → 1 {SITE}" in shown
    assert "[-Reuters.-]" in shown
    assert "{+Storm+}" in shown
    assert shown.count("→") == 1
    assert run(path, "2", "--diff").stdout.count("→") == 2


def test_without_an_article_the_texts_are_listed(path: Path) -> None:
    lines = run(path).stdout.splitlines()
    assert lines[0].split() == ["articles", "sites", "first", "id", "agency", "title"]
    assert lines[1].split() == ["3", "3", "2026-02-01", "2", "Reuters", "العاصفة"]
    assert len(lines) == 2
    assert told(path)[0] | {"title": ""} == {
        "cluster": 1, "articles": 3, "sites": 3, "first_at": "2026-02-01T09:00:00Z",
        "last_at": "2026-03-01T12:00:00Z", "id": 2, "site": OTHER, "title": "", "agency": "Reuters",
    }  # fmt: skip
    assert told(path, "--since", "2026-04") == []


def test_an_article_alone_is_an_answer(path: Path) -> None:
    result = run(path, "4")
    assert (result.exit_code, result.stdout) == (0, "No other article in the archive has the words of 4.\n")
    assert told(path, "4") == []
    assert run(path, "4", "--diff").stdout == result.stdout


def test_what_is_not_there_is_an_error(path: Path) -> None:
    assert run(path, "99").exit_code == 1
    assert "No article 99" in run(path, "99").stderr
    assert run(path, "--diff").exit_code == 2


def test_articles_that_wait_are_told_and_compared(path: Path) -> None:
    with sqlite3.connect(path) as sql:
        for table in ("copy_pairs", "copy_clusters", "copy_shingles"):
            sql.execute(f"DELETE FROM {table}")
        sql.execute("INSERT INTO copy_pending SELECT id FROM articles")
    sql.close()
    assert "4 articles have not been compared yet" in run(path).stderr
    assert told(path) == []
    result = run(path, "--compare")
    assert result.stderr == "4 articles compared with the others.\n"
    assert told(path)[0]["articles"] == 3


def test_show_says_how_many_there_are(path: Path) -> None:
    shown = CliRunner().invoke(main, ["show", "1", "--archive", str(path)]).stdout
    assert "copies       2 on 3 sites (newscrawler copies 1)" in shown
    assert "copies" not in CliRunner().invoke(main, ["show", "4", "--archive", str(path)]).stdout
