"""Export: each format holds the articles, opens in the readers of others, and runs nothing that a page printed."""

from __future__ import annotations

import csv
import gzip
import io
import json
import sys
from html.parser import HTMLParser

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st

from newscrawler.archive import Archive, Selection
from newscrawler.exchange import files, markdown, values, writing
from tests.archive_visits import SITE, Clock, snapshot, visit
from tests.exchange_articles import ARABIC, FORMULA, SCRIPT, exported, make_archive, run


@pytest.fixture(scope="module")
def archive(tmp_path_factory):
    return make_archive(tmp_path_factory.mktemp("archive") / "news.db")


def test_json_lines_hold_all_that_belongs_to_an_article(archive):
    first = exported(archive)[0]
    with Archive(archive, read_only=True) as held:
        known = held.article(1)
    assert known is not None
    assert {name: first[name] for name in known if name in first and name != "revisions"} == {
        name: known[name] for name in known if name in first and name != "revisions"
    }
    assert [(one["number"], one["body"][-7:]) for one in first["revisions"]] == [(1, " news/9"), (2, "cranes.")]


@pytest.mark.parametrize(
    ("words", "numbers"),
    [
        ((), [1, 2, 3]),
        (("--site", SITE), [1, 2, 3]),
        (("--since", "2017", "--until", "2017-03"), [1]),
        (("--lang", "ar"), [3]),
        (("--section", "Port"), [1, 2]),
        (("--author", "ada"), [1]),
        (("--query", "السمك"), [3]),
        (("--ids", "3, 1"), [1, 3]),
        (("--limit", "2"), [1, 2]),
    ],
)
def test_options_narrow_what_is_exported(archive, words, numbers):
    assert [article["id"] for article in exported(archive, *words)] == numbers


def test_a_walk_sorts_nothing(archive):
    with Archive(archive, read_only=True) as held:
        selected = held.selected(Selection(site=SITE))
        walk = f"SELECT * FROM {selected._source} ORDER BY id"
        plan = held._db.rows(f"EXPLAIN QUERY PLAN {walk}", selected._asked)
    assert not any("TEMP B-TREE" in row["detail"] for row in plan)


def test_csv_is_read_back_and_holds_no_formula(archive, tmp_path):
    run("export", "--archive", archive, "-o", tmp_path / "a.csv", "--bom")
    raw = (tmp_path / "a.csv").read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.DictReader(io.StringIO(raw.decode("utf-8-sig"), newline="")))
    assert [row["title"] for row in rows][1:] == [f"'{FORMULA}", ARABIC]
    assert rows[0]["authors"] == "Ada Example | B. Writer"
    assert not any(value.startswith(tuple("=+-@\t\r")) for row in rows for value in row.values())


@given(st.text())
@settings(deadline=None)
def test_no_cell_is_a_formula(text):
    assert not values.cell(text).startswith(tuple("=+-@\t\r\n"))
    assert not values.cell([text, text]).startswith(tuple("=+-@\t\r\n"))


@given(st.text())
@settings(deadline=None)
def test_json_on_one_line_loses_nothing(text):
    line = values.json_line({"title": text})
    assert json.loads(line) == {"title": text}
    assert len(line.splitlines()) == 1


def test_parquet_has_typed_columns(archive, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    run("export", "--archive", archive, "-o", tmp_path / "a.parquet")
    table = parquet.read_table(tmp_path / "a.parquet")
    assert str(table.schema.field("published_utc").type) == "timestamp[us, tz=UTC]"
    row = table.to_pylist()[0]
    assert row["published_utc"].isoformat() == "2017-03-25T06:00:00+00:00"
    assert row["authors"] == ["Ada Example", "B. Writer"]
    assert row["related_links"][1]["kind"] == "in_text"


def test_parquet_without_its_library_names_the_command(archive, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    monkeypatch.delitem(sys.modules, "newscrawler.exchange.parquet", raising=False)
    target = tmp_path / "a.parquet"
    result = run("export", "--archive", archive, "-o", target, status=2)
    assert result == ""
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("name", ["a.jsonl.gz", "a.jsonl.zst"])
def test_a_name_compresses(archive, tmp_path, name):
    run("export", "--archive", archive, "-o", tmp_path / name)
    raw = (tmp_path / name).read_bytes()
    text = gzip.decompress(raw) if name.endswith("gz") else zstandard.ZstdDecompressor().decompressobj().decompress(raw)
    assert [json.loads(line)["id"] for line in text.splitlines()] == [1, 2, 3]


def test_warc_is_whole_and_true_to_its_headers(tmp_path):
    from warcio.archiveiterator import ArchiveIterator
    from warcio.checker import Checker

    path, clock = tmp_path / "news.db", Clock()
    with Archive(path, now=clock) as archive:
        run_id = archive.begin_run("daily", SITE).id
        for number in range(2):
            told = visit("news/1", title=f"Title {number}")
            headers = {"content-type": "text/html", "content-encoding": "br", "transfer-encoding": "chunked"}
            told.snapshot = snapshot(told.page.url, "<p>نص</p>".encode(), 200, **headers)
            archive.store(told, run_id=run_id)
    run("export", "--archive", path, "-o", tmp_path / "a.warc.gz")
    with (tmp_path / "a.warc.gz").open("rb") as stream:
        found = [
            (one.rec_type, one.http_headers and dict(one.http_headers.headers), one.content_stream().read())
            for one in ArchiveIterator(stream, check_digests="raise")
        ]
    assert [kind for kind, _, _ in found] == ["warcinfo", "response", "revisit"]
    assert found[1][1] == {
        "content-type": "text/html",
        "X-Archive-Orig-content-encoding": "br",
        "X-Archive-Orig-transfer-encoding": "chunked",
        "Content-Length": "11",
    }
    assert found[1][2].decode() == "<p>نص</p>"
    checker = Checker(type("Asked", (), {"inputs": [str(tmp_path / "a.warc.gz")], "verbose": False})())
    assert checker.process_all() == 0


class _Seen(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.tags: list[tuple[str, dict[str, str | None]]] = []

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))


def test_the_digest_has_links_that_lead_somewhere_and_no_script(archive, tmp_path):
    run("export", "--archive", archive, "-f", "html", "-o", tmp_path / "digest")
    pages = list((tmp_path / "digest").rglob("*.html"))
    assert len(pages) == 3 + 2 + 1 + 1  # articles, months (one is "undated"), the site, the index
    for page in pages:
        seen = _Seen()
        seen.feed(page.read_text("utf-8"))
        assert not [tag for tag, _ in seen.tags if tag in {"script", "img", "iframe", "link"}]
        for tag, told in seen.tags:
            href = told.get("href", "") or ""
            assert tag != "a" or href.startswith("https://") or (page.parent / _unquoted(href)).is_file()
    arabic = next(page for page in pages if page.name.endswith("-3.html")).read_text("utf-8")
    assert '<html lang="ar" dir="rtl">' in arabic
    assert SCRIPT not in next(page for page in pages if page.name.endswith("-2.html")).read_text("utf-8")


def _unquoted(href):
    from urllib.parse import unquote

    return unquote(href)


def test_a_long_list_has_pages(tmp_path):
    with Archive(tmp_path / "news.db", now=Clock()) as archive:
        run_id = archive.begin_run("daily", SITE).id
        for number in range(5):
            archive.store(visit(f"news/{number}"), run_id=run_id)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("newscrawler.exchange.digest.LISTED", 2)
        run("export", "--archive", tmp_path / "news.db", "-f", "html", "-o", tmp_path / "digest")
    lists = sorted(page.name for page in (tmp_path / "digest").rglob("index*.html"))
    assert lists == ["index-2.html", "index-3.html", "index.html", "index.html", "index.html"]


def test_markdown_has_front_matter_and_prints_what_the_page_printed(archive, tmp_path):
    run("export", "--archive", archive, "-f", "markdown", "-o", tmp_path / "out")
    texts = {path.name[-4]: path.read_text("utf-8") for path in (tmp_path / "out").rglob("*.md")}
    assert texts["3"].startswith('---\nid: 3\nsite: "daily.example"\n')
    assert f"title: {json.dumps(FORMULA)}\n" in texts["2"]
    assert "\\<script\\>" in texts["2"]
    assert "\\[x\\](javascript" in texts["2"]
    assert "* [More](<https://daily.example/news/2>)" in texts["1"]


@given(st.text(st.characters(exclude_categories=["Cs"])))
@settings(deadline=None)
def test_no_line_of_markdown_means_anything(text):
    shown = markdown.escaped(" ".join(text.split()))
    assert not shown.startswith(("#", "+", "-", "=", ">", "*"))
    assert "<" not in shown.replace("\\<", "")


@given(st.text())
@settings(deadline=None)
def test_a_name_is_one_that_every_system_takes(text):
    name = files.safe_name(text)
    assert len(name.encode()) <= 121
    assert not set(name) & set('<>:"/\\|?*\x00\n\u202e')
    assert not name.startswith((" ", "."))
    assert not name.endswith((" ", "."))
    assert name.split(".")[0].lower() not in {"con", "nul", "aux", "prn", "com1"}


def test_text_streams_to_standard_output(archive):
    text = run("export", "--archive", archive, "-f", "text", "--ids", "3")
    assert text.splitlines()[:2] == [ARABIC, f"هناء · {SITE}"]


def test_a_failure_leaves_nothing_and_what_was_there_stays(archive, tmp_path, monkeypatch):
    target = tmp_path / "a.jsonl"
    target.write_text("before")
    monkeypatch.setattr("newscrawler.exchange.jsonl.json_line", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError), Archive(archive, read_only=True) as held:
        writing.write_articles(held.selected(Selection()), "jsonl", target, each=lambda: None)
    assert target.read_text() == "before"
    assert [path.name for path in tmp_path.iterdir()] == ["a.jsonl"]


@pytest.mark.parametrize(
    "words",
    [
        ("-f", "html"),
        ("--bom",),
        ("--ids", "x"),
        ("--json",),
        ("--query", "…"),
        ("-f", "html", "-o", "/"),
        ("-f", "csv", "-o", "/tmp"),
    ],
)
def test_what_cannot_be_is_usage(archive, words):
    assert run("export", "--archive", archive, *words, status=2) == ""
