"""What a page asks of crawlers: X-Robots-Tag headers and robots meta elements.

No standard defines them; the forms are those that search engines document (`agent: directive`, several to a line).
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    Headers = Iterable[tuple[str, str]]
    Meta = Mapping[str, list[str]]

EVERYBODY = "*"

FORBID_KEEPING = frozenset({"noarchive", "none"})
"""`none` stands for everything that can be refused. `noindex` and `nofollow` speak of search results and of votes."""

_WITH_A_VALUE = ("unavailable_after", "max-snippet", "max-image-preview", "max-video-preview")
_AGENT = re.compile(r"[a-z_*][\w*-]*", re.IGNORECASE | re.ASCII)


class Directive(NamedTuple):
    """One wish, to one crawler or to all."""

    agent: str
    """In lower case; `*` is everybody."""
    name: str
    """In lower case."""


def page_directives(headers: Headers, meta: Meta, token: str) -> list[Directive]:
    """Return the directives of a page's headers and of its meta elements for everybody and for `token`."""
    found = [directive for value in header_values(headers, "x-robots-tag") for directive in read_header(value)]
    for name in ("robots", token):
        agent = EVERYBODY if name == "robots" else name
        found += [Directive(agent, word) for content in meta.get(name, ()) for word in _words(content)]
    return found


def forbids_keeping(directives: Iterable[Directive], token: str) -> bool:
    """Return True where everybody, or the crawler of that name, is asked to keep no copy.

    >>> forbids_keeping(read_header("otherbot: noarchive, nofollow"), "newscrawler")
    False
    >>> forbids_keeping(read_header("otherbot: nofollow, NewsCrawler: NOARCHIVE"), "newscrawler")
    True
    """
    return any(name in FORBID_KEEPING and agent in {EVERYBODY, token} for agent, name in directives)


def read_header(value: str) -> Iterator[Directive]:
    """Yield the directives of one X-Robots-Tag; an agent's name holds for what follows it on the line.

    >>> list(read_header("unavailable_after: Sun, 25 Jun 2028 15:00:00 GMT, noai"))
    [Directive(agent='*', name='unavailable_after'), Directive(agent='*', name='noai')]
    """
    agent = EVERYBODY
    for part in value.lower().split(","):
        before, colon, after = (piece.strip() for piece in part.partition(":"))
        if not colon or before in _WITH_A_VALUE:
            if _AGENT.fullmatch(before):
                yield Directive(agent, before)
        elif name := _AGENT.match(before):  # a product token; a version may follow
            agent = name[0]
            yield from (Directive(agent, word) for word in _words(after))


def header_values(headers: Headers, name: str) -> list[str]:
    """Return the values of every header of that name."""
    return [value for header, value in headers if header == name]


def _words(content: str) -> list[str]:
    return [word for part in content.lower().split(",") if (word := part.partition(":")[0].strip())]
