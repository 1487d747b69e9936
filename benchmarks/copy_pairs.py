"""Pairs of texts of which it is known whether one copies the other: what benchmarks/copies.py has to tell apart."""

from __future__ import annotations

import json
import random
from dataclasses import dataclass
from functools import cache, partial
from itertools import accumulate, islice
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

Text = list[list[str]]
"""Paragraphs of words."""
LANGUAGES = ("ar", "en", "de", "fa", "zh")
_LETTERS = {
    "ar": "ا ب ت ج ح د ر س ش ص ع ف ق ك ل م ن ه و ي أ إ آ ة ى ئ ء",
    "fa": "ا ب پ ت ج چ د ر ز س ش ف ق ک گ ل م ن ه و ی",
    "en": "ba ce di fo gu ha ke li mo nu pa re si to vu wa er an in on st th ing",
    "de": "be da ei ge hau ich ju kel li mo nüs ob pfe ran sch ten ung vor wei zu ä ö ß",
}
_AGENCY_LINES = {
    "ar": "القاهرة - رويترز:", "en": "LONDON (Reuters) -", "de": "Berlin (dpa) -", "fa": "تهران - ایرنا:",
    "zh": "新华社北京3月5日电",
}  # fmt: skip
_TASHKEEL = "\u064b\u064c\u064e\u064f\u0650\u0652"
_HAMZA = str.maketrans({"أ": "ا", "إ": "ا", "آ": "ا", "ى": "ي", "ة": "ه", "ی": "ي", "ک": "ك"})
_DIGITS = str.maketrans("0123456789", "٠١٢٣٤٥٦٧٨٩")
_WORDS, _IDEOGRAPHS, _TOPIC = 5000, 2500, 400


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts, and whether the second copies the first."""

    kind: str
    language: str
    first: str
    second: str
    is_copy: bool


class Source(Protocol):
    """Where texts of one subject come from."""

    language: str
    chance: random.Random

    def text(self) -> Text:
        """Return a text."""

    def words(self, count: int) -> list[str]:
        """Return a run of so many words that stands in none of the texts."""


class MadeUp:
    """Made-up texts: half of the words are those that are frequent everywhere, half are of the subject."""

    def __init__(self, language: str, chance: random.Random) -> None:
        self.language, self.chance = language, chance
        common = vocabulary(language)
        topic = chance.sample(common, _TOPIC)
        self._from = [(common, _frequencies(len(common))), (topic, _frequencies(_TOPIC))]

    def words(self, count: int) -> list[str]:
        """Return a run of so many words, figures among them."""
        drawn = [self.chance.choices(words, cum_weights=weights, k=count) for words, weights in self._from]
        mixed = [pair[self.chance.random() < 0.5] for pair in zip(*drawn, strict=True)]
        return [figure(self.chance) if self.chance.random() < 0.03 else word for word in mixed]

    def text(self) -> Text:
        """Return a text of some 120 to 600 words."""
        return [self.words(self.chance.randint(25, 60)) for _ in range(self.chance.randint(5, 10))]


class Given:
    """Texts that others wrote, one after the other."""

    def __init__(self, language: str, texts: list[Text], chance: random.Random) -> None:
        self.language, self.chance, self._texts = language, chance, texts

    def text(self) -> Text:
        """Return one of the texts, and never again."""
        return self._texts.pop()

    def words(self, count: int) -> list[str]:
        """Return so many words out of one of the texts that are still to come."""
        words = [word for paragraph in self.chance.choice(self._texts) for word in paragraph]
        start = self.chance.randrange(max(len(words) - count, 1))
        return words[start : start + count]


@cache
def vocabulary(language: str) -> list[str]:
    """Return made-up words in a language's letters, those that will be frequent first."""
    chance = random.Random(language)
    if language == "zh":
        return [chr(chance.randrange(0x4E00, 0x8000)) for _ in range(_IDEOGRAPHS)]
    letters = _LETTERS[language].split()
    return ["".join(chance.choices(letters, k=min(2 + place // 60, chance.randint(2, 6)))) for place in range(_WORDS)]


@cache
def _frequencies(count: int) -> list[float]:
    """Return how often each word is used (Zipf), summed up."""
    return list(accumulate(1 / (place + 3) for place in range(count)))


def figure(chance: random.Random) -> str:
    """Return a number as texts hold them."""
    return f"{chance.randint(1, 99)}" if chance.random() < 0.6 else f"{chance.randint(1, 9999)},{chance.randint(0, 9)}"


def given_texts(path: Path) -> list[Text]:
    """Return the longer texts of a `truth.jsonl`, or of a file in the form of SQuAD; of each article of it one text."""
    if path.suffix == ".json":
        articles = json.loads(path.read_text(encoding="utf-8"))["data"]
        bodies = ["\n".join(part["context"] for part in article["paragraphs"]) for article in articles]
    else:
        bodies = [json.loads(line).get("body") or "" for line in path.read_text(encoding="utf-8").splitlines()]
    texts = [[line.split() for line in body.splitlines() if line.strip()] for body in bodies]
    return [text for text in texts if len(text) > 2 and sum(map(len, text)) > 100]


# --- copies -----------------------------------------------------------------------------------------------------------


def edited(source: Source, share: float) -> tuple[Text, Text]:
    """So many words of the second text are replaced, left out or put in."""
    first = source.text()
    return first, [_edited(paragraph, source, share) for paragraph in first]


def _edited(paragraph: list[str], source: Source, share: float) -> list[str]:
    words: list[str] = []
    for word in paragraph:
        if source.chance.random() >= share:
            words.append(word)
            continue
        change = source.chance.choice(("replace", "leave out", "put in"))
        words += {"replace": source.words(1), "leave out": [], "put in": [word, *source.words(1)]}[change]
    return words


def restyled(source: Source) -> tuple[Text, Text]:
    """Another house spells another way: marks, hamza, digits, capitals, and other words for some."""
    first = source.text()
    words = sorted({word for paragraph in first for word in paragraph})
    other = {word: (source.words(1) or [word])[0] for word in source.chance.sample(words, max(len(words) // 25, 1))}
    return first, [[_restyled(other.get(word, word), source) for word in paragraph] for paragraph in first]


def _restyled(word: str, source: Source) -> str:
    if source.language in ("ar", "fa"):
        marked = "".join(letter + source.chance.choice(("", "", "", *_TASHKEEL)) for letter in word)
        return (marked if word.isalpha() else word).translate(_HAMZA).translate(_DIGITS)
    return word.upper() if source.chance.random() < 0.03 else word


def reordered(source: Source) -> tuple[Text, Text]:
    """The paragraphs of the second stand in another order."""
    first = source.text()
    return first, source.chance.sample(first, len(first))


def shortened(source: Source) -> tuple[Text, Text]:
    """The last third is cut off, and some words are edited."""
    first, second = edited(source, 0.03)
    return first, _beginning(second, 2 / 3)


def extended(source: Source) -> tuple[Text, Text]:
    """The second opens with a lead of its own, and has another paragraph in the middle."""
    first, second = edited(source, 0.03)
    middle = len(second) // 2
    return first, [source.words(30), *second[:middle], source.words(40), *second[middle:]]


def under_agency_line(source: Source) -> tuple[Text, Text]:
    """The second says whose text it is, and has other first words."""
    first, second = edited(source, 0.02)
    return first, [[_AGENCY_LINES.get(source.language, "(AFP) -"), *source.words(6), *second[0][6:]], *second[1:]]


def followed_up(source: Source) -> tuple[Text, Text]:
    """Half of the second is new; the rest repeats half of the first."""
    first = source.text()
    repeated = _beginning(first, 0.5)
    return first, [*_as_long_as(repeated, source), *repeated]


def held(source: Source) -> tuple[Text, Text]:
    """The second holds the whole of the first, and is twice as long."""
    first, second = edited(source, 0.02)
    return first, [*_as_long_as(first, source), *second]


def _as_long_as(text: Text, source: Source) -> Text:
    return [source.words(len(paragraph)) for paragraph in text]


def _beginning(text: Text, share: float) -> Text:
    left = round(sum(map(len, text)) * share)
    kept: Text = []
    for paragraph in text:
        kept.append(paragraph[:left])
        left -= len(kept[-1])
    return [paragraph for paragraph in kept if paragraph]


# --- other texts ------------------------------------------------------------------------------------------------------


def strangers(source: Source) -> tuple[Text, Text]:
    """Two texts, of the same subject where they are made up."""
    return source.text(), source.text()


def quoting(source: Source) -> tuple[Text, Text]:
    """Two texts that hold the same quotes: 10 to 30 % of the shorter one."""
    first, second = source.text(), source.text()
    shorter = min(sum(map(len, first)), sum(map(len, second)))
    share = source.chance.uniform(0.1, 0.3)
    # Of what is shared and what is not, the first is a share: q / (rest + q), with a rest as long as the text was.
    count = round(shorter * share / (1 - share))
    quotes = [source.words(max(count // 3, 4)) for _ in range(3)]
    return _with(first, quotes, source), _with(second, quotes, source)


def _with(text: Text, quotes: Text, source: Source) -> Text:
    whole = list(text)
    for quote in quotes:
        whole.insert(source.chance.randrange(len(whole) + 1), quote)
    return whole


def templated(source: Source) -> tuple[Text, Text]:
    """Weather, markets, matches: the same sentences with other figures and names."""
    template, figures = _template(source)
    return _filled(template, source, figures), _filled(template, source, figures)


def reported(source: Source) -> tuple[Text, Text]:
    """Such a report with the same figures, at a paper that edits a word here and there."""
    template, figures = _template(source)
    first = _filled(template, source, figures)
    return first, [_edited(paragraph, source, 0.03) for paragraph in first]


def _template(source: Source) -> tuple[Text, float]:
    """Return sentences with gaps, one every three to ten words, and how many of the gaps are for figures."""
    template: Text = []
    for paragraph in source.text():
        words = iter(paragraph)
        template.append([])
        while part := list(islice(words, source.chance.randint(3, 10))):
            template[-1] += [*part, ""]
    return template, source.chance.uniform(0.4, 0.9)


def _filled(template: Text, source: Source, figures: float) -> Text:
    def fill() -> str:
        return figure(source.chance) if source.chance.random() < figures else (source.words(1) or ["x"])[0]

    return [[word or fill() for word in paragraph] for paragraph in template]


def closed_alike(source: Source) -> tuple[Text, Text]:
    """Two texts with the same closing paragraphs: about the paper, about the author."""
    closing = [source.words(30), source.words(25)]
    return [*source.text(), *closing], [*source.text(), *closing]


COPIES: dict[str, Callable[[Source], tuple[Text, Text]]] = {
    **{f"{share} % of the words edited": partial(edited, share=share / 100) for share in (1, 5, 10, 15)},
    "another house's style": restyled,
    "paragraphs reordered": reordered,
    "last third cut": shortened,
    "lead and paragraph added": extended,
    "agency line, other opening": under_agency_line,
    "half of it repeated": followed_up,
    "inside a text twice as long": held,
    "a report of figures, reprinted": reported,
}
OTHERS: dict[str, Callable[[Source], tuple[Text, Text]]] = {
    "same subject": strangers,
    "10-30 % shared quotes": quoting,
    "same template, other figures": templated,
    "same closing paragraphs": closed_alike,
}


def made_up_pairs(count: int, seed: int) -> list[Pair]:
    """Return so many pairs of each kind and language."""
    pairs = []
    for language in LANGUAGES:
        for number in range(count):
            for kind, write in {**COPIES, **OTHERS}.items():
                source = MadeUp(language, random.Random(f"{seed} {language} {number} {kind}"))
                pairs.append(_pair(kind, source, write))
    return pairs


def given_pairs(path: Path, seed: int) -> list[Pair]:
    """Return a pair of each kind and text that a file holds, as far as its texts go."""
    pairs = []
    for kind, write in {**COPIES, **OTHERS}.items():
        texts = given_texts(path)
        chance = random.Random(f"{seed} {kind}")
        chance.shuffle(texts)
        # Some are left for the words that pairs need beside their texts.
        reserve = texts[: len(texts) // 4]
        source = Given("ar" if path.suffix == ".json" else "", texts, chance)
        while len(texts) > len(reserve) + 2:
            pairs.append(_pair(kind, source, write))
    return pairs


def _pair(kind: str, source: Source, write: Callable[[Source], tuple[Text, Text]]) -> Pair:
    first, second = write(source)
    return Pair(kind, source.language, printed(first, source), printed(second, source), kind in COPIES)


def printed(text: Text, source: Source) -> str:
    """Return the text as a body."""
    gap = "" if source.language == "zh" else " "
    return "\n\n".join(gap.join(paragraph) + "." for paragraph in text)
