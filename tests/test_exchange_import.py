"""Import: what went out comes back; older words never replace newer ones; bad records are named and stop nothing."""

from __future__ import annotations

import gzip
import json
import os
from datetime import UTC, datetime
from itertools import permutations
from pathlib import Path
from typing import Any

import brotli  # type: ignore[import-untyped]
import pytest
import zstandard
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newscrawler.archive import Archive, Selection
from newscrawler.exchange import mirrored, rows, saved_comments
from newscrawler.exchange.records import Bad, Own, Row
from newscrawler.exchange.values import json_line
from newscrawler.items import Article, DateEvidence, Discovered, Image, Link, Page, PageKind, Snapshot, Visit
from tests.archive_visits import SITE, WORDS, Clock, address, visit
from tests.exchange_articles import exported, import_until_stopped, make_archive, run
from tests.warc_files import Warc, chunked, page

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def imported(archive, *words, status=0):
    return json.loads(run("import", *words, "--archive", archive, "--json", status=status).splitlines()[-1])


# --- our own export ---------------------------------------------------------------------------------------------------


def test_an_export_comes_back_as_it_was(tmp_path):
    first = make_archive(tmp_path / "first.db")
    run("export", "--archive", first, "-o", tmp_path / "a.jsonl.zst")
    assert imported(tmp_path / "second.db", tmp_path / "a.jsonl.zst")["outcomes"] == {"new": 3}
    assert exported(tmp_path / "second.db") == exported(first)
    again = imported(tmp_path / "second.db", tmp_path / "a.jsonl.zst", "--restart")
    assert again["outcomes"] == {"unchanged": 3}
    assert exported(tmp_path / "second.db") == exported(first)
    with Archive(tmp_path / "second.db", read_only=True) as archive:
        assert [hit.id for hit in archive.search("السمك")] == [3]
        assert archive.problems() == []


TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"), max_size=30)
LISTS = st.lists(TEXT, max_size=3)
ARTICLES = st.builds(
    Article,
    url=st.integers(0, 20).map(lambda number: address(f"n/{number}")),
    canonical_url=st.integers(0, 20).map(lambda number: address(f"n/{number}")),
    site=st.just(SITE),
    title=TEXT,
    date_line=st.none() | TEXT,
    published_at=st.none() | st.sampled_from(["2017-03", "2017-03-25", "2017-03-25T10:00:00+04:00"]),
    authors=LISTS,
    section=st.none() | TEXT,
    breadcrumbs=LISTS,
    lead=st.none() | TEXT,
    body=TEXT,
    images=st.lists(st.builds(Image, TEXT, TEXT, TEXT), max_size=2),
    related_links=st.lists(st.builds(Link, TEXT, TEXT), max_size=2),
    tags=LISTS,
    language=st.none() | st.sampled_from(["ar", "en"]),
    is_free=st.none() | st.booleans(),
    provenance=st.dictionaries(TEXT, TEXT, max_size=2),
    dates=st.lists(st.builds(DateEvidence, TEXT, TEXT, TEXT, st.none() | TEXT), max_size=2),
)


@given(st.lists(ARTICLES, max_size=6))
@settings(max_examples=15, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_any_articles_come_back_as_they_were(tmp_path_factory, articles):
    folder, clock = tmp_path_factory.mktemp("trip"), Clock()
    with Archive(folder / "a.db", now=clock) as first, Archive(folder / "b.db", now=clock) as second:
        run_id = first.begin_run("daily", SITE).id
        for one in articles:
            clock.move(60)
            first.store(Visit(page=Page(one.url, SITE), article=one), run_id=run_id)
        before = list(first.selected(Selection()).articles())
        intake = second.intake()
        with intake.batch():
            for one in before:
                content = rows.read_line(json_line(one).encode())
                assert isinstance(content, Own)
                intake.restore(content.restored)
        after = list(second.selected(Selection()).articles())
    assert [one | {"id": 0} for one in after] == [one | {"id": 0} for one in before]


def test_an_export_of_a_colleague_adds_its_revisions(tmp_path):
    """Two archives saw the same article at different times: each import makes the same history of it."""
    histories = []
    for mine, theirs in ((0, 1), (1, 0)):
        paths = [tmp_path / f"{mine}{number}.db" for number in range(2)]
        for number, path in enumerate(paths):
            clock = Clock()
            clock.move(3600 * (mine if number == 0 else theirs))
            with Archive(path, now=clock) as archive:
                run_id = archive.begin_run("daily", SITE).id
                for step in range(2):
                    archive.store(visit(body=f"{WORDS} {clock.moment.hour} {step}"), run_id=run_id)
                    clock.move(7200)
        run("export", "--archive", paths[1], "-o", tmp_path / f"{mine}.jsonl")
        imported(paths[0], tmp_path / f"{mine}.jsonl")
        (found,) = exported(paths[0])
        histories.append(([(one["number"], one["body"][-4:]) for one in found["revisions"]], found["body"]))
    assert histories[0] == histories[1]
    assert [number for number, _ in histories[0][0]] == [1, 2, 3, 4]


def test_words_that_a_colleague_saw_come_back_are_the_newest(tmp_path):
    for name, seen in {"mine": [(0, "A"), (2, "B")], "theirs": [(0, "A"), (5, "A")]}.items():
        clock = Clock()
        with Archive(tmp_path / f"{name}.db", now=clock) as archive:
            run_id = archive.begin_run("daily", SITE).id
            for hour, words in seen:
                clock.moment = NOON.replace(hour=hour)
                archive.store(visit(body=f"{WORDS} {words}"), run_id=run_id)
    run("export", "--archive", tmp_path / "theirs.db", "-o", tmp_path / "theirs.jsonl")
    imported(tmp_path / "mine.db", tmp_path / "theirs.jsonl")
    (found,) = exported(tmp_path / "mine.db")
    assert (found["body"][-1], [one["body"][-1] for one in found["revisions"]]) == ("A", ["A", "B", "A"])


# --- captures, in any order -------------------------------------------------------------------------------------------


def take_in(path, captures):
    """Take in captures of one article: hour -> words."""
    with Archive(path, now=Clock()) as archive:
        intake = archive.intake()
        with intake.batch():
            for hour, words in captures:
                told = visit(body=f"{WORDS} {words}")
                intake.take(told, at=NOON.replace(hour=hour))
        intake.finish("worked", 0)
        return next(archive.selected(Selection()).articles())


def test_captures_make_the_same_history_in_any_order(tmp_path):
    captures = [(1, "A"), (3, "B"), (5, "B"), (7, "C")]
    for number, order in enumerate(list(permutations(captures))[::3]):
        found = take_in(tmp_path / f"{number}.db", order)
        history = [(one["seen_at"][11:13], one["body"][-1]) for one in found["revisions"]]
        assert (found["body"][-1], history) == ("C", [("01", "A"), ("03", "B"), ("07", "C")])
        assert (found["first_seen_at"][11:13], found["last_seen_at"][11:13]) == ("01", "07")


def test_words_between_two_sightings_of_the_same_are_a_revision(tmp_path):
    found = take_in(tmp_path / "news.db", [(1, "A"), (5, "A"), (3, "B")])
    assert [(one["seen_at"][11:13], one["body"][-1]) for one in found["revisions"]] == [
        ("01", "A"),
        ("03", "B"),
        ("05", "A"),
    ]
    assert found["body"][-1] == "A"


# --- rows of others ---------------------------------------------------------------------------------------------------


def write_rows(path, *lines):
    path.write_bytes(
        b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines) + b"\n"
    )
    return path


def test_rows_are_articles(tmp_path):
    told = {
        "url": address("a"),
        "title": " A\x00 title ",
        "body": "One.\n\nTwo.",
        "published_at": "٣ مارس ٢٠٢٦",
        "zz": 1,
    }
    rows_told = [told, told | {"url": address("b"), "published_at": 1488430800, "authors": "Ada", "body": "Other"}]
    report = imported(tmp_path / "news.db", write_rows(tmp_path / "rows.jsonl", *rows_told))
    assert (report["outcomes"], report["ignored"]) == ({"new": 2}, {"zz": 2})
    first, second = exported(tmp_path / "news.db")
    assert (first["title"], first["published_at"], first["published_precision"]) == ("A title", "2026-03-03", "day")
    assert (second["published_at"], second["authors"]) == ("2017-03-02T05:00:00+00:00", ["Ada"])


def test_bad_rows_are_counted_and_named_and_stop_nothing(tmp_path, monkeypatch):
    monkeypatch.setattr(rows, "MOST_BYTES", 1000)
    good = {"url": address("a"), "title": "A", "body": "B"}
    path = write_rows(
        tmp_path / "rows.jsonl",
        b"not json",
        b"\xff\xfe",
        b"",
        {"title": "no address"},
        {"url": "javascript:alert(1)", "title": "x"},
        {"url": address("empty"), "title": " "},
        b"[" * 900,
        b'{"url": "' + b"x" * 2000,
        [1],
        {"url": address("a" * 3000), "title": "long"} | {"body": ""},
        {"url": address("own"), "revisions": [{}], "url_key": "k", "first_seen_at": "", "last_seen_at": ""},
        good,
    )
    log = tmp_path / "bad.txt"
    report = imported(tmp_path / "news.db", path, "--log", log)
    assert report["outcomes"] == {"new": 1}
    lines = log.read_text().splitlines()
    assert [line.split(":")[1] for line in lines] == ["1", "2", "4", "5", "6", "7", "8", "9", "10", "11"]
    assert report["records"] == 11
    assert "no UTF-8" in lines[1]
    assert "longer than" in lines[6]


def test_a_file_that_is_cut_off_gives_what_it_has(tmp_path):
    path = tmp_path / "rows.jsonl.gz"
    lines = b"".join(
        json.dumps({"url": address(str(n)), "title": f"T{n}", "body": os.urandom(50).hex()}).encode() + b"\n"
        for n in range(300)
    )
    path.write_bytes(gzip.compress(lines)[:-4000])
    report = imported(tmp_path / "news.db", path)
    assert report["outcomes"]["new"] > 100
    assert list(report["bad"]) == ["the file is damaged or cut off here"]


@pytest.mark.parametrize("place", [0.3, 0.6])
def test_a_packed_file_that_is_broken_gives_what_stands_before(tmp_path, place):
    path = tmp_path / "rows.jsonl.gz"
    rows_told = ({"url": address(str(n)), "title": f"T{n}", "body": os.urandom(50).hex()} for n in range(300))
    packed = bytearray(gzip.compress(b"".join(json.dumps(row).encode() + b"\n" for row in rows_told)))
    at = int(len(packed) * place)
    packed[at : at + 40] = bytes(40)
    path.write_bytes(packed)
    report = imported(tmp_path / "news.db", path)
    assert report["outcomes"]["new"] > 30
    assert "the file is damaged or cut off here" in report["bad"]


def test_nothing_but_bad_records_is_a_failure(tmp_path):
    assert imported(tmp_path / "news.db", write_rows(tmp_path / "a.jsonl", b"x"), status=1)["taken"] == 0


# --- web archives -----------------------------------------------------------------------------------------------------


def test_a_web_archive_is_read_as_a_crawl_would_have(tmp_path):
    warc = Warc(tmp_path / "a.warc.gz")
    codings = {
        "gzip": gzip.compress,
        "br": brotli.compress,
        "zstd": zstandard.ZstdCompressor().compress,
    }
    for number, (coding, pack) in enumerate(codings.items()):
        warc.add(address(coding), pack(page(f"Packed as {coding}", f"{number} {WORDS}")), Content_Encoding=coding)
    warc.add(address("chunks"), chunked(page("In chunks", f"c {WORDS}")), Transfer_Encoding="chunked")
    warc.add(
        address("lies"), page("Not packed at all", f"l {WORDS}"), Content_Encoding="gzip", Transfer_Encoding="chunked"
    )
    warc.add(address("picture"), b"\x89PNG", content_type="image/png")
    warc.add(address("gone"), page(), status="404 Not Found")
    warc.add("dns:daily.example", b"", content_type="text/dns")
    warc.revisit(address("gzip"), "2020-06-01T10:00:00Z").revisit(address("who"), "2020-06-01T10:00:00Z")
    report = imported(tmp_path / "news.db", warc.close())
    assert report["outcomes"] == {"new": 5, "unchanged": 1}
    assert report["skipped"] == {
        "not HTML": 1,
        "status 404": 1,
        "not http or https": 1,
        "served as before, by a capture that is not here": 1,
    }
    found = {one["title"]: one for one in exported(tmp_path / "news.db")}
    assert set(found) == {"Packed as gzip", "Packed as br", "Packed as zstd", "In chunks", "Not packed at all"}
    assert found["Packed as gzip"]["first_seen_at"] == "2020-05-01T10:00:00Z"
    assert found["Packed as gzip"]["last_seen_at"] == "2020-06-01T10:00:00Z"
    with Archive(tmp_path / "news.db", read_only=True) as archive:
        served = archive.snapshot(1)
        assert served is not None
        assert (served.fetched_at, served.body) == ("2020-05-01T10:00:00+00:00", page("Packed as gzip", f"0 {WORDS}"))
        (only,) = archive.runs()
        assert (only.spider, only.verdict, only.counts.requested, only.counts.fetched) == ("import", "worked", 7, 7)
        assert (only.counts.new, only.counts.found) == (5, 5)


def test_nothing_that_an_archive_holds_comes_to_the_terminal_as_it_is(tmp_path, capfd):
    red = "\x1b[31m"
    warc = Warc(tmp_path / "a.warc.gz").add(address("a"), page(red, f"{red} {WORDS}"), Content_Encoding=f"{red}red")
    warc.add(f"https://daily.example/{red} b", page(body=f"b {WORDS}"), date=red).add(f"{red} no address", page())
    report = run("import", warc.close(), "--archive", tmp_path / "news.db")
    said = capfd.readouterr()
    assert "1 new" in report
    assert "\x1b" not in said.err + said.out + report


def test_a_site_with_a_file_is_read_as_that_says(tmp_path):
    warc = Warc(tmp_path / "a.warc.gz").add("https://www.alwatan.om/details/7", page("A title", f"w {WORDS}"))
    imported(tmp_path / "news.db", warc.close())
    with Archive(tmp_path / "news.db", read_only=True) as archive:
        site = archive.find_site("alwatan")
        (found,) = archive.selected(Selection()).articles()
    assert found["site"] == site == "alwatan.com"


def test_a_bomb_is_named_and_passed(tmp_path):
    bomb = zstandard.ZstdCompressor().compress(bytes(64 << 20))
    warc = Warc(tmp_path / "a.warc.gz").add(address("bomb"), bomb, Content_Encoding="zstd").add(address("a"), page())
    report = imported(tmp_path / "news.db", warc.close())
    assert report["outcomes"] == {"new": 1}
    assert sum(report["bad"].values()) == 1


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_web_archive_that_is_cut_off_gives_what_it_has(tmp_path, is_packed):
    warc = Warc(tmp_path / "a.warc.gz", is_packed=is_packed)
    for number in range(5):
        warc.add(address(str(number)), page(f"Title {number}", f"{number} {WORDS}"))
    path = warc.close()
    path.write_bytes(path.read_bytes()[:-300])
    report = imported(tmp_path / "news.db", path)
    assert report["outcomes"]["new"] >= 4


def test_our_own_web_archive_comes_back(tmp_path):
    warc = Warc(tmp_path / "a.warc.gz")
    for number in range(3):
        warc.add(address(str(number)), page(f"Title {number}", f"{number} {WORDS}"))
    imported(tmp_path / "first.db", warc.close())
    run("export", "--archive", tmp_path / "first.db", "-o", tmp_path / "b.warc.gz")
    imported(tmp_path / "second.db", tmp_path / "b.warc.gz")
    assert exported(tmp_path / "second.db") == exported(tmp_path / "first.db")


def test_an_older_capture_leaves_the_newest_page_the_newest(tmp_path):
    for year, words in (("2020", "new words"), ("2019", "old words")):
        warc = Warc(tmp_path / f"{year}.warc.gz")
        warc.add(address("a"), page(body=f"{words} {WORDS}"), date=f"{year}-05-01T10:00:00Z")
        imported(tmp_path / "news.db", warc.close())
    with Archive(tmp_path / "news.db", read_only=True) as archive:
        served, known = archive.snapshot(1), archive.article(1)
    assert served is not None
    assert known is not None
    assert b"new words" in served.body
    assert "new words" in known["body"]
    assert [one["seen_at"][:4] for one in known["revisions"]] == ["2019", "2020"]
    assert len(known["snapshots"]) == 2


# --- saved pages ------------------------------------------------------------------------------------------------------


def test_saved_pages_say_where_they_are_from(tmp_path):
    folder = tmp_path / "saved"
    told = {
        "browser.html": b"<!-- saved from url=(0027)https://daily.example/browser -->" + page("Browser", f"1 {WORDS}"),
        "single.html": b"<!--\n Page saved with SingleFile \n url: https://daily.example/single \n"
        b" saved date: Tue Mar 03 2020 10:00:00 GMT+0100 (CET)\n-->" + page("Single", f"2 {WORDS}"),
        "httrack.html": page("HTTrack", f"3 {WORDS}")
        + b"<!-- Mirrored from daily.example/httrack by HTTrack Website Copier/3.x [XR&CO'2014], "
        b"Tue, 03 Mar 2020 09:00:00 GMT -->",
        "canonical.html": page("Canonical", f"4 {WORDS}").replace(
            b"<title>", b'<link rel="canonical" href="https://daily.example/canonical"><title>'
        ),
        "www.daily.example/n/index.html": page("Mirror index", f"5 {WORDS}"),
        "www.daily.example/view.php?id=3.html": page("Mirror query", f"6 {WORDS}"),
        "lost.html": page("Lost", f"7 {WORDS}"),
        "style.css": b"body {}",
    }
    for name, body in told.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(body)
        os.utime(folder / name, (1583000000, 1583000000))
    report = imported(tmp_path / "news.db", folder)
    assert (report["outcomes"], report["skipped"]) == ({"new": 6}, {"not HTML": 1})
    assert list(report["bad"]) == ["its address is not known"]
    found = {one["title"]: (one["url"], one["first_seen_at"]) for one in exported(tmp_path / "news.db")}
    written = "2020-02-29T18:13:20Z"
    assert found == {
        "Browser": ("https://daily.example/browser", written),
        "Single": ("https://daily.example/single", "2020-03-03T09:00:00Z"),
        "HTTrack": ("https://daily.example/httrack", "2020-03-03T09:00:00Z"),
        "Canonical": ("https://daily.example/canonical", written),
        "Mirror index": ("https://www.daily.example/n/", written),
        "Mirror query": ("https://www.daily.example/view.php?id=3", written),
    }


def test_pages_are_told_by_what_they_hold_whatever_they_are_called(tmp_path):
    folder = tmp_path / "www.daily.example"
    told = {
        b"story.php": page("php", f"1 {WORDS}"),
        b"story.aspx.html": page("aspx", f"2 {WORDS}"),
        b"story": page("none", f"3 {WORDS}"),
        b"caf\xe9.html": page("latin", f"4 {WORDS}"),
        b"wide.html": page("wide", f"5 {WORDS}").decode().encode("utf-16"),
        b"packed.html": gzip.compress(page("packed", f"6 {WORDS}")),
        b"comment.html": b"<!--" + b"x" * 5000 + b"-->" + page("comment", f"7 {WORDS}"),
        b"links.html": page("altered", f"8 {WORDS}"),
        b"links.html.orig": page("as served", f"9 {WORDS}"),
        b"source.php": b"<?php include 'a'; ?><html><body>",
        b"mail.mht": b"From: <Saved by Blink>\r\n\r\n" + page("mail", f"10 {WORDS}"),
        b"esc\x1b[31m.html": b"<html>",
    }
    folder.mkdir()
    for name, body in told.items():
        Path(os.fsdecode(os.fsencode(folder) + b"/" + name)).write_bytes(body)
    os.utime(folder / "story", (250_000_000_000, 250_000_000_000))
    report = imported(tmp_path / "news.db", folder)
    assert report["skipped"] == {
        "not HTML": 2,
        "altered by the program that saved it, and kept as it came beside it": 1,
        "not an article": 1,
    }
    assert {one["title"]: one["url"].rpartition("/")[2] for one in exported(tmp_path / "news.db")} == {
        "php": "story.php",
        "aspx": "story.aspx",
        "none": "story",
        "latin": "caf%E9.html",
        "wide": "wide.html",
        "packed": "packed.html",
        "comment": "comment.html",
        "as served": "links.html",
    }


def test_a_file_whose_name_is_no_text_is_read_and_named(tmp_path):
    name = os.fsdecode(b"caf\xe9.jsonl")
    path = write_rows(tmp_path / name, b"no json", {"url": address("a"), "title": "A"})
    log = tmp_path / "bad.txt"
    assert imported(tmp_path / "news.db", path, "--log", log)["outcomes"] == {"new": 1}
    assert "caf\\xe9.jsonl:1: no JSON" in log.read_text()
    assert imported(tmp_path / "news.db", path)["done_before"] == [str(tmp_path / "caf\\xe9.jsonl")]


def test_a_prefix_stands_before_the_names_of_files(tmp_path):
    (tmp_path / "saved" / "news").mkdir(parents=True)
    (tmp_path / "saved" / "news" / "خبر.html").write_bytes(page())
    imported(tmp_path / "news.db", tmp_path / "saved", "--url-prefix", "https://daily.example/x/")
    (found,) = exported(tmp_path / "news.db")
    assert found["url"] == "https://daily.example/x/news/%D8%AE%D8%A8%D8%B1.html"


@given(st.text(max_size=200))
@settings(deadline=None)
def test_no_comment_raises(text):
    saved_comments.told_by_comment(f"Page saved with SingleFile\n url: x\n saved date: {text}\n")
    saved_comments.told_by_comment(f"<!-- Mirrored from x by HTTrack 3, A{text} -->")
    mirrored.address_of(text)


@given(st.binary(max_size=200))
@settings(deadline=None)
def test_no_line_raises(line):
    assert rows.read_line(line) is not None


@given(
    st.recursive(
        st.none() | st.booleans() | st.floats() | st.text(),
        lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
        max_leaves=5,
    )
)
@settings(deadline=None)
def test_no_row_raises(value):
    names = ("title", "body", "authors", "published_at", "modified_at", "is_free", "canonical_url", "fetched_at")
    for name in names:
        told = {"url": address("a"), "title": "T", name: value}
        assert isinstance(rows.read_line(json.dumps(told).encode()), (Row, Bad))
    own = dict.fromkeys(("revisions", "url_key", "first_seen_at", "last_seen_at"), value)
    assert isinstance(rows.read_line(json.dumps({"url": address("a"), **own}).encode()), Bad)


# --- what an import leaves alone --------------------------------------------------------------------------------------


def test_imported_pages_are_not_due_and_their_sites_are_not_asked(tmp_path):
    imported(
        tmp_path / "news.db",
        write_rows(tmp_path / "a.jsonl", {"url": address("a"), "title": "A", "published_at": "2017-03-01"}),
    )
    with Archive(tmp_path / "news.db") as archive:
        assert not any(archive.pending(SITE).values())
        assert archive.known_sites() == []
        assert archive.condition(SITE).last is None
        assert archive.queued(SITE, state="due") == []


def test_a_page_of_the_frontier_keeps_its_turn_and_a_source_is_no_article(tmp_path):
    with Archive(tmp_path / "news.db", now=Clock()) as archive:
        archive.add_pages(SITE, [Discovered(address("a")), Discovered(address("feed"), PageKind.FEED)])
        archive.forget(address("never"))
        before = archive.queue(SITE)["states"]
    told = [{"url": address(name), "title": name, "body": f"{name} {WORDS}"} for name in ("a", "feed", "never")]
    report = imported(tmp_path / "news.db", write_rows(tmp_path / "a.jsonl", *told))
    assert (report["outcomes"], report["skipped"]) == (
        {"new": 1},
        {"a source of the site": 1, "forgotten by the user": 1},
    )
    with Archive(tmp_path / "news.db", read_only=True) as archive:
        assert archive.queue(SITE)["states"] == before


def test_a_dry_run_writes_nothing(tmp_path):
    path = write_rows(tmp_path / "a.jsonl", *({"url": address(str(n)), "title": f"T {n}"} for n in range(3)))
    assert imported(tmp_path / "none.db", path, "--dry-run")["outcomes"] == {"new": 3}
    assert not (tmp_path / "none.db").exists()
    archive = make_archive(tmp_path / "news.db")
    before = exported(archive)
    assert imported(archive, path, "--dry-run")["outcomes"] == {"new": 3}
    assert exported(archive) == before
    assert imported(archive, path)["outcomes"] == {"new": 3}


def test_only_one_site_and_only_so_many(tmp_path):
    told = [
        {"url": f"https://{host}/{n}", "title": f"{host} {n}"} for n in range(3) for host in (SITE, "other.example")
    ]
    path = write_rows(tmp_path / "a.jsonl", *told)
    report = imported(tmp_path / "news.db", path, "--site", SITE, "--limit", "2")
    assert (report["outcomes"], report["skipped"]) == ({"new": 2}, {"of another site": 1})
    assert imported(tmp_path / "news.db", path, "--site", SITE)["outcomes"] == {"new": 1}


def test_a_killed_import_goes_on_and_ends_as_one_that_was_not(tmp_path, project):
    told = [
        {"url": address(str(n)), "title": f"T {n}", "body": f"{n} {WORDS}", "fetched_at": "2020-05-01"}
        for n in range(90)
    ]
    path = write_rows(tmp_path / "a.jsonl", *told)
    words = [path, "--archive", tmp_path / "killed.db"]
    killed = import_until_stopped("os.kill(os.getpid(), signal.SIGKILL)", *words, cwd=tmp_path, project=project)
    assert killed.returncode == -9
    assert len(exported(tmp_path / "killed.db")) == 40
    assert imported(tmp_path / "killed.db", path)["records"] == 50
    imported(tmp_path / "whole.db", path)
    assert exported(tmp_path / "killed.db") == exported(tmp_path / "whole.db")
    with Archive(tmp_path / "killed.db", read_only=True) as archive:
        assert [run.verdict for run in archive.runs()] == ["worked", "interrupted"]
        assert sum(run.counts.new for run in archive.runs()) == 90


def test_an_interrupted_import_says_so(tmp_path, monkeypatch):
    def interrupted(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("newscrawler.exchange.importing.Import._keep_or_not", interrupted)
    path = write_rows(tmp_path / "a.jsonl", {"url": address("a"), "title": "A"})
    assert run("import", path, "--archive", tmp_path / "news.db", status=130) == ""
    monkeypatch.undo()
    assert imported(tmp_path / "news.db", path)["outcomes"] == {"new": 1}


def test_an_export_that_somebody_altered_is_named_or_made_storable(tmp_path):
    run("export", "--archive", make_archive(tmp_path / "first.db"), "-o", tmp_path / "a.jsonl", "--ids", "1")
    row = json.loads((tmp_path / "a.jsonl").read_text())
    values: tuple[Any, ...] = (5, {}, [[]], "\ud800 \x00")
    odd = [row | {name: value, "url_key": f"{name}{value!r}"} for name in row for value in values]
    report = imported(tmp_path / "news.db", write_rows(tmp_path / "b.jsonl", *odd, row))
    assert report["records"] == len(odd) + 1
    assert report["taken"] + sum(report["bad"].values()) == report["records"]
    assert not [reason for reason in report["bad"] if reason.startswith("crashed")]
    with Archive(tmp_path / "news.db", read_only=True) as archive:
        assert archive.problems() == []


@pytest.mark.parametrize("words", [("nowhere.jsonl",), (Path(__file__).with_name("__init__.py"),)])
def test_what_cannot_be_read_is_usage(tmp_path, words):
    assert run("import", *words, "--archive", tmp_path / "news.db", status=2) == ""


@pytest.mark.parametrize("days", ["2020-05-01", "2026-04-01"])
def test_a_better_reader_is_no_edit_whichever_capture_comes_later(tmp_path, days):
    path, served = tmp_path / "news.db", page("A title", f"one {WORDS}")
    crawled = visit("a", title="A title", body=f"one {WORDS} Share this", url=address("a"))
    crawled.snapshot = Snapshot(address("a"), 200, (), served, "2026-03-01T12:00:00+00:00")
    crawled.extractor_version = "0"
    with Archive(path, now=Clock()) as archive:
        run_id = archive.begin_run("daily", SITE).id
        archive.store(crawled, run_id=run_id)
        archive.end_run(run_id, verdict="worked", exit_status=0)
    warc = Warc(tmp_path / "a.warc.gz").add(address("a"), served + b"<!-- again -->", date=f"{days}T12:00:00Z")
    report = imported(path, warc.close())
    assert report["outcomes"] == {"unchanged": 1}
    (found,) = exported(path)
    assert "Share this" not in found["body"]
    assert len(found["revisions"]) == 1
