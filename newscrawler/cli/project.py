"""The project folder and its spiders: from what a user calls a site to the spider that crawls it."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from ipaddress import ip_address
from pathlib import Path
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from newscrawler.errors import UsageError
from newscrawler.urls import is_fetchable, same_site, site_of

if TYPE_CHECKING:
    from newscrawler.crawling import NewsSpider

HERE = Path(__file__).resolve()

ANY_SITE = "news"
"""The spider that crawls a site without a file of its own."""


@dataclass(frozen=True, slots=True)
class Crawl:
    """A spider to run, and the address that replaces its own."""

    spider: str
    address: str | None = None
    site: str = field(default="", compare=False)
    """The identity of the site in the archive."""

    @property
    def arguments(self) -> list[str]:
        """The words after `scrapy crawl`."""
        return [self.spider, *(["-a", f"site={self.address}"] if self.address else [])]


def project_folder() -> Path:
    """Return the folder that holds scrapy.cfg, spiders/ and pipelines/; raises UsageError where it is gone."""
    folder = HERE.parents[2]
    if not _is_project(folder):
        raise UsageError(
            f"No scrapy.cfg in {folder}: crawling needs the project's folder with its spiders/ and pipelines/; "
            "install from a clone with: pip install -e ."
        )
    return folder


def _is_project(folder: Path) -> bool:
    return (folder / "scrapy.cfg").is_file()


def load_spiders(folder: Path) -> dict[str, Any]:
    """Return the project's spider classes by name; raises UsageError, naming the file, where one cannot be loaded."""
    from scrapy.settings import Settings
    from scrapy.spiderloader import SpiderLoader

    # Scrapy does the same for its own commands: appended, so that nothing installed is hidden by the project.
    if str(folder) not in sys.path:
        sys.path.append(str(folder))
    settings = Settings()
    settings.setmodule("newscrawler.settings", priority="project")
    try:
        loader = SpiderLoader.from_settings(settings)
    except (ImportError, SyntaxError) as error:
        raise UsageError(f"The spiders in {folder / 'spiders'} cannot be loaded: {error}") from error
    return {name: loader.load(name) for name in sorted(loader.list())}


def choose(site: str, spiders: dict[str, Any], *, spider: str | None = None) -> Crawl:
    """Return how to crawl a site given as spider name, domain or URL; `spider` insists on one.

    Raises UsageError for a word that is no spider's name and no address.
    """
    if spider is not None and spider not in spiders:
        raise UsageError(f"No spider named {spider!r}; there are: {', '.join(spiders)}")
    if site in site_names(spiders) and spider in {None, site}:
        return declared_crawl(site, spiders)
    address = as_address(site)
    if address is None:
        known = ", ".join(site_names(spiders)) or "none yet"
        raise UsageError(f"No site {site!r}: expected an address such as https://example.org/ or one of: {known}")
    if spider is not None:
        own = same_site(address, domains_of(spiders[spider]))
        return declared_crawl(spider, spiders) if own else Crawl(spider, address, site_of(address))
    name = next((name for name in site_names(spiders) if same_site(address, domains_of(spiders[name]))), None)
    return declared_crawl(name, spiders) if name else Crawl(ANY_SITE, address, site_of(address))


def declared_crawl(name: str, spiders: dict[str, Any]) -> Crawl:
    """Return the crawl of a site as its file declares it."""
    return Crawl(name, site=site_of(domains_of(spiders[name])[0]))


def site_spider(url: str) -> NewsSpider | None:
    """Return the spider of the site that the address belongs to; None when it has no file, or there is no project."""
    if not _is_project(HERE.parents[2]):
        return None
    spiders = load_spiders(HERE.parents[2])
    name = next((name for name in site_names(spiders) if same_site(url, domains_of(spiders[name]))), None)
    spider: NewsSpider | None = spiders[name]() if name else None
    return spider


def site_names(spiders: dict[str, Any]) -> list[str]:
    """Return the names of the spiders that belong to one site."""
    return [name for name, spider in spiders.items() if domains_of(spider)]


def domains_of(spider: Any) -> tuple[str, ...]:
    """Return the domains that a spider declares, none for a spider of any site."""
    return tuple(getattr(spider, "domains", None) or ())


def as_address(site: str) -> str | None:
    """Return a URL for a URL or a bare domain, None for any other word.

    >>> as_address("example.org"), as_address("127.0.0.1:8000"), as_address("alwatan")
    ('https://example.org/', 'http://127.0.0.1:8000/', None)
    """
    if "://" in site:
        return site if is_fetchable(site) else None
    host = urlsplit(f"//{site}").hostname or ""
    if not (_is_here(host) or "." in host):
        return None
    address = f"{'http' if _is_here(host) else 'https'}://{site}{'' if '/' in site else '/'}"
    return address if is_fetchable(address) else None


def _is_here(host: str) -> bool:
    try:
        return bool(ip_address(host))
    except ValueError:
        return host == "localhost"
