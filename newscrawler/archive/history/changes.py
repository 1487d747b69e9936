"""What one version of an article changed in the one before: the columns of `revisions` that say so."""

from __future__ import annotations

from collections import Counter
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from newscrawler.text.beside import is_beside_the_text
from newscrawler.text.cleaning import split_paragraphs
from newscrawler.text.differences import Kind, Summary, differences, summary, word_pieces
from newscrawler.text.notices import new_notices
from newscrawler.text.regrouping import regrouped
from newscrawler.text.tokens import is_word, tokens_of
from newscrawler.text.wording import plain_words, text_words

if TYPE_CHECKING:
    from collections.abc import Mapping

_LARGEST = 300_000
"""Characters of both bodies together. Larger ones, which no newspaper prints, are counted: a write must not last."""
FIRST = "first seen"
EDIT = "edit"
SAME_WORDS = "same words"
"""A revision of an older archive, which also counted what is no change of words by now."""


_NOTHING: dict[str, Any] = asdict(Summary()) | {
    "title_changed": False,
    "lead_changed": False,
    "body_changed": False,
    "notice": "",
    "notice_text": "",
}


def changes_between(before: Mapping[str, Any] | None, after: Mapping[str, Any]) -> dict[str, Any]:
    """Return the columns for the version `after`; versions have `title`, `lead` and `body`, the first no `before`."""
    if before is None:
        return _NOTHING | {"kind": FIRST}
    has_title = plain_words(before["title"]) != plain_words(after["title"])
    was_said, is_said = (text_words(one["lead"] or "", one["body"]) for one in (before, after))
    if not has_title and was_said == is_said:
        return _NOTHING | {"kind": SAME_WORDS}
    leads = [plain_words(one["lead"] or "") for one in (before, after)]
    own = [_own_lead(one) for one in (before, after)]
    notices = new_notices((before["title"], before["body"]), (after["title"], after["body"]))
    row = asdict(_body_changes(before["body"], after["body"])) | {
        "kind": EDIT,
        "title_changed": has_title,
        "lead_changed": (all(leads) and leads[0] != leads[1]) or plain_words(own[0]) != plain_words(own[1]),
        "body_changed": text_words("", before["body"]) != text_words("", after["body"]),
        "notice": notices[0].kind if notices else "",
        "notice_text": notices[0].text if notices else "",
    }
    for old, new in ((before["title"], after["title"]) if has_title else ("", ""), own):
        added, removed = _words_changed(old, new)
        row["words_added"] += added
        row["words_removed"] += removed
    return row


def _own_lead(version: Mapping[str, Any]) -> str:
    """Return the lead where the body does not show it; else its words count there."""
    lead = version["lead"] or ""
    return "" if f" {plain_words(lead)} " in f" {plain_words(version['body'])} " else lead


def _body_changes(old: str, new: str) -> Summary:
    """Return what became of the paragraphs, those left out that are none of the text, or say the same as before."""
    if len(old) + len(new) > _LARGEST:
        return _counted(_paragraphs_of(old), _paragraphs_of(new))
    before, after = regrouped(_paragraphs_of(old), _paragraphs_of(new))
    found = [
        change
        for change in differences("\n\n".join(before), "\n\n".join(after), plain_words)
        if change.kind is not Kind.EQUAL
    ]
    return summary(found)


def _counted(old: list[str], new: list[str]) -> Summary:
    """Return what two huge texts hold otherwise, whatever its order: paragraphs and words that came and went."""
    before, after = ([plain_words(paragraph) for paragraph in text] for text in (old, new))
    was, now = Counter(before), Counter(after)
    words, new_words = (Counter(word for paragraph in text for word in paragraph.split()) for text in (before, after))
    return Summary(
        paragraphs_added=(now - was).total(),
        paragraphs_removed=(was - now).total(),
        words_added=(new_words - words).total(),
        words_removed=(words - new_words).total(),
    )


def _paragraphs_of(body: str) -> list[str]:
    return [paragraph for paragraph in split_paragraphs(body) if not is_beside_the_text(paragraph)]


def _words_changed(old: str, new: str) -> tuple[int, int]:
    counts = dict.fromkeys(Kind, 0)
    for piece in word_pieces(old, new):
        counts[piece.kind] += sum(map(is_word, tokens_of(piece.text)))
    return counts[Kind.ADDED], counts[Kind.REMOVED]
