"""An address taken apart for judging its shape."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit

_MAX_ADDRESS = 2_048
_MAX_FIELDS = 20
# The page of a folder, which the address may name or not.
_FOLDER_PAGE = re.compile(r"(?:index|default|home|main)(?:\.\w{2,5})?$")
_EXTENSION = re.compile(r"(?<=[^.])\.([a-z][a-z0-9]{1,5})$")
# Forms of a page (language, AMP) that some sites append.
_FORM = re.compile(r"(?:[a-z]{2}|amp|print|index)$")
_SENTENCE_WORDS = 4
_PHRASE_WORDS = 3
# Below it three words are as often a section's name ("middle-east-dialogue") as a headline.
_PHRASE_CHARACTERS = 24
# Scripts without spaces: this many characters are a sentence.
_SENTENCE_CHARACTERS = 12
_WORD_GAP = re.compile(r"[\W_]+")


@dataclass(frozen=True, slots=True)
class Address:
    """A URL in parts, percent-decoded and case-folded."""

    host_label: str
    """The first label of the host: `shop` of `shop.example.org`."""
    segments: tuple[str, ...]
    """The path, without the file's extension and without a folder's page (`index.html`)."""
    extension: str
    """Of the last segment, without its dot."""
    query: tuple[tuple[str, str], ...]

    @property
    def path(self) -> str:
        """The segments, each after a slash."""
        return "".join(f"/{segment}" for segment in self.segments)

    @property
    def ends(self) -> tuple[str, ...]:
        """The last two segments that say something, the last first."""
        said = [segment for segment in reversed(self.segments) if not _FORM.match(segment)]
        return tuple(said[:2])


@lru_cache(maxsize=4_096)
def address_of(url: str) -> Address:
    """Return the parts of an address; an empty one when it is none.

    >>> address_of("https://example.org/World/Some-Text_12.HTML?id=5")
    Address(host_label='example', segments=('world', 'some-text_12'), extension='html', query=(('id', '5'),))
    """
    try:
        parts = urlsplit(url[:_MAX_ADDRESS])
        fields = "&".join(parts.query.split("&", _MAX_FIELDS)[:_MAX_FIELDS])
        query = tuple((key.casefold(), value) for key, value in parse_qsl(fields))
    except ValueError:
        return Address("", (), "", ())
    segments = [segment for raw in parts.path.split("/") if (segment := unquote(raw).strip().casefold())]
    extension = ""
    if segments and (found := _EXTENSION.search(segments[-1])):
        extension = found[1]
        segments[-1] = segments[-1][: found.start()]
    if segments and _FOLDER_PAGE.match(segments[-1]):
        segments.pop()
    return Address((parts.hostname or "").partition(".")[0], tuple(segments), extension, query)


def words_of(segment: str) -> list[str]:
    """Return the words of a path segment that hold a letter.

    >>> words_of("brussels-opens_2-centres-20241015")
    ['brussels', 'opens', 'centres']
    """
    return [word for word in _WORD_GAP.split(segment) if word and not word.isdecimal()]


def slug_strength(segment: str) -> int:
    """Return how much a path segment reads like a headline: 0 not at all, 1 perhaps, 2 surely.

    >>> [slug_strength(segment) for segment in ("politics", "arts-and-culture", "brussels-opens-two-centres")]
    [0, 1, 2]
    """
    words = len(words_of(segment))
    is_long = len(segment) >= _PHRASE_CHARACTERS
    if words >= _SENTENCE_WORDS or (words == 1 and not segment.isascii() and len(segment) >= _SENTENCE_CHARACTERS):
        return 2
    return 1 + is_long if words == _PHRASE_WORDS else int(words == _PHRASE_WORDS - 1 and is_long)
