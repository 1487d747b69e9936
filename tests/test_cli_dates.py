"""`show --dates` and `extract --explain`: every date that was found, and why which was chosen."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from newscrawler.archive import Archive
from newscrawler.cli import main
from newscrawler.cli.verdicts import sentences, verdicts
from newscrawler.dates import choose_dates
from newscrawler.items import DateEvidence, Place, Role, SiteFacts
from tests.archive_visits import SITE
from tests.dated_visits import dated, dated_visit, declared, line
from tests.test_cli_archive import SGR, on_a_terminal

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
OG = DateEvidence(
    *("2016-07-16T00:55:00+04:00", Place.META, Role.PUBLISHED, "2016-07-16T00:55:00+04:00", "second"),
    path="article:published_time",
)
LINE = DateEvidence(
    *("السبت 9 شوال 1437هـ - 16 يوليو 2016م", Place.VISIBLE, Role.PUBLISHED, "2016-07-16", "day"),
    path="p.post-meta > span",
    doubt="hijri 9 شوال 1437هـ is -2 days off",
)
CLOCK = line(NOW, place=Place.MASTHEAD, text="الأحد 1 مارس 2026", path="div.top > span.today-date")
CHANGED = DateEvidence("2015-01-01", Place.META, Role.MODIFIED, "2015-01-01", "day", path="article:modified_time")
CONTRADICTIONS = {
    "chosen as the publication": OG,
    "before 1990: an empty field rather than a day": declared("1970-01-01"),
    "altered before it was published": CHANGED,
    "another day than meta says, 30 days earlier": declared("2016-06-16", Place.URL),
    "another month than meta says": DateEvidence("2016/06", Place.URL, Role.PUBLISHED, "2016-06", "month"),
    "after the page was fetched": declared("2031-05-05", Place.MICRODATA),
    "hijri 9 شوال 1437هـ is -2 days off; the date line": LINE,
    "agrees": declared("2016-07-16", Place.TIME),
    "no date could be read": DateEvidence("x", Place.META, Role.PUBLISHED, doubt="no date could be read"),
    "the page's clock (its place)": CLOCK,
    "of a related item": line(NOW, place=Place.RELATED, role=Role.OTHER),
    "of a comment": line(NOW, place=Place.COMMENT, role=Role.OTHER),
    "of something else on the page": line(NOW, "p", role=Role.OTHER),
    "chosen as the modification": declared("2016-07-18", Place.META, Role.MODIFIED),
    "another date of modification": declared("2016-07-19", Place.SITEMAP, Role.MODIFIED),
}


def article_of(*evidence: DateEvidence, **fields: Any) -> dict[str, Any]:
    return dated("news/1", list(evidence), NOW, **fields).as_dict()


def test_every_contradiction_is_kept_and_said() -> None:
    evidence = list(CONTRADICTIONS.values())
    assert verdicts(article_of(*evidence)) == list(CONTRADICTIONS)
    assert len(choose_dates(evidence, fetched_at=NOW, facts=SiteFacts()).evidence) == len(evidence)


SENTENCES = {
    "Published 2016-07-16 00:55 +04:00, to the second, from meta; 1 of 2 others agree.": [
        OG,
        LINE,
        declared("1970-01-01"),
    ],
    "Published 2016-07-16 00:55 +04:00, to the second, from meta; the one other agrees.": [OG, LINE],
    "Published 2016-07-16 00:55 +04:00, to the second, from meta; the one other does not agree.": [
        OG,
        declared("1970-01-01"),
    ],
    "Published 2016-07-16, to the day, from url; nothing else tells.": [declared("2016-07-16", Place.URL), CLOCK],
    "Published 2016-07-16 00:55, in the page's own time, its zone unknown, to the minute, from json-ld; nothing else "
    "tells.": [
        DateEvidence("x", Place.JSON_LD, Role.PUBLISHED, "2016-07-16T00:55", "minute"),
    ],
    "No publication date: the page prints only its clock.": [CLOCK],
    "No publication date: no date was found.": [],
    "No publication date: nothing that was found tells it.": [declared("1970-01-01")],
}


@pytest.mark.parametrize(("sentence", "evidence"), SENTENCES.items())
def test_the_choice_is_explained_in_a_sentence(sentence: str, evidence: list[DateEvidence]) -> None:
    assert sentences(article_of(*evidence))[0] == sentence


def test_a_date_that_a_sites_file_set_is_said_to_be_its_own() -> None:
    article = article_of(OG) | {"published_at": "2024-02-03", "published_precision": "day"}
    assert sentences(article) == ["Published 2024-02-03, to the day, as the site's own file says."]
    assert verdicts(article) == ["not chosen"]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    path = tmp_path / "news.db"
    with Archive(path, now=lambda: NOW) as archive:
        run = archive.begin_run("daily", SITE).id
        archive.store(dated_visit("news/1", list(CONTRADICTIONS.values()), NOW), run_id=run)
        archive.store(dated_visit("news/2", [CLOCK], NOW), run_id=run)
    return path


def show(path: Path, *words: str) -> str:
    result = CliRunner().invoke(main, ["show", *words, "--archive", str(path)])
    assert result.exit_code == 0, result.output
    return result.stdout


def test_the_table_has_a_line_for_each_date(path: Path) -> None:
    lines = show(path, "1", "--dates").splitlines()
    assert lines[1].startswith("Published 2016-07-16 00:55 +04:00, to the second, from meta; 2 of 6 others agree.")
    assert lines[2] == "Last altered 2016-07-18, from meta."
    assert lines[4].split() == ["value", "says", "where", "calendar", "verdict", "as", "printed", "path"]
    assert len(lines[5:]) == len(CONTRADICTIONS)
    for verdict, told in zip(CONTRADICTIONS, lines[5:], strict=True):
        assert verdict.removesuffix(" (its place)") in told
    assert LINE.text in lines[11]


def test_without_a_date_it_is_said_what_sorts(path: Path) -> None:
    said = show(path, "2", "--dates")
    assert (
        "No publication date: the page prints only its clock; sorted by when it was first seen, 2026-03-01 12:00 UTC."
        in said
    )


def test_the_same_as_json(path: Path) -> None:
    told = json.loads(show(path, "1", "--dates", "--json"))
    assert told["published_from"] == "meta"
    assert told["explanation"].startswith("Published 2016-07-16 00:55 +04:00")
    assert [one["verdict"] for one in told["dates"]][:3] == list(CONTRADICTIONS)[:3]
    assert {"text", "place", "calendar", "value", "role", "path", "doubt"} <= set(told["dates"][0])


def test_a_terminal_of_80_columns_shows_all_of_it(path: Path) -> None:
    lines = SGR.sub("", on_a_terminal(["show", "1", "--dates", "--archive", str(path)])).splitlines()
    assert max(map(cell_len, lines)) <= 80
    words = " ".join(" ".join(lines).split())
    for verdict in ("-> chosen as the publication", "-> altered before it was published", LINE.text):
        assert verdict in words.replace("\u2068", "").replace("\u2069", "")
