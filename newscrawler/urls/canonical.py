"""The one form of all addresses of a page."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import TYPE_CHECKING
from unicodedata import normalize
from urllib.parse import quote, unquote_to_bytes

from newscrawler.urls.address import DEFAULT_PORTS, parse_address, tidy
from newscrawler.urls.sites import host_without_form, split_host, without_form

if TYPE_CHECKING:
    from newscrawler.urls.address import Address

# --- forms of one page ------------------------------------------------------------------------------------------------
_FORM_SEGMENTS = frozenset({"amp", "amp.html", "print"})
_FORM_SUFFIXES = ((".amp.html", ".html"), (".amp", ""), (".print.html", ".html"))
_AMP_CACHE = re.compile(
    r"https?://[^/]+\.cdn\.ampproject\.org/[acirv]/s/|https?://www\.google\.[a-z.]{2,6}/amp/s/", re.IGNORECASE
)
_SCHEMES = (["http:"], ["https:"])
"""Behind these in a path, as in the addresses of web archives, stand the two slashes of an address inside."""
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
_USUAL_PORTS = frozenset((None, *DEFAULT_PORTS.values()))
_PATH_SAFE = "!$&'()*+,;=:@-._~"
_QUERY_SAFE = "!$'()*,;:@-._~/?"
# Paths and queries, as nearly all are, in which nothing is escaped and nothing has to be.
_PLAIN_PATH = re.compile(rf"[A-Za-z0-9{re.escape(_PATH_SAFE)}/]*")
_PLAIN_QUERY = re.compile(rf"[A-Za-z0-9{re.escape(_QUERY_SAFE)}&=]*")


def canonical_url(url: str, parts: Address | None = None) -> str:
    """Return the one form of all addresses of a page; the text as given, tidied, when it is no http(s) address.

    `parts` are those of `url`, where they are known: of one that `absolute_url` has tidied.

    One: http and https, www, mobile, AMP and print forms, default ports, upper and lower case escapes, Unicode and
    escaped paths, parameters in any order and those that only track, trailing slashes, fragments. Kept: parameters
    that name the page (id, p, NewsID).

    >>> canonical_url("http://m.example.org:80/%d8%ae%d8%a8%d8%b1/amp/?utm_source=x&id=7#top")
    'https://example.org/%D8%AE%D8%A8%D8%B1?id=7'
    >>> canonical_url("https://www.example.org/خبر/?id=7&fbclid=abc")
    'https://example.org/%D8%AE%D8%A8%D8%B1?id=7'
    """
    plain = url if parts else tidy(url)
    if "amp" in plain.lower():
        address = parse_address(_AMP_CACHE.sub("https://", plain, count=1))
    else:
        address = parts or parse_address(plain)
    if address is None:
        return plain
    scheme, place = address.scheme, without_form(address)
    if address.port in _USUAL_PORTS and split_host(address.host)[1]:
        scheme, place = "https", host_without_form(address.host)
    query = _canonical_query(address.query) if address.query else ""
    return f"{scheme}://{place}{_canonical_path(address.path)}{f'?{query}' if query else ''}"


def _canonical_path(path: str) -> str:
    is_plain = _PLAIN_PATH.fullmatch(path)
    if is_plain and "//" not in path and "/." not in path and ";" not in path and not _may_name_form(path.lower()):
        return path.rstrip("/") or "/"
    names = path.split("/")
    if not is_plain:
        names = [_escaped(name, _PATH_SAFE) for name in names]
    segments: list[str] = []
    for escaped in names:
        name = _SESSION.sub("", escaped) if ";" in escaped else escaped
        if name == "..":
            del segments[-1:]
        elif name not in {"", "."} or (not name and segments[-1:] in _SCHEMES):
            segments.append(name)
    while len(segments) > 1 and segments[0].lower() == "amp":
        del segments[0]
    while segments:  # a form may hide another: /story.amp/print
        plain = _without_form_suffix(segments[-1])
        if plain == segments[-1]:
            break
        segments[-1:] = [plain] if plain else []
    return "/" + "/".join(segments)


def _may_name_form(path: str) -> bool:
    return "amp" in path or "print" in path


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
    is_plain = _PLAIN_QUERY.fullmatch(query)
    for part in query.replace("+", " ").split("&"):
        name, _, value = part.partition("=")
        pair = (name, value) if is_plain else (_escaped(name, _QUERY_SAFE), _escaped(value, _QUERY_SAFE + "="))
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
