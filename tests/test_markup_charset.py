"""Bytes come out as the text that was written, whatever the labels claim."""

from __future__ import annotations

import codecs
import encodings
import pkgutil
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newscrawler.markup import decode
from newscrawler.markup.labels import CODECS, encoding_of

ARABIC = (
    "قال وزير الخارجية الروسي سيرغي لافروف إن بلاده لا تنوي التعاون عسكريا مع واشنطن في سوريا، مضيفا أن الموقف "
    "من هذه المسألة لم يتغير. وكان المتحدث باسم الكرملين قد أعلن أمس أن الرئيس بحث الأزمة مع نظيره الأميركي."
)
RUSSIAN = "Министр иностранных дел заявил в пятницу, что переговоры о прекращении огня будут продолжены на этой неделе."
FRENCH = "Le ministre a déclaré à l'Assemblée que la réforme était prête et que les députés français voteront cet été."
GREEK = "Ο υπουργός Εξωτερικών δήλωσε την Παρασκευή ότι οι συνομιλίες θα συνεχιστούν και την επόμενη εβδομάδα."
HEBREW = "שר החוץ אמר ביום שישי כי השיחות על הפסקת האש יימשכו גם בשבוע הבא, וכי עמדת הממשלה לא השתנתה."
JAPANESE = "外務大臣は金曜日に、停戦に関する協議は来週も続けられると述べた。政府の立場は変わっていないということです。"
KOREAN = "외무부 장관은 금요일에 휴전에 관한 회담이 다음 주에도 계속될 것이라고 말했다. 정부의 입장은 바뀌지 않았다."
CHINESE = "外交部长星期五表示，有关停火的会谈将在下周继续进行，政府的立场没有改变。他说，这是我们的工作，人们不要担心。"


def page(text: str, codec: str, meta: str | None = None) -> bytes:
    declared = f'<meta http-equiv="Content-Type" content="text/html; charset={meta}">' if meta else ""
    return f"<html><head>{declared}<title>x</title></head><body><p>{text}</p></body></html>".encode(codec)


@pytest.mark.parametrize(
    ("body", "header", "name"),
    [
        (page(ARABIC, "utf-8"), "text/html; charset=utf-8", "utf-8"),
        (page(ARABIC, "cp1256"), "text/html; charset=windows-1256", "windows-1256"),
        (page(ARABIC, "cp1256"), "text/html; charset=x-cp1256", "windows-1256"),
        (page(ARABIC, "iso8859_6"), 'text/html; charset="ISO-8859-6-I"', "iso-8859-6"),
        (page(ARABIC, "iso8859_6", "iso-8859-6-e"), None, "iso-8859-6"),
        (page(ARABIC, "cp1256", "windows-1256"), "text/html", "windows-1256"),
    ],
)
def test_what_is_declared_truly_is_believed(body, header, name):
    text, encoding = decode(body, header)
    assert encoding == name
    assert ARABIC in text


@pytest.mark.parametrize("claim", ["utf-8", "iso-8859-1", "windows-1252", "iso-8859-6", "windows-1251", "gb2312", None])
@pytest.mark.parametrize("meta", [None, "utf-8", "iso-8859-1", "windows-1256"])
def test_windows_1256_is_read_though_the_header_lies(claim, meta):
    text, encoding = decode(page(ARABIC, "cp1256", meta), claim and f"text/html; charset={claim}")
    assert encoding == "windows-1256"
    assert ARABIC in text


@pytest.mark.parametrize("claim", ["utf-8", "iso-8859-1", "windows-1256", None])
@pytest.mark.parametrize("meta", [None, "utf-8", "windows-1256"])
def test_iso_8859_6_is_read_though_the_header_lies(claim, meta):
    text, encoding = decode(page(ARABIC, "iso8859_6", meta), claim and f"text/html; charset={claim}")
    assert encoding == "iso-8859-6"
    assert ARABIC in text


@pytest.mark.parametrize("claim", ["windows-1256", "iso-8859-1", "iso-8859-6", "utf-16", "shift_jis"])
def test_valid_utf8_is_utf8_whatever_is_claimed(claim):
    text, encoding = decode(page(ARABIC, "utf-8", claim), f"text/html; charset={claim}")
    assert encoding == "utf-8"
    assert ARABIC in text


@pytest.mark.parametrize(
    ("text", "codec", "name"),
    [
        (RUSSIAN, "cp1251", "windows-1251"),
        (RUSSIAN, "koi8_r", "koi8-r"),
        (RUSSIAN, "iso8859_5", "iso-8859-5"),
        (GREEK, "cp1253", "windows-1253"),
        (HEBREW, "cp1255", "windows-1255"),
        (FRENCH, "cp1252", "windows-1252"),
        (JAPANESE, "cp932", "shift_jis"),
        (JAPANESE, "euc_jp", "euc-jp"),
        (KOREAN, "cp949", "euc-kr"),
        (CHINESE, "gb18030", "gbk"),
    ],
)
@pytest.mark.parametrize("claim", [None, "utf-8"])
def test_undeclared_and_misdeclared_encodings_are_detected(text, codec, name, claim):
    decoded, encoding = decode(page(text, codec), claim and f"text/html; charset={claim}")
    assert encoding == name
    assert text in decoded


def test_a_claim_that_reads_as_well_as_any_other_stands():
    text, encoding = decode(page("Zażółć gęślą jaźń", "iso8859_2"), "text/html; charset=iso-8859-2")
    assert encoding == "iso-8859-2"
    assert "gęślą" in text


def test_a_few_broken_bytes_do_not_make_utf8_another_encoding():
    body = page(ARABIC, "utf-8").replace("موقف".encode(), b"\xe3\xe6", 1)
    text, encoding = decode(body, "text/html; charset=windows-1256")
    assert encoding == "utf-8"
    assert "سيرغي لافروف" in text


def test_a_page_cut_inside_a_character_is_still_utf8():
    text, encoding = decode(page(ARABIC, "utf-8")[:200])
    assert encoding == "utf-8"
    assert "وزير" in text


@pytest.mark.parametrize(
    ("mark", "codec", "name"),
    [
        (codecs.BOM_UTF8, "utf-8", "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le", "utf-16le"),
        (codecs.BOM_UTF16_BE, "utf-16-be", "utf-16be"),
    ],
)
def test_the_byte_order_mark_decides_over_the_header(mark, codec, name):
    text, encoding = decode(mark + page(ARABIC, codec), "text/html; charset=windows-1256")
    assert encoding == name
    assert text.startswith("<html>")
    assert ARABIC in text


def test_a_utf8_mark_before_windows_1256_does_not_hide_it():
    text, encoding = decode(codecs.BOM_UTF8 + page(ARABIC, "cp1256"))
    assert encoding == "windows-1256"
    assert ARABIC in text


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_utf16_is_seen_without_its_mark(codec):
    text, encoding = decode(page(ARABIC, codec), "text/html; charset=utf-16")
    assert encoding == codec.replace("-16-", "-16")
    assert ARABIC in text


def test_iso_2022_jp_is_read_where_it_is_declared():
    text, encoding = decode(page(JAPANESE, "iso2022_jp", "iso-2022-jp"))
    assert encoding == "iso-2022-jp"
    assert JAPANESE in text


def test_a_charset_inside_a_comment_is_none():
    body = b"<!-- <meta charset=koi8-r> --><meta charset=windows-1251><p>" + "Да".encode("cp1251")
    assert decode(body) == ("<!-- <meta charset=koi8-r> --><meta charset=windows-1251><p>Да", "windows-1251")


@pytest.mark.parametrize("label", sorted(module.name for module in pkgutil.iter_modules(encodings.__path__)))
def test_python_codecs_that_are_none_of_the_webs_cannot_be_chosen(label):
    text, encoding = decode(page(ARABIC, "utf-8", label), f"text/html; charset={label}")
    assert encoding in CODECS
    assert ARABIC in text


@pytest.mark.parametrize(
    "label", ["punycode", "unicode_escape", "raw_unicode_escape", "utf-7", "idna", "rot13", "zlib"]
)
def test_dangerous_codecs_are_no_labels(label):
    assert encoding_of(label) is None
    text, _ = decode(b"<p>\\ud800 +ADw-script+AD4- \xff</p>", f"text/html; charset={label}")
    assert "\\ud800 +ADw-script+AD4-" in text


def test_a_punycode_claim_is_not_quadratic():
    body = "لا".encode("cp1256") * 400_000
    began = time.process_time()
    decode(body, "text/html; charset=punycode")
    assert time.process_time() - began < 10


@pytest.mark.parametrize("wrong", ["cp1256", "cp1252"])
def test_utf8_that_was_stored_through_a_wrong_table_is_mended(wrong):
    stored = "".join(
        character if (character := bytes([byte]).decode(wrong, "replace")) != "\ufffd" else chr(byte)
        for byte in ARABIC.encode()
    )
    text, encoding = decode(page(f"العنوان سليم</p><p>{stored}", "utf-8"))
    assert encoding == "utf-8"
    assert "العنوان سليم" in text
    assert ARABIC in text


def test_windows_1256_that_was_stored_as_latin_letters_is_mended():
    stored = ARABIC.encode("cp1256").decode("cp1252")
    text, _ = decode(page(stored, "utf-8"))
    assert ARABIC in text


@pytest.mark.parametrize("text", [ARABIC, RUSSIAN, FRENCH, GREEK, "طظ ط، ظ. © Ø§ Çá", "Øystein og Çağla åt smørbrød"])
def test_text_that_is_well_is_left_alone(text):
    assert text in decode(page(text, "utf-8"))[0]


@given(
    st.binary(max_size=300), st.sampled_from([None, "", "text/html; charset=", "charset=\ud800", "charset=utf-16", "x"])
)
def test_decode_never_raises(body, header):
    text, encoding = decode(body, header)
    assert encoding in CODECS
    text.encode()


def test_empty_body():
    assert decode(b"", None) == ("", "utf-8")
