"""What the readers of related links look at: a page's blocks, and where links lead."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

if TYPE_CHECKING:
    from newscrawler.extraction.blocks import Blocks
    from newscrawler.extraction.targets import Targets

MAX_IN_BOX = 400
"""Links of one box or text beyond this many are not looked at."""
PAGE_TAGS = frozenset(("html", "body", "form", "main"))
OUT_OF_PLACE = frozenset(("nav", "footer"))
"""Menus are labelled and named like related boxes."""


class LinkScene(NamedTuple):
    """A page's blocks with what was found out about their links."""

    found: Blocks
    targets: Targets
    names: dict[int, str]
    """What names of boxes say of nodes, as far as it was asked (`related_names.named_kind`); nothing of what holds the
    article's text: such names speak of the text."""
