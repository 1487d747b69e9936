"""The address guard: a name is looked up, and an address that is not public is not connected to.

It stands in the resolver because that is asked for every host, IP addresses in all their spellings included, and
because what it checks is what is connected to: a name that changes its address between check and use (DNS rebinding)
gains nothing.
"""

from __future__ import annotations

from ipaddress import ip_address
from typing import TYPE_CHECKING, ClassVar
from urllib.parse import urlsplit

from scrapy.resolver import CachingThreadedResolver
from twisted.internet.error import DNSLookupError

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from typing import Self

    from scrapy.crawler import Crawler
    from twisted.internet.base import ReactorBase
    from twisted.internet.defer import Deferred


class TypedAddresses:
    """The hosts and ports that the user typed: what may be private. One a process, as the resolver is."""

    ports: ClassVar[dict[str, set[int]]] = {}
    """Host -> the ports typed with it."""
    private: ClassVar[set[str]] = set()
    """Those of them that turned out to be private."""
    refused: ClassVar[set[str]] = set()
    """Hosts that were not connected to."""

    @classmethod
    def allow(cls, urls: Iterable[str]) -> None:
        """Let the exact host and port of each address be private."""
        for url in urls:
            host, port = host_and_port(url)
            cls.ports.setdefault(host, set()).add(port)

    @classmethod
    def forbids(cls, url: str) -> bool:
        """Return True for another port of a private host than the one that was typed."""
        host, port = host_and_port(url)
        return (host in cls.private or not is_public(host)) and port not in cls.ports.get(host, {port})


class PublicAddressResolver(CachingThreadedResolver):
    """Scrapy's resolver, that finds no private, loopback, link-local, multicast or reserved address."""

    allows_private = False

    @classmethod
    def from_crawler(cls, crawler: Crawler, reactor: ReactorBase) -> Self:
        resolver = super().from_crawler(crawler, reactor)
        resolver.allows_private = crawler.settings.getbool("NEWSCRAWLER_ALLOW_PRIVATE")
        return resolver

    def getHostByName(self, name: str, timeout: Sequence[int] = ()) -> Deferred[str]:  # noqa: N802 Twisted's name
        """Return the address of a host; fails with DNSLookupError where it may not be connected to."""
        return super().getHostByName(name, timeout).addCallback(self._check, name)

    def _check(self, address: str, name: str) -> str:
        if self.allows_private or ip_address(address).is_global:
            return address
        if name in TypedAddresses.ports:
            TypedAddresses.private.add(name)
            return address
        TypedAddresses.refused.add(name)
        raise DNSLookupError(f"{name} has the private address {address}")


def host_and_port(url: str) -> tuple[str, int]:
    """Return the host in lower case and the port, the scheme's own where none is written.

    >>> host_and_port("http://News.Example.org/a"), host_and_port("https://127.0.0.1:8443/")
    (('news.example.org', 80), ('127.0.0.1', 8443))
    """
    parts = urlsplit(url)
    return (parts.hostname or "").rstrip("."), parts.port or {"https": 443}.get(parts.scheme, 80)


def is_main_host(url: str, home: str) -> bool:
    """Return True where an address is of the host that a site's own address names, with `www.` or without.

    >>> home = "https://example.org/"
    >>> is_main_host("https://www.example.org/a", home), is_main_host("https://old.example.org/a", home)
    (True, False)
    """
    hosts = {host_and_port(address)[0].removeprefix("www.") for address in (url, home)}
    return len(hosts) == 1


def is_public(host: str) -> bool:
    """Return False for an IP address that is not public and for localhost; a name is public until it is looked up.

    >>> is_public("127.0.0.1"), is_public("localhost"), is_public("8.8.8.8"), is_public("example.org")
    (False, False, True, True)
    """
    try:
        return ip_address(host.strip("[]")).is_global
    except ValueError:
        return host != "localhost" and not host.endswith(".localhost")
