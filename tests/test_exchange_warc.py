"""Web archives, whole and damaged: what is wrong costs the record in which it stands, and is named."""

from __future__ import annotations

import gzip
import io
import tempfile
from functools import cache
from pathlib import Path

import pytest
import zstandard
from hypothesis import given, settings
from hypothesis import strategies as st
from warcio.statusandheaders import StatusAndHeaders

from newscrawler.exchange.capture_reader import CaptureReader
from newscrawler.exchange.http_message import read_body, read_headers
from newscrawler.exchange.reading import format_of
from newscrawler.exchange.records import Bad, Capture, PassedOver, Revisit
from newscrawler.exchange.warc_reader import WarcReader
from newscrawler.items import Visit
from tests.archive_visits import WORDS, address
from tests.warc_files import Warc, page, papers

MOST_BYTES = 1 << 20
MEMBER = b"\x1f\x8b\x08"


def read(path, *, most_bytes=MOST_BYTES, start=0):
    return list(WarcReader(path, most_bytes=most_bytes).records(start))


def told(path, packed):
    """Return of each record its address, or why there is none."""
    path.write_bytes(packed)
    return [getattr(one.content, "url", None) or one.content.reason for one in read(path)]


def pages(*numbers):
    return [address(str(number)) for number in numbers]


def starts(packed):
    return [at for at in range(len(packed)) if packed.startswith(MEMBER, at)]


# --- damage -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("is_packed", [True, False])
def test_a_page_that_is_cut_off_is_named_and_not_taken(tmp_path, is_packed):
    whole = papers(tmp_path / "a.warc", is_packed=is_packed)
    for kept in (0.1, 0.5, 0.97):
        found = told(tmp_path / "cut.warc", whole[: int(len(whole) * kept)])
        assert found[:-1] == pages(*range(len(found) - 1))
        assert found[-1].startswith("damaged or cut off here: ")


def test_a_broken_member_costs_its_own_record(tmp_path):
    whole = papers(tmp_path / "a.warc.gz")
    third, fourth = starts(whole)[2:4]
    body, checksum = bytearray(whole), bytearray(whole)
    body[(third + fourth) // 2] ^= 0x5A
    checksum[fourth - 8] ^= 0xFF
    mark = whole[: third + 1] + b"\0" + whole[third + 2 :]
    for broken in (bytes(body), bytes(checksum), mark, whole[:third] + b"no member" + whole[fourth:]):
        found = told(tmp_path / "b.warc.gz", broken)
        assert found[:2] + found[3:] == pages(0, 1, 3, 4)
        assert found[2].startswith("damaged or cut off here: ")


@pytest.mark.parametrize("length", [b"-5", b"many", b"30", b"", "٣".encode()])
def test_a_wrong_length_costs_its_own_record(tmp_path, length):
    whole = papers(tmp_path / "a.warc", is_packed=False)
    third = [at for at in range(len(whole)) if whole.startswith(b"WARC/", at)][2]
    begin = whole.index(b"Content-Length: ", third) + len(b"Content-Length: ")
    found = told(tmp_path / "b.warc", whole[:begin] + length + whole[whole.index(b"\r\n", begin) :])
    assert found[:2] + found[3:] == pages(0, 1, 3, 4)
    assert found[2].startswith("damaged or cut off here: ")


def test_what_is_no_record_is_named_once_and_passed(tmp_path):
    whole = papers(tmp_path / "a.warc", is_packed=False)
    begin = whole.index(b"WARC/", 10)
    found = told(tmp_path / "b.warc", whole[:begin] + b"some\nother\nlines\n" + whole[begin:])
    assert found == [*pages(0), "damaged or cut off here: no record of a web archive", *pages(1, 2, 3, 4)]
    assert told(tmp_path / "c.warc", page()) == ["damaged or cut off here: no record of a web archive"]


@cache
def three_papers(*, is_packed):
    with tempfile.TemporaryDirectory() as folder:
        return papers(Path(folder, "a.warc"), 3, is_packed=is_packed)


@given(st.booleans(), st.floats(0, 1, exclude_max=True), st.integers(0, 40), st.binary(max_size=20))
@settings(max_examples=60, deadline=None)
def test_no_damage_raises_and_what_stands_before_it_is_read(is_packed, place, drop, put):
    whole = three_papers(is_packed=is_packed)
    at = int(place * len(whole))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "a.warc")
        path.write_bytes(whole[:at] + put + whole[at + drop :])
        found = read(path)
        before = sum(begin <= at for begin in (starts(whole) or _records(whole))) - 1
        assert [one.content.url for one in found[:before] if isinstance(one.content, Capture)] == pages(*range(before))
        assert [one.position for one in found] == sorted({one.position for one in found})
        rest = [(one.place, one.content) for one in found if one.position > 1]
        assert [(one.place, one.content) for one in read(path, start=1)] == rest


def _records(whole):
    return [at for at in range(len(whole)) if whole.startswith(b"WARC/1.0", at)]


# --- kinds of files and records ---------------------------------------------------------------------------------------


def test_files_packed_as_a_whole_are_read(tmp_path):
    whole = papers(tmp_path / "a.warc", is_packed=False)
    assert told(tmp_path / "b.warc.gz", gzip.compress(whole)) == pages(*range(5))
    assert told(tmp_path / "c.warc.zst", zstandard.ZstdCompressor().compress(whole)) == pages(*range(5))
    assert format_of(tmp_path / "c.warc.zst") == "warc"


@pytest.mark.parametrize("pack", [bytes, gzip.compress])
def test_arc_is_read(tmp_path, pack):
    answer = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + page()
    head = b"1 0 InternetArchive\nURL IP-address Archive-date Content-type Archive-length\n"
    lines = [
        b"filedesc://a.arc 0.0.0.0 20031111000000 text/plain %d\n%s\n" % (len(head), head),
        b"http://daily.example/a 1.2.3.4 20031112131415 text/html %d\n%s\n" % (len(answer), answer),
        b"http://daily.example/b 1.2.3.4 20031112131415 text/html 200 - - 0 a.arc %d\n%s\n" % (len(answer), answer),
        b"http://daily.example/c 1.2.3.4 20031112131415 text/html %d\n%s" % (len(answer) + 9, answer),
    ]
    path = tmp_path / "a.arc"
    path.write_bytes(b"".join(map(pack, lines)))
    first, second, cut = (one.content for one in read(path))
    assert (first.url, first.body, first.captured_at.isoformat()) == (
        "http://daily.example/a",
        page(),
        "2003-11-12T13:14:15+00:00",
    )
    assert second.url == "http://daily.example/b"
    assert cut == Bad("damaged or cut off here: 9 bytes are missing")


def test_an_answer_to_post_is_no_page(tmp_path):
    warc = Warc(tmp_path / "a.warc.gz")
    warc.request(address("1"), "POST").add(address("1"), page())
    warc.request(address("2")).add(address("2"), page())
    warc.add(address("3"), page()).request(address("3"), "POST")
    warc.add(address("4"), page()).request(address("4"))
    warc.add(address("4"), page()).request(address("4"), "POST")
    warc.add(address("5"), page())
    contents = [one.content for one in read(warc.close())]
    assert [getattr(one, "url", "") or one.reason for one in contents] == [
        "answer to POST",
        address("2"),
        "answer to POST",
        address("4"),
        "answer to POST",
        address("5"),
    ]


def test_records_about_others_are_not_counted(tmp_path):
    told = {"WARC_Date": "2020-05-01T10:00:00Z"}
    warc = Warc(tmp_path / "a.warc.gz")
    warc.record("warcinfo", "", b"software: x", content_type="application/warc-fields")
    warc.record("metadata", address("a"), b"fetchTimeMs: 5", content_type="application/warc-fields", **told)
    warc.record("conversion", address("a"), b"text", content_type="text/plain", **told)
    warc.record("dns:daily.example", "dns:daily.example", b"1.2.3.4", **told)
    warc.record("response", "dns:daily.example", b"1.2.3.4", content_type="text/dns", **told)
    warc.record("resource", address("a"), page(), content_type="text/html", **told)
    moved = StatusAndHeaders("404 Not Found", [], protocol="HTTP/1.1")
    warc.record("revisit", address("a"), http_headers=moved, WARC_Profile="x", **told)
    same = StatusAndHeaders("304 Not Modified", [], protocol="HTTP/1.1")
    warc.record("revisit", address("a"), http_headers=same, WARC_Profile="x", **told)
    contents = [one.content for one in read(warc.close())]
    assert contents[0] == PassedOver("not http or https")
    assert isinstance(contents[1], Capture)
    assert contents[2] == PassedOver("status 404")
    assert isinstance(contents[3], Revisit)
    assert len(contents) == 4


def test_an_answer_that_is_none_costs_its_own_record(tmp_path):
    whole = papers(tmp_path / "a.warc", is_packed=False)
    answer = whole.index(b"HTTP/1.1", whole.index(b"/2"))
    found = told(tmp_path / "b.warc", whole[:answer] + b"GIBBERISH" + whole[answer + 9 :])
    assert found == [*pages(0, 1), "damaged or cut off here: no answer of HTTP", *pages(3, 4)]


@pytest.mark.parametrize("moment", ["0001-01-01T00:00:00+14:00", "yesterday", "99999-01-01"])
def test_a_moment_that_cannot_be_is_named(tmp_path, moment):
    warc = Warc(tmp_path / "a.warc.gz").add(address("a"), page(), date=moment).add(address("b"), page())
    bad, good = (one.content for one in read(warc.close()))
    assert bad == Bad(f"no WARC-Date: {moment!r}")
    assert isinstance(good, Capture)


def test_addresses_and_kinds_are_read_as_they_are_written(tmp_path):
    warc = Warc(tmp_path / "a.warc.gz")
    warc.add("HTTP://DAILY.example/a", page()).add("https://daily.example/a b", page(), status="200")
    warc.add(address("c"), page(), content_type="").add(address("d"), b"%PDF-1.4", content_type="")
    warc.add(address("e"), page(), content_type="Text/HTML;charset=utf-8")
    contents = [one.content for one in read(warc.close())]
    assert [getattr(one, "url", "") for one in contents] == [
        "HTTP://DAILY.example/a",
        "https://daily.example/a%20b",
        address("c"),
        "",
        address("e"),
    ]


def test_a_long_page_is_named_and_passed_without_being_held(tmp_path):
    warc = Warc(tmp_path / "a.warc").add(address("a"), page() + bytes(5000)).add(address("b"), page())
    long, short = (one.content for one in read(warc.close(), most_bytes=4096))
    assert long == Bad("longer than 0 MB")
    assert isinstance(short, Capture)


# --- messages ---------------------------------------------------------------------------------------------------------


class Endless:
    """A body without end, whose longest read is told."""

    def __init__(self, begin):
        self._begin = begin
        self.longest = 0

    def readline(self, size):
        line, self._begin = self._begin, b""
        return line or b"x" * size

    def read(self, size):
        self.longest = max(self.longest, size)
        return b"x" * size


@pytest.mark.parametrize("begin", [b"", b"7fffffff\r\n", b"<html>\r\n"])
def test_no_more_of_a_body_is_held_than_it_may_have(begin):
    stream = Endless(begin)
    body = read_body(stream, is_chunked=True, most_bytes=1 << 20)
    assert 1 << 20 < len(body) <= (1 << 20) + (1 << 17)
    assert stream.longest <= 1 << 16


@pytest.mark.parametrize(
    ("sent", "body"),
    [
        (b"4\r\nWiki\r\n5;a=b\r\npedia\r\n0\r\nX: y\r\n\r\n", b"Wikipedia"),
        (b"4\nWiki\n0\n\n", b"Wiki"),
        (b"9\r\nWiki", b"Wiki"),
        (b"<html>\r\n4\r\n", b"<html>\r\n4\r\n"),
        (b"4\r\nWiki\r\n<html>", b"Wiki<html>"),
        (b"3\r\nWiki\r\n", b"Wiki\r\n"),
        (b"", b""),
    ],
)
def test_chunks_are_put_together_and_what_is_in_none_is_kept(sent, body):
    assert read_body(io.BytesIO(sent), is_chunked=True, most_bytes=1000) == body


def test_headers_are_read_as_leniently_as_browsers_do():
    sent = b"A: 1\r\nno header\r\nB:2\n  3\r\nC : \xe9\r\n\r\nbody"
    assert read_headers(io.BytesIO(sent)) == [("A", "1"), ("B", "2 3"), ("C", "é")]
    for endless in (b"A: 1\r\n", b"A: 1\r\n" * 5000, b"A" * 100_000):
        with pytest.raises(ValueError, match="without end"):
            read_headers(io.BytesIO(endless))


@pytest.fixture(scope="module")
def reader(project):
    from newscrawler.cli.project import load_spiders

    reader = CaptureReader(load_spiders(project))
    reader.prepare()
    return reader


@pytest.mark.parametrize("pack", [gzip.compress, zstandard.ZstdCompressor().compress])
@pytest.mark.parametrize("told", [(), (("Content-Encoding", "gzip"),)])
def test_a_coding_that_no_header_names_is_taken_off_too(tmp_path, reader, pack, told):
    warc = Warc(tmp_path / "a.warc.gz").add(address("a"), page())
    (record,) = read(warc.close())
    assert isinstance(record.content, Capture)
    body = pack(gzip.compress(page()))
    capture = Capture(address("a"), body, record.content.captured_at, (("Content-Type", "text/html"), *told))
    visit = reader(capture)
    assert isinstance(visit, Visit)
    assert visit.snapshot is not None
    assert visit.snapshot.body == page()
    assert visit.article is not None
    assert WORDS in visit.article.body


def test_a_page_that_is_too_long_unpacked_says_so(tmp_path, reader):
    (record,) = read(Warc(tmp_path / "a.warc.gz").add(address("a"), page()).close())
    bomb = gzip.compress(bytes(17 << 20))
    capture = Capture(address("a"), bomb, record.content.captured_at, (("Content-Encoding", "gzip"),))
    assert reader(capture) == Bad("longer than 16 MB unpacked")
