"""One address: its parts, whether it can be fetched, and what a link on a page means."""

from __future__ import annotations

import re
from functools import lru_cache
from ipaddress import ip_address
from typing import NamedTuple
from urllib.parse import urljoin, urlsplit

import idna

DEFAULT_PORTS = {"http": 80, "https": 443}
_OUTER_JUNK = "".join(map(chr, range(33))) + "\x7f\xa0\u2028\u2029\ufeff"
_INNER_JUNK = re.compile("[\t\r\n]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HOST_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_HOST_CHARACTERS = 253

_PATH_LETTER, _QUERY_LETTER = (
    rf"[^\x00-\x20\x7f\xa0\u2028\u2029\ufeff\ud800-\udfff#{more}]" for more in (r"\\;?", r"\\")
)
# An address as nearly all pages write them: in its final form, but for the host that it may begin with.
_PLAIN = re.compile(rf"(https?://[a-z0-9.-]+)?/(?!/){_PATH_LETTER}*+(?:\?{_QUERY_LETTER}++)?(?:#{_QUERY_LETTER}++)?")
# A host alone, as nearly all addresses name it: no user, no port.
_PLAIN_HOST = re.compile(r"[a-z0-9._-]+")


class Address(NamedTuple):
    """The parts of an http(s) address that can be fetched."""

    scheme: str
    host: str
    """In ASCII and lower case; an IPv6 address in brackets."""
    port: int | None
    """None where it is the scheme's own."""
    path: str
    query: str
    fragment: str

    @property
    def netloc(self) -> str:
        return self.host if self.port is None else f"{self.host}:{self.port}"


@lru_cache(maxsize=4096)
def _ascii_host(host: str) -> str:
    """Return the host as it goes over the wire; "" when it cannot."""
    host = host.rstrip(".").lower()
    if ":" in host:
        return f"[{host}]" if is_ip_address(host) else ""
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return ""
    if len(host) > _HOST_CHARACTERS or not all(map(_HOST_LABEL.fullmatch, host.split("."))):
        return ""
    if host.rpartition(".")[2].isdigit() and not is_ip_address(host):
        return ""
    return host


@lru_cache(maxsize=4096)
def _plain_host(name: str) -> str | None:
    """Return the host that is named without user and port, "" when it cannot be fetched; None for other names."""
    return _ascii_host(name) if _PLAIN_HOST.fullmatch(name) else None


def is_ip_address(host: str) -> bool:
    host = host.strip("[]")
    if ":" not in host and not host[-1:].isdigit():
        return False
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


def tidy(url: str) -> str:
    """Return `url` as browsers take it from markup: no white space round it, no line breaks in it."""
    if url.isascii() and url.isprintable():
        return url.strip(" ")
    return _SURROGATE.sub("\ufffd", _INNER_JUNK.sub("", url.strip(_OUTER_JUNK)))


def parse_address(url: str) -> Address | None:
    """Return the parts of an http(s) address; None for whatever could not be fetched."""
    scheme, _, rest = url.partition("://")
    if scheme in DEFAULT_PORTS and url.isprintable():
        before, _, fragment = rest.partition("#")
        place, _, query = before.partition("?")
        name, slash, path = place.partition("/")
        host = _plain_host(name)
        if host is not None:
            return Address(scheme, host, None, slash + path, query, fragment) if host else None
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _ascii_host(parts.hostname or "")
    except ValueError:  # a bad port, a broken IPv6 address, a host that changes under NFKC
        return None
    if parts.scheme not in DEFAULT_PORTS or not host or port == 0:
        return None
    port = None if port == DEFAULT_PORTS[parts.scheme] else port
    return Address(parts.scheme, host, port, parts.path, parts.query, parts.fragment)


def is_fetchable(url: str) -> bool:
    """Return whether `url` is an http or https address with a valid host and port.

    >>> is_fetchable("https://example.org/a"), is_fetchable("javascript:void(0)"), is_fetchable("http://[::1/")
    (True, False, False)
    """
    return parse_address(tidy(url)) is not None


def absolute_url(href: str, base: str) -> str | None:
    """Return the address that `href` means on the page `base`; None for what cannot be fetched.

    Path, query and fragment stay as given; the host is in ASCII, a user name is dropped.

    >>> absolute_url("../b?x=1#c", "https://example.org/a/"), absolute_url("mailto:a@example.org", "https://example.org")
    ('https://example.org/b?x=1#c', None)
    """
    plain = _PLAIN.fullmatch(href)
    if plain is None or "/." in href:
        return _joined(href, base)
    origin = plain[1]
    if origin is None:
        origin = _origin(base)
        return origin + href if origin else None
    return href if _origin(origin) == origin else _joined(href, base)


@lru_cache(maxsize=1024)
def _origin(base: str) -> str:
    """Return scheme and host of an address; "" when it could not be fetched."""
    address = parse_address(tidy(base))
    return f"{address.scheme}://{address.netloc}" if address else ""


def _joined(href: str, base: str) -> str | None:
    """Return what `absolute_url` returns, for addresses of any shape."""
    href = tidy(href)
    if href[:1] in "/\\" or href[:5].lower().startswith("http:") or href[:6].lower().startswith("https:"):
        path, mark, rest = href.partition("?")
        href = path.replace("\\", "/") + mark + rest
    try:
        address = parse_address(urljoin(tidy(base), href))
    except ValueError:
        return None
    if address is None:
        return None
    query = f"?{address.query}" if address.query else ""
    fragment = f"#{address.fragment}" if address.fragment else ""
    return f"{address.scheme}://{address.netloc}{address.path or '/'}{query}{fragment}"
