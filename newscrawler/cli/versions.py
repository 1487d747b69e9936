"""Two versions of an article, compared."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from newscrawler.errors import ArchiveError
from newscrawler.text import clean_text, split_paragraphs
from newscrawler.text.differences import Change, Kind, Piece, differences, summary, word_pieces
from newscrawler.text.regrouping import regrouped

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from newscrawler.archive.history.reading import History


@dataclass(frozen=True, slots=True)
class Comparison:
    """What is other in a version than in an earlier one."""

    article: Mapping[str, Any]
    old: Mapping[str, Any]
    new: Mapping[str, Any]
    title: list[Piece]
    lead: list[Piece]
    body: list[Change]

    def as_dict(self) -> dict[str, Any]:
        """Return it as plain values; the texts are in the pieces."""
        known = ("number", "seen_at", "snapshot_id", "extractor_version")
        return {
            **{name: self.article[name] for name in ("id", "site", "url")},
            "old": {name: self.old[name] for name in known},
            "new": {name: self.new[name] for name in known},
            "summary": asdict(summary(self.body)),
            "title": [asdict(piece) for piece in self.title],
            "lead": [asdict(piece) for piece in self.lead],
            "body": [asdict(change) for change in self.body],
        }


def compare(history: History, article: Mapping[str, Any], numbers: Sequence[int]) -> Comparison:
    """Return how two revisions of an article differ: the two numbers, one and that before it, or the last two.

    Raises ArchiveError where there are no such revisions.
    """
    old, new = (history.version(article["id"], number) for number in _chosen(history, article["id"], numbers))
    if old is None or new is None:
        raise ArchiveError(f"the revisions of article {article['id']} went away while they were read")
    return Comparison(
        article,
        old,
        new,
        word_pieces(old["title"], new["title"]),
        word_pieces(old["lead"] or "", new["lead"] or ""),
        differences(*_alike_parted(old["body"], new["body"])),
    )


def _alike_parted(old: str, new: str) -> tuple[str, str]:
    """Return both bodies, paragraphs joined where nothing differs but that the other text has them as one."""
    parts = split_paragraphs(old), split_paragraphs(new)
    joined = regrouped(*parts)
    is_same = [len(one) for one in parts] == [len(one) for one in joined]
    return (old, new) if is_same else ("\n\n".join(joined[0]), "\n\n".join(joined[1]))


def is_changed(pieces: Sequence[Piece]) -> bool:
    """Return True where something was added or removed."""
    return any(piece.kind is not Kind.EQUAL for piece in pieces)


def parted(text: str) -> tuple[str, str, str]:
    """Return a space or nothing, the words cleaned of controls, a space or nothing: what stands before, in and after.

    >>> parted(" a\\x1b[1m b\\n\\n")
    (' ', 'a [1m b', ' ')
    """
    words = clean_text(text)
    before, after = (" " if edge.isspace() else "" for edge in (text[:1], text[-1:]))
    return before, words, after if words else ""


def _chosen(history: History, article_id: int, numbers: Sequence[int]) -> tuple[int, int]:
    known = history.versions(article_id)
    for number in numbers:
        if number not in known:
            raise ArchiveError(f"Article {article_id} has no revision {number}; it has {known[0]} to {known[-1]}")
    if len(numbers) > 1:
        return numbers[0], numbers[1]
    later = numbers[0] if numbers else known[-1]
    earlier = [number for number in known if number < later]
    if not earlier:
        only = "has one revision" if len(known) == 1 else f"has nothing before revision {later}"
        raise ArchiveError(f"Article {article_id} {only}: there is nothing to compare it with")
    return earlier[-1], later
