"""What the name of a file in a mirror says: the address of the page that wget, or a browser, kept under it."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import quote

if TYPE_CHECKING:
    from collections.abc import Sequence

AS_SERVED = ".orig"
"""What wget's -K puts behind the name of a page whose links it altered: that file is as it came."""

_INDEX = re.compile(r"index\.x?html?$")
_ADDED = re.compile(r"(?<=\.)(php\d?|phtml|aspx?|jspx?|cgi|cfm|pl|do)\.html$")
"""wget's -E adds .html to the names of pages that do not end so."""
_HOST = re.compile(
    r"(?=.{4,253}(?:[:+]\d+)?$)(?:[a-z0-9-]+\.)+[a-z0-9-]{2,}(?:[:+]\d{1,5})?$|localhost(?:[:+]\d{1,5})?$",
    re.IGNORECASE,
)
_NO_ESCAPE = re.compile(r"%(?![0-9A-Fa-f]{2})")


def address_by_host(parts: Sequence[str]) -> str | None:
    """Return the address of a file below a folder named for a host; None where there is none.

    >>> address_by_host(["mirror", "example.org+8080", "n", "1.html"]), address_by_host(["n", "1.html"])
    ('https://example.org:8080/n/1.html', None)
    """
    host = next((number for number, part in enumerate(parts[:-1]) if _HOST.match(part)), None)
    if host is None:
        return None
    return f"https://{parts[host].replace('+', ':')}/{address_of('/'.join(parts[host + 1 :]))}"


def address_of(name: str) -> str:
    """Return the path and query that wget kept a page under: `?` or `@` before a query, `.html` added by -E.

    >>> address_of("news/index.html"), address_of("a.php?id=3.html"), address_of("a.asp@id=3"), address_of("n/1.html")
    ('news/', 'a.php?id=3', 'a.asp?id=3', 'n/1.html')
    >>> address_of("story.aspx.html"), address_of("100% sure.html"), address_of("caf\\udce9.html")
    ('story.aspx', '100%25%20sure.html', 'caf%E9.html')
    """
    path, mark, query = name.removesuffix(AS_SERVED).partition("?")
    if not mark:
        before, mark, after = name.removesuffix(AS_SERVED).rpartition("@")
        path, query = (before, after) if mark and "=" in after else (path, "")
    query = query.removesuffix(".html")
    path = _INDEX.sub("", path) if path == "index.html" or path.endswith("/index.html") else _ADDED.sub(r"\1", path)
    return _quoted(path, "/%:@!$&'()*+,;=~") + (f"?{_quoted(query, '/%:@!$&()*+,;=~?')}" if query else "")


def _quoted(text: str, safe: str) -> str:
    """Return the text as it stands in an address; bytes of a name that are no UTF-8 stay those bytes."""
    return quote(_NO_ESCAPE.sub("%25", text), safe=safe, errors="surrogateescape")
