"""Codes of publishing systems that stand in a text because nothing put in their place what they stand for."""

from __future__ import annotations

import re

LONGEST = 300
_NAME = r"[A-Za-z][\w-]*+"
_MEDIA = "(?:gallery|playlist|embed|video|audio|youtube|ad|ads|adsense)"
_CODE = re.compile(
    rf"(?:\[(?:/{_NAME}|{_NAME}(?::\S[^\[\]]*+|\s[^\[\]=]*+=[^\[\]]*+)|[a-z]++_\w++|{_MEDIA})\](?:[^\s\[\]]*+\[/{_NAME}\])?"
    rf"|\[caption\s[^\[\]]*+\][^\[\]]*+\[/caption\]"
    rf"|\{{/?{_NAME}(?:[\s:=|][^{{}}]*+)?\}}(?:[^{{}}\s]*+\{{/{_NAME}\}})?"
    rf"|\{{[{{%][^{{}}]*+[}}%]\}}"
    r")\s*+"
)
"""[name:what], [name key="value"], [/name], [name]address[/name]; {name what}, {name}x{/name}; {{what}} and {%what%}"""


def is_shortcode(text: str) -> bool:
    """Return True for a line of nothing but such codes.

    >>> is_shortcode('[gallery ids="11,12"]'), is_shortcode("[Media:Film 12]"), is_shortcode("{jcomments off}")
    (True, True, True)
    >>> is_shortcode("[Applause]"), is_shortcode("[Update: the road is open]"), is_shortcode("[He] left {early}.")
    (False, False, False)
    """
    if text[:1] not in ("[", "{") or len(text) > LONGEST:
        return False
    place = 0
    while place < len(text):
        code = _CODE.match(text, place)
        if code is None:
            return False
        place = code.end()
    return True
