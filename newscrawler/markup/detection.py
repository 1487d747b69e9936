"""Which encoding bytes were written in, judged by the letters that would come out.

A text of a script uses a handful of its letters most of the time, and next to none that are no letters of it. Decoded
with a wrong table, the frequent letters go and strange ones come.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from newscrawler.markup.labels import CODECS

SURE = 0.6
"""A score from which a text certainly reads right; 1 is usual, wrong tables stay below 0.5."""
_SAMPLE_BYTES = 40_000
_ALIEN_WEIGHT = 3
_ASCII = bytes(range(128))
_HIGH_BYTES = bytes(range(128, 256))
_HIGH_RUNS = re.compile(rb"[\x80-\xff]+")
# Punctuation, signs and joiners that may stand in a text of any script.
_NEUTRAL = "\u00a0\u00ad\u200c\u200d\u200e\u200f«»‹›“”„‘’‚–—…•·©®™°№€£§"


class _Letters(NamedTuple):
    encoding: str
    usual: float
    """The share of the frequent letters in the non-ASCII letters of an ordinary text."""
    frequent: str
    others: str = ""
    """Rarer letters of the same script: neither for nor against."""


_CYRILLIC = "оеаинтсрвлкмдпуяыьгзбчй"
_CYRILLIC_OTHERS = (_CYRILLIC + "хжшюцщэфъёіїєґўђјљњћџѓќ").upper() + "хжшюцщэфъёіїєґўђјљњћџѓќ"
_ARABIC = "الينمورتبةعدسفهقأ"
_ARABIC_OTHERS = "كحجخشصطظضغزذثئءؤإآىًٌٍَُِّْـپچژگکٹڈڑںہےھ،؛؟"
_GREEK, _HEBREW = "αοιετσνηυρπκμλςόίάέή", "יוהלאמרתבשנםעדחק"
_GREEK_OTHERS = "γδθβχφξζψωύώϊϋΐΰ" + (_GREEK + "γδθβχφξζψω").upper() + "ΌΊΆΈΉΎΏ"

# Sorted by how common the encoding is on the web where nothing else tells.
_ONE_BYTE = (
    _Letters("windows-1256", 0.84, _ARABIC, _ARABIC_OTHERS),
    _Letters("iso-8859-6", 0.84, _ARABIC, _ARABIC_OTHERS),
    _Letters("windows-1251", 0.85, _CYRILLIC, _CYRILLIC_OTHERS),
    _Letters("koi8-r", 0.85, _CYRILLIC, _CYRILLIC_OTHERS),
    _Letters("iso-8859-5", 0.85, _CYRILLIC, _CYRILLIC_OTHERS),
    _Letters("ibm866", 0.85, _CYRILLIC, _CYRILLIC_OTHERS),
    _Letters("windows-1253", 0.8, _GREEK, _GREEK_OTHERS),
    _Letters("windows-1255", 0.85, _HEBREW, "גזטכךספףצץןװױײ"),
    _Letters("windows-874", 0.7, "านรอกเงมยลวดทสตะปบคหแจพชขใไ" + "่้ิีัุู็์ึำ", "ผฝฟภศษซญณฐฎฏฑฒธฉฌฆฮฤๆฯโื"),
)
_LATIN = (
    _Letters("windows-1252", 0.9, "éèàçêôîâûùäöüßñóíáúãõåøæðþý", "ëïÉÈÀÇÊÔÂÄÖÜÑÓÍÁÚÅØÆœŒìòÿÕÃÞÐÝšŠžŽ"),
    _Letters("windows-1250", 0.9, "ąęłśćżźńóáčďéěíňřšťúůýžőöüűăâîşţ", "ôäľĺŕđĄĘŁŚĆŻŹŃÓÁČĎÉĚÍŇŘŠŤÚŮÝŽŐÖÜŰĂÂÎŞŢ"),
    _Letters("windows-1254", 0.9, "ışğçöüİ", "ŞĞÇÖÜâîûé"),
)
_LATIN_NAMES = frozenset(letters.encoding for letters in _LATIN)
_MANY_BYTES = (
    ("shift_jis", 0.3, re.compile(r"[ぁ-んァ-ヶー]")),
    ("euc-jp", 0.3, re.compile(r"[ぁ-んァ-ヶー]")),
    ("gbk", 0.2, re.compile("[的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会可主发年日月]")),
    ("big5", 0.2, re.compile("[的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會可主發年日月]")),
    ("euc-kr", 0.4, re.compile("[이다는을가에의은고하로한를도기지사서대자리인시정어아있으그나일수들전해스부것장]")),
)
_DETECTED = [*(letters.encoding for letters in (*_ONE_BYTE, *_LATIN)), *(name for name, *_ in _MANY_BYTES)]
# Tables that hold the frequent letters at the same bytes as another.
_LIKE = {
    "gb18030": "gbk",
    "iso-8859-7": "windows-1253",
    "iso-8859-8": "windows-1255",
    "iso-8859-8-i": "windows-1255",
    "koi8-u": "koi8-r",
    "x-mac-cyrillic": "windows-1251",
}


def scores(body: bytes) -> dict[str, float]:
    """Return for every encoding of the web how well the bytes read in it: about 1 where right, less elsewhere."""
    high = body.translate(None, _ASCII)[:_SAMPLE_BYTES]
    alone = _share_alone(body)
    # What has no letters of its own in the tables below is Latin script.
    found = dict.fromkeys(CODECS, alone)
    found |= {letters.encoding: _one_byte_score(high, letters) * (1 - alone) for letters in _ONE_BYTE}
    found |= {letters.encoding: _one_byte_score(high, letters) * alone for letters in _LATIN}
    sample = _sample(body)
    found |= {name: _many_bytes_score(sample, name, usual, frequent) for name, usual, frequent in _MANY_BYTES}
    return found | {name: found[model] for name, model in _LIKE.items()}


def detect(body: bytes) -> str | None:
    """Return the encoding in which the bytes read best; None when none reads well or the bytes are all ASCII."""
    found = scores(body)
    best = max(_DETECTED, key=found.__getitem__)
    # The Latin tables share most letters: where they come close, it is the commonest.
    if best in _LATIN_NAMES and found["windows-1252"] * 1.2 >= found[best]:
        best = "windows-1252"
    return best if found[best] >= SURE else None


def _share_alone(body: bytes) -> float:
    """Return the share of non-ASCII bytes that stand between ASCII ones, as the accented letters of Latin script do."""
    runs = [len(run) for run in _HIGH_RUNS.findall(_sample(body))]
    return runs.count(1) / (sum(runs) or 1)


def _bytes_of(encoding: str, letters: str) -> bytes:
    return letters.encode(CODECS[encoding], "ignore")


def _alien_bytes(letters: _Letters) -> bytes:
    """Return the high bytes that decode to nothing, to a control, or to a letter of another script."""
    own = letters.frequent + letters.others
    table = ((byte, bytes([byte]).decode(CODECS[letters.encoding], "replace")) for byte in _HIGH_BYTES)
    return bytes(byte for byte, character in table if character not in own and character not in _NEUTRAL)


def _one_byte_score(high: bytes, letters: _Letters) -> float:
    frequent, alien, counted = _BYTE_SETS[letters.encoding]
    total = _count(high, counted)
    if not total:
        return 0.0
    return max(0.0, (_count(high, frequent) - _ALIEN_WEIGHT * _count(high, alien)) / total / letters.usual)


def _count(data: bytes, members: bytes) -> int:
    return len(data) - len(data.translate(None, members))


def _sets(letters: _Letters) -> tuple[bytes, bytes, bytes]:
    frequent, alien = _bytes_of(letters.encoding, letters.frequent), _alien_bytes(letters)
    return frequent, alien, frequent + alien + _bytes_of(letters.encoding, letters.others)


_BYTE_SETS = {letters.encoding: _sets(letters) for letters in (*_ONE_BYTE, *_LATIN)}


def _sample(body: bytes) -> bytes:
    """Return the part of the body that begins where it first leaves ASCII."""
    first = _HIGH_RUNS.search(body)
    start = first.start() if first else 0
    return body[start : start + _SAMPLE_BYTES * 4]


def _many_bytes_score(sample: bytes, encoding: str, usual: float, frequent: re.Pattern[str]) -> float:
    text = sample.decode(CODECS[encoding], "replace")
    letters = sum(1 for character in text if character > "\x7f")
    if not letters:
        return 0.0
    shown = len(frequent.findall(text)) - _ALIEN_WEIGHT * text.count("\ufffd")
    return min(1.2, max(0.0, shown / letters / usual))
