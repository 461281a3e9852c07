"""How old a reader must be to read a text with ease: an estimate, by two formulas that count words and syllables.

Flesch-Kincaid (Kincaid, Fishburne, Rogers and Chissom, 1975) and SMOG (McLaughlin, 1969) give an American school grade;
a grade's pupils are five years older than its number. Syllables are counted by where a word may be hyphenated
(`pyphen`, British English), which misses some. Neither knows what a text means: they tell long words and sentences.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from math import sqrt

import pyphen

from reports.rules.blocks import BigNumbers, IndicatorBlock, Panel, Paragraph, Points, Quote
from reports.rules.document import Document

#: Of fewer words nothing is said: one long name would decide.
FEWEST_WORDS = 100
#: A pupil of a grade is so many years older than its number.
_OLDER = 5
#: SMOG was worked out on thirty sentences; of fewer it is scaled to them.
_SMOG_SENTENCES = 30
#: A word of so many syllables is a hard one to SMOG.
_MANY_SYLLABLES = 3

_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
_END = re.compile(r"[.!?:;]+[\"”’)]*(?:\s+|$)|\n+")
_SHORT_FORM = re.compile(r"\b(?:[A-Z]\.|e\.g\.|i\.e\.|Mr\.|Mrs\.|Dr\.|St\.|No\.)")
_VOWELS = re.compile(r"[aeiouy]+")
_HYPHENS = pyphen.Pyphen(lang="en_GB", left=2, right=2)


@dataclass(frozen=True, slots=True)
class Readability:
    """What was counted, and the ages in years by each formula, to the nearest half."""

    words: int
    sentences: int
    flesch_kincaid: Decimal
    smog: Decimal

    @property
    def sentence(self) -> str:
        """The estimate as an editor reads it."""
        low, high = sorted((self.flesch_kincaid, self.smog))
        age = f"{_plain(low)}" if low == high else f"{_plain(low)} to {_plain(high)}"
        return (
            f"Reading age, an estimate: {age} years (Flesch-Kincaid {_plain(self.flesch_kincaid)}, SMOG "
            f"{_plain(self.smog)}; {self.words:,} words in {self.sentences:,} sentences)."
        )


def reading_age(text: str) -> Readability | None:
    """The estimate for a text; None for one too short to tell."""
    sentences = [found for part in _sentences(text) if (found := _WORD.findall(part))]
    words = [word for one in sentences for word in one]
    if len(words) < FEWEST_WORDS:
        return None
    counts = [syllables(word) for word in words]
    grade = 0.39 * len(words) / len(sentences) + 11.8 * sum(counts) / len(words) - 15.59
    hard = sum(count >= _MANY_SYLLABLES for count in counts)
    smog = 3.1291 + 1.043 * sqrt(hard * _SMOG_SENTENCES / len(sentences))
    return Readability(len(words), len(sentences), _age(grade), _age(smog))


@lru_cache(maxsize=20_000)
def syllables(word: str) -> int:
    """About how many syllables a word has, one at least: as hyphens part it, or as its groups of vowels do."""
    plain = re.sub(r"[’']s?\b", "", word.lower())
    parts = [one for part in plain.split("-") for one in _HYPHENS.inserted(part).split("-")]
    return max(1, len(parts), len(_spoken(plain)))


def _spoken(word: str) -> list[str]:
    """The groups of vowels, without the ending that is not heard: “called”, “time”."""
    silent = (
        re.sub(r"(?<=[^aeiouy])(?:e|es|ed)$", "", word) if not word.endswith(("ted", "ded", "le")) else word
    )
    return _VOWELS.findall(silent)


def prose_of(document: Document) -> str:
    """What a document says in sentences, one block a line; tables and charts are not read aloud."""
    return "\n".join(_prose(document))


def _prose(document: Document) -> Iterator[str]:
    for section in document.sections:
        for block in section.blocks:
            match block:
                case Paragraph(text=text) | Quote(text=text):
                    yield text
                case Points(texts=texts) | Panel(texts=texts):
                    yield from texts
                case BigNumbers(numbers=numbers):
                    yield from (f"{one.what}. {one.note}" for one in numbers)
                case IndicatorBlock(commentary=commentary):
                    yield from (text for text, _ in commentary)
                case _:
                    pass
        for written in section.written:
            yield from written.paragraphs


def _sentences(text: str) -> list[str]:
    return _END.split(_SHORT_FORM.sub(lambda found: found[0].replace(".", ""), text))


def _age(grade: float) -> Decimal:
    halves = round((grade + _OLDER) * 2)
    return Decimal(max(halves, 2 * _OLDER)) / 2


def _plain(age: Decimal) -> str:
    return f"{age:f}".removesuffix(".0")
