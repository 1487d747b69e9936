"""How the pages of a site are read: by what its spider declares, and by the hook of its file."""

from __future__ import annotations

import sys
from dataclasses import dataclass, field, replace
from importlib import import_module
from typing import TYPE_CHECKING, Any, Self

from newscrawler.items import SiteFacts

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from newscrawler.crawling import NewsSpider
    from newscrawler.items import Article
    from newscrawler.markup import Markup

    Hook = Callable[[Article, Markup], Article]


@dataclass(frozen=True, slots=True)
class SiteReading:
    """What is known of a site; goes to other processes, so that a spider is named, not held."""

    facts: SiteFacts = field(default_factory=SiteFacts)
    spider: tuple[str, str] | None = None
    """Module and class of a spider whose file has a hook."""
    arguments: Mapping[str, str] = field(default_factory=dict)
    folder: str = ""
    """Where the module is found."""

    @classmethod
    def of(cls, spider: NewsSpider, arguments: Mapping[str, str]) -> Self:
        """Return how a spider reads its pages."""
        from newscrawler.crawling import NewsSpider

        kind, facts = type(spider), replace(spider.facts, fields=dict(spider.facts.fields))
        if kind.clean_article is NewsSpider.clean_article:
            return cls(facts)
        return cls(facts, (kind.__module__, kind.__qualname__), dict(arguments), _folder_of(kind))

    def hook(self) -> Hook | None:
        """Return the hook of the site's file; None where it has none."""
        if self.spider is None:
            return None
        module, name = self.spider
        if self.folder not in sys.path:  # appended, as Scrapy does: nothing installed is hidden by the project
            sys.path.append(self.folder)
        kind: Any = import_module(module)
        for part in name.split("."):
            kind = getattr(kind, part)
        clean: Hook = kind(**self.arguments).clean_article
        return clean


def _folder_of(kind: type[Any]) -> str:
    """Return the folder from which the spider's module was imported."""
    from pathlib import Path

    file = Path(sys.modules[kind.__module__].__file__ or "")
    return str(file.resolve().parents[kind.__module__.count(".")])
