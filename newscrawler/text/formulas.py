"""Cells of a table that no spreadsheet takes for a formula."""

from __future__ import annotations

_BEGINNINGS = tuple("=+-@\t\r\n＝＋－＠")
"""How a formula begins (OWASP, CSV Injection: https://owasp.org/www-community/attacks/CSV_Injection); the wide forms
count in East Asia."""


def formula_safe(text: str) -> str:
    """Return the text; after an apostrophe where a spreadsheet would run it.

    >>> formula_safe("=1+1"), formula_safe("plain")
    ("'=1+1", 'plain')
    """
    return f"'{text}" if text.startswith(_BEGINNINGS) else text
