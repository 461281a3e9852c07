"""What things are called by date: usual words, a board's own, and how a word stands in a sentence."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agencies.rules.roles import BUNDLES, Role
from agencies.rules.vocabulary import (
    IDEAS,
    OFFICES,
    PARTNERSHIPS,
    SHORT_FORMS,
    Idea,
    OwnWord,
    Vocabulary,
    Word,
    facts_of,
)

EVE = PARTNERSHIPS - timedelta(days=1)
DAYS = st.dates(date(2006, 4, 1), date(2030, 12, 31))
OWN = st.lists(
    st.builds(OwnWord, st.sampled_from(Idea), st.sampled_from(["One", "Another", "A third"]), DAYS),
    max_size=6,
    unique_by=lambda one: (one.idea, one.since),
)


@pytest.mark.parametrize(
    ("idea", "then", "now"),
    [
        (Idea.BODY, "Local Safeguarding Children Board (LSCB)", "Safeguarding Children Partnership"),
        (Idea.CHAIR, "Independent chair", "Independent scrutineer"),
        (Idea.CHAIR_BRIEF, "Chair", "Scrutineer"),
        (Idea.REPORT, "Annual report", "Yearly report"),
        (Idea.REVIEW, "Serious case review", "Local child safeguarding practice review"),
        (Idea.REVIEW_BRIEF, "SCR", "LCSPR"),
        (Idea.NAME, "Wessex", "Wessex"),
    ],
)
def test_usual_words_are_those_of_boards_until_partnerships_took_their_place(
    idea: Idea, then: str, now: str
) -> None:
    words = Vocabulary("Wessex")

    assert [words.word(idea, day).text for day in (date(2006, 4, 1), EVE, PARTNERSHIPS)] == [then, then, now]


def test_partnerships_had_taken_the_place_of_every_board_by_the_end_of_september_2019() -> None:
    """Working Together (2018), transitional guidance: arrangements had to be in force by 29 September 2019."""
    words = Vocabulary()

    assert words.word(Idea.REVIEW_BRIEF, date(2019, 9, 28)).text == "SCR"
    assert words.word(Idea.REVIEW_BRIEF, date(2019, 9, 29)).text == "LCSPR"


def test_an_own_word_set_from_the_very_day_a_usual_one_begins_stands_in_its_place() -> None:
    own = OwnWord(Idea.REPORT, "Report of the year", PARTNERSHIPS, 1)

    assert [
        (str(one.word), one.since, one.until) for one in Vocabulary("", (own,)).stretches(Idea.REPORT)
    ] == [
        ("Annual report", None, PARTNERSHIPS),
        ("Report of the year", PARTNERSHIPS, None),
    ]


def test_a_boards_own_word_holds_from_its_day_and_no_usual_one_comes_after_it() -> None:
    words = Vocabulary("Wessex", (OwnWord(Idea.CHAIR, "Chair of the board", date(2015, 4, 1), 1),))

    assert words.word(Idea.CHAIR, date(2015, 3, 31)).text == "Independent chair"
    assert words.word(Idea.CHAIR, date(2015, 4, 1)).text == "Chair of the board"
    assert words.word(Idea.CHAIR, PARTNERSHIPS).text == "Chair of the board"
    assert words.word(Idea.REPORT, PARTNERSHIPS).text == "Yearly report"


@given(OWN, st.sampled_from(Idea), DAYS)
def test_every_day_has_one_word_and_the_stretches_leave_no_gap(
    own: list[OwnWord], idea: Idea, day: date
) -> None:
    words = Vocabulary("Wessex", tuple(own))

    stretches = words.stretches(idea)

    assert [one.word for one in stretches if one.holds(day)] == [words.word(idea, day)]
    assert stretches[0].since is None
    assert stretches[-1].until is None
    for one, following in pairwise(stretches):
        assert one.until == following.since


@given(OWN, st.sampled_from(Idea), DAYS)
def test_the_latest_of_a_boards_own_words_begun_by_a_day_holds(
    own: list[OwnWord], idea: Idea, day: date
) -> None:
    begun = [one for one in own if one.idea is idea and one.since <= day]

    if begun:
        assert Vocabulary("W", tuple(own)).word(idea, day).text == max(begun, key=lambda one: one.since).word


@pytest.mark.parametrize(
    ("word", "inside"),
    [
        ("Independent chair", "independent chair"),
        ("SCR", "SCR"),
        ("LSCB", "LSCB"),
        ("A", "a"),
        ("A board", "a board"),
        ("A Board", "a Board"),
        ("", ""),
    ],
)
def test_within_a_sentence_a_word_loses_its_capital_unless_it_is_an_abbreviation(
    word: str, inside: str
) -> None:
    assert Word(word).inside == inside


def test_roles_are_called_as_the_board_calls_them_and_the_others_by_their_own_title() -> None:
    words = Vocabulary()

    assert {role: words.role(role, EVE).text for role in Role} == {role: BUNDLES[role].title for role in Role}
    assert words.role(Role.INDEPENDENT_CHAIR, PARTNERSHIPS).text == "Independent scrutineer"
    assert words.role(Role.BUSINESS_MANAGER, PARTNERSHIPS).text == "Business manager"


def test_every_idea_is_told_of_once_and_its_usual_words_are_in_order() -> None:
    assert [facts.idea for facts in IDEAS] == list(Idea)
    for facts in IDEAS:
        assert facts_of(facts.idea) is facts
        assert [since for since, _ in facts.usual if since is None] == [None][: len(facts.usual)]
        days = [since for since, _ in facts.usual if since is not None]
        assert days == sorted(days)
    assert {*SHORT_FORMS, *SHORT_FORMS.values(), *OFFICES.values()} <= set(Idea)


def test_templates_find_every_idea_by_a_name_they_can_write() -> None:
    said = Vocabulary("Wessex").on(EVE)

    assert said["chair_brief"].text == "Chair"
    assert len(said) == len(Idea)
    assert all(name.isidentifier() for name in said)
