"""How well copies are told from other texts, and what that costs when articles are stored.

    python -m benchmarks.copies [--pairs 8] [--seed 2] [--texts FILE ...] [--sizes 1000,10000] [--json]

Pairs of texts of which it is known whether one copies the other (benchmarks/copy_pairs.py) are stored as articles of
two sites; a pair counts as found where the archive links the two. `--texts` takes files of texts that others wrote
(`truth.jsonl`, or the form of SQuAD), of which pairs are made the same way. The thresholds were chosen on seed 1.
Beside ours: MinHashLSH of datasketch, with 128 permutations and the resemblance of 0.25 that comes nearest to our rule;
and simhash with 64 bits of which at most 12 differ. All see the same runs of three folded words. Peers that are not
installed are left out.
"""

from __future__ import annotations

import argparse
import json
import sys
import tempfile
from collections import defaultdict
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from benchmarks.copy_costs import costs, sketching
from benchmarks.copy_pairs import COPIES, OTHERS, given_pairs, made_up_pairs
from newscrawler.archive import Archive
from newscrawler.items import Article, Page, Visit
from newscrawler.text.shingles import shingle_words, shingles

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from benchmarks.copy_pairs import Pair

SITES = ("first.example", "second.example")
PERMUTATIONS = 128
RESEMBLANCE = 0.25
SIMHASH_BITS = 64
SIMHASH_DISTANCE = 12
_PAIR = "SELECT 1 FROM copy_pairs WHERE article_id = ? AND copy_id = ?"
MADE_UP = "made up"
_KIND, _FIGURE = 32, 13


def by_archive(pairs: list[Pair]) -> list[bool]:
    """Return for each pair whether the archive links its texts, when all of them are stored."""
    with tempfile.TemporaryDirectory() as folder, Archive(Path(folder) / "copies.db") as archive:
        run = archive.begin_run("benchmark", SITES[0]).id
        numbers = []
        for number, pair in enumerate(pairs):
            stored = [
                _store(archive, run, number, *shown) for shown in zip(SITES, (pair.first, pair.second), strict=True)
            ]
            numbers.append(stored)
        return [_is_linked(archive, *both) for both in numbers]


def _store(archive: Archive, run: int, number: int, site: str, body: str) -> int:
    url = f"https://{site}/news/{number}"
    article = Article(url=url, canonical_url=url, site=site, title=f"Title {number}", body=body)
    return archive.store(Visit(page=Page(url, site), article=article), run_id=run) or 0


def _is_linked(archive: Archive, first: int, second: int) -> bool:
    found = archive._db.value(_PAIR, (first, second))  # noqa: SLF001 - commands compare with the first of a cluster
    return found is not None


def by_datasketch(pairs: list[Pair]) -> list[bool]:
    """Return for each pair whether MinHashLSH finds the first text by the second one."""
    from datasketch import MinHash, MinHashLSH

    def signed(text: str) -> Any:
        signature = MinHash(num_perm=PERMUTATIONS)
        signature.update_batch([run.encode() for run in _runs(text)])
        return signature

    index = MinHashLSH(threshold=RESEMBLANCE, num_perm=PERMUTATIONS)
    for number, pair in enumerate(pairs):
        index.insert(number, signed(pair.first))
    return [number in index.query(signed(pair.second)) for number, pair in enumerate(pairs)]


def by_simhash(pairs: list[Pair]) -> list[bool]:
    """Return for each pair whether its fingerprints (Charikar, 2002) differ in few bits."""
    return [(_simhash(pair.first) ^ _simhash(pair.second)).bit_count() <= SIMHASH_DISTANCE for pair in pairs]


# For each byte, its bits as counters of 16 bits: adding these up counts eight bits at once.
_COUNTERS = [sum(1 << 16 * bit for bit in range(8) if byte >> bit & 1) for byte in range(256)]


def _simhash(text: str) -> int:
    runs = _runs(text)
    totals = [0] * (SIMHASH_BITS // 8)
    for run in runs:
        for place, byte in enumerate(blake2b(run.encode(), digest_size=len(totals)).digest()):
            totals[place] += _COUNTERS[byte]
    counts = [total >> 16 * bit & 0xFFFF for total in totals for bit in range(8)]
    return sum(1 << place for place, count in enumerate(counts) if 2 * count > len(runs))


def _runs(text: str) -> frozenset[str]:
    return shingles(shingle_words(text))


WAYS: dict[str, Callable[[list[Pair]], list[bool]]] = {
    "newscrawler": by_archive,
    "datasketch": by_datasketch,
    "simhash": by_simhash,
}


def judged(pairs: list[Pair], *, together: bool) -> dict[str, Any]:
    """Return way -> its precision, recall and, by kind, the share of pairs that it took for copies."""
    groups = [pairs] if together else [[one for one in pairs if one.kind == kind] for kind in {**COPIES, **OTHERS}]
    told: dict[str, Any] = {}
    for name, way in WAYS.items():
        if name == "datasketch" and not find_spec(name):
            continue
        found = [answer for group in groups for answer in zip(group, way(group), strict=True)]
        told[name] = scores(found)
    return told


def scores(found: list[tuple[Pair, bool]]) -> dict[str, Any]:
    """Return precision, recall and the share of pairs taken for copies, by kind and by language."""
    right = sum(answer and pair.is_copy for pair, answer in found)
    kinds: dict[str, list[bool]] = defaultdict(list)
    for pair, answer in found:
        kinds[pair.kind].append(answer)
    return {
        "precision": right / max(sum(answer for _, answer in found), 1),
        "recall": right / max(sum(pair.is_copy for pair, _ in found), 1),
        "pairs": len(found),
        "kinds": {kind: sum(answers) / len(answers) for kind, answers in kinds.items()},
    }


def print_scores(name: str, told: dict[str, Any]) -> None:
    """Print the share of pairs that were taken for copies, by kind, and precision and recall."""
    pairs = next(iter(told.values()))["pairs"]
    print(f"\n{name}: {pairs} pairs\n{'taken for copies':<{_KIND}}" + "".join(f"{way:>{_FIGURE}}" for way in told))
    for kind in {**COPIES, **OTHERS}:
        if kind == next(iter(OTHERS)):
            print("other texts:")
        print(f"  {kind:<{_KIND - 2}}" + "".join(f"{one['kinds'][kind]:>{_FIGURE}.3f}" for one in told.values()))
    for figure in ("precision", "recall"):
        print(f"{figure:<{_KIND}}" + "".join(f"{one[figure]:>{_FIGURE}.3f}" for one in told.values()), flush=True)


def print_sketching(told: dict[str, float]) -> None:
    """Print what sketches cost."""
    print(f"\n{'CPU ms for a text':<{_KIND}}" + "".join(f"{way:>{_FIGURE}}" for way in told))
    print(" " * _KIND + "".join(f"{value:>{_FIGURE}.3f}" for value in told.values()))
    columns = ("CPU ms for copies", "articles/s", "without", "bytes each")
    print(f"\n{'articles in the archive':<24}" + "".join(f"{name:>18}" for name in columns), flush=True)


def print_cost(size: int, told: dict[str, float]) -> None:
    """Print what looking for copies costs in an archive of a size, as soon as it is known."""
    rates = f"{told['with']:>18.0f}{told['without']:>18.0f}{told['bytes']:>18.0f}"
    print(f"{size:<24}{told['copies_cpu_ms']:>18.2f}{rates}", flush=True)


def main() -> None:
    """Print the tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pairs", type=int, default=8, help="made-up pairs of each kind and language")
    parser.add_argument("--seed", type=int, default=2)
    parser.add_argument("--texts", type=Path, nargs="*", default=[], help="files of texts that others wrote")
    parser.add_argument("--sizes", default="1000,10000", help="articles in the archive; empty: do not measure costs")
    parser.add_argument("--json", action="store_true")
    given = parser.parse_args()
    told: dict[str, Any] = {"pairs": {}}
    sizes = [int(size) for size in given.sizes.split(",") if size]
    # Every kind of pair is made of the same texts that others wrote, so that each kind has to be stored on its own.
    for name, pairs in _pairs(given):
        told["pairs"][name] = judged(pairs, together=name == MADE_UP)
        _say(given, print_scores, name, told["pairs"][name])
    if sizes:
        told["sketch_ms"], told["archive"] = sketching(given.seed, min(max(sizes), 150)), {}
        _say(given, print_sketching, told["sketch_ms"])
        for size, cost in costs(sizes):
            told["archive"][size] = cost
            _say(given, print_cost, size, cost)
    if given.json:
        print(json.dumps(told, indent=2))


def _say(given: argparse.Namespace, show: Callable[..., None], *words: Any) -> None:
    if not given.json:
        show(*words)


def _pairs(given: argparse.Namespace) -> Iterator[tuple[str, list[Pair]]]:
    yield MADE_UP, made_up_pairs(given.pairs, given.seed)
    for path in given.texts:
        yield str(path), given_pairs(path, given.seed)


if __name__ == "__main__":
    main()
