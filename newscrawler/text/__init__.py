"""Cleaning, paragraphs and direction of text; folding and stemming; languages by script; names of agencies."""

from __future__ import annotations

from newscrawler.text.agencies import ANY_AGENCY, agency_names, agency_of
from newscrawler.text.cleaning import clean_paragraphs, clean_text, split_paragraphs
from newscrawler.text.direction import direction, isolate
from newscrawler.text.folding import FOLDING_VERSION, fold
from newscrawler.text.formulas import formula_safe
from newscrawler.text.language import language_of, language_tag
from newscrawler.text.search import search_text
from newscrawler.text.stemmers import different_stemmings
from newscrawler.text.words import fingerprint, word_count

__all__ = [
    "ANY_AGENCY",
    "FOLDING_VERSION",
    "agency_names",
    "agency_of",
    "clean_paragraphs",
    "clean_text",
    "different_stemmings",
    "direction",
    "fingerprint",
    "fold",
    "formula_safe",
    "isolate",
    "language_of",
    "language_tag",
    "search_text",
    "split_paragraphs",
    "word_count",
]
