"""Addresses: which can be fetched, which are one page, which site they belong to. Nothing here raises or fetches."""

from __future__ import annotations

import re
from contextlib import suppress
from functools import lru_cache
from ipaddress import ip_address
from typing import TYPE_CHECKING, NamedTuple
from unicodedata import normalize
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit

import idna
from tldextract import TLDExtract

if TYPE_CHECKING:
    from collections.abc import Sequence

# The list that ships with the library: no network and no cache folder. Blogs on a shared host are sites of their own.
_SUFFIXES = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
_DEFAULT_PORTS = {"http": 80, "https": 443}
_OUTER_JUNK = "".join(map(chr, range(33))) + "\x7f\xa0\u2028\u2029\ufeff"
_INNER_JUNK = re.compile("[\t\r\n]+")
_SURROGATE = re.compile("[\ud800-\udfff]")
_HOST_LABEL = re.compile(r"[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?")
_HOST_CHARACTERS = 253

_PATH_LETTER, _QUERY_LETTER = (
    rf"[^\x00-\x20\x7f\xa0\u2028\u2029\ufeff\ud800-\udfff#{more}]" for more in (r"\\;?", r"\\")
)
# An address as nearly all pages write them: in its final form, but for a host that may be left out.
_PLAIN = re.compile(
    rf"(?P<origin>https?://(?P<host>[a-z0-9-]+(?:\.[a-z0-9-]+)+))?(?P<path>/(?!/){_PATH_LETTER}*+)"
    rf"(?:\?{_QUERY_LETTER}++)?(?:#{_QUERY_LETTER}++)?"
)

# --- forms of one page ------------------------------------------------------------------------------------------------
_FORM_LABELS = frozenset({"www", "m", "amp", "mobile"})
_FORM_SEGMENTS = frozenset({"amp", "amp.html", "print"})
_FORM_SUFFIXES = ((".amp.html", ".html"), (".amp", ""), (".print.html", ".html"))
_AMP_CACHE = re.compile(
    r"https?://[^/]+\.cdn\.ampproject\.org/[acirv]/s/|https?://www\.google\.[a-z.]{2,6}/amp/s/", re.IGNORECASE
)
_SESSION = re.compile(";jsessionid=[^/]*", re.IGNORECASE)
# --- parameters that say where a reader came from, never what he reads ---------------------------------------------
_TRACKING_PREFIXES = (
    "utm_", "at_campaign", "at_medium", "at_custom", "at_link", "at_ptr", "at_bbc", "fb_action_", "hsa_", "mtm_", "pk_",
    "piwik_", "matomo_", "_hs", "oly_", "vero_", "ga_", "wt_mc", "wt.", "__twitter", "guce_",
)  # fmt: skip
_TRACKING = frozenset((
    "_ga", "_gl", "__tn__", "aspsessionid", "campaignid", "cmp", "cmpid", "cvid", "cx_testid", "dclid", "dicbo", "efg",
    "epik", "fb_ref", "fb_source", "fbclid", "ftag", "gad_source", "gbraid", "gclid", "gclsrc", "hootpostid", "icid",
    "igsh", "igshid", "intcid", "ito", "jsessionid", "li_fat_id", "mbid", "mc_cid", "mc_eid", "mibextid", "mkt_tok",
    "ncid", "nocache", "ocid", "ocmp", "oref", "pfrom", "phpsessid", "rbid", "ref_src", "ref_url", "referer",
    "referrer", "replytocom", "s_cid", "s_kwcid", "s_src", "sfnsn", "share", "share_id", "shareid", "sharetype",
    "smid", "smtyp", "socialshare", "spm", "sr_share", "srsltid", "taid", "tblci", "twclid", "vgo_ee", "wbraid",
    "wickedid", "xtor", "yclid", "ysclid", "zanpid",
))  # fmt: skip
# Parameters that name a form of the page when they have one of these values, and may be identity otherwise.
_FLAG = frozenset(("", "0", "1", "true", "yes", "y", "on"))
_FORM = frozenset(("amp", "print", "printable", "mobile", "component"))
_FORM_PARAMETERS = dict.fromkeys(("amp", "print", "printable", "printer", "mobile", "m"), _FLAG) | dict.fromkeys(
    ("view", "output", "format", "outputtype", "tmpl", "layout"), _FORM
)
_PATH_SAFE = "!$&'()*+,;=:@-._~"
_QUERY_SAFE = "!$'()*,;:@-._~/?"


class _Address(NamedTuple):
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
        return f"[{host}]" if _is_ip_address(host) else ""
    if not host.isascii():
        try:
            host = idna.encode(host, uts46=True).decode("ascii")
        except (idna.IDNAError, UnicodeError):
            return ""
    if len(host) > _HOST_CHARACTERS or not all(map(_HOST_LABEL.fullmatch, host.split("."))):
        return ""
    if host.rpartition(".")[2].isdigit() and not _is_ip_address(host):
        return ""
    return host


def _is_ip_address(host: str) -> bool:
    try:
        ip_address(host.strip("[]"))
    except ValueError:
        return False
    return True


def _tidy(url: str) -> str:
    """Return `url` as browsers take it from markup: no white space round it, no line breaks in it."""
    return _SURROGATE.sub("\ufffd", _INNER_JUNK.sub("", url.strip(_OUTER_JUNK)))


def _parse(url: str) -> _Address | None:
    """Return the parts of an http(s) address; None for whatever could not be fetched."""
    try:
        parts = urlsplit(url)
        port = parts.port
        host = _ascii_host(parts.hostname or "")
    except ValueError:  # a bad port, a broken IPv6 address, a host that changes under NFKC
        return None
    if parts.scheme not in _DEFAULT_PORTS or not host or port == 0:
        return None
    port = None if port == _DEFAULT_PORTS[parts.scheme] else port
    return _Address(parts.scheme, host, port, parts.path, parts.query, parts.fragment)


def is_fetchable(url: str) -> bool:
    """Return whether `url` is an http or https address with a valid host and port.

    >>> is_fetchable("https://example.org/a"), is_fetchable("javascript:void(0)"), is_fetchable("http://[::1/")
    (True, False, False)
    """
    return _parse(_tidy(url)) is not None


def absolute_url(href: str, base: str) -> str | None:
    """Return the address that `href` means on the page `base`; None for what cannot be fetched.

    Path, query and fragment stay as given; the host is in ASCII, a user name is dropped.

    >>> absolute_url("../b?x=1#c", "https://example.org/a/"), absolute_url("mailto:a@example.org", "https://example.org")
    ('https://example.org/b?x=1#c', None)
    """
    plain = _PLAIN.fullmatch(href)
    if plain and "/." not in plain["path"]:
        if plain["origin"] is None:
            origin = _origin(base)
            return origin + href if origin else None
        if _ascii_host(plain["host"]) == plain["host"]:
            return href
    return _joined(href, base)


@lru_cache(maxsize=1024)
def _origin(base: str) -> str:
    """Return scheme and host of an address; "" when it could not be fetched."""
    address = _parse(_tidy(base))
    return f"{address.scheme}://{address.netloc}" if address else ""


def _joined(href: str, base: str) -> str | None:
    href = _tidy(href)
    if href[:1] in "/\\" or href[:5].lower().startswith("http:") or href[:6].lower().startswith("https:"):
        path, mark, rest = href.partition("?")
        href = path.replace("\\", "/") + mark + rest
    try:
        address = _parse(urljoin(_tidy(base), href))
    except ValueError:
        return None
    if address is None:
        return None
    query = f"?{address.query}" if address.query else ""
    fragment = f"#{address.fragment}" if address.fragment else ""
    return f"{address.scheme}://{address.netloc}{address.path or '/'}{query}{fragment}"


@lru_cache(maxsize=4096)
def _split_host(host: str) -> tuple[str, str]:
    """Return the labels before the registered domain, and the domain; ("", "") for a host under no public suffix."""
    if _is_ip_address(host):
        return "", ""
    found = _SUFFIXES.extract_str(host)
    return found.subdomain, f"{found.domain}.{found.suffix}" if found.domain and found.suffix else ""


def site_of(url: str) -> str:
    """Return the registered domain of an address or of a bare host; a host with its port where it has no such domain.

    International names are in their ASCII form. "" when there is no valid host.

    >>> site_of("https://www.news.example.co.uk/a"), site_of("http://127.0.0.1:8000/"), site_of("http://localhost/")
    ('example.co.uk', '127.0.0.1:8000', 'localhost')
    """
    address = _parse(_with_scheme(url))
    return "" if address is None else _split_host(address.host)[1] or address.netloc


def _with_scheme(url: str) -> str:
    url = _tidy(url)
    return url if "://" in url else f"http://{url.removeprefix('//')}"


def same_site(url: str, domains: Sequence[str]) -> bool:
    """Return whether `url` is at one of `domains` or beneath it: registered domains, hosts below one, or host:port.

    >>> same_site("https://m.example.org/a", ["example.org"])
    True
    >>> same_site("https://example.org.evil.net/", ["example.org"])
    False
    """
    address = _parse(_tidy(url))
    if address is None:
        return False
    known = {_without_form(found) for found in (_parse(_with_scheme(domain)) for domain in domains) if found}
    own = _without_form(address)
    return any(own == domain or (":" not in domain and address.host.endswith(f".{domain}")) for domain in known)


def _without_form(address: _Address) -> str:
    """Return the host, with its port, without the labels that only name a form (www, m, amp, mobile)."""
    before, domain = _split_host(address.host)
    if not domain:
        return address.netloc
    kept = [label for label in before.split(".") if label and label not in _FORM_LABELS]
    host = ".".join([*kept, domain])
    return host if address.port is None else f"{host}:{address.port}"


def canonical_url(url: str) -> str:
    """Return the one form of all addresses of a page; the text as given, tidied, when it is no http(s) address.

    One: http and https, www, mobile, AMP and print forms, default ports, upper and lower case escapes, Unicode and
    escaped paths, parameters in any order and those that only track, trailing slashes, fragments. Kept: parameters
    that name the page (id, p, NewsID).

    >>> canonical_url("http://m.example.org:80/%d8%ae%d8%a8%d8%b1/amp/?utm_source=x&id=7#top")
    'https://example.org/%D8%AE%D8%A8%D8%B1?id=7'
    >>> canonical_url("https://www.example.org/خبر/?id=7&fbclid=abc")
    'https://example.org/%D8%AE%D8%A8%D8%B1?id=7'
    """
    tidy = _tidy(url)
    address = _parse(_AMP_CACHE.sub("https://", tidy, count=1))
    if address is None:
        return tidy
    registered = _split_host(address.host)[1]
    if registered and address.port in {None, *_DEFAULT_PORTS.values()}:
        address = address._replace(scheme="https", port=None)
    query = _canonical_query(address.query)
    return f"{address.scheme}://{_without_form(address)}{_canonical_path(address.path)}{f'?{query}' if query else ''}"


def _canonical_path(path: str) -> str:
    segments: list[str] = []
    for segment in path.split("/"):
        name = _SESSION.sub("", _escaped(segment, _PATH_SAFE))
        if name == "..":
            del segments[-1:]
        elif name not in {"", "."}:
            segments.append(name)
    while len(segments) > 1 and segments[0].lower() == "amp":
        del segments[0]
    while segments:  # a form may hide another: /story.amp/print
        plain = _without_form_suffix(segments[-1])
        if plain == segments[-1]:
            break
        segments[-1:] = [plain] if plain else []
    return "/" + "/".join(segments)


def _without_form_suffix(name: str) -> str:
    """Return the last segment of a path without the ending that names a form; "" where it is nothing else."""
    if name.lower() in _FORM_SEGMENTS:
        return ""
    for suffix, plain in _FORM_SUFFIXES:
        if name.endswith(suffix):
            rest = name.removesuffix(suffix)
            return rest + plain if rest.strip(".") else ""
    return name


def _canonical_query(query: str) -> str:
    pairs = []
    for part in query.replace("+", " ").split("&"):
        name, _, value = part.partition("=")
        pair = _escaped(name, _QUERY_SAFE), _escaped(value, _QUERY_SAFE + "=")
        if pair != ("", "") and not _is_noise(*pair):
            pairs.append(pair)
    return "&".join(f"{name}={value}" if value else name for name, value in sorted(pairs))


def _is_noise(name: str, value: str) -> bool:
    name = name.lower()
    if name in _TRACKING or name.startswith(_TRACKING_PREFIXES):
        return True
    return value.lower() in _FORM_PARAMETERS.get(name, ()) or (name == "ref" and not value.isdigit())


def _escaped(text: str, safe: str) -> str:
    """Return `text` escaped one way: UTF-8 in NFC, other bytes as they came, hex digits in upper case."""
    if text.isascii() and text.replace("-", "").isalnum():
        return text
    raw = unquote_to_bytes(text)
    with suppress(UnicodeDecodeError):
        raw = normalize("NFC", raw.decode("utf-8")).encode("utf-8")
    return quote(raw, safe=safe)
