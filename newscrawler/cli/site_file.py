"""The text of a site file, from what a look at the site has told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from newscrawler.cli.printing import as_json
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

_CLASSES = {"feed": "Feed", "news_sitemap": "NewsSitemap", "sitemap": "Sitemap", "section": "Section"}

_TEMPLATE = '''"""{title}: {home}"""

from __future__ import annotations

from newscrawler import {names}


class {class_name}(NewsSpider):
    """Who publishes it, where, and what is particular about it."""

    name = {name}
    domains = ({domain},)
{facts}    sources = (
{sources}    )
'''


def module_name(domain: str) -> str:
    """Return the name of a site's file and spider.

    >>> module_name("news-paper.example.org"), module_name("127.0.0.1:8000")
    ('news_paper_example_org', 'site_127_0_0_1_8000')
    """
    name = re.sub(r"\W+", "_", domain.lower(), flags=re.ASCII).strip("_")
    return name if name[:1].isalpha() else f"site_{name}"


def site_file(facts: Mapping[str, Any], sources: Sequence[tuple[str, str]], home: str) -> str:
    """Return the text of a file for `spiders/`: `facts` as `SiteFacts` names them, `sources` as kind and address."""
    domain = facts["domains"][0]
    name = module_name(domain)
    used = sorted({_CLASSES[kind] for kind, _ in sources})
    known = {"publisher": facts["name"], "country": facts["country"], "languages": tuple(facts["languages"])}
    known["timezone"] = facts["timezone"]
    return _TEMPLATE.format(
        title=re.sub(r'["\\]', "", clean_text(facts["name"])) or domain,
        home=home,
        names=", ".join(sorted([*used, "NewsSpider"])),
        class_name="".join(part.capitalize() for part in name.split("_")) + "Spider",
        name=_literal(name),
        domain=_literal(domain),
        facts="".join(f"    {key} = {_literal(value)}\n" for key, value in known.items() if value),
        sources="".join(f"        {_CLASSES[kind]}({_literal(_short(url, domain))}),\n" for kind, url in sources),
    )


def _short(url: str, domain: str) -> str:
    """Return an address of the site's own host without it."""
    parts = urlsplit(url)
    if (parts.scheme, parts.netloc) != ("https", domain):
        return url
    return f"{parts.path or '/'}?{parts.query}" if parts.query else parts.path or "/"


def _literal(value: str | Iterable[str]) -> str:
    """Return Python source for text or a tuple of texts: JSON's escapes of text are Python's."""
    if isinstance(value, str):
        return as_json(clean_text(value))
    return "(" + "".join(f"{_literal(each)}, " for each in value).rstrip(" ") + ")"
