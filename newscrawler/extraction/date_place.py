"""What the place of a printed date says: whose date it is, what it tells, and how far it is to be trusted."""

from __future__ import annotations

from itertools import takewhile
from typing import TYPE_CHECKING

from newscrawler.extraction.date_line import is_short
from newscrawler.extraction.date_names import PROPERTIES, holds_word, opens_byline, says_other
from newscrawler.extraction.date_scene import Part
from newscrawler.extraction.surroundings import is_unseen, kinds_above, nearest, words_of
from newscrawler.items import Place, Role
from newscrawler.markup import visible_text

if TYPE_CHECKING:
    from lxml.html import HtmlElement

    from newscrawler.extraction.date_line import DateLine
    from newscrawler.extraction.date_scene import Scene

NEAR = 4
"""Holders of a text that tell what kind of text it is."""
TEASER_LETTERS = 25
"""A link with so many letters is a headline."""
TEASER_LONGEST = 500
_HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
_TRUST = {Part.META: 6, Part.ABOVE: 4, Part.BODY_START: 4, Part.BODY: -5, Part.AFTER: 0}
_HEAD = frozenset({Part.ABOVE, Part.META})
_BEFORE_TEXT = frozenset({Part.META, Part.BODY_START})
_ALWAYS_FOREIGN = frozenset({"related", "popular", "newsletter"})
_FOREIGN_BELOW = frozenset({"nav", "footer", "sidebar", "ads", "aside"})
_NO_DATE_OF_TEXT = frozenset({"caption", "figure", "figcaption", "consent"})
_DATE_WORDS = (
    "date", "time", "publish", "posted", "fecha", "datum", "tarih", "dato", "clock", "calendar", "meta", "created",
)  # fmt: skip
_MODIFIED_WORDS = ("modif", "date-upd", "last-upd", "lastupd")


def is_of_picture(line: DateLine, scene: Scene) -> bool:
    """Does the line belong to a picture rather than to a text?"""
    if line.is_told:
        return False
    near = nearest(line.element, NEAR)
    return scene.scope not in near[:1] and not kinds_above(line.element, near[-1]).isdisjoint(_NO_DATE_OF_TEXT)


def place_of(element: HtmlElement, part: Part, scene: Scene, own: Place, *, told: bool = False) -> tuple[Place, int]:
    """Return where a date stands, and how near to the headline: what is not the article's own has no trust.

    `told`: the words beside it say that the text came out then, so that it may stand in the foot of the article.
    """
    kinds = kinds_above(element, scene.scope)
    if "comment" in kinds and part not in _HEAD:  # nobody comments between headline and text: it counts or leads there
        return Place.COMMENT, 0
    if part is Part.OUTSIDE or not kinds.isdisjoint(_ALWAYS_FOREIGN) or _is_in_teaser(element, scene):
        return Place.RELATED, 0
    if part is Part.AFTER and not kinds.isdisjoint({"a"} if told else _FOREIGN_BELOW | {"a"}):
        return Place.RELATED, 0
    return (Place.HIDDEN, 1) if is_unseen(element) else (own, _TRUST[part])


def _is_in_teaser(element: HtmlElement, scene: Scene) -> bool:
    """Does something close and small hold both the date and the linked headline of another text?"""
    own = scene.holders
    around = list(takewhile(lambda holder: holder not in own, nearest(element, NEAR)))
    widest = next((holder for holder in reversed(around) if is_short(holder, TEASER_LONGEST)), None)
    return widest is not None and any(map(_is_headline, widest.iter("a")))


def _is_headline(link: HtmlElement) -> bool:
    """Is the link in a heading, or a heading in the link?"""
    heading = any(one.tag in _HEADINGS for one in nearest(link, 3)[1:]) or next(link.iter(*_HEADINGS), None) is not None
    return heading and len(visible_text(link)) >= TEASER_LETTERS


def role_of(element: HtmlElement, place: Place, part: Part) -> Role:
    """Return what the place and the words of an element say its date tells."""
    if place in (Place.RELATED, Place.COMMENT) or (part is Part.BODY and not _names_date(element)):
        return Role.OTHER
    named = element.get("itemprop") or ""
    if named in PROPERTIES:
        return PROPERTIES[named]
    words = words_of(element)
    return Role.MODIFIED if holds_word(words, _MODIFIED_WORDS) and "publish" not in words.lower() else Role.PUBLISHED


def role_of_time(element: HtmlElement, line: DateLine | None, place: Place, part: Part) -> Role:
    """Return what a `<time>` tells: as `role_of`, but altered where the label of its own line says so.

    Themes print "Updated" before two such elements, and hide the first by its name: what names itself published is.
    """
    role = role_of(element, place, part)
    labelled = line is not None and line.inner is element and line.is_modified
    return Role.MODIFIED if labelled and role is Role.PUBLISHED and not _names_publication(element) else role


def _names_publication(element: HtmlElement) -> bool:
    return "publish" in f"{words_of(element)} {element.get('itemprop') or ''}".lower()


def is_told(line: DateLine) -> bool:
    """Do the words round the date say that the text came out then: a label, a sentence, a byline in a line of facts?"""
    named = any(_names_date(one) for one in (line.element, line.inner) if one is not None)
    return line.is_told or (named and opens_byline(line.before))


def role_of_line(line: DateLine, place: Place, part: Part) -> Role:
    """Return what a printed line tells: its place, the names of its element, and the words round the date say so."""
    role = role_of(line.element, place, part)
    if says_other(line.before):
        return Role.OTHER
    if place not in (Place.VISIBLE, Place.HIDDEN):
        return role
    if role is Role.OTHER and is_told(line):
        role = Role.PUBLISHED
    elif part in _BEFORE_TEXT and line.is_sentence and not (is_told(line) or _is_line_of_facts(line)):
        return Role.OTHER
    return Role.MODIFIED if role is Role.PUBLISHED and line.is_modified else role


def _is_line_of_facts(line: DateLine) -> bool:
    return _names_date(line.element) or opens_byline(line.before) or line.element.tag == "time"


def _names_date(element: HtmlElement) -> bool:
    return holds_word(" ".join(map(words_of, nearest(element, 2))), _DATE_WORDS)


def trust_in(line: DateLine) -> int:
    """Return how far a line looks like one that tells when a text came out."""
    words = " ".join(map(words_of, nearest(line.element, 3)))
    named = 3 if line.element.tag == "time" or holds_word(words, _DATE_WORDS) else 0
    labelled = 2 if line.is_alone and line.before.strip() and not line.is_modified else 0
    return named + labelled + (2 if line.is_alone else 0)
