"""How hard a text is to read: known texts, the formulas by hand, and what is too short to tell."""

from decimal import Decimal

import pytest

from reports.rules.blocks import BigNumber, BigNumbers, Panel, Paragraph, Points, Section, Table, Written
from reports.rules.document import Document
from reports.rules.reading_age import FEWEST_WORDS, prose_of, reading_age, syllables

PLAIN = "The cat sat on the mat. It saw a dog run by. The dog did not see the cat at all. "
HARD = (
    "Multi-agency safeguarding arrangements necessitate comprehensive organisational accountability, notwithstanding "
    "considerable variability in operational responsibilities across participating statutory authorities. "
)


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("cat", 1),
        ("time", 1),
        ("children", 2),
        ("table", 2),
        ("family", 3),
        ("partnership", 3),
        ("safeguarding", 4),
        ("organisation", 5),
        ("multi-agency", 5),
        ("child’s", 1),
    ],
)
def test_syllables_are_about_what_one_hears(word: str, count: int) -> None:
    assert syllables(word) == count


def test_plain_words_are_for_the_young_and_hard_ones_are_not() -> None:
    plain, hard = reading_age(PLAIN * 6), reading_age(HARD * 6)

    assert plain is not None
    assert hard is not None
    assert plain.flesch_kincaid <= 8
    assert plain.smog <= 9
    assert hard.flesch_kincaid >= 22
    assert hard.smog >= 20


def test_the_ages_are_the_formulas() -> None:
    # 120 words of one syllable in 12 sentences: 0.39 × 10 + 11.8 × 1 − 15.59 = 0.11, and no hard word.
    found = reading_age("One two three four five one two three four five. " * 12)

    assert found is not None
    assert (found.words, found.sentences) == (120, 12)
    assert found.flesch_kincaid == Decimal(5)
    assert found.smog == Decimal(8)  # 3.1291 + 5, to the nearest half


def test_of_a_few_words_nothing_is_said() -> None:
    assert reading_age("") is None
    assert reading_age("word " * (FEWEST_WORDS - 1)) is None
    assert reading_age("word " * FEWEST_WORDS) is not None


def test_short_forms_and_numbers_end_no_sentence() -> None:
    found = reading_age("We met e.g. Dr. Hall and saw 12.5 of them at 3.30 each day. " * 10)

    assert found is not None
    assert found.sentences == 10


def test_the_estimate_says_that_it_is_one() -> None:
    found = reading_age(PLAIN * 6)

    assert found is not None
    assert found.sentence.startswith("Reading age, an estimate: ")
    assert "Flesch-Kincaid" in found.sentence
    assert "SMOG" in found.sentence


def test_what_is_read_of_a_document_are_its_sentences() -> None:
    blocks = (
        Paragraph("A lead."),
        BigNumbers((BigNumber("700", "staff trained", "In the year."),)),
        Points(("A point.",)),
        Panel("Look here", "look", ("A worry.",)),
        Table("t", "Not read", (), ()),
    )
    written = (Written("", ("By the chair.",)),)
    document = Document("councillor", "B", "T", "P", "", "", (Section("s", "S", blocks, written),))

    assert prose_of(document).splitlines() == [
        "A lead.",
        "staff trained. In the year.",
        "A point.",
        "A worry.",
        "By the chair.",
    ]
