"""Origin lines of papers in Chinese and Korean, which part them by no separators of their own."""

from __future__ import annotations

import re

_ENDS = ("电", "電")
_CHINESE = re.compile(
    r"^[(（【〔]?(?P<line>[^\s，。：]{0,16}?(?:[社網報报]|通讯社|通信|通訊社)[^\s，。：]{1,18}?[日月][电電])"
)
_KOREAN = re.compile(r"^[(（\[【](?P<line>[가-힣·]{2,12}=[^\s()\[\]【】（）]{2,12})[)）\]】]")


def unparted_origin(head: str) -> str | None:
    """Return the origin line that opens a text as papers of East Asia print it; None where there is none.

    >>> unparted_origin("新华社北京3月5日电 记者"), unparted_origin("(서울=연합뉴스) 홍길동 기자 = 정부는")
    ('新华社北京3月5日电', '서울=연합뉴스')
    """
    if head.isascii():
        return None
    found = _CHINESE.match(head) if any(end in head for end in _ENDS) else _KOREAN.match(head) if "=" in head else None
    return found["line"] if found else None
