"""Two texts with their paragraphs parted alike, where only the parting differs: a redesign parts them anew."""

from __future__ import annotations

from itertools import accumulate
from typing import TYPE_CHECKING

from newscrawler.text.matching import matches
from newscrawler.text.wording import plain_words

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence


def regrouped(old: Sequence[str], new: Sequence[str]) -> tuple[list[str], list[str]]:
    """Return the paragraphs of both, those joined that the other text shows as one.

    >>> regrouped(["One two.", "Three four.", "Five."], ["One two. Three four.", "Six."])
    (['One two. Three four.', 'Five.'], ['One two. Three four.', 'Six.'])
    """
    before, after = ([plain_words(paragraph).split() for paragraph in text] for text in (old, new))
    pairs = matches([word for words in before for word in words], [word for words in after for word in words])
    ends, new_ends = (list(accumulate(map(len, words))) for words in (before, after))
    there, back = dict(pairs), {other: one for one, other in pairs}
    return _joined(old, ends, there, new_ends), _joined(new, new_ends, back, ends)


def _joined(
    paragraphs: Sequence[str], ends: Sequence[int], there: Mapping[int, int], other_ends: Sequence[int]
) -> list[str]:
    """Join what the other text has without an end between: the words at both sides stand together there."""
    parted = set(other_ends)
    joined: list[list[str]] = []
    is_open = False
    for paragraph, end in zip(paragraphs, ends, strict=True):
        if is_open:
            joined[-1].append(paragraph)
        else:
            joined.append([paragraph])
        last, following = there.get(end - 1), there.get(end)
        is_open = last is not None and following == last + 1 and following not in parted
    return [" ".join(parts) for parts in joined]
