"""Lines in which papers of East Asia say who made a text: its reporters, and at the end all who had a hand in it."""

from __future__ import annotations

import re
from functools import cache

from newscrawler.extraction.blocks import WIDE
from newscrawler.extraction.tables import words

LONGEST = 60
_NAME = "[\u4e00-\u9fff·]{2,4}"
_TITLE = "(?:记者|記者|通讯员|通訊員|特派员|特派員|评论员|評論員|实习生|實習生)"
_REPORTERS = re.compile(
    rf"(?:[^\W\d_]{{0,10}}{_TITLE}[ :：]{{1,3}}|[^\W\d_]{{1,8}}[报報网網刊台社]{_TITLE})"
    rf"(?P<names>{_NAME}(?:[ 、]+(?:{_TITLE}[ :：]{{0,3}})?{_NAME})*)"
    r"|(?P<korean>[가-힣]{2,4}) ?(?:인턴|선임|수습|전문)?\s?(?:기자|특파원)"
)
_PHOTOGRAPHED = re.compile(
    rf"(?:(?:^|[\s。！？()（）/／]|{_TITLE}){_NAME}\s?(?<!拍)[摄攝]|[=＝]\s?[\u3040-\u9fff]{{2,10}}(?:撮影|提供))[\s)）]{{0,2}}$"
)
"""How captions end: "王小明 摄", "＝山田太郎撮影"."""
_NEXT_LABEL = re.compile(r"\s+[^\s:：]{2,8}\s*[:：]")
_BRACKETS = str.maketrans(dict.fromkeys("()（）[]【】〔〕", " "))
_PARTING = re.compile(rf"[ 、:：]+(?:{_TITLE}[ :：]*)?")


def reporters_in(text: str) -> list[str]:
    """Return the reporters whom a line names that says nothing else; empty for any other line.

    >>> reporters_in("江岸晚报记者 王小明 通讯员 李四光"), reporters_in("홍길동 기자"), reporters_in("记者调查发现")
    (['王小明', '李四光'], ['홍길동'], [])
    """
    if text.isascii() or len(text) > LONGEST:
        return []
    found = _REPORTERS.fullmatch(" ".join(text.translate(_BRACKETS).split()))
    if not found:
        return []
    return _PARTING.split(found["names"]) if found["names"] else [found["korean"]]


def without_labels(text: str) -> str:
    """Return of a byline of labels and names what stands behind the label of its authors.

    Text without such labels is returned as it is; nothing where the labels are of others alone.

    >>> without_labels("作者：王小明 责任编辑：李四光"), without_labels("编辑：李四光"), without_labels("王小明")
    ('王小明', '', '王小明')
    """
    if text.isascii() or WIDE.search(text) is None:
        return text
    label = _author_label().search(text)
    if label:
        text = text[label.end() :]
    elif _labelled().fullmatch(text.strip()):
        return ""
    following = _NEXT_LABEL.search(text)
    return text[: following.start()] if following else text


def is_credit(text: str) -> bool:
    """Return True for a line of labels and names, or of reporters, and no sentence.

    >>> is_credit("【责任编辑：王小明】"), is_credit("编辑 王小明 校对 李四光"), is_credit("编辑部昨天搬走了。")
    (True, True, False)
    """
    if text.isascii() or len(text) > LONGEST:
        return False
    line = " ".join(text.translate(_BRACKETS).split())
    return _labelled().fullmatch(line) is not None or bool(reporters_in(text))


def is_caption(text: str) -> bool:
    """Return True for a line that ends with who took the picture, as captions in Chinese and Japanese do.

    >>> is_caption("茶馆里。王小明 摄"), is_caption("港の橋（１２日）＝山田太郎撮影"), is_caption("王小明在拍摄。")
    (True, True, False)
    """
    if text.isascii() or WIDE.search(text[-20:]) is None:
        return False
    return _PHOTOGRAPHED.search(text[-20:]) is not None


@cache
def _author_label() -> re.Pattern[str]:
    """Finds a label of authors with its sign; the one word "author" may stand before a name without any."""
    labels = "|".join(re.escape(label) for label in sorted(words("east_authors"), key=len, reverse=True))
    return re.compile(rf"(?:^|(?<=[\s|｜】）)]))(?:(?:{labels})\s*[:：/／|｜丨●]\s*|作者(?={_NAME}$))")


@cache
def _labelled() -> re.Pattern[str]:
    labels = "|".join(re.escape(label) for label in sorted(words("east_credits"), key=len, reverse=True))
    return re.compile(rf"(?:{labels})(?:\s*[:：/／|｜丨]\s*|\s+)[^。！？!?]+")
