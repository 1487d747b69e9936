"""The benchmarks run: their help is shown, and the crawl goes its whole way on a few pages."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

from benchmarks import history
from tests.loopback import PROJECT

if TYPE_CHECKING:
    from pathlib import Path


def run(name: str, *words: str) -> str:
    command = [sys.executable, "-m", f"benchmarks.{name}", *words]
    done = subprocess.run(command, cwd=PROJECT, capture_output=True, text=True, timeout=60, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize(
    "name",
    [
        *("addresses", "crawl", "dates", "edits", "exchange", "extraction", "kills", "newsroom", "reextract"),
        *("search", "search_speed", "storage", "upkeep"),
    ],
)
def test_a_benchmark_shows_its_help(name: str) -> None:
    assert run(name, "--help").startswith("usage:")


def test_every_page_of_a_crawl_is_stored(tmp_path: Path) -> None:
    said = json.loads(run("crawl", "--pages", "14", "--repeat", "1", "--alone", "--json", "--folder", str(tmp_path)))
    assert list(said["figures"]) == ["newscrawler"]
    ours = said["figures"]["newscrawler"]
    assert (ours["articles"], ours["exit_status"]) == (14, 0)
    assert ours["seconds"] > 0
    assert ours["peak_bytes"] > 10_000_000
    assert not list(tmp_path.iterdir())


def test_a_source_that_brings_little_is_visited_less_and_found_later() -> None:
    told = json.loads(run("sources", "--days", "10", "--json"))
    rare, busy = told["1 a week"], told["48 a day"]
    assert rare["at every run"]["visits"] == busy["at every run"]["visits"] == 241
    assert rare["ours"]["visits"] < 30 < busy["ours"]["visits"]
    assert busy["ours"]["median_hours"] < 0.6 < rare["ours"]["median_hours"] < 24


def test_every_edit_of_a_site_is_told_and_none_invented() -> None:
    told = {row["kind"]: row for row in json.loads(run("edits", "--days", "10", "--a-day", "4", "--json"))}
    assert told["revision"]["made"] > 5
    assert told["template redesign"]["made"] > 5
    assert [(kind, row) for kind, row in told.items() if row["found"] not in (None, row["made"])] == []
    assert told["revision"]["invented"] == 0


def test_a_simulated_newsroom_is_crawled_whole_and_gently() -> None:
    told = json.loads(run("newsroom", "--days", "2", "--a-day", "6", "--every", "7200", "--json"))
    assert (told["coverage"], told["asked_while_resting"]) == (1.0, 0)
    assert told["gaps_below_delay"] <= 1, "the first answer names the delay"
    assert 0 < told["robots_txt_asked"] <= told["runs"]
    assert told["robots_txt_oldest_s"] < 86_400
    assert told["edits_in_plan_caught"] <= told["edits_caught"] <= told["edits"]


def test_the_history_of_scores_keeps_what_was_measured(tmp_path: Path) -> None:
    path = tmp_path / "history.csv"
    scores = {"ours": {"body": {"precision": 0.9, "recall": 0.8, "f1": 0.847}, "cpu_ms_median": 12.345}}
    history.append(scores, "news", 3, path)
    history.append(scores, "news", 3, path)
    headings, first, second = path.read_text(encoding="utf-8").splitlines()
    row = dict(zip(headings.split(","), first.split(","), strict=True))
    assert first == second
    assert (row["set"], row["pages"], row["reader"], row["body_f1"], row["title"]) == (
        "news",
        "3",
        "ours",
        "0.8470",
        "",
    )


MARKS = ("right", "wrong", "missing")


def annotate(folder: Path, *, published: list[str]) -> None:
    """Write a folder of one annotated page."""
    (folder / "pages").mkdir()
    fixture = PROJECT / "tests" / "fixtures" / "news" / "english-plain"
    written = json.loads((fixture / "article.json").read_text(encoding="utf-8"))
    (folder / "pages" / "1.html.gz").write_bytes(gzip.compress((fixture / "page.html").read_bytes()))
    row = {"file": "1.html.gz", "url": written["url"], "title": written["title"], "body": written["body"]}
    row |= {"published": published, "related_links": written["related_links"]}
    (folder / "truth.jsonl").write_text(json.dumps(row) + "\n", encoding="utf-8")


@pytest.mark.parametrize(("published", "mark"), [(["2026-03-14"], "right"), (["2026-03-15"], "wrong"), ([], "wrong")])
def test_days_are_scored_on_a_folder_of_pages(tmp_path: Path, published: list[str], mark: str) -> None:
    annotate(tmp_path, published=published)
    scores = json.loads(run("dates", str(tmp_path), "--against", "", "--json"))
    assert {
        name: [one for one in ("right", "wrong", "missing") if figures[one]] for name, figures in scores.items()
    } == {
        "newscrawler": [mark],
        "find_date": [mark],
    }


def test_reading_is_scored_on_a_folder_of_pages(tmp_path: Path) -> None:
    annotate(tmp_path, published=["2026-03-14"])
    ours = json.loads(run("extraction", str(tmp_path), "--json"))["newscrawler"]
    assert (ours["body"]["f1"], ours["title"], ours["day"], ours["related"]["f1"]) == (1, 1, 1, 1)


@pytest.mark.parametrize("words", [(), ("--no-feeds",)])
def test_every_article_that_a_simulated_site_lists_is_archived(words: tuple[str, ...]) -> None:
    told = json.loads(run("newsroom", "--days", "2", "--every", "7200", "--a-day", "8", "--json", *words))
    assert (told["runs"], told["coverage"]) == (23, 1)
    assert told["archived"] == told["reachable"] > 8


def test_addresses_are_measured(tmp_path: Path) -> None:
    folder = tmp_path / "paper"
    (folder / "pages").mkdir(parents=True)
    html = "<nav><a href='/sport'>Sport</a><a href='/news/harbour-bridge-opens-to-cars'>Bridge</a></nav>"
    (folder / "pages" / "0.html.gz").write_bytes(gzip.compress(html.encode()))
    truth = {"file": "0.html.gz", "url": "https://example.org/2016/07/16/storm-closes-harbour"}
    (folder / "truth.jsonl").write_text(json.dumps(truth))
    figures = json.loads(run("addresses", str(folder), "--json"))
    assert (figures["paper"]["articles"], figures["paper"]["others"]) == (1, 2)
    assert figures["paper"]["alone"] == {"precision": 0.5, "recall": 1.0, "wrong": 0.5}
    assert figures["paper"]["menu"] == {"precision": 1.0, "recall": 1.0, "wrong": 0.0}
    assert figures["demo"]["alone"] == {"precision": 1.0, "recall": 1.0, "wrong": 0.0}
    assert "missed" not in run("addresses", str(folder), "--worst", "5")


def test_a_killed_crawl_is_measured() -> None:
    ours = json.loads(run("kills", "--kills", "1", "--alone", "--json"))["newscrawler"]
    assert ours["kept"] == ours["listed"] >= 30
    assert (ours["lost"], ours["twice"]) == (0, ours["under way"])


def test_pages_of_one_template_take_a_quarter_of_gzip_at_most() -> None:
    figures = json.loads(run("storage", "--pages", "60", "--template", "application", "--json"))["application"]
    gzipped, ours = figures["gzip -6"]["bytes"], figures["newscrawler, pages"]["bytes"]
    assert 0 < ours < figures["newscrawler, in the file"]["bytes"]
    assert ours < gzipped / 4 < figures["zstd -9"]["bytes"]


def test_copies_are_told_from_other_texts_and_their_cost_is_measured() -> None:
    told = json.loads(run("copies", "--pairs", "1", "--sizes", "120", "--json"))
    ours = told["pairs"]["made up"]["newscrawler"]
    assert ours["pairs"] == 5 * 16
    assert ours["precision"] >= 0.95
    assert ours["recall"] >= 0.95
    assert (ours["kinds"]["10-30 % shared quotes"], ours["kinds"]["paragraphs reordered"]) == (0, 1)
    cost = told["archive"]["120"]
    assert min(cost.values()) > 0
    assert told["sketch_ms"]["newscrawler"] > 0


def test_upkeep_is_measured_beside_its_peers(tmp_path: Path) -> None:
    said = run("upkeep", "20", str(tmp_path))
    assert "merged: 16 new, 4 enriched; again: 0 new, 0" in said
    assert "verify found 0 checks wrong" in said
    assert [line.split("  ")[0] for line in said.splitlines() if line.startswith(("backup", "verify ", "vacuum"))]
    assert not list(tmp_path.iterdir())


def test_every_step_of_the_exchange_ends_well(tmp_path: Path) -> None:
    said = json.loads(run("exchange", "--articles", "3", "--pages", "2", "--json", "--folder", str(tmp_path)))
    steps = said["figures"]
    assert [name for name in steps if steps[name]["ours"]["exit_status"]] == []
    named = {"import rows", "export parquet", "import warc, --jobs 1", "import warc, --jobs 2", "export warc"}
    assert {*named, "import jsonl"} <= set(steps)
