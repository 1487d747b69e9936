"""From bytes to what is parsed: only what is read decides, and the whole page stays for other questions."""

from __future__ import annotations

import pytest

from newscrawler.markup import parse_markup
from newscrawler.markup.source import source_of

URL = "https://example.org/"
WORDS = "أعلن الكرملين، اليوم الخميس، أن المحادثات"


def test_utf8_is_taken_as_it_stands():
    page = f"\ufeff<p>{WORDS}<script>{WORDS}</script>".encode()
    source = source_of(page, "text/html; charset=windows-1252")
    assert source.whole == page[3:]
    assert source.read == f"<p>{WORDS}".encode()
    assert (source.encoding, source.cut) == ("utf-8", False)


def test_bytes_of_another_encoding_in_a_script_do_not_change_what_is_read():
    markup = parse_markup(f"<p>{WORDS}".encode() + b"<script>x = '\xc7\xe1\xd8'</script>", URL)
    assert markup.encoding == "utf-8"
    assert markup.root.findtext(".//p") == WORDS
    assert list(markup.scripts()) == [("", "x = '\ufffd\ufffd\ufffd'")]


def test_scripts_tell_the_encoding_of_a_page_that_shows_ascii_alone():
    page = f'<meta charset="windows-1256"><div id="root"></div><script>{{"body": "{WORDS}"}}</script>'
    markup = parse_markup(page.encode("windows-1256"), URL)
    assert markup.encoding == "windows-1256"
    assert list(markup.scripts()) == [("", f'{{"body": "{WORDS}"}}')]


@pytest.mark.parametrize("encoding", ["windows-1256", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_whole_of_any_other_page_is_decoded(encoding):
    markup = parse_markup(f"<p>{WORDS}</p><script>'{WORDS}'</script>".encode(encoding), URL)
    assert markup.root.findtext(".//p") == WORDS
    assert list(markup.scripts()) == [("", f"'{WORDS}'")]
    assert markup.says(WORDS)


def test_escapes_of_iso_2022_jp_are_no_utf8():
    page = '<meta charset="iso-2022-jp"><p>日本語の文章</p>'.encode("iso-2022-jp")
    assert parse_markup(page, URL).root.findtext(".//p") == "日本語の文章"


def test_what_came_to_harm_is_mended_in_scripts_too():
    harmed = WORDS.encode().decode("cp1256")
    markup = parse_markup(f"<p>{harmed}</p><script>{harmed}</script>".encode(), URL)
    assert markup.root.findtext(".//p") == WORDS
    assert list(markup.scripts()) == [("", WORDS)]


def test_a_word_with_a_lone_surrogate_can_be_asked_for():
    assert not parse_markup("<p>text</p>", URL).says("\ud800")
