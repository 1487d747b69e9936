"""News agencies by the names that the press prints for them, in its languages: read from agencies.txt."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from newscrawler.text.folding import fold

ANY_AGENCY = "agencies"
"""What a text is filed under that says it is the agencies', and not whose."""

# A hyphen inside a name ("dpa-AFX") parts nothing; one beside white space or between Arabic letters does, and so does
# tatweel, which newspapers print for a dash.
_SEPARATOR = re.compile(
    r"""[()\[\]【】«»/|:：,،;؛=،。、] | \s+[-–—―−‒]+ | [-–—―−‒]+\s+ | [—―] | \s+ـ+\s* | \s*ـ{2,} | ـ+\s+
        | (?<=[\u0621-\u064a])[-–](?=[\u0621-\u064a])""",
    re.VERBOSE,
)
_AGENCY_WORD = re.compile("(?:وكاله|وكالات|خبرگزاري|agency|agence|agencia|agentur) ")
_DIGIT = re.compile(r"\d")
_BEYOND_ALPHABETS = re.compile("[\u1100-\u11ff\u2e80-\u9fff\uac00-\ud7a3]")


def agency_of(origin_line: str | None) -> str | None:
    """Return the agency that an origin line names first, by the name it is filed under; None where it names none.

    "agencies" where the line says only that the text is theirs: such words count after every name.

    >>> agency_of("LONDON (Reuters)"), agency_of("الرياض - واس"), agency_of("新华社北京3月5日电")
    ('Reuters', 'SPA', 'Xinhua')
    >>> agency_of("دمشق ــ الوطن ــ عواصم ــ وكالات"), agency_of("دمشق ــ الوطن"), agency_of(None)
    ('agencies', None, None)
    """
    if not origin_line:
        return None
    found = [name for name in map(_named, _SEPARATOR.split(origin_line)) if name]
    return next((name for name in found if name != ANY_AGENCY), found[0] if found else None)


@cache
def agency_names() -> frozenset[str]:
    """Return every name of an agency in text, folded as `fold` does; without the words for agencies in general.

    >>> fold("رويترز") in agency_names(), "agencies" in agency_names()
    (True, False)
    """
    return frozenset(fold(name) for filed, printed in _table() if filed != ANY_AGENCY for name in printed)


def _named(segment: str) -> str | None:
    folded = fold(segment).strip(" .\"'-")
    if not folded:
        return None
    return _filed().get(_key(folded)) or _after_its_kind(folded) or _inside(folded)


def _after_its_kind(folded: str) -> str | None:
    """The name after the word for what it is, as in "the agency Reuters"."""
    word = _AGENCY_WORD.match(folded)
    return _filed().get(_key(folded[word.end() :])) if word else None


def _inside(folded: str) -> str | None:
    """The name after a day ("26 شوال 1436 واس"), or at either end of a text without spaces."""
    if _DIGIT.search(folded) and " " in folded:
        return _filed().get(_key(folded.rpartition(" ")[2]))
    if _BEYOND_ALPHABETS.match(folded):
        return next((_filed()[name] for name in _unspaced() if folded.startswith(name) or folded.endswith(name)), None)
    return None


@cache
def _filed() -> dict[str, str]:
    return {_key(fold(name)): filed for filed, printed in _table() for name in (filed, *printed)}


@cache
def _unspaced() -> tuple[str, ...]:
    """Return the names in scripts without spaces, the longest first."""
    return tuple(sorted(filter(_BEYOND_ALPHABETS.match, _filed()), key=len, reverse=True))


def _key(folded: str) -> str:
    """Return a name as it is looked up: abbreviations are printed with dots, with spaces or with both."""
    return " ".join(folded.replace(".", " ").split())


@cache
def _table() -> list[tuple[str, list[str]]]:
    text = (files(__package__) / "agencies.txt").read_text(encoding="utf-8")
    rows = [line.partition(" = ") for line in text.splitlines() if line and not line.startswith("#")]
    return [(filed, [name.strip() for name in printed.split(",")]) for filed, _, printed in rows]
