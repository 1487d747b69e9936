"""The origin line: the place, paper and agency that open a news text, as in "دمشق ــ الوطن ــ عواصم ــ وكالات: أعلن".

Precision goes before recall: an opening counts only when a known place or agency stands in it as a whole segment, for
many agency names are ordinary words too, and many first sentences hold a colon or a dash.
"""

from __future__ import annotations

import re
from itertools import pairwise
from typing import TYPE_CHECKING

from newscrawler.extraction.origin_scripts import unparted_origin
from newscrawler.extraction.origin_segments import SEGMENT_WORDS, Kind, is_dated, kind_of, segments_of
from newscrawler.extraction.origin_unknown import names_place
from newscrawler.extraction.tables import names
from newscrawler.text import fold

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from newscrawler.extraction.origin_segments import Segment

HEAD_LETTERS = 160
"""How far into the text an origin line may reach."""
LINE_LETTERS = 90
"""The longest first paragraph that is an origin line and nothing else."""
NAME_WORDS = 2
AGENCY_WORDS = range(2, 4)
INITIALS = range(2, 6)
"""Letters of an agency's short name."""
AGENCY_ENDS = frozenset(("نيوز", "برس", "واير"))
CLOSERS = " :：-–—ـ"

_UPPER_START = re.compile(r"[\"'“”„«»‘’(]*[^\W\d_]")
_TIME = re.compile(r"(?<!\d)\d{1,2}:\d\d(?!\d)")
_PAIRS = (("(", ")"), ("[", "]"), ("«", "»"), ("【", "】"), ("“", "”"))
_BEFORE_DAY = re.compile(r"([^\d,،]{2,30}?)\s+(?:في\s+)?\d")
_OPENING_SLASH = re.compile(r"(?:^|\s)/[^/]*$")
_KNOWN = frozenset({Kind.PLACE, Kind.AGENCY, Kind.SOURCE})
_MAYBE_OWN = frozenset({Kind.SHORT, Kind.DATE})


def _nobody(_name: str) -> bool:
    return False


def read_origin_line(body: str, is_own: Callable[[str], bool] = _nobody) -> str | None:
    """Return the place and agency opening of a body, without the closing colon or dash; None where there is none.

    `is_own` tells the site's own names, which stand where an agency's does.

    >>> read_origin_line("LONDON (Reuters) - The bank said on Friday that rates would stay.")
    'LONDON (Reuters)'
    >>> read_origin_line("One thing is clear: the bank will not move.") is None
    True
    """
    text = body.strip()
    paragraph = text.partition("\n")[0].strip()
    head = paragraph[:HEAD_LETTERS]
    if not head:
        return None
    unparted = unparted_origin(head)
    if unparted:
        return unparted
    if len(paragraph) <= LINE_LETTERS and paragraph != text:
        line = head.rstrip(CLOSERS)
        segments = list(_with_own(segments_of(line), is_own))
        if _is_origin_alone(segments) and not _TIME.search(line):
            return line
        if not segments or (segments[0].kind is Kind.AGENCY and not segments[-1].closer and _is_short(segments[-1])):
            return None  # "The Example - Ann Roe" is a byline
    return _before_full_stop(head) or _opening(head, text, is_own)


def _with_own(segments: Iterable[Segment], is_own: Callable[[str], bool]) -> Iterator[Segment]:
    """Yield the segments; those that are one of the site's names are an agency, but for those behind a day.

    So is the first when it is called one by its last word; place, date and the site's name are a dated agency.
    """
    begins_with_day = None
    for segment in segments:
        if begins_with_day is None and _is_named_agency(segment):
            segment.kind = Kind.AGENCY
        if not begins_with_day and segment.kind in _MAYBE_OWN and is_own(segment.text):
            segment.kind = Kind.AGENCY
        elif begins_with_day is None and segment.kind is Kind.LONG and is_dated(segment.text, is_own):
            segment.kind = Kind.DATED
        if begins_with_day is None:
            begins_with_day = segment.kind is Kind.DATE
        yield segment


def _name_slashed(head: str, segments: list[Segment]) -> None:
    """Take what stands between slashes behind a known place and a day for an agency: "أبوظبي في 5 يونيو / وام / "."""
    for before, segment in pairwise(segments):
        if segment.kind is Kind.SHORT and before.kind is Kind.DATE and head[before.end : before.after].startswith(" /"):
            place = _BEFORE_DAY.match(before.text)
            if place and segment.closer == "slash" and fold(place[1]) in names("places"):
                segment.kind = Kind.AGENCY


def _is_named_agency(segment: Segment) -> bool:
    """Do two or three words before a slash or a colon end like the name of an agency?"""
    words = segment.text.split() if segment.kind is Kind.SHORT and segment.closer in ("slash", "colon") else []
    return len(words) in AGENCY_WORDS and words[-1] in AGENCY_ENDS


def _is_origin_alone(segments: list[Segment]) -> bool:
    """Is the whole paragraph an origin line: known segments, and beside them a paper's or a person's name at most?

    A line with a time of the day says when the page was published.
    """
    if len(segments) == 1:
        return segments[0].kind is Kind.DATED
    unknown = [segment for segment in segments if segment.kind in (Kind.SHORT, Kind.LONG)]
    kinds = {segment.kind for segment in segments}
    person_last = Kind.AGENCY in kinds and segments[-1] in unknown and " " in segments[-1].text
    named = not unknown or (len(unknown) == 1 and len(unknown[0].text.split()) <= NAME_WORDS and not person_last)
    return named and not kinds.isdisjoint(_KNOWN) and not _is_byline(segments)


def _is_short(segment: Segment) -> bool:
    return len(segment.text.split()) <= NAME_WORDS + 1


def _is_byline(segments: list[Segment]) -> bool:
    return fold(segments[0].text.partition(" ")[0]) in names("byline_words")


def _opening(head: str, text: str, is_own: Callable[[str], bool]) -> str | None:
    """The leading segments up to the closer that the text follows; None when they are no origin line."""
    leading = _leading(head)
    if all(segment.closer == "comma" for segment in leading):  # the site's names are asked for last
        return None
    leading = list(_with_own(leading, is_own))
    _name_slashed(head, leading)
    closed = next((end for end in range(len(leading), 0, -1) if _closes(head, leading[:end])), 0)
    if not closed:
        return None
    opening = leading[:closed]
    is_origin = _is_drawn_out(head, opening) or _is_believable(opening, text)
    return _cut(head, opening, is_own) if is_origin and not _asks(opening, text) else None


def _leading(head: str) -> list[Segment]:
    """Return the short segments that a text begins with, up to the first colon."""
    found: list[Segment] = []
    for segment in segments_of(head):
        if segment.kind is Kind.LONG or not segment.closer:
            break
        found.append(segment)
        if segment.closer == "colon":
            break
    return found


def _asks(opening: list[Segment], text: str) -> bool:
    """Does the name put the questions of an interview, paragraph after paragraph?"""
    return len(opening) == 1 and opening[0].closer == "colon" and f"\n{opening[0].text}:" in text


def _before_full_stop(head: str) -> str | None:
    """Return a known place that a full stop parts from the first sentence, as papers of East Africa print it."""
    place, stop, rest = head.partition(". ")
    if not stop or len(place.split()) > NAME_WORDS + 1 or kind_of(place) is not Kind.PLACE:
        return None
    return place if rest[:1].isupper() and len(rest.partition(".")[0].split()) > SEGMENT_WORDS else None


def _closes(head: str, opening: list[Segment]) -> bool:
    """May the text follow what closes the last segment: colon, dash, the slash or bracket behind an agency?"""
    last = opening[-1]
    if last.closer in ("colon", "dash"):
        return True
    if last.closer == "slash":
        return last.kind in (Kind.AGENCY, Kind.DATED) or _is_place_and_initials(opening)
    if last.kind is not Kind.AGENCY or head[last.end : last.after].strip() != ")" or len(opening) == 1:
        return False
    before = opening[-2]
    return before.kind in (Kind.PLACE, Kind.DATE) and "(" in head[before.end : before.after]


def _is_place_and_initials(opening: list[Segment]) -> bool:
    """Do a known place and one short word, each before a slash, open the text? So agencies sign that no table knows."""
    if len(opening) != NAME_WORDS or opening[0].kind is not Kind.PLACE or opening[0].closer != "slash":
        return False
    return opening[1].kind is Kind.SHORT and len(opening[1].text) in INITIALS


def _is_drawn_out(head: str, segments: list[Segment]) -> bool:
    """Are unknown names parted by a dash made of tatweel, and closed by a colon? Hardly anything else is printed so."""
    is_parted = any("ـ" in head[segment.end : segment.after] for segment in segments[:-1])
    return is_parted and segments[-1].closer == "colon" and not _is_byline(segments)


def _is_believable(segments: list[Segment], text: str) -> bool:
    kinds = [segment.kind for segment in segments]
    rest, by_colon = text[segments[-1].after :], segments[-1].closer == "colon"
    if _is_byline(segments):
        return False
    if Kind.DATED in kinds or _is_named(kinds, by_colon=by_colon):
        return True
    is_place = kinds[0] is Kind.PLACE or Kind.AGENCY in kinds or names_place(text, segments)
    return is_place and (by_colon or _starts_upper(rest))


def _is_named(kinds: list[Kind], *, by_colon: bool) -> bool:
    """Do the names in an opening leave no doubt, whatever follows?"""
    is_one_of_more = len(kinds) > 1
    return (
        (Kind.AGENCY in kinds and (is_one_of_more or by_colon))
        or (Kind.PLACE in kinds and by_colon)
        or (Kind.SOURCE in kinds and is_one_of_more and by_colon)
    )


def _starts_upper(rest: str) -> bool:
    """Does a sentence begin here? Scripts without case cannot say no."""
    start = _UPPER_START.match(rest.lstrip())
    return bool(start) and not start.group()[-1].islower() if start else bool(rest[:1].isdigit())


def _cut(head: str, opening: list[Segment], is_own: Callable[[str], bool]) -> str:
    last = opening[-1]
    line, tail, rest = head[: last.end], head[last.end : last.after], head[last.after :]
    if last.closer == "dash":
        name = rest.partition(". ")[0]
        if len(name.split()) <= SEGMENT_WORDS < len(rest.split()) and (kind_of(name) is Kind.AGENCY or is_own(name)):
            return head[: last.after] + name
    if tail.startswith(".") and opening[-2:-1] and opening[-2].closer == "comma":  # "MARLOW, Neb. — "
        return f"{line}.".strip()
    return _with_closing(line, tail).strip()


def _with_closing(line: str, tail: str) -> str:
    """Return a line with the sign behind it that closes what one of a pair in it opens: "(كونا)", "«الأخبار»", "/قنا/".

    A slash opens where a space stands before it: "غزة/ معا/" has two that part.
    """
    for opening, closing in _PAIRS:
        if closing in tail and line.count(opening) > line.count(closing):
            return f"{line}{closing}"
    slash = _OPENING_SLASH.search(line)
    return line + tail[: tail.index("/") + 1] if slash and "/" in tail else line
