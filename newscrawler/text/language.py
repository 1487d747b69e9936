"""The language of a text, by its script and, within a script, by telling letters and words."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from functools import lru_cache
from string import ascii_letters
from typing import NamedTuple

from babel.core import get_global

_SAMPLE_CHARACTERS = 2000
_SAMPLE_WORDS = 400
_FIRST_CHARACTERS = 50
"""So many hold most letters that an alphabet uses often."""

# Script -> its letters, and the languages of the press written in it, the first being the one taken when nothing tells.
_SCRIPTS: dict[str, tuple[str, tuple[str, ...]]] = {
    "Arab": ("\u0620-\u064a\u066e-\u06d3\u06fa-\u06ff\u0750-\u077f\ufb50-\ufdff\ufe70-\ufefc",
             ("ar", "fa", "ur", "ps", "ckb", "ku", "ug", "sd", "pnb", "ks", "arz", "az", "tk", "ms")),
    "Latn": ("A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff", ()),
    "Cyrl": ("\u0400-\u052f", ("ru", "uk", "be", "bg", "sr", "mk", "kk", "ky", "mn", "tg", "tt",
                            "ba", "uz", "az", "bs", "cnr", "ce")),
    "Grek": ("\u0370-\u03ff\u1f00-\u1fff", ("el",)),
    "Hebr": ("\u05d0-\u05ea", ("he", "yi", "iw")),
    "Kana": ("\u3041-\u30ff", ("ja",)),
    "Hang": ("\u1100-\u11ff\uac00-\ud7a3", ("ko",)),
    "Hani": ("\u3400-\u4dbf\u4e00-\u9fff", ("zh", "ja", "yue", "ko")),
    "Deva": ("\u0900-\u0963", ("hi", "mr", "ne", "sa", "kok", "mai", "bho")),
    "Beng": ("\u0980-\u09e3", ("bn", "as")),
    "Guru": ("\u0a00-\u0a7f", ("pa",)),
    "Gujr": ("\u0a80-\u0aff", ("gu",)),
    "Orya": ("\u0b00-\u0b7f", ("or",)),
    "Taml": ("\u0b80-\u0bff", ("ta",)),
    "Telu": ("\u0c00-\u0c7f", ("te",)),
    "Knda": ("\u0c80-\u0cff", ("kn",)),
    "Mlym": ("\u0d00-\u0d7f", ("ml",)),
    "Sinh": ("\u0d80-\u0dff", ("si",)),
    "Thai": ("\u0e01-\u0e4e", ("th",)),
    "Laoo": ("\u0e81-\u0ecd", ("lo",)),
    "Mymr": ("\u1000-\u109f", ("my",)),
    "Khmr": ("\u1780-\u17d3", ("km",)),
    "Geor": ("\u10a0-\u10ff\u1c90-\u1cbf", ("ka",)),
    "Armn": ("\u0531-\u0587", ("hy",)),
    "Ethi": ("\u1200-\u137f", ("am", "ti")),
    "Thaa": ("\u0780-\u07b1", ("dv",)),
}  # fmt: skip
_WIDE = frozenset(("Kana", "Hani", "Hang"))
_WIDE_FACTOR = 3
"""A letter of these says as much as about three Latin ones."""
_RANGES = sorted(
    (letters[at], letters[at + 2], name) for name, (letters, _) in _SCRIPTS.items() for at in range(0, len(letters), 3)
)
"""First letter, last letter, script: no two of them share a letter."""
_FIRSTS = [first for first, _, _ in _RANGES]
_ASCII_LETTERS = ascii_letters.encode()
_OF_SCRIPT = {name: re.compile(f"[{letters}]") for name, (letters, _) in _SCRIPTS.items()}
_HOMES: dict[str, list[str]] = {}
"""Language -> the scripts it is written in."""
for _script, (_, _languages) in _SCRIPTS.items():
    for _language in _languages:
        _HOMES.setdefault(_language, []).append(_script)
_NEIGHBOURS = {
    **dict.fromkeys(("az", "uz", "tk", "tt", "kk", "ku"), "tr"),
    **dict.fromkeys(("sr", "bs", "cnr"), "hr"),
    "ms": "id",
}
"""Language at home in Latin too -> the one with which it has small words in common, as far as we know them."""
for _language in _NEIGHBOURS:
    _HOMES[_language].append("Latn")
_UNLISTED = ("Latn",)
"""Where a language that we have not listed is at home."""

_TELLING_PER_THOUSAND = 30
"""A few foreign names in a paragraph do not make another language; an alphabet in use shows far more often."""


class _Telling(NamedTuple):
    """Letters that tell a language."""

    language: str
    letters: str
    per_thousand: int = _TELLING_PER_THOUSAND
    strangers: str = ""
    """Letters of its neighbours that it has not."""
    least: int = 1


# What only the neighbours of a script's first language use; the rarer alphabets first.
_TELLING_LETTERS: dict[str, tuple[_Telling, ...]] = {
    "Arab": (
        _Telling("ug", "ۈۋۇې"),
        _Telling("ckb", "ڕڵۆێ"),
        _Telling("ps", "ټډړښځڅږګ"),
        _Telling("ur", "ٹڈڑںےھہ"),
        _Telling("fa", "پچژگکی"),
    ),
    "Cyrl": (
        _Telling("be", "ўЎ"),
        _Telling("uk", "їєґЇЄҐ"),
        _Telling("mk", "ѓќѕ"),
        _Telling("sr", "јљњћђ"),
        _Telling("kk", "әқғұһ"),
        _Telling("mn", "өүӨҮ", strangers="ңәқһҢӘҚҺ"),
        _Telling("ky", "ңөүҢӨҮ", strangers="әқһӘҚҺ"),
        _Telling("bg", "ъЪ", per_thousand=8, strangers="ыэёЫЭЁ", least=3),
    ),
}

# The smallest words of languages written in Latin letters.
_SMALL_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words.split())
    for language, words in {
        "en": "the of and to in is that for on with was as by at from has have are it be this",
        "fr": "le la les des du et est dans pour que qui une sur avec au par ne pas ce il aux",
        "de": "der die das und ist nicht von den mit dem ein eine auf für im sich auch des zu werden",
        "es": "el la los las del y en que es por con para una su al se no lo como más",
        "it": "il lo gli della di e che è per con una nel non sono alla dei del anche le si",
        "pt": "o os as do da dos das e em que não uma um para com por no na ao mais se",
        "nl": "de het een en van is dat niet op te zijn voor met aan ook door bij om naar",
        "sv": "och att det som en är på av för med inte till den har ett om var från",
        "da": "og at det som en er på af for med ikke til den har et om var fra blev",
        "no": "og at det som en er på av for med ikke til den har et om var fra ble",
        "fi": "ja on ei että se oli mukaan myös ovat joka kun mutta sekä hän vuoden",
        "pl": "i w na z się nie to jest do że o jak po przez od dla są ale",
        "cs": "a v na se je že s z do o k by ale pro jako za od jsou není",
        "tr": "ve bir bu da de için ile olarak çok daha olan en gibi sonra kadar",
        "id": "yang dan di dari untuk dengan pada ini itu tidak dalam akan ke juga",
        "vi": "và của là có cho không được trong một các người đã với này",
        "ro": "și de la în că pe cu din nu un este care mai pentru fost",
        "hu": "a az és hogy nem is egy meg volt ez de már csak még",
        "sw": "ya wa na kwa ni katika za la kuwa hiyo huo",
        "is": "og að í á er sem við um það til fyrir með ekki en var hefur frá eru af",
        "af": "die en van in is het nie te vir om op met dat wat sy hy ook aan was",
        "ca": "els les i que amb per del al és va més ha aquest també però dels als seva",
        "hr": "i u je se na da za su s od o koji kako ne što će bi ali kao",
        "sk": "a v na sa je že s z do o aj by ale ako pre za od sú nie",
        "sl": "in je v na se da za so s z pa bi ki po iz tudi ne ali bo",
        "et": "ja on ei et see oli ka kui aga mis oma ning või ta kes",
        "lv": "un ir ar no par uz ka kas bet arī ka nav pie gan",
        "lt": "ir yra kad su į iš tai bet o už per jau buvo dėl",
        "sq": "dhe të në e i për me se nga që një është ka si do",
        "zu": "ukuthi uma futhi kodwa ngoba kanye lapho kusho nje manje uthe yokuthi ngesikhathi lo kulo",
        "xh": "ukuba kwaye okokuba kodwa xa ukuze kananjalo kuba nje apho ngoku okanye xa le kule",
    }.items()
}
# The smallest words of languages that share another script and all its letters.
_SMALL_WORDS_IN: dict[str, dict[str, frozenset[str]]] = {
    "Deva": {
        language: frozenset(words.split())
        for language, words in {
            "hi": "है हैं के की में और से को का ने पर था थी थे नहीं भी",
            "mr": "आहे आहेत आणि या हे ते ही नाही केला केली केले असून होता होती होते यांनी",
            "ne": "छ छन् छैन र पनि हो भने गरेको गरेका भएको भएका थियो थिए गर्न भन्ने हुने",
        }.items()
    },
}
_LANGUAGES_OF: dict[str, list[str]] = {}
for _name, _small in _SMALL_WORDS.items():
    for _word in _small:
        _LANGUAGES_OF.setdefault(_word, []).append(_name)
_SMALL_WORDS_NEEDED = 3
_SHARE_NEEDED = 0.045
"""Of all words: a text has five times as many small words of its own language, and a third of that of another."""
_SMALL_WORDS_TO_OVERRULE = 12
_TIMES_OWN = 3
_LONGEST_TAG = 40
_TWO_LETTERS = 2
_SCRIPT_LETTERS = 4
_TAG = re.compile(r"([A-Za-z]{2,3})((?:[-_][A-Za-z0-9]{2,8})*)")


@lru_cache(maxsize=1024)
def language_tag(declared: str | None) -> str | None:
    """Return a declared language as a BCP 47 tag, written as RFC 5646 2.1.1 has it; None when it is none.

    Of a language's names the shortest is its tag (2.2.1); the aliases are CLDR's.

    >>> language_tag("AR_eg"), language_tag("zh-hant-tw"), language_tag("eng"), language_tag("arabic language")
    ('ar-EG', 'zh-Hant-TW', 'en', None)
    """
    match = _TAG.fullmatch((declared or "").strip()[:_LONGEST_TAG])
    if not match:
        return None
    language, *subtags = re.split("[-_]", match[0])
    language = language.lower()
    if len(language) > _TWO_LETTERS:
        language = get_global("language_aliases").get(language, language).replace("_", "-")
    return "-".join([language, *map(_subtag, subtags)])


def _subtag(part: str) -> str:
    if len(part) == _TWO_LETTERS:
        return part.upper()
    return part.title() if len(part) == _SCRIPT_LETTERS else part.lower()


def _script_of(text: str) -> str | None:
    """Return the script of most letters; None where there are none."""
    return _script_of_half(text) or _script_of_most(text)


def _script_of_half(text: str) -> str | None:
    """Return the script of more than half of a text, spaces aside, where the letters of its beginning tell."""
    size = len(text) - text.count(" ")
    plain = text.encode("ascii", "ignore")
    if (len(plain) - len(plain.translate(None, _ASCII_LETTERS))) * 2 > size:
        return "Latn"
    counts = dict.fromkeys(_OF_SCRIPT, 0)
    for letter in dict.fromkeys(text[:_FIRST_CHARACTERS]):
        script = _script_of_letter(letter)
        if script == "Hani":  # it may be Japanese
            return None
        if script:
            counts[script] += text.count(letter)
            if counts[script] * 2 > size:
                return script
    return None


def _script_of_most(text: str) -> str | None:
    counts = Counter(dict.fromkeys(_OF_SCRIPT, 0))
    for letter, count in Counter(text).items():
        script = _script_of_letter(letter)
        if script:
            counts[script] += count
    if counts["Kana"] * 10 > counts["Hani"]:  # Japanese mixes both; a Chinese text has no kana
        counts["Kana"] += counts.pop("Hani")
    name, count = counts.most_common(1)[0]
    return name if count else None


def _wide_beside(text: str) -> str:
    """Return the East Asian script that says as much of a text as its Latin letters do, which are code or names."""
    rest = re.sub("[A-Za-z]+", "", text)
    size = len(text) - len(rest)
    script = _script_of_most(rest)
    if script not in _WIDE:
        return "Latn"
    wide = sum(_script_of_letter(letter) in _WIDE for letter in rest)
    return script if wide * _WIDE_FACTOR >= size else "Latn"


@lru_cache(maxsize=4096)
def _script_of_letter(letter: str) -> str | None:
    _, last, name = _RANGES[bisect_right(_FIRSTS, letter) - 1]
    return name if _FIRSTS[0] <= letter <= last else None


def _by_letters(text: str, script: str) -> str | None:
    for telling in _TELLING_LETTERS.get(script, ()):
        told = sum(map(text.count, telling.letters))
        if told < telling.least or told * 1000 <= len(_OF_SCRIPT[script].findall(text)) * telling.per_thousand:
            continue
        if not any(letter in text for letter in telling.strangers):
            return telling.language
    languages = _SCRIPTS[script][1]
    return _by_words(text, script) or (languages[0] if languages else None)


def _by_words(text: str, script: str) -> str | None:
    """Return the language whose small words a text has, where they tell what letters do not."""
    words = re.split(r"[\s।,.]+", text)[:_SAMPLE_WORDS] if script in _SMALL_WORDS_IN else []
    scores = {name: sum(map(small.__contains__, words)) for name, small in _SMALL_WORDS_IN.get(script, {}).items()}
    best = max(scores, key=scores.__getitem__, default=None)
    return best if best and scores[best] >= _SMALL_WORDS_NEEDED else None


def _latin(text: str, declared: str | None) -> str | None:
    """Return the declared language unless the small words speak plainly for another."""
    words = [word.lower() for word in text.split(None, _SAMPLE_WORDS)[:_SAMPLE_WORDS]]
    if declared is not None and _may_be(declared.partition("-")[0], words):
        return declared
    scores = Counter(dict.fromkeys(_SMALL_WORDS, 0))
    scores.update(name for word in words for name in _LANGUAGES_OF.get(word, ()))
    best, score = scores.most_common(1)[0]
    is_plain = score >= _SHARE_NEEDED * len(words)
    if declared is None:
        return best if is_plain and score >= _SMALL_WORDS_NEEDED else None
    own = scores[_known(declared.partition("-")[0])]
    return best if is_plain and score >= _SMALL_WORDS_TO_OVERRULE and score > _TIMES_OWN * own else declared


def _known(language: str) -> str:
    return _NEIGHBOURS.get(language, language)


def _may_be(language: str, words: list[str]) -> bool:
    """Is the language one whose words we do not know, or have all others together too few to overrule it?"""
    own = _SMALL_WORDS.get(_known(language))
    if own is None:
        return True
    small = list(filter(_LANGUAGES_OF.__contains__, words))
    return len(small) < _SMALL_WORDS_TO_OVERRULE or len(small) <= _TIMES_OWN * sum(map(own.__contains__, small))


def language_of(text: str, declared: str | None = None) -> str | None:
    """Return the BCP 47 tag of the language of `text`; None when neither text nor `declared` tells.

    A declared language stands unless it is written in another script, or letters or small words plainly tell another.

    >>> language_of("أعلن الكرملين أمس الجمعة", "en-US"), language_of("أعلن الكرملين", "ar_OM")
    ('ar', 'ar-OM')
    """
    tag = language_tag(declared)
    script = _script_of(text[:_SAMPLE_CHARACTERS])
    if script is None:
        return tag
    tag = tag and _without_other_scripts(tag, script)
    if script == "Latn":
        told = _latin(text[:_SAMPLE_CHARACTERS], tag if _writes(tag, script) else None)
        script = _wide_beside(text[:_SAMPLE_CHARACTERS]) if told is None else script
        if script == "Latn":
            return told
    told = _by_letters(text[:_SAMPLE_CHARACTERS], script)
    if tag is None or not _writes(tag, script):
        return told
    first = _SCRIPTS[script][1][0]
    return told if tag.partition("-")[0] == first and told != first else tag


def _without_other_scripts(tag: str, script: str) -> str:
    """Return the tag without the script subtag of another script than the text's."""
    return "-".join(part for part in tag.split("-") if part == script or part not in _SCRIPTS)


def _writes(tag: str | None, script: str) -> bool:
    """Return whether the language is usually written in the script, or the tag says that it is here.

    A language that we have not listed is taken for Latin.
    """
    language, *subtags = (tag or "").split("-")
    return script in subtags or script in _HOMES.get(language, _UNLISTED)
