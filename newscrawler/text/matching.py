"""Which members of two sequences correspond: in order, exactly equal, at a cost that hostile input cannot raise."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterator, Sequence

    Pair = tuple[int, int]

STEPS = 400_000
"""What one comparison may cost in steps of Myers's algorithm; the rest is then called replaced. Some 0.2 seconds."""
_SMALL = 300
"""Sequences together no longer than this are compared by Myers's algorithm alone: its answer is the shortest."""


@dataclass(slots=True)
class _Budget:
    steps: int


def matches(old: Sequence[Hashable], new: Sequence[Hashable], *, steps: int = STEPS) -> list[Pair]:
    """Return pairs of places, rising in both, at which the sequences are equal.

    Members that both have once are anchors (patience diff, B. Cohen); what lies between is compared by the greedy
    algorithm of Myers ("An O(ND) Difference Algorithm", 1986), which gives up when `steps` are spent.

    >>> matches("abcd", "axcd")
    [(0, 0), (2, 2), (3, 3)]
    """
    budget, found = _Budget(steps), []
    gaps = [(0, len(old), 0, len(new))]
    while gaps:
        lo, hi, low, high = gaps.pop()
        while lo < hi and low < high and old[lo] == new[low]:
            found.append((lo, low))
            lo, low = lo + 1, low + 1
        while lo < hi and low < high and old[hi - 1] == new[high - 1]:
            hi, high = hi - 1, high - 1
            found.append((hi, high))
        if lo == hi or low == high:
            continue
        is_small = hi - lo + high - low <= _SMALL
        anchors = [] if is_small else _anchors(old[lo:hi], new[low:high])
        if anchors:
            gaps.extend(_between([(lo + one, low + other) for one, other in anchors], (lo, hi, low, high)))
            found.extend((lo + one, low + other) for one, other in anchors)
        else:
            found.extend((lo + one, low + other) for one, other in _shortest(old[lo:hi], new[low:high], budget))
    return sorted(found)


def rising(pairs: Sequence[Pair]) -> list[Pair]:
    """Return a longest part of pairs, sorted by their first, in which the second rises too.

    >>> rising([(0, 5), (1, 1), (2, 2)])
    [(1, 1), (2, 2)]
    """
    tops: list[int] = []
    ends: list[int] = []
    before: list[int | None] = []
    for at, (_, place) in enumerate(pairs):
        pile = bisect_left(tops, place)
        before.append(ends[pile - 1] if pile else None)
        tops[pile : pile + 1], ends[pile : pile + 1] = [place], [at]
    chain: list[Pair] = []
    here = ends[-1] if ends else None
    while here is not None:
        chain.append(pairs[here])
        here = before[here]
    return chain[::-1]


def _anchors(old: Sequence[Hashable], new: Sequence[Hashable]) -> list[Pair]:
    here, there = Counter(old), Counter(new)
    places = {member: place for place, member in enumerate(new) if there[member] == 1}
    once = [(place, places[member]) for place, member in enumerate(old) if here[member] == 1 and member in places]
    return rising(once)


def _between(anchors: list[Pair], whole: tuple[int, int, int, int]) -> Iterator[tuple[int, int, int, int]]:
    lo, hi, low, high = whole
    for one, other in [*anchors, (hi, high)]:
        yield lo, one, low, other
        lo, low = one + 1, other + 1


def _shortest(old: Sequence[Hashable], new: Sequence[Hashable], budget: _Budget) -> list[Pair]:
    """Return the matches of a shortest edit script; none where the budget does not reach."""
    ends, trace = {1: 0}, []
    for edits in range(len(old) + len(new) + 1):
        trace.append(ends.copy())
        budget.steps -= len(ends)
        for line in range(-edits, edits + 1, 2):
            goes_down = line == -edits or (line != edits and ends[line - 1] < ends[line + 1])
            start = place = ends[line + 1] if goes_down else ends[line - 1] + 1
            while place < len(old) and place - line < len(new) and old[place] == new[place - line]:
                place += 1
            ends[line] = place
            budget.steps -= place - start + 1
            if place >= len(old) and place - line >= len(new):
                return _walked_back(trace, len(old), len(new))
        if budget.steps < 0:
            return []
    return []


def _walked_back(trace: list[dict[int, int]], place: int, other: int) -> list[Pair]:
    found: list[Pair] = []
    for edits in range(len(trace) - 1, -1, -1):
        ends, line = trace[edits], place - other
        goes_down = line == -edits or (line != edits and ends[line - 1] < ends[line + 1])
        line += 1 if goes_down else -1
        was, was_other = ends[line], ends[line] - line
        while place > was and other > was_other:
            place, other = place - 1, other - 1
            found.append((place, other))
        place, other = was, was_other
    return found[::-1]
