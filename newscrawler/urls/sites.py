"""Which site an address belongs to: its registered domain, or its host and port."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from tldextract import TLDExtract

from newscrawler.urls.address import Address, is_ip_address, parse_address, tidy

if TYPE_CHECKING:
    from collections.abc import Sequence

# The list that ships with the library: no network and no cache folder. Blogs on a shared host are sites of their own.
_SUFFIXES = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
_FORM_LABELS = frozenset({"www", "m", "amp", "mobile"})


@lru_cache(maxsize=4096)
def split_host(host: str) -> tuple[str, str]:
    """Return the labels before the registered domain, and the domain; ("", "") for a host that has none.

    Under a top level that the list does not know, the domain has two labels: the default rule `*` of
    https://publicsuffix.org/list/.

    >>> split_host("m.news.co.uk"), split_host("m.daily.test"), split_host("localhost")
    (('m', 'news.co.uk'), ('m', 'daily.test'), ('', ''))
    """
    if is_ip_address(host):
        return "", ""
    found = _SUFFIXES.extract_str(host)
    if not found.suffix and "." in host:
        before, name, top = f".{host}".rsplit(".", 2)
        return before.strip("."), f"{name}.{top}"
    return found.subdomain, f"{found.domain}.{found.suffix}" if found.domain and found.suffix else ""


def site_of(url: str) -> str:
    """Return the registered domain of an address or of a bare host; a host with its port where it has no such domain.

    International names are in their ASCII form. "" when there is no valid host.

    >>> site_of("https://www.news.example.co.uk/a"), site_of("http://127.0.0.1:8000/"), site_of("http://localhost/")
    ('example.co.uk', '127.0.0.1:8000', 'localhost')
    """
    address = parse_address(_with_scheme(url))
    return "" if address is None else split_host(address.host)[1] or address.netloc


def _with_scheme(url: str) -> str:
    url = tidy(url)
    return url if "://" in url else f"http://{url.removeprefix('//')}"


def same_site(url: str, domains: Sequence[str]) -> bool:
    """Return whether `url` is at one of `domains` or beneath it: registered domains, hosts below one, or host:port.

    >>> same_site("https://m.example.org/a", ["example.org"])
    True
    >>> same_site("https://example.org.evil.net/", ["example.org"])
    False
    """
    address = parse_address(tidy(url))
    if address is None:
        return False
    known = set(map(_domain_of, domains))
    own = without_form(address)
    if own in known:
        return True
    return any(domain and ":" not in domain and address.host.endswith(f".{domain}") for domain in known)


@lru_cache(maxsize=4096)
def _domain_of(domain: str) -> str:
    """Return a domain as `same_site` compares it; "" when it is none."""
    address = parse_address(_with_scheme(domain))
    return "" if address is None else without_form(address)


def without_form(address: Address) -> str:
    """Return the host, with its port, without the labels that only name a form (www, m, amp, mobile)."""
    host = host_without_form(address.host)
    return host if address.port is None else f"{host}:{address.port}"


@lru_cache(maxsize=4096)
def host_without_form(host: str) -> str:
    """Return a host without the labels that only name a form.

    >>> host_without_form("www.m.daily.example.org"), host_without_form("localhost")
    ('daily.example.org', 'localhost')
    """
    before, domain = split_host(host)
    if not domain:
        return host
    return ".".join([*(label for label in before.split(".") if label and label not in _FORM_LABELS), domain])
