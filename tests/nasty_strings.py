"""Strings that have broken search boxes: syntax of SQL and FTS5, controls, lone halves, scripts, length."""

from __future__ import annotations

NASTY = [
    # FTS5's own syntax, https://www.sqlite.org/fts5.html#full_text_query_syntax
    *("C++", "a AND", "NOT b", "NEAR(a b)", "NEAR(a b, 2)", "title:storm"),
    *("{title body} : a", "- title : a", "^a", "a*", "*a"),
    *("a + b", "a b c*", "(a", "a)", "()", "((", "a OR OR b", "OR"),
    *("AND AND", '"', '""', '"""', '"unclosed', 'a" OR b', "a:b:c"),
    *("-", "--", "-a", "+a", "- -a", "-()", '-"', "-(a b)"),
    *("a -OR b", "OR -a", "site:", "site:()", 'site:"', "-site:", "author:*"),
    # SQL, shells, templates, paths
    *("'", "''", "' OR 1=1 --", "; DROP TABLE articles; --", "1; SELECT 1", "\\", "\\'"),
    *("%s", "%00", "%", "_", "{}", "${HOME}", "`id`"),
    *("$(id)", "../../etc/passwd", "<script>alert(1)</script>", "{{7*7}}", "?", "?1"),
    *(":v0", "@v0", "$v0", ":match", "NULL", "nan"),
    # controls, directions, halves of pairs, what is no character
    *("a\x00b", "\x00", "\x1b[31mred", "\x7f", "\u202eabc", "\u2066", "\ufeff"),
    *("\u200b", "\u00ad", "\ud800a", "a\udfff", "\uffff", "\ue000"),
    # scripts and marks
    *("漢字", "ひらがな", "한국어", "क्षि", "ส้มตำ", "المَمْلَكةِ", "ــ ا", "ء", "שָׁלוֹם", "Ω"),
    *("ẞ", "İ", "ﬁ", "½", "①", "😀 a", "👩‍👩‍👧", "Z̸̡͌a", "ﷺ"),
    # numbers, dates, length
    *("2024-01-01", "1e309", "-0", "0x1F", "٢٥", "since:", "until:99999999d", "since:0000", "e-mail", "don't"),
    *("a" * 100_000, "a " * 10_000, "(" * 5000, '"a" OR ' * 500, "-a " * 500, "ab* " * 200, "site:a " * 500),
]  # fmt: skip
