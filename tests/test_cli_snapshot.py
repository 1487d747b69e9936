"""`newscrawler snapshot` gives a page back, and harms neither a file nor a terminal; `stats` says what pages take."""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from benchmarks.newspapers import Newspaper
from newscrawler.archive import Archive
from newscrawler.cli import main
from newscrawler.items import Page, Snapshot, Visit
from tests.archive_visits import SITE, address, article

PAPER = Newspaper("arabic", 30)
HEADERS = (("content-type", "text/html; charset=utf-8"), ("x-note", "\x1b[31mred\u202e"))


def store(archive, number, edition=0):
    words = f"Words of edition {edition} {number}"
    seen = Visit(page=Page(address(f"news/{number}"), SITE), article=article(f"news/{number}", body=words))
    seen.snapshot = Snapshot(seen.page.url, 200, HEADERS, PAPER.page(number, edition), "2026-03-01T12:00:00+00:00")
    archive.store(seen, run_id=1)


@pytest.fixture(scope="module")
def path(tmp_path_factory):
    """Articles 1 to 21; the last has three revisions; number 22 has no page."""
    path = tmp_path_factory.mktemp("archive") / "news.db"
    with Archive(path) as archive:
        archive.begin_run("daily", SITE)
        for number in range(21):
            store(archive, number)
        store(archive, 20, 1)
        store(archive, 20, 2)
        archive.store(Visit(page=Page(address("news/none"), SITE), article=article("news/none")), run_id=1)
        archive.end_run(1, verdict="worked", exit_status=0)
    return path


def run(path, *words):
    return CliRunner().invoke(main, [*words, "--archive", str(path)])


@pytest.mark.parametrize(("words", "edition"), [([], 2), (["--revision", "1"], 0), (["--revision", "2"], 1)])
def test_the_page_goes_into_a_pipe_byte_for_byte(path, words, edition):
    done = run(path, "snapshot", "21", *words)
    assert done.exit_code == 0
    assert done.stdout_bytes == PAPER.page(20, edition)


def test_the_page_goes_into_a_file_by_any_address_of_the_article(path, tmp_path):
    file = tmp_path / "page.html"
    done = run(path, "snapshot", f"{address('news/20')}?utm_source=x", "-o", str(file))
    assert done.exit_code == 0
    assert file.read_bytes() == PAPER.page(20, 2)
    assert done.stdout == ""
    assert hashlib.sha256(file.read_bytes()).hexdigest() in done.stderr


def test_a_file_that_is_there_is_left_alone_unless_forced(path, tmp_path):
    file = tmp_path / "page.html"
    file.write_text("mine")
    done = run(path, "snapshot", "21", "-o", str(file))
    assert (done.exit_code, file.read_text()) == (2, "mine")
    assert "is there already; write over it with --force" in done.stderr
    assert run(path, "snapshot", "21", "-o", str(file), "--force").exit_code == 0
    assert file.read_bytes() == PAPER.page(20, 2)


def test_a_terminal_gets_no_page_but_a_hint(path, monkeypatch):
    monkeypatch.setattr("newscrawler.cli.snapshot.on_terminal", lambda: True)
    done = run(path, "snapshot", "21")
    assert (done.exit_code, done.stdout) == (2, "")
    assert "-o FILE" in done.stderr
    assert run(path, "snapshot", "21", "-o", "-").stdout_bytes == PAPER.page(20, 2)


def test_headers_are_printed_with_no_control_character(path):
    done = run(path, "snapshot", "21", "--headers", "--revision", "1")
    assert done.exit_code == 0
    facts = dict(line.split(maxsplit=1) for line in done.stdout.splitlines() if line)
    assert (facts["status"], facts["content-type:"]) == ("200", "text/html; charset=utf-8")
    assert facts["snapshot"] == "21, of revision 1"
    assert not re.search("[\x00-\x09\x0b-\x1f\u202e]", done.stdout)


def test_json_tells_what_is_known_and_may_go_with_a_file(path, tmp_path):
    file = tmp_path / "page.html"
    done = run(path, "snapshot", "21", "--json", "-o", str(file))
    told = json.loads(done.stdout)
    assert (told["id"], told["article_id"], told["revision"], told["status"]) == (23, 21, 3, 200)
    assert told["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    assert told["headers"] == [list(header) for header in HEADERS]
    assert "body" not in told


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["99"], "No article 99"),
        (["21", "--revision", "4"], "Article 21 has no revision 4; it has 1 to 3"),
        (["22"], "No page was kept of article 22"),
        (["22", "--revision", "1"], "No page was kept of article 22 for revision 1"),
    ],
)
def test_what_is_not_there_is_said(path, words, said):
    done = run(path, "snapshot", *words)
    assert done.exit_code == 1
    assert said in done.stderr
    assert done.stdout == ""


def test_a_damaged_page_is_not_given_out(path, tmp_path):
    copy = tmp_path / "copy.db"
    copy.write_bytes(path.read_bytes())
    with Archive(copy) as archive:
        archive._db._sql.execute("UPDATE contents SET sha256 = 'x' WHERE id = 1")
    done = run(copy, "snapshot", "1", "-o", str(tmp_path / "page.html"))
    assert done.exit_code == 1
    assert "snapshot 1 in" in done.stderr
    assert not (tmp_path / "page.html").exists()


def test_a_folder_that_is_not_there_is_said(path, tmp_path):
    done = run(path, "snapshot", "1", "-o", str(tmp_path / "none" / "page.html"))
    assert done.exit_code == 1
    assert "No such file or directory" in done.stderr


def test_stats_say_what_pages_take(path):
    told = json.loads(run(path, "stats", "--json").stdout)
    snapshots = told["snapshots"]
    assert snapshots == told["sites"][0]["snapshots"]
    assert (snapshots["count"], snapshots["against_previous"], snapshots["with_dictionary"]) == (23, 2, 21)
    assert snapshots["bytes"] == sum(len(PAPER.page(number)) for number in range(21)) + sum(
        len(PAPER.page(20, edition)) for edition in (1, 2)
    )
    text = run(path, "stats").stdout
    storage = next(line for line in text.splitlines() if line.startswith("storage"))
    assert re.search(r"1/\d+\.\d of the size as served; 2 as changes to an earlier page; 21 with", storage)
    assert "; 1 dictionary of " in storage


def test_the_recipe_of_the_docs_unpacks_every_snapshot(path, project, tmp_path):
    recipe = re.findall("```python\n(.+?)```", Path(project, "docs", "archive.md").read_text("utf-8"), re.DOTALL)[0]
    with Archive(path, read_only=True) as archive:
        expected = [one.sha256 for one in archive.snapshots()]
        kinds = {row[0] for row in archive._db.rows("SELECT compression FROM contents")}
    assert kinds == {"zstd+dictionary", "zstd+previous"}
    told = "print(*[hashlib.sha256(unpack(db, row[0])).hexdigest() for row in db.execute(every)])"
    script = f'{recipe}\nassert page\nevery = "SELECT content_id FROM snapshots ORDER BY id"\n{told}'
    done = subprocess.run(
        [sys.executable, "-c", script.replace("news.db", str(path))], capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == expected
