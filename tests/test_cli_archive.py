"""Commands that read an archive: list, search, show, stats."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from rich.cells import cell_len

from newscrawler.archive import Archive
from newscrawler.cli import main
from newscrawler.items import Article, DateEvidence, Discovered, Link, Outcome, Page, SiteFacts, Snapshot, Visit

SGR = re.compile(r"\x1b\[[\d;]*m")
"""The escapes for colour and weight: the only ones that commands use."""

DAILY, HERALD = "example.org", "example.net"
MOSCOW = "موسكو : لاتعاون عسكري مع واشنطن في سوريا"
BODY = "دمشق ــ الوطن ــ وكالات: قالت موسكو إنها لا تتعاون عسكريا.\n\nوأضافت الوزارة أن الموقف لم يتغير."

ARTICLES = (
    Article(
        url=f"http://{DAILY}/details/1",
        canonical_url=f"http://{DAILY}/details/1",
        site=DAILY,
        title=MOSCOW,
        date_line="السبت 26 جمادى الآخرة 1438هـ - 25 مارس 2017م",
        date_line_date="2017-03-25",
        breadcrumbs=["الرئيسية", "الأولى"],
        origin_line="دمشق ــ الوطن ــ وكالات",
        body=BODY,
        related_links=[Link(f"http://{DAILY}/details/2", "خبر متعلق")],
        language="ar",
    ),
    Article(
        url=f"https://{HERALD}/bridge",
        canonical_url=f"https://{HERALD}/bridge",
        site=HERALD,
        title="Harbour bridge opens <script>alert(1)</script> [bold]at last[/bold]",
        published_at="2026-03-24T08:15:00+04:00",
        published_precision="minute",
        published_from="json-ld",
        authors=["Jane Doe", "José Núñez"],
        body="The bridge over the harbour opened on Tuesday.\n\nMoscow sent nobody.",
        dates=[DateEvidence("24 March 2026", "visible", "published", "2026-03-24", "day", doubt="less exact")],
        language="en",
    ),
    Article(
        url=f"https://{HERALD}/budget",
        canonical_url=f"https://{HERALD}/budget",
        site=HERALD,
        title="Parliament passes the budget",
        published_at="2026-02",
        published_precision="month",
        published_from="visible",
        body="After a night of talks the budget was passed.",
        language="en",
    ),
)


def make_archive(path):
    """Make a small archive of two sites: three articles, one altered, one alias, one page that failed."""
    with Archive(path, now=lambda: datetime(2026, 3, 25, 12, tzinfo=UTC)) as archive:
        for site, spider in ((DAILY, "daily"), (HERALD, "herald")):
            archive.register_site(SiteFacts(domains=(site,)), site, spider)
            run = archive.begin_run(spider, site)
            for article in ARTICLES:
                if article.site == site:
                    store(archive, run.id, article)
            archive.end_run(run.id, verdict="worked", exit_status=0, line=f"{site}: worked")
        run = archive.begin_run("herald", HERALD)
        bridge = ARTICLES[1]
        altered = {"title": "Harbour bridge opens after all", "body": f"{bridge.body}\n\nTolls begin in May."}
        store(archive, run.id, Article(**{**shallow(bridge), **altered}))
        store(archive, run.id, Article(**{**shallow(ARTICLES[2]), "url": f"https://{HERALD}/budget-copy"}))
        failed = Visit(page=leased(archive, run.id, f"https://{HERALD}/gone"))
        failed.outcome, failed.reason = Outcome.FAILED, "gone 410"
        archive.store(failed, run_id=run.id)
        archive.end_run(
            run.id,
            verdict="degraded",
            exit_status=20,
            reason="1 of 3 failed",
            line=f"{HERALD}: degraded (1 of 3 failed)",
        )
    return path


def shallow(article):
    return {name: getattr(article, name) for name in article.__dataclass_fields__}


def store(archive, run_id, article):
    snapshot = Snapshot(article.url, 200, (("content-type", "text/html"),), b"<html>", "2026-03-25T12:00:00Z")
    visit = Visit(page=leased(archive, run_id, article.url), article=article, snapshot=snapshot)
    archive.store(visit, run_id=run_id)


def leased(archive, run_id, url):
    site = DAILY if DAILY in url else HERALD
    archive.add_pages(site, [Discovered(url)], at_once=True)
    pages = archive.lease(run_id, site, 10, lease_seconds=60)
    return next((page for page in pages if page.url == url), None) or Page(url=url, site=site)


@pytest.fixture
def path(tmp_path):
    return make_archive(tmp_path / "small.db")


@pytest.fixture
def run(path, monkeypatch):
    """Return what a command prints when it works."""
    monkeypatch.setenv("NEWSCRAWLER_ARCHIVE", str(path))

    def run(*arguments, exit_status=0):
        result = CliRunner().invoke(main, [str(argument) for argument in arguments])
        assert (result.exit_code, result.exception is None or exit_status != 0) == (exit_status, True), result.output
        return result.stdout if exit_status == 0 else result.stderr

    return run


def rows(output):
    return [line.split()[0] for line in output.splitlines()[1:]]


def test_list_shows_the_newest_first(run):
    assert run("list").splitlines() == [
        "id  date              site         title",
        f" 1  (2017-03-25)      example.org  {MOSCOW}",
        " 2  2026-03-24 08:15  example.net  Harbour bridge opens after all",
        " 3  2026-02           example.net  Parliament passes the budget",
    ]


@pytest.mark.parametrize(
    ("options", "ids"),
    [
        (["--site", HERALD], ["2", "3"]),
        (["--site", "herald"], ["2", "3"]),
        (["--site", f"https://www.{DAILY}/x"], ["1"]),
        (["--since", "2026-03"], ["2"]),
        (["--until", "2017"], ["1"]),
        (["--since", "2017-03-25", "--until", "2017-03-25"], ["1"]),
        (["--limit", "1"], ["1"]),
        (["--limit", "0"], ["1", "2", "3"]),
    ],
)
def test_list_is_narrowed_by_its_options(run, options, ids):
    assert rows(run("list", *options)) == ids


def test_a_site_that_is_not_there_is_named_with_those_that_are(run, path):
    for site in ("example.edu", "weekly"):
        expected = f"Error: No site '{site}' in {path}; it has: {HERALD}, {DAILY}\n"
        assert run("list", "--site", site, exit_status=1) == expected


def test_list_as_json_has_the_words_of_the_design(run):
    articles = json.loads(run("list", "--json"))
    assert [article["id"] for article in articles] == [1, 2, 3]
    assert articles[0]["title"] == MOSCOW
    assert articles[1]["authors"] == ["Jane Doe", "José Núñez"]
    assert articles[1]["published_from"] == "json-ld"
    assert MOSCOW in run("list", "--json")


def test_search_meets_spelling_half_way(run):
    output = run("search", "مُوسكو")
    assert f"[موسكو] : {MOSCOW[8:]}" in output
    assert "Moscow" not in output


def test_search_says_when_only_some_words_are_found(path):
    result = CliRunner().invoke(main, ["search", "budget", "harbour", "--archive", str(path)])
    assert result.stderr == "No article has all the words; these have some.\n\n"
    assert result.stdout.count(HERALD) == 2


def test_search_as_json_marks_the_snippet_and_not_the_title(run):
    (hit,) = json.loads(run("search", "bridge", "--json"))
    assert (hit["id"], hit["title"]) == (2, "Harbour bridge opens after all")
    assert "The [bridge] over the harbour" in hit["snippet"]


def test_search_for_nothing_that_is_there_ends_with_1(run):
    assert run("search", "zeppelin", exit_status=1) == "Error: Nothing found for: zeppelin\n"
    assert run("search", "bridge", "--since", "2027", exit_status=1)


@pytest.mark.parametrize("words", ["***", '""', "--", "-", "."])
def test_search_without_a_word_ends_with_2(run, words):
    assert run("search", "--", words, exit_status=2).startswith("Error: ")


@pytest.mark.parametrize(
    "words", ["C++", "e-mail", "2024-01-01", "don't", 'a" OR b', "title:x", "NEAR(a b)", "\x1b[31m", "a" * 5000]
)
def test_search_takes_any_words(path, words):
    result = CliRunner().invoke(main, ["search", "--archive", str(path), "--", words])
    assert result.exit_code in {0, 1}
    assert isinstance(result.exception, SystemExit | None)
    assert "\x1b" not in result.output


@pytest.mark.parametrize(
    "key", ["2", "\u20682\u2069", f"https://{HERALD}/bridge", f"http://www.{HERALD}/bridge/?utm_source=x#top"]
)
def test_show_takes_a_number_or_any_form_of_the_address(run, key):
    output = run("show", key)
    assert output.startswith("Harbour bridge opens after all\n\narticle      2\n")
    assert "\npublished    2026-03-24T08:15:00+04:00 (to the minute, from json-ld)\n" in output
    assert "\nrevisions    2\n" in output
    assert output.endswith("\nMoscow sent nobody.\n\nTolls begin in May.\n")


def test_show_prints_arabic_as_it_is_written(run):
    output = run("show", "1")
    assert "\nbreadcrumbs  الرئيسية › الأولى\n" in output
    assert f"\n\n{BODY}\n\nRelated\n  خبر متعلق\n    http://{DAILY}/details/2\n" in output
    assert "date line    السبت 26 جمادى الآخرة 1438هـ - 25 مارس 2017م (2017-03-25)" in output


def test_show_as_json_has_every_field(run):
    article = json.loads(run("show", "2", "--json"))
    assert set(article) >= {*ARTICLES[0].as_dict(), "id", "revisions", "snapshots", "first_seen_at"}
    assert [(date["text"], date["doubt"]) for date in article["dates"]] == [("24 March 2026", "less exact")]
    assert [revision["number"] for revision in article["revisions"]] == [1, 2]


@pytest.mark.parametrize("key", ["99", "0", "9" * 30, "https://example.net/none", "nonsense", "", "http://[", "%00"])
def test_show_ends_with_1_for_what_is_not_there(run, path, key):
    assert run(
        "show", "--", key, exit_status=1
    ) == f"Error: No article {key} in {path}; see: newscrawler list\n".replace("  ", " ")


def test_stats_say_what_is_there_and_what_went_wrong(run, path):
    output = run("stats")
    assert output.startswith(f"archive      {path} (")
    assert "\narticles     3 in 4 revisions\n" in output
    assert "\nexample.org         1          1        0      1  2026-03-25  worked\n" in output
    assert output.endswith(f"\n\n{HERALD}: degraded (1 of 3 failed)\n")
    assert json.loads(run("stats", "--json"))["articles"] == 3


def test_stats_of_one_site_leave_out_the_others(run):
    stats = json.loads(run("stats", "--site", HERALD, "--json"))
    assert [site["site"] for site in stats["sites"]] == [HERALD]
    assert stats["articles"] == 2
    assert DAILY not in run("stats", "--site", f"https://{HERALD}/bridge")


@pytest.mark.parametrize("command", [["list"], ["search", "x"], ["show", "1"], ["stats"]])
def test_without_an_archive_the_path_and_the_way_to_one_are_named(tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("NEWSCRAWLER_ARCHIVE", raising=False)
    result = CliRunner().invoke(main, command)
    assert result.exit_code == 1
    assert result.stderr == f"Error: No archive at {tmp_path}/news.db; make one with: newscrawler crawl SITE\n"
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize("content", [b"", b"not a database at all", b"SQLite format 3\0" + b"x" * 100])
def test_a_file_that_is_no_archive_is_refused_in_one_line(tmp_path, content):
    other = tmp_path / "other.db"
    other.write_bytes(content)
    result = CliRunner().invoke(main, ["list", "--archive", str(other)])
    assert (result.exit_code, len(result.stderr.splitlines())) == (1, 1)
    assert str(other) in result.stderr
    assert other.read_bytes() == content


def newscrawler(*arguments, **options):
    command = [sys.executable, "-c", "from newscrawler.cli import main; main()", *map(str, arguments)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, **options)


def test_a_reader_that_leaves_early_is_no_error(path):
    process = newscrawler("list", "--json", "--limit", "0", "--archive", path)
    assert process.stdout is not None
    process.stdout.close()
    _, errors = process.communicate(timeout=60)
    assert (process.returncode, errors) == (0, b"")


def test_a_pipe_speaks_utf_8_whatever_the_locale(path):
    environment = {**os.environ, "PYTHONIOENCODING": "ascii", "LC_ALL": "C"}
    output, _ = newscrawler("list", "--archive", path, env=environment).communicate(timeout=60)
    assert MOSCOW in output.decode("utf-8")


@pytest.mark.skipif(sys.platform == "win32", reason="a pseudo-terminal is a Unix thing")
@pytest.mark.parametrize("command", [["list"], ["show", "1"], ["search", "موسكو"], ["stats"], []])
def test_a_terminal_of_80_columns_is_never_too_narrow(path, command):
    output = on_a_terminal([*command, *(["--archive", str(path)] if command else [])])
    plain = SGR.sub("", output)
    assert "\x1b" not in plain
    assert max(cell_len(line) for line in plain.splitlines()) <= 80
    assert sum(map(plain.count, "\u2066\u2067\u2068")) == plain.count("\u2069")


def on_a_terminal(arguments):
    """Return what a command writes to a terminal of 80 columns."""
    ours, its = os.openpty()
    environment = {**os.environ, "COLUMNS": "80", "TERM": "xterm-256color"}
    environment.pop("NO_COLOR", None)
    command = [sys.executable, "-c", "from newscrawler.cli import main; main()", *arguments]
    process = subprocess.Popen(command, stdout=its, stderr=subprocess.DEVNULL, env=environment)
    os.close(its)
    written = b"".join(iter(lambda: read_terminal(ours), b""))
    os.close(ours)
    assert process.wait(60) == 0
    return written.decode("utf-8").replace("\r\n", "\n")


def read_terminal(file):
    try:
        return os.read(file, 65536)
    except OSError:  # Linux says so when the other end is closed
        return b""
