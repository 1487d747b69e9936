"""What is to be said of each date that was found, in words; and of the choice among them, in a sentence."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from newscrawler import dates
from newscrawler.items import DateEvidence, Place, Role
from newscrawler.text import clean_text

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    Fields = Mapping[str, Any]

SITE = "site"
CHOSEN = {
    "published_at": "chosen as the publication",
    "modified_at": "chosen as the modification",
    "date_line": "the date line",
}
"""Field -> what is said of the evidence that it was taken from."""
_ROLES = {"published_at": Role.PUBLISHED, "modified_at": Role.MODIFIED}
_OF_OTHERS = {Place.RELATED: "of a related item", Place.COMMENT: "of a comment"}
_TO_THE_MINUTE = len("2016-07-16T00:55")


def evidence_of(article: Fields) -> list[DateEvidence]:
    """Return an article's dates as evidence."""
    names = DateEvidence.__dataclass_fields__
    return [DateEvidence(**{name: one[name] for name in names}) for one in article["dates"]]


def verdicts(article: Fields) -> list[str]:
    """Return a verdict for each date, in their order."""
    seen = evidence_of(article)
    chosen = {name: _taken_from(article, name, seen) for name in CHOSEN}
    published = chosen["published_at"]
    winner = seen[published] if published is not None else None
    told = []
    for number, one in enumerate(seen):
        taken = [CHOSEN[name] for name in ("published_at", "modified_at") if chosen[name] == number]
        judged = one.doubt if taken else _verdict(article, one, winner)
        line = CHOSEN["date_line"] if chosen["date_line"] == number else ""
        told.append("; ".join(filter(None, (*taken, judged, line))))
    return told


def _taken_from(article: Fields, name: str, seen: Sequence[DateEvidence]) -> int | None:
    """Return which date a field was taken from; None where it is empty, or the site's file set it."""
    source = article["provenance"].get(name)
    if not article[name] or source is None:
        return None
    for number, one in enumerate(seen):
        is_source = one.path == SITE if source == SITE else f"{one.place} {one.path}".strip() == source
        if is_source and _says(one, article, name):
            return number
    return None


def _says(one: DateEvidence, article: Fields, name: str) -> bool:
    if name == "date_line":
        return clean_text(one.text) == str(article[name])
    is_moment = one.role == _ROLES[name] and dates.counts(one)
    return is_moment and dates.to_utc(one.value or "") == dates.to_utc(str(article[name]))


def _verdict(article: Fields, one: DateEvidence, winner: DateEvidence | None) -> str:
    if one.role == Role.CLOCK:
        return _clock(article, one)
    if one.doubt:
        return one.doubt
    if one.place in _OF_OTHERS:
        return _OF_OTHERS[Place(one.place)]
    if one.role == Role.OTHER:
        return "of something else on the page"
    if one.role == Role.MODIFIED:
        return "another date of modification"
    return "agrees" if winner is not None and dates.agree(one, winner) else "not chosen"


def _clock(article: Fields, one: DateEvidence) -> str:
    learned = _learned(article, one)
    if dates.is_learned_clock(one):
        return one.doubt.replace(dates.LEARNED, f"{dates.LEARNED}{learned and f'{learned}, '}")
    if one.place == Place.MASTHEAD:
        return "; ".join(filter(None, (f"the page's clock (its place{learned and f', and {learned}'})", one.doubt)))
    return f"the page's clock: {one.doubt}" if one.doubt else "the page's clock"


def _learned(article: Fields, one: DateEvidence) -> str:
    """Return from how many articles the archive knows the line for a clock; empty where it does not."""
    for place in article.get("date_places") or []:
        if place["verdict"] == "clock" and (place["place"], place["path"]) == (one.place, dates.place_path(one.path)):
            count = place["moved"] + place["older"] or place["alike"]
            return f"learned from {count} article{'' if count == 1 else 's'}"
    return ""


def sentences(article: Fields) -> list[str]:
    """Return why the article has the dates it has, in a sentence for each."""
    told = [_published(article)]
    if article["modified_at"]:
        told.append(f"Last altered {shown(article['modified_at'])}, from {_source(article, 'modified_at')}.")
    return told


def shown(moment: str) -> str:
    """Return a moment as people read it, to the minute at most, with its offset.

    >>> shown("2016-07-16T00:55:10+04:00"), shown("2016-07-16"), shown("2016-07-16T00:55")
    ('2016-07-16 00:55 +04:00', '2016-07-16', '2016-07-16 00:55')
    """
    offset = moment[_TO_THE_MINUTE:].lstrip(":0123456789.")
    return f"{moment[:_TO_THE_MINUTE].replace('T', ' ')} {offset}".strip()


def _published(article: Fields) -> str:
    moment = article["published_at"]
    if not moment:
        return f"No publication date: {_why_not(article)}{_sorted_by(article)}."
    seen = evidence_of(article)
    chosen = _taken_from(article, "published_at", seen)
    local = ", in the page's own time, its zone unknown" if "T" in moment and not _has_offset(moment) else ""
    first = f"Published {shown(moment)}{local}, to the {article['published_precision'] or 'day'}"
    if chosen is None:
        return f"{first}, as the site's own file says."
    return f"{first}, from {_source(article, 'published_at')}; {_others(seen, chosen)}."


def _others(seen: Sequence[DateEvidence], chosen: int) -> str:
    others = [
        one
        for number, one in enumerate(seen)
        if number != chosen and one.role == Role.PUBLISHED and one.value and one.place in dates.TRUST
    ]
    if not others:
        return "nothing else tells"
    agreeing = sum(dates.counts(one) and dates.agree(one, seen[chosen]) for one in others)
    if len(others) == 1:
        return "the one other agrees" if agreeing else "the one other does not agree"
    return f"{agreeing} of {len(others)} others agree"


def _why_not(article: Fields) -> str:
    roles = {one.role for one in evidence_of(article)}
    if Role.CLOCK in roles and Role.PUBLISHED not in roles:
        return "the page prints only its clock"
    return "nothing that was found tells it" if roles else "no date was found"


def _sorted_by(article: Fields) -> str:
    seen = article.get("first_seen_at")
    return f"; sorted by when it was first seen, {shown(seen)[:16]} UTC" if seen else ""


def _source(article: Fields, name: str) -> str:
    source = str(article["provenance"].get(name, ""))
    return "the site's own selector" if source == SITE else source.partition(" ")[0] or "the site's own file"


def _has_offset(moment: str) -> bool:
    return moment.endswith("Z") or "+" in moment or "-" in moment[_TO_THE_MINUTE:]
