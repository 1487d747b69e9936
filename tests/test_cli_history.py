"""The commands history, diff and edits: in a pipe, on a terminal, as JSON, as a page; right to left, and hostile."""

from __future__ import annotations

import json
import re
from html.parser import HTMLParser

import pytest
from click.testing import CliRunner

from newscrawler.archive import Archive
from newscrawler.cli import main, printing
from tests.archive_visits import SITE, Clock, failure, found, lease, visit

A = "The harbour was closed on Monday after a storm had torn two cranes from their rails."
B = "Nobody was hurt, the port authority said, and the damage is still being counted."
C = "Ferries to the islands will run again on Thursday, if the wind allows it."
D = "Fishermen had warned of the state of the cranes for years, and nobody had listened."
ARABIC = "أعلنت وزارة النقل أن الميناء مغلق يوم الاثنين بسبب العاصفة، وفق وكالة AFP."
HOSTILE = "Storm\x1b[31m <script>alert(1)</script> \u202eclosed"

VERSIONS = [
    {"title": "Storm closes harbour", "body": f"{A}\n\n{B}\n\n{C}\n\n{D}"},
    {"title": HOSTILE, "body": "\n\n".join((A.replace("two", "three"), B, C, D, "Correction: It was three."))},
    {"title": "Storm shuts harbour", "body": "\n\n".join((D, A.replace("two", "three"), B, C))},
]
ARABIC_VERSIONS = [
    {"title": "إغلاق الميناء", "body": f"{ARABIC}\n\n{A}"},
    {"title": "إغلاق الميناء", "body": f"{ARABIC.replace('الاثنين', 'الثلاثاء')}\n\n{A}"},
]


@pytest.fixture
def path(tmp_path):
    clock = Clock()
    with Archive(tmp_path / "news.db", now=clock) as archive:
        for name, versions in (("news/1", VERSIONS), ("news/2", ARABIC_VERSIONS), ("news/3", VERSIONS[:1])):
            for version in versions:
                store(archive, name, version)
                clock.move(86_400)
        store(archive, "news/1", None)
    return tmp_path / "news.db"


def store(archive, name, version):
    archive.add_pages(SITE, found(name), at_once=True)
    run = archive.begin_run("daily", SITE).id
    for page in lease(archive, run):
        if page.url.endswith(name):
            told = visit(name, page=page, **version) if version else failure(page, "gone 410", 410)
            archive.store(told, run_id=run)
    archive.put_back([page.id for page in lease(archive, run)], "over")


def run(path, *words):
    return CliRunner().invoke(main, [*words, "--archive", str(path)])


def output(path, *words):
    result = run(path, *words)
    assert (result.exit_code, result.stderr) == (0, "")
    return result.stdout


@pytest.fixture
def terminal(monkeypatch):
    monkeypatch.setattr(printing, "on_terminal", lambda: True)
    monkeypatch.setenv("COLUMNS", "80")


def test_history_tells_what_happened_in_words(path):
    lines = output(path, "history", "1").splitlines()
    assert lines[0] == "Storm shuts harbour"
    assert lines[2].split() == ["revision", "seen", "what", "happened", "snapshot", "extractor"]
    told = [line[9:].strip() for line in lines[3:]]
    assert told[0].startswith("2026-03-01 12:00  first seen")
    assert "title; 1 paragraph added, 1 reworded; words +12 -3; correction notice" in told[1]
    assert "title; 1 paragraph removed, 1 moved; words " in told[2]
    assert told[3].endswith("deleted (status 410)")


def test_history_fits_a_terminal(path, terminal):
    lines = output(path, "history", "1").splitlines()
    assert max(map(len, lines)) <= 80
    assert any("(snapshot 2)" in line for line in lines)


def test_history_as_json_names_every_change(path):
    told = json.loads(output(path, "history", "https://daily.example/news/1", "--json"))
    assert (told["id"], [event["event"] for event in told["events"]]) == (
        1, ["first seen", "edited", "edited", "deleted"],
    )  # fmt: skip
    edit = told["events"][1]
    assert (edit["title_changed"], edit["paragraphs_added"], edit["notice"]) == (True, 1, "correction")
    assert (edit["snapshot_id"], edit["revision"]) == (2, 2)


def test_diff_marks_words_and_folds_what_stayed(path):
    lines = output(path, "diff", "1", "1", "2").splitlines()
    assert lines[0] == "revision 1, seen 2026-03-01T12:00:00Z -> revision 2, seen 2026-03-02T12:00:00Z"
    assert lines[2:] == [
        "Storm [-closes harbour-]{+[31m <script>alert(1)</script> closed+}",
        "",
        A.replace("two", "[-two-]{+three+}"),
        "",
        "… 3 paragraphs unchanged …",
        "",
        "{+Correction: It was three.+}",
    ]


def test_diff_of_the_last_two_shows_what_moved_and_back(path):
    text = output(path, "diff", "1")
    assert f"(moved here)\n{D}\n" in text
    assert "(moved away from here)\nFishermen had warned of the state of the…\n" in text
    assert "[-Correction: It was three.-]" in text
    assert output(path, "diff", "1", "3") == text
    assert "{+Correction: It was three.+}" in output(path, "diff", "1", "3", "2")


def test_diff_on_a_terminal_is_coloured_wrapped_and_isolated(path, terminal, monkeypatch):
    monkeypatch.setattr(printing, "console", coloured(printing.console))
    text = output(path, "diff", "2")
    assert "\x1b[9;31m[-الاثنين-]\x1b[0m\x1b[32m{+الثلاثاء+}\x1b[0m" in text
    plain = re.sub(r"\x1b\[[\d;]*m", "", text).splitlines()
    arabic = [line for line in plain if "\u0627" in line]
    assert len(arabic) >= 3, "a title and a paragraph of two lines"
    assert all(line[0] == "\u2067" and line[-1] == "\u2069" and line.count("\u2069") == 1 for line in arabic)
    assert max(len(line.strip("\u2067\u2069")) for line in plain) <= 80
    assert "\x1b[31m " not in output(path, "diff", "1", "1", "2")


def coloured(console):
    def forced():
        made = console()
        made._color_system = 1
        made._force_terminal = True
        return made

    return forced


def test_diff_as_a_page_runs_nothing_and_marks_everything(path, tmp_path):
    page = output(path, "diff", "1", "1", "2", "--html")
    assert "<script" not in page
    assert "\x1b" not in page
    assert "\u202e" not in page
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<del>two</del><ins>three</ins> cranes" in page
    assert "<ins>Correction: It was three.</ins>" in page
    assert "3 paragraphs unchanged" in page
    checker = Balance()
    checker.feed(page)
    assert checker.open == []
    run(path, "diff", "2", "-o", str(tmp_path / "diff.html"))
    arabic = (tmp_path / "diff.html").read_text(encoding="utf-8")
    assert '<p dir="rtl">أعلنت' in arabic
    assert '<p dir="ltr">The harbour' in arabic


class Balance(HTMLParser):
    """Tags that are open."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []

    def handle_starttag(self, tag, attrs):
        if tag != "meta":
            self.open.append(tag)

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_diff_as_json_leads_from_one_version_to_the_other(path):
    told = json.loads(output(path, "diff", "1", "1", "2", "--json"))
    assert (told["old"]["number"], told["new"]["number"], told["summary"]["paragraphs_reworded"]) == (1, 2, 1)
    assert "".join(change["new"] for change in told["body"]) == VERSIONS[1]["body"]
    kinds = [change["kind"] for change in told["body"]]
    assert kinds == ["reworded", "equal", "equal", "equal", "added"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("diff", "3"), "Article 3 has one revision: there is nothing to compare it with"),
        (("diff", "1", "1"), "Article 1 has nothing before revision 1: there is nothing to compare it with"),
        (("diff", "1", "1", "9"), "Article 1 has no revision 9; it has 1 to 3"),
        (("diff", "99"), "No article 99 in"),
        (("history", "https://daily.example/none"), "No article https://daily.example/none in"),
    ],
)
def test_what_is_not_there_is_said(path, words, message):
    result = run(path, *words)
    assert result.exit_code == 1
    assert message in result.stderr


def test_edits_lists_the_most_edited_silent_titles_and_deletions(path):
    text = output(path, "edits")
    most, titles, gone = text.split("\n\n")
    assert most.splitlines()[0] == "Most edited"
    assert [line.split()[:2] for line in most.splitlines()[2:]] == [["1", "2"], ["2", "1"]]
    assert titles.splitlines()[1:] == [
        "   1  2026-03-03 12:00 daily.example",
        "   -  Storm [31m <script>alert(1)</script> closed",
        "   +  Storm shuts harbour",
    ]
    assert "2026-03-07" in gone
    assert "410" in gone
    told = json.loads(output(path, "edits", "--json"))
    assert set(told) == {"most_edited", "silent_titles", "gone"}
    assert output(path, "edits", "--since", "2027") == "Nothing was edited, deleted or restored.\n"
    assert "No site 'x'" in run(path, "edits", "--site", "x").stderr


def test_edits_on_a_terminal_holds_no_control_of_a_page(path, terminal):
    text = output(path, "edits")
    assert max(map(len, text.splitlines())) <= 80 + len("\u2068\u2069")
    assert not re.search(r"[\x00-\x09\x0b-\x1f\u202e]", text)
