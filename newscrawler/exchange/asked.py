"""What an answer was asked for with: only what GET brings is a page that anybody could visit."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from newscrawler.exchange.records import Capture, PassedOver

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from newscrawler.exchange.records import Record

_TO_READ = frozenset({"GET", ""})


@dataclass(frozen=True, slots=True)
class Asked:
    """A request."""

    url: str
    method: str
    """In capitals; "" where it cannot be read."""


def answers_to_get(records: Iterable[Record | Asked]) -> Iterator[Record]:
    """Yield the records, those passed over that answer another method.

    A request stands right before its answer or right behind it, as the archive's writer likes: a page waits for it.
    """
    asked: Asked | None = None
    held: Record | None = None
    for one in records:
        if isinstance(one, Asked):
            if held is not None and _answers(held, one):
                yield _judged(held, one)
                held = None
            else:
                asked = one
            continue
        if held is not None:
            yield held
        held = one
        if asked is not None and _answers(one, asked):
            yield _judged(one, asked)
            held = None
        asked = None
    if held is not None:
        yield held


def _answers(record: Record, asked: Asked) -> bool:
    return isinstance(record.content, Capture) and record.content.url == asked.url


def _judged(record: Record, asked: Asked) -> Record:
    if asked.method in _TO_READ:
        return record
    return replace(record, content=PassedOver(f"answer to {asked.method}"), size=0)
