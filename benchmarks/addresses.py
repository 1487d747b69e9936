"""How well articles are told from other pages by their address alone.

    python benchmarks/addresses.py FOLDER [FOLDER ...] [--worst 20] [--json]

Each folder holds `pages/*.html.gz` and `truth.jsonl`: one object a page with `file`, `url` and perhaps `related_links`
(list of `{url, text}`). Articles are the pages themselves and what they offer as related. Other pages are the links of
one to three words in `<nav>`, `<header>` and `<footer>`, and all that says `rel=tag`, `rel=category` or `rel=author`:
told by their place, which the rule does not see. The newspaper that comes with the project is measured beside them.

Three rules are measured: the shape of the address alone, with what the other articles of the site teach (where five
are known), and what a crawl asks of a link in a menu or at the foot of a page. Precision: of what was taken for
articles, the share that are; it falls with the number of other pages in the set. Recall: of the articles, the share
that was taken. Wrong: of the other pages, the share that was taken.
"""

from __future__ import annotations

import argparse
import gzip
import json
import sys
from collections import defaultdict
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from demo.newspaper import Newspaper
from newscrawler.discovery import LearnedShape, looks_like_article
from newscrawler.discovery.article_urls import CERTAIN, address_evidence
from newscrawler.markup import Anchor, Markup, parse_markup
from newscrawler.urls import canonical_url, same_site, site_of

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

MOST_WORDS = 3
_HOLDERS = ("nav", "header", "footer")
_RELATIONS = frozenset({"tag", "category", "author"})
_FIGURES = ("precision", "recall", "wrong")
_RULES = {"alone": "address alone", "taught": "taught by the site", "menu": "in a menu"}


class Sample(NamedTuple):
    """An address, and whether it is an article's."""

    url: str
    is_article: bool


def main() -> None:
    """Measure the rules and print the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folders", type=Path, nargs="+", metavar="FOLDER")
    parser.add_argument("--worst", type=int, default=0, help="list so many addresses of either kind that were mistaken")
    parser.add_argument("--json", action="store_true")
    arguments = parser.parse_args()
    sets = {folder.name: samples_of(folder) for folder in arguments.folders} | {"demo": demo_samples()}
    figures = {name: measured(samples) for name, samples in sets.items()}
    print(json.dumps(figures, indent=2) if arguments.json else table(figures))
    for name, samples in sets.items():
        for line in mistaken(samples, arguments.worst):
            print(f"{name}: {line}")


def samples_of(folder: Path) -> list[Sample]:
    """Return the addresses of a set, each once; one that is both is an article's."""
    articles: dict[str, str] = {}
    others: dict[str, str] = {}
    for line in (folder / "truth.jsonl").read_text(encoding="utf-8").splitlines():
        page = json.loads(line)
        if not page["url"].startswith("http"):
            continue
        named = [page["url"], *(link["url"] for link in page.get("related_links", ()))]
        articles |= {canonical_url(url): url for url in named if same_site(url, [site_of(page["url"])])}
        html = gzip.decompress((folder / "pages" / page["file"]).read_bytes())
        others |= {canonical_url(url): url for url in other_pages(parse_markup(html, page["url"]))}
    found = [Sample(url, is_article=True) for url in articles.values()]
    return found + [Sample(url, is_article=False) for key, url in others.items() if key not in articles]


def other_pages(markup: Markup) -> Iterator[str]:
    """Yield the addresses of a page's site that its place or its relation says are no articles."""
    for anchor in markup.anchors():
        if same_site(anchor.url, [site_of(markup.url)]) and _is_other(anchor):
            yield anchor.url


def _is_other(anchor: Anchor) -> bool:
    if not _RELATIONS.isdisjoint(anchor.rel.split()):
        return True
    is_short = 0 < len(anchor.text.split()) <= MOST_WORDS
    return is_short and next(anchor.element.iterancestors(*_HOLDERS), None) is not None


def demo_samples() -> list[Sample]:
    """Return the addresses of the newspaper on board: its reports, and every page that is none."""
    newspaper = Newspaper("https://al-marsa.example")
    paths = {path for report in newspaper.reports for path in (report.path, report.also) if path}
    other_paths = ("/", "/en/", "/about", "/section/local", "/section/culture", "/section/sport", "/section/economy")
    judged = [(path, True) for path in sorted(paths)] + [(path, False) for path in other_paths]
    return [Sample(f"{newspaper.base}{path}", is_article) for path, is_article in judged]


def measured(samples: list[Sample]) -> dict[str, Any]:
    """Return the figures of a set: how many there are, and those of each rule."""
    count = sum(sample.is_article for sample in samples)
    return {
        "articles": count,
        "others": len(samples) - count,
        "alone": rates(samples, [looks_like_article(sample.url) for sample in samples]),
        "taught": rates(samples, taught(samples)),
        "menu": rates(samples, [address_evidence(sample.url) >= CERTAIN for sample in samples]),
    }


def taught(samples: list[Sample]) -> list[bool]:
    """Return the verdicts with what the other articles of each site teach; never with the address that is judged."""
    of_site: dict[str, list[str]] = defaultdict(list)
    for sample in samples:
        if sample.is_article:
            of_site[site_of(sample.url)].append(sample.url)
    return [
        looks_like_article(
            sample.url, None, LearnedShape(url for url in of_site[site_of(sample.url)] if url != sample.url)
        )
        for sample in samples
    ]


def rates(samples: Iterable[Sample], verdicts: Iterable[bool]) -> dict[str, float]:
    """Return precision, recall, and the share of other pages that were taken."""
    judged = list(zip(samples, verdicts, strict=True))
    right = sum(sample.is_article and verdict for sample, verdict in judged)
    taken = sum(verdict for _, verdict in judged)
    articles = sum(sample.is_article for sample, _ in judged)
    shares = (right / max(taken, 1), right / max(articles, 1), (taken - right) / max(len(judged) - articles, 1))
    return {name: round(share, 4) for name, share in zip(_FIGURES, shares, strict=True)}


def table(figures: dict[str, dict[str, Any]]) -> str:
    """Return the figures as a table."""
    heads = "  ".join(f"{words:^25}" for words in _RULES.values())
    names = "  ".join("  ".join(f"{name:>7}" for name in ("precis.", "recall", "wrong")) for _ in _RULES)
    lines = [f"{'':<8} {'':>8} {'':>6}  {heads}".rstrip(), f"{'set':<8} {'articles':>8} {'others':>6}  {names}"]
    for name, row in figures.items():
        rules = "  ".join("  ".join(f"{row[rule][figure]:>7.3f}" for figure in _FIGURES) for rule in _RULES)
        lines.append(f"{name:<8} {row['articles']:>8} {row['others']:>6}  {rules}")
    return "\n".join(lines)


def mistaken(samples: list[Sample], most: int) -> list[str]:
    """Return addresses that the shape alone mistakes: so many articles that are missed, and others that are taken."""
    wrong = [sample for sample in samples if looks_like_article(sample.url) != sample.is_article]
    missed = [f"missed {sample.url}" for sample in wrong if sample.is_article]
    return missed[:most] + [f"taken  {sample.url}" for sample in wrong if not sample.is_article][:most]


if __name__ == "__main__":
    main()
