"""The text of a robots.txt: decoded leniently, and read for our product token as RFC 9309 says."""

from __future__ import annotations

import codecs
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from protego import Protego

if TYPE_CHECKING:
    from typing import Self

LARGEST_BYTES = 512 * 1024
"""RFC 9309, 2.5: at least 500 KiB have to be read; what follows is not."""

EVERYBODY = "*"

_BYTE_ORDER_MARKS = {codecs.BOM_UTF8: "utf-8", codecs.BOM_UTF16_LE: "utf-16-le", codecs.BOM_UTF16_BE: "utf-16-be"}

# A group is named by a product token; what follows it (a version, a star, a browser's boast) is not part of the name.
_AGENT_LINE = re.compile(
    r"^([ \t]*user[- ]?agent(?:[ \t]*:[ \t]*|[ \t]+))([\w-]+)[^\r\n#]*", re.IGNORECASE | re.MULTILINE | re.ASCII
)


def decode_robots(body: bytes) -> str:
    """Return the text of a robots.txt: UTF-8, or UTF-16 where a byte order mark or every second byte says so.

    Of a file that is too large the last line is left out: half a path would forbid more than the whole.

    >>> decode_robots("Disallow: /a".encode("utf-16")), decode_robots("Disallow: /a".encode("utf-16-be"))
    ('Disallow: /a', 'Disallow: /a')
    """
    text = body[:LARGEST_BYTES].decode(_charset(body), errors="ignore").removeprefix("\ufeff")
    return text if len(body) <= LARGEST_BYTES else text[: max(text.rfind("\n"), text.rfind("\r")) + 1]


def _charset(body: bytes) -> str:
    marked = next((charset for mark, charset in _BYTE_ORDER_MARKS.items() if body.startswith(mark)), None)
    if marked or len(body) < 2 or (body[0] and body[1]):  # noqa: PLR2004 the two bytes of a letter
        return marked or "utf-8"
    return "utf-16-le" if body[0] else "utf-16-be"


@dataclass(frozen=True, slots=True)
class RobotsText:
    """What a robots.txt says to one crawler."""

    parser: Protego
    agent: str
    """The name of the group that is ours."""
    named: frozenset[str]
    """Every name that has a group, in lower case."""

    @classmethod
    def read(cls, text: str, token: str) -> Self:
        """Return the rules for a product token: those of its own group, else those for everybody (RFC 9309, 2.2.1).

        >>> RobotsText.read("User-agent: news\\nDisallow: /", "newscrawler").allows("https://example.org/a")
        True
        >>> RobotsText.read("User-agent: NewsCrawler/2.0\\nDisallow: /", "newscrawler").allows("https://example.org/a")
        False
        """
        text = _AGENT_LINE.sub(r"\1\2", text)
        named = frozenset(name.lower() for _, name in _AGENT_LINE.findall(text))
        # Protego takes the group of any beginning of our name for ours.
        agent = token.lower() if token.lower() in named else EVERYBODY
        return cls(Protego.parse(text), agent, named)

    def allows(self, url: str, agent: str = "") -> bool:
        """Return True where the address may be fetched by us, or by another `agent`."""
        return bool(self.parser.can_fetch(url, agent or self.agent))

    @property
    def crawl_delay_seconds(self) -> float:
        """What our group, or everybody's, asks for; 0 where it asks for nothing."""
        return float(self.parser.crawl_delay(self.agent) or 0.0)
