"""Reading a date: the way through all passes, from the names that are surest to those of every language."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from newscrawler.dates.absolute import may_hold_date, with_dates
from newscrawler.dates.atoms import holds, kinds_among
from newscrawler.dates.choice import Refusal, chosen
from newscrawler.dates.clock import with_clocks
from newscrawler.dates.context import Context, context_of, day_in, refusal_of
from newscrawler.dates.days_ago import with_days_ago
from newscrawler.dates.machine import read_machine
from newscrawler.dates.numerals import with_christian_years
from newscrawler.dates.offsets import with_zones
from newscrawler.dates.printed import PrintedDate
from newscrawler.dates.relative import counted_back, just_now
from newscrawler.dates.runs import with_true_weekdays
from newscrawler.dates.scripts import is_beyond_base, scripts_of
from newscrawler.dates.tokens import LONGEST_LINE
from newscrawler.dates.unlisted import is_listed, with_unlisted
from newscrawler.dates.vocabulary import vocabulary

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime, tzinfo

    from newscrawler.dates.atoms import Atom
    from newscrawler.dates.lexicon import Vocabulary

_LONGEST_WITHOUT_DIGIT = 60
"""Characters; words of other languages alone, such as "hier", are looked for in lines no longer than that."""
_FROM_TODAY = frozenset({"now", "now_about", "days_ago", "days_ago_elsewhere", "last"})
"""Kinds of words that count from today without a number: just now, yesterday, last Thursday."""
_YEAR_LONG = re.compile(r"(?<!\d)\d{4}(?!\d)")


def read_date(
    text: str, *, now: datetime | None = None, timezone: tzinfo | None = None, languages: Sequence[str] = ()
) -> PrintedDate | None:
    """Return the date printed in `text`, in any calendar; None when it holds none, or none that can be true.

    `now` is when the text was printed (the system's clock, if not given): relative words count from it, and a day
    more than two days after it is refused. `timezone` is the zone of times printed without one. `languages` are BCP 47
    tags; they decide between names that languages share, and the order of numeric dates.

    >>> read_date("السبت 25 مارس 2017 م - ٢٦ جمادي الثاني ١٤٣٨ هـ").value
    datetime.datetime(2017, 3, 25, 0, 0)
    >>> read_date("25 March") is None
    True
    """
    found = _read(text, now, timezone, languages)
    return found if isinstance(found, PrintedDate) else None


def doubt_about(text: str, *, now: datetime | None = None, languages: Sequence[str] = ()) -> str:
    """Return why `read_date` refuses the date printed in `text`, in words; "" when there is none to refuse.

    >>> doubt_about("31 أبريل 2017")
    'there is no such day'
    """
    found = _read(text, now, None, languages)
    return found.reason if isinstance(found, Refusal) else ""


def read_moment(
    text: str, *, now: datetime | None = None, timezone: tzinfo | None = None, languages: Sequence[str] = ()
) -> PrintedDate | None:
    """Return the moment a machine wrote (ISO 8601, RFC 822, seconds since 1970), else what `read_date` returns.

    >>> read_moment("2017-03-25T09:30:00+04:00").value.isoformat()
    '2017-03-25T09:30:00+04:00'
    """
    found = moment_or_refusal(text, now=now, timezone=timezone, languages=languages)
    return found if isinstance(found, PrintedDate) else None


def date_or_refusal(
    text: str, *, now: datetime | None = None, timezone: tzinfo | None = None, languages: Sequence[str] = ()
) -> PrintedDate | Refusal | None:
    """Return what `read_date` returns, but for a date that cannot be true why it is refused.

    >>> date_or_refusal("30 February 2017").reason
    'there is no such day'
    """
    return _read(text, now, timezone, languages)


def moment_or_refusal(
    text: str, *, now: datetime | None = None, timezone: tzinfo | None = None, languages: Sequence[str] = ()
) -> PrintedDate | Refusal | None:
    """Return what `read_moment` returns, but for a moment that cannot be true why it is refused.

    >>> moment_or_refusal("1817-03-25T09:30:00Z").reason
    'year before 1900: 1817'
    """
    found = read_machine(text.strip(), timezone)
    reason = refusal_of(found.value.date(), day_in(timezone, now)) if found else ""
    if found and not reason:
        return found
    printed = _read(text, now, timezone, languages)
    return printed or (Refusal(text, reason) if reason else None)


def _read(
    text: str, now: datetime | None, timezone: tzinfo | None, languages: Sequence[str]
) -> PrintedDate | Refusal | None:
    line = _beginning(text)
    context = context_of(line, now, timezone, languages)
    if not is_beyond_base(line):
        found = _read_with(vocabulary(context.languages), context)
        if _is_sure(found, line):
            return found if context.languages else _with_weekday(found, context)
        if not any(map(str.isalpha, line)) or (len(line) > _LONGEST_WITHOUT_DIGIT and not any(map(str.isdigit, line))):
            return found
    found = _read_with(vocabulary(context.languages, scripts_of(line)), context)
    return found or _read_unlisted(context)


def _is_sure(found: PrintedDate | Refusal | None, line: str) -> bool:
    """Return whether no better can be found: a year of four digits is part of what was read, if there is one."""
    return found is not None and (_YEAR_LONG.search(found.text) is not None or _YEAR_LONG.search(line) is None)


def _with_weekday(found: PrintedDate | Refusal | None, context: Context) -> PrintedDate | Refusal | None:
    """Return what was read in a line of unknown language, with the weekday that another language may name in it."""
    scripts = scripts_of(context.line)
    if not isinstance(found, PrintedDate) or found.checks or "latin" not in scripts:
        return found
    again = _read_with(vocabulary((), scripts), context)
    is_more = isinstance(again, PrintedDate) and again.value == found.value and bool(again.checks)
    return again if is_more else found


def _beginning(text: str) -> str:
    """Return what is looked at of a text: its beginning, without a number that would be cut in two."""
    line = text[:LONGEST_LINE]
    while line and text[len(line) : len(line) + 1].isdigit() and line[-1].isdigit():
        line = line[:-1]
    return line


def _read_with(names: Vocabulary, context: Context) -> PrintedDate | Refusal | None:
    line = context.line
    words = with_true_weekdays(with_christian_years(names.atoms_of(line), line))
    kinds = kinds_among(words)
    if may_hold_date(words, kinds):
        atoms = with_dates(with_clocks(with_zones(words, line, context.regions)), context, kinds)
        if holds(atoms, "date"):
            return chosen(_with_clocks_after_dates(atoms, line), context)
    counted = counted_back(words, context, names.ago)
    if counted or _FROM_TODAY.isdisjoint(kinds):
        return counted
    atoms = with_clocks(with_zones(words, line, context.regions))
    return just_now(atoms, context) or chosen(with_days_ago(atoms, context), context)


def _with_clocks_after_dates(atoms: list[Atom], line: str) -> list[Atom]:
    """Return the atoms with times in numbers that only a date before them tells to be times: 25.3.2017 14.15."""
    return with_clocks(atoms) if "." in line and holds(atoms, "number") else atoms


def _read_unlisted(context: Context) -> PrintedDate | Refusal | None:
    """Return the date of a line in which stands a year, in a language without names here."""
    if is_listed(context) or _YEAR_LONG.search(context.line) is None:
        return None
    atoms = with_clocks(vocabulary(context.languages, scripts_of(context.line)).atoms_of(context.line))
    return chosen(with_unlisted(atoms, context), context)
