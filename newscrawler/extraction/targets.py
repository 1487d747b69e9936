"""Which links of a page lead to other articles of the site."""

from __future__ import annotations

import re
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote

from newscrawler.extraction.blocks import WIDE
from newscrawler.extraction.elements import CAPTION, HEADINGS
from newscrawler.extraction.labels import RELATED, label_kind
from newscrawler.extraction.tables import names
from newscrawler.markup import visible_text
from newscrawler.urls import (
    absolute_url,
    canonical_original,
    canonical_url,
    is_fetchable,
    original_url,
    parse_address,
    same_site,
    site_of,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from newscrawler.extraction.blocks import Block, BlockLink, Blocks
    from newscrawler.items import SiteFacts
    from newscrawler.markup import Markup

MAX_LINKS = 20_000
"""Links of a page beyond this many are not looked at."""
LONGEST_TEXT = 300
SLUG_WORDS = 4
TITLE_WORDS = 5
DENSE_WORDS = 4
"""Words of a headline in scripts that write articles and prepositions in one word with what they belong to.

So Arabic and Hebrew do, and with endings the languages of Bengal and of the south of India.
"""
TITLE_LETTERS, LEAST_LETTERS = 12, 7
"""Characters of a headline where words are not parted, and of one that leads to what looks like a text."""
CARD_STEPS, CARD_BLOCKS, CARD_LINKS = 4, 6, 30
LEAST_WORDS, NAME_WORDS = 2, 3
_WORD = re.compile(r"\w+")
_DIGITS = re.compile(r"\d\d{3}")  # found faster than \d{4}: a search for one digit comes first
_IDENTIFIER = re.compile(r"(?:^|&)(?:p|n|\w{0,12}id)=\d", re.IGNORECASE)
_PLAIN_LINK = re.compile(r"p=\d+")
"""The query of WordPress' plain links, on the address of the first page."""
_DENSE = re.compile("[\u0590-\u06ff\u0980-\u09ff\u0b80-\u0d7f]")
_CAPTIONS = frozenset((CAPTION, "figcaption"))
_ONE_TEXT = frozenset(("article", "story", "item", "post"))
"""Parts of an address before the key of one text."""
_MONTH = re.compile(r"/(?:19|20)\d\d/(?:0?[1-9]|1[0-2])(?:/[^/\d-]*+[\d-][^/]*+)*+$")
"""The folders of a month, and behind them at most those of its day and of the text: tried in one way only."""
_KEY = re.compile(r"(?=[a-z]*\d)(?=\d*[a-z])[a-z0-9]{5,}")
_SCRIPTS = frozenset(("php", "asp", "aspx", "jsp", "cgi", "pl"))
_PAGE_ENDINGS = (".html", ".htm", ".shtml")

# Each branch begins with its mark, and looks back from there: so most letters of an address are passed over at once.
_SHARE_HOSTS = ["facebook", "twitter", "linkedin", "pinterest", "reddit", "whatsapp", "telegram", "tumblr", "vk"]
_SHARE_PARAMETER = "(?:share|replytocom|action)="
_SHARES = re.compile(
    rf"\.(?:{'|'.join(rf'(?<={host}.)' for host in _SHARE_HOSTS)})\w+/"
    rf"|\?{_SHARE_PARAMETER}|&{_SHARE_PARAMETER}|:(?:(?<=mailto:)|(?<=javascript:))",
    re.IGNORECASE,
)
_FILES = frozenset(
    (
        *("jpg", "jpeg", "png", "gif", "webp", "avif", "svg", "pdf", "mp3", "mp4", "zip", "doc", "docx", "xls", "xlsx"),
        *("xml", "rss", "ris", "ics"),
    )
)


class Target(NamedTuple):
    """A link that leads to another page of the site, which may be an article."""

    link: BlockLink
    url: str
    key: str
    """The canonical address: one per target."""
    position: int
    """Its place among the links of the page."""
    is_article: bool
    """Its address looks like one text's."""
    rank: int
    """How it is worded: 2 headings it holds, 1 other words, 0 a tooltip or its picture's."""
    words: str

    @property
    def is_named(self) -> bool:
        """Are its words a few of which one text's address is made, but no person's or topic's name?"""
        path = self.url.partition("#")[0].partition("?")[0]
        last = unquote(path.rstrip("/").rpartition("/")[2]).partition(".")[0].lower()
        slug = [word for word in _WORD.findall(last.replace("_", " ")) if not word.isdecimal()]
        said = self.words.lower().split()
        is_name = len(said) < NAME_WORDS and sorted(slug) == sorted(said)
        return len(said) >= LEAST_WORDS and not is_name and (self.is_article or len(slug) >= NAME_WORDS)

    @property
    def is_short_title(self) -> bool:
        """Are its words those of a short headline in a script that needs few?"""
        return self.rank > 0 and len(self.words.split()) >= DENSE_WORDS and _DENSE.search(self.words) is not None

    @property
    def is_titled(self) -> bool:
        """Are its words those of a headline, whatever its address looks like?"""
        return self.rank > 0 and is_title(self.words, LEAST_LETTERS if self.is_article else TITLE_LETTERS)


def is_title(words: str, least: int = TITLE_LETTERS) -> bool:
    """Are these as many words, or characters where words are not parted, as a headline has?"""
    if len(words.split()) >= TITLE_WORDS:
        return True
    return len(words) >= least and not words.isascii() and WIDE.search(words) is not None


class Targets:
    """The links of one page that may lead to other articles of its site; each is judged when first asked for."""

    def __init__(self, markup: Markup, found: Blocks, facts: SiteFacts) -> None:
        self._markup = markup
        self._found = found
        self._hosts: dict[str, bool] = {}
        self._is_copy = original_url(markup.url) != markup.url
        shown = map(site_of, filter(is_fetchable, map(original_url, self._own_urls)))
        # Only what counts as related depends on a declared address; identity never does.
        self._domains = tuple(dict.fromkeys((*facts.domains, *shown)))
        self._known: dict[int, Target | None] = {}

    def of(self, position: int) -> Target | None:
        """Return the target of a link by its place; None where it leads to no other page of the site."""
        if position not in self._known:
            self._known[position] = self._judged(position) if position < MAX_LINKS else None
        return self._known[position]

    def among(self, positions: Iterable[int]) -> Iterator[Target]:
        """Yield the targets among some links, in their order."""
        return (target for position in positions if (target := self.of(position)))

    def _judged(self, position: int) -> Target | None:
        link = self._found.links[position]
        if link.href[:1] == "#" and self._is_based_on_itself:
            return None
        url = absolute_url(link.href, self._markup.base_url)
        page = original_url(url) if url and self._is_copy else url
        address = parse_address(page) if page else None
        if url is None or page is None or address is None:
            return None
        if not _may_be_article(page, address.path, address.query) or not self._is_of_site(page, address.netloc):
            return None
        if self._is_of_page(address.path):
            return None
        is_article, (rank, words) = looks_like_article(address.path, address.query), self._wording(link)
        if not words or not (is_article or len(words.split()) >= LEAST_WORDS):
            return None
        key = canonical_url(page, address)
        return None if key in self._own_addresses else Target(link, url, key, position, is_article, rank, words)

    def _is_of_site(self, url: str, host: str) -> bool:
        if host not in self._hosts:
            self._hosts[host] = same_site(url, self._domains)
        return self._hosts[host]

    def _is_of_page(self, path: str) -> bool:
        """Does a path lead to another view or part of the page, or to the index of a folder above it?"""
        folder, slash, name = path.rpartition("/")
        if name.startswith("index.") and self._own_path.startswith(folder + slash) and path != self._own_path:
            return True
        return path == self._own_path and not self._has_query

    @cached_property
    def _own_path(self) -> str:
        address = parse_address(self._markup.url)
        return address.path if address else ""

    @cached_property
    def _has_query(self) -> bool:
        """Does a query tell which of many texts the page's own address means?"""
        address = parse_address(self._markup.url)
        return address is None or bool(address.query) or not address.path.strip("/")

    @cached_property
    def _is_based_on_itself(self) -> bool:
        return self._markup.base_url == self._markup.url

    @cached_property
    def _own_urls(self) -> dict[str, None]:
        """The page's address, and those that it gives itself."""
        declared = self._markup.declared
        links = [link.url for link in declared.links if link.rel == "canonical"]
        shown = declared.first_meta("og:url")
        return dict.fromkeys([self._markup.url, *links, *([shown] if shown else [])])

    @cached_property
    def _own_addresses(self) -> frozenset[str]:
        return frozenset(map(canonical_original, self._own_urls))

    def _wording(self, link: BlockLink) -> tuple[int, str]:
        """Return the words of a link on one line, and their rank."""
        inside = self._found.blocks[link.first_block : link.end_block] if link.end_block > link.first_block + 1 else []
        joined = " ".join(block.text for block in inside if block.tag in HEADINGS)
        if joined or len(link.text.split()) >= NAME_WORDS:
            return (2 if joined else 1), _without_label(joined or self._uncaptioned(link, inside))[:LONGEST_TEXT]
        shown = self._beside(link)
        if shown or link.text:
            return 1, _without_label(shown or link.text)[:LONGEST_TEXT]
        alt = next((alt for image in link.element.iter("img") if (alt := image.get("alt"))), "")
        words = link.element.get("title") or link.element.get("aria-label") or alt
        return 0, " ".join(words.split())[:LONGEST_TEXT]

    def _uncaptioned(self, link: BlockLink, inside: Sequence[Block]) -> str:
        """Return the words of a link without the caption of its picture and without its date at their end."""
        nodes = self._found.nodes
        own = [block.text for block in inside if not _CAPTIONS & {(node := nodes[block.node]).kind, node.tag}]
        words = " ".join(own)
        if len(own) == len(inside) or not is_title(words):  # a caption may hold the headline
            words = link.text
        for stamp in link.element.iter("time"):
            words = words.removesuffix(visible_text(stamp)).rstrip() or words
        return words

    def _beside(self, link: BlockLink) -> str:
        """Return the heading of the card that a link of few words is laid over; "" where it is in no such card."""
        for holder in self._found.above(link.node)[:CARD_STEPS]:
            node = self._found.nodes[holder]
            if node.end_link - node.first_link > CARD_LINKS:
                return ""
            hrefs = {one.href for one in self._found.links[node.first_link : node.end_link]}
            blocks = self._found.blocks[node.first_block : node.end_block]
            if len(hrefs | {link.href}) > 1 or len(blocks) > CARD_BLOCKS:
                return ""
            heading = next((block.text for block in blocks if block.tag in HEADINGS and not block.links), "")
            if heading:
                return heading
        return ""


def _may_be_article(url: str, path: str, query: str) -> bool:
    if not path.strip("/"):
        return _PLAIN_LINK.fullmatch(query) is not None
    before, _, last = path.lower().rpartition("/")
    name, dot, ending = last.partition(".")
    if dot and last.rpartition(".")[2] in _FILES:
        return False
    lists = names("list_segments")
    if last in lists or (ending in _SCRIPTS and name in lists):
        return False
    if not lists.isdisjoint(before.split("/")) and not _names_dated_text(before, last):
        return False
    return not _shares(url.split("/", 3)[3])


def _names_dated_text(before: str, last: str) -> bool:
    """Do the folders of an address end with a month, and its last part with a slug: one text, in whatever list?"""
    return _MONTH.search(before) is not None and len(_WORD.findall(last.replace("_", " "))) >= SLUG_WORDS


def _shares(behind_host: str) -> bool:
    """Does an address hand a text on to another site, by what stands behind its own host?"""
    may_share = "=" in behind_host or ":" in behind_host or "." in behind_host.rpartition("/")[0]
    return may_share and _SHARES.search(behind_host) is not None


def looks_like_article(path: str, query: str = "") -> bool:
    """Does an address look like one text's: a number, a date, a slug of several words, an identifier in the query?

    >>> looks_like_article("/politics/minister-resigns-after-long-vote"), looks_like_article("/politics/")
    (True, False)
    >>> looks_like_article("/news/12"), looks_like_article("/page.php", "NewsID=38&y=2018"), looks_like_article("/12")
    (True, True, False)
    >>> looks_like_article("/news/ships-wait-outside/x7k2m9p"), looks_like_article("/", "p=123")
    (True, True)
    >>> looks_like_article("/news/article/bk1xa"), looks_like_article("/news/topic/bk1xa")
    (True, False)
    """
    if path.endswith(_PAGE_ENDINGS) or _DIGITS.search(path):
        return True
    before, _, last = unquote(path).rstrip("/").rpartition("/")
    if last.isdecimal():
        return before.strip("/") != ""
    if not before and not last:
        return _PLAIN_LINK.fullmatch(query) is not None
    if _KEY.fullmatch(last) and _may_hold_key(before.rpartition("/")[2]):
        return True
    if query and "." in last and _IDENTIFIER.search(query):
        return True
    return len(_WORD.findall(last.replace("_", " "))) >= SLUG_WORDS


def _may_hold_key(segment: str) -> bool:
    return segment in _ONE_TEXT or len(_WORD.findall(segment.replace("_", " "))) >= NAME_WORDS


def _without_label(text: str) -> str:
    """The words of a link without a label before a colon, as in "Read more: ..."."""
    label, colon, rest = text.partition(":")
    return rest.strip() if colon and rest.strip() and label_kind(label) == RELATED else text
