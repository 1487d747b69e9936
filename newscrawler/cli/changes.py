"""What happened to an article, in words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping

NOTICES = {
    "correction": "correction notice",
    "clarification": "clarification",
    "note": "editor's note",
    "update": "update notice",
}


def change_words(event: Mapping[str, Any]) -> str:
    """Return an event of an article's history in words.

    >>> change_words({"event": "edited", "title_changed": True, "paragraphs_added": 2, "paragraphs_reworded": 1})
    'title; 2 paragraphs added, 1 reworded'
    >>> change_words({"event": "deleted", "detail": "410"})
    'deleted (status 410)'
    """
    if event["event"] == "edited":
        return edit_words(event)
    return _EVENTS[event["event"]].format(detail=event.get("detail"))


_EVENTS = {
    "first seen": "first seen",
    "same words": "the same words, in other signs or with other counters",
    "date moved": "date moved: {detail}",
    "deleted": "deleted (status {detail})",
    "restored": "restored (it was gone since {detail})",
}


def edit_words(edit: Mapping[str, Any]) -> str:
    """Return what an edit changed, in words: fields, paragraphs, how many words, and the notice."""
    parts = [name for name in ("title", "lead") if edit.get(f"{name}_changed")]
    paragraphs = _paragraphs(edit)
    if paragraphs:
        parts.append(paragraphs)
    elif edit.get("body_changed"):
        parts.append("body")
    words = [f"{sign}{edit[name]}" for sign, name in (("+", "words_added"), ("-", "words_removed")) if edit.get(name)]
    if words:
        parts.append(f"words {' '.join(words)}")
    if edit.get("notice"):
        parts.append(NOTICES[edit["notice"]])
    return "; ".join(parts)


def _paragraphs(edit: Mapping[str, Any]) -> str:
    counts = {what: edit.get(f"paragraphs_{what}") or 0 for what in ("added", "removed", "reworded", "moved")}
    told = [f"{count} {what}" for what, count in counts.items() if count]
    if not told:
        return ""
    first, _, what = told[0].partition(" ")
    return ", ".join([f"{first} paragraph{'' if first == '1' else 's'} {what}", *told[1:]])
