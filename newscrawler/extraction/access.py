"""Whether an article may be read without paying, by what its page declares."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newscrawler.markup import texts

if TYPE_CHECKING:
    from newscrawler.markup import Markup

_ACCESS = {
    **dict.fromkeys(("true", "yes", "1", "free", "http://schema.org/true", "https://schema.org/true", "public"), True),
    **dict.fromkeys(("false", "no", "0", "locked", "paid", "premium", "metered", "subscriber", "subscription"), False),
    **dict.fromkeys(("http://schema.org/false", "https://schema.org/false"), False),
}
_ACCESS_METAS = (
    "article:content_tier",
    "isaccessibleforfree",
    "article:opinion_tier",
    "cxenseparse:access",
    "paywall-access",
)


def read_is_free(markup: Markup) -> tuple[bool | None, str]:
    """Return what the page says of its paywall, as in schema.org/isAccessibleForFree, and where; None if nothing."""
    for thing in [*markup.own_articles, *markup.own_pages]:
        said = thing.get("isAccessibleForFree")
        known = said if isinstance(said, bool) else next(map(_access, texts(said, "@value")), None)
        if known is not None:
            return known, "json-ld isAccessibleForFree"
    for name in _ACCESS_METAS:
        known = _access(markup.declared.first_meta(name) or "")
        if known is not None:
            return known, f"meta {name}"
    return None, ""


def _access(text: str) -> bool | None:
    return _ACCESS.get(text.strip().lower())
