"""What a text ends with that is not the text: pleas to follow the paper or mend it, who made it, dates, labels."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from newscrawler.dates import read_date
from newscrawler.extraction.bare_lines import SHORT_TEXT_TAGS, digits, ends_sentence, look_alike
from newscrawler.extraction.east_credits import is_credit
from newscrawler.extraction.ground import is_prose
from newscrawler.extraction.prune import MOST_DIGITS
from newscrawler.urls import original_url

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Block, Blocks

MOST_ENDINGS = 12
LONGEST_PLEA = 250
"""Letters of a line whose links all lead to channels and app shops."""
CHANNEL_STEPS = 2
"""Parts of an address up to which it leads to a channel, not to one thing that was posted there."""
_NETWORKS = (
    "t.me telegram.me whatsapp.com chat.whatsapp.com facebook.com fb.com instagram.com twitter.com x.com youtube.com "
    "threads.net tiktok.com linkedin.com vk.com ok.ru dzen.ru invite.viber.com nabd.com bale.ai ble.ir eitaa.com "
    "rubika.ir sapp.ir zalo.me"
)
_SHOPS = (
    "news.google.com play.google.com apps.apple.com itunes.apple.com appgallery.huawei.com cafebazaar.ir flipboard.com"
)
NETWORKS = frozenset(_NETWORKS.split())
"""Where papers have channels."""
SHOPS = frozenset(_SHOPS.split())
"""Where papers are found, whatever the address says."""
POSTED = frozenset(
    ("watch", "status", "p", "reel", "posts", "photo", "video", "videos", "shorts", "sharer", "share", "intent")
)
"""Parts of addresses of one thing that was posted."""
LONGEST_SIGN = 60
_NAME = r"[^\W\d_]{1,2}"
_SIGN = re.compile(
    r"/\s*[^\W\d][^/]{1,20}/|[-–—]\s?[^\W\d_]{2,5}\s?[-–—]"
    rf"|{_NAME}(?: ?{_NAME})?(?:\s*[./]\s*{_NAME}(?: {_NAME})?)+\.?"
    r"|[(（][^\W\d][^()（）.!?。]{0,24}[)）]|[^.@]{0,30}\b[\w.+-]+@[\w-]+(?:\.[\w-]+)+"
    r"|(?=.*\d)[\w./]{1,8}+(?:\s*+\*++\s*+[\w./]{1,8}+)++"
)
"""/Agency/, - agency -, initials like m.s or d/h s/r l, (a name), a name with an address for letters; the
numbers of the desks of an agency in Iran, parted by asterisks."""
_SENT = re.compile(r"\d{1,2}:\d\d(?!\d)\s*+(?:[^\W\d_]{1,3}+\.?\s*+){0,2}+\d{0,5}+")
"""When an agency sent a text, by whose clock, and the number it had that day: "18:32 GMT 0143"."""
LONGEST_MARK = 40
_END_MARK = re.compile(r"[(/]\s?(?:النهاية|انتهى|انتهت)\s?[)/](?:\s*+[^\W\d_]{1,4}(?![^\W\d_])|\s*+/)*+\s*+$")
_LISTED = frozenset(("li", "td", "th", "dd"))
LONGEST_REPORT = 220
_KEYS = re.compile(r"\bctrl\s*\+\s*enter\b", re.IGNORECASE)
"""What to press where the readers of a site are to mark a mistake and send it."""
_NO_LABELS = SHORT_TEXT_TAGS | {"td", "th"}
"""Tags of short last lines that may be the text's: paragraphs, and the cells of a table."""
QUOTES = frozenset('"“”„«»「」')


def without_endings(found: Blocks, kept: list[int]) -> list[int]:
    """Return the blocks of a text without the pleas, signatures, dates and labels that it ends with."""
    end, least = len(kept), max(len(kept) - MOST_ENDINGS, 1)
    while end > least and _is_ending(found, kept[end - 1], kept[end - 2]):
        end -= 1
    return kept[:end]


def without_end_mark(text: str) -> str:
    """Return a last paragraph without the mark that agencies of the Gulf close a text with, and the initials behind it.

    >>> without_end_mark("وأضاف أن العمل مستمر.(النهاية) ع ب / م م"), without_end_mark("في النهاية فاز الفريق")
    ('وأضاف أن العمل مستمر.', 'في النهاية فاز الفريق')
    """
    if text.isascii():
        return text
    mark = _END_MARK.search(text, max(len(text) - LONGEST_MARK, 1))
    return text[: mark.start()].rstrip() if mark else text


def _is_ending(found: Blocks, last: int, before: int) -> bool:
    block = found.blocks[last]
    if _is_plea(found, last) or _is_signed(block) or _asks_for_reports(block) or _is_dated(block):
        return True
    return _is_label(block) and not look_alike(found, found.blocks[before], block)


def _asks_for_reports(block: Block) -> bool:
    """Does a line say which keys to press where readers mark a mistake?"""
    return block.length <= LONGEST_REPORT and _KEYS.search(block.text) is not None


def _is_signed(block: Block) -> bool:
    """Is a line what a text is signed with: initials, an agency's name or time and number, the credits of East Asia?"""
    if block.length <= LONGEST_SIGN and _SIGN.fullmatch(block.text):
        return True
    return (block.tag not in _LISTED and _SENT.fullmatch(block.text) is not None) or is_credit(block.text)


def _is_dated(block: Block) -> bool:
    """Is a line nothing but when the text came out, and was altered?"""
    text = block.text
    if block.length > LONGEST_SIGN or digits(text) * MOST_DIGITS < len(text) or ends_sentence(text):
        return False
    date = read_date(text)
    return date is not None and date.precision != "month" and len(text.partition(date.text)[0].split()) <= 1


def _is_label(block: Block) -> bool:
    """Is a bare line no sentence, and so what stands over a list, or a button, where no text follows it?"""
    return block.tag not in _NO_LABELS and not is_prose(block) and not ends_sentence(block.text)


def _is_plea(found: Blocks, index: int) -> bool:
    block = found.blocks[index]
    if not block.links or block.length > LONGEST_PLEA or not QUOTES.isdisjoint(block.text):
        return False
    node = found.nodes[block.node]
    links = found.links[node.first_link : node.end_link]
    addresses = [link.href for link in links if link.first_block <= index < link.end_block]
    return bool(addresses) and all(map(_is_channel, addresses))


def _is_channel(address: str) -> bool:
    """Is an address that of a channel or of a shop for apps?"""
    if "//" not in address:
        return False
    try:
        parts = urlsplit(original_url(address))
    except ValueError:  # no address at all
        return False
    host = parts.netloc.lower().removeprefix("www.").removeprefix("m.")
    if host in SHOPS:
        return True
    steps = [step for step in parts.path.split("/") if step]
    return host in NETWORKS and 0 < len(steps) <= CHANNEL_STEPS and POSTED.isdisjoint(steps)
