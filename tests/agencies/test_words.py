"""A board's words: set from a day on, put right or taken back on record, and read wherever they stand."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from agencies.actions import words as acts
from agencies.models import Board, Entry, Letter, Person, Term
from agencies.queries.people import members
from agencies.queries.standings import standing_at
from agencies.queries.words import ideas, vocabularies, word
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from agencies.rules.vocabulary import Idea
from tests.conftest import TODAY
from tests.factories import MembershipFactory, TermFactory

ClientOf = Callable[[Person | None], Client]
LATER = date(2018, 9, 1)


@pytest.fixture
def manager(business_manager: Person, board: Board) -> Standing:
    """The business manager, as the board stands."""
    found = standing_at(business_manager, board.code)
    assert found is not None
    return found


def entries() -> list[str]:
    return list(Entry.objects.filter(kind="word").values_list("words", flat=True))


def test_a_new_word_holds_from_its_day_on_and_the_one_before_until_then(
    board: Board, manager: Standing
) -> None:
    acts.set_word(idea=Idea.CHAIR, word=" Independent  scrutineer ", since=LATER, by=manager)

    assert word(board, Idea.CHAIR).text == "Independent chair"
    assert word(board, Idea.CHAIR, LATER).text == "Independent scrutineer"
    assert Term.objects.get().set_by == manager.actor.words
    (said,) = entries()
    assert "“Independent chair” is called “Independent scrutineer” from 1 September 2018 on." in said


def test_each_word_ends_where_the_next_begins_in_whatever_order_they_are_set(manager: Standing) -> None:
    for since, said in ((LATER, "Second"), (date(2019, 4, 1), "Third"), (TODAY, "First")):
        acts.set_word(idea=Idea.CHAIR, word=said, since=since, by=manager)

    assert list(Term.objects.order_by("since").values_list("word", "until")) == [
        ("First", LATER),
        ("Second", date(2019, 4, 1)),
        ("Third", None),
    ]


def test_a_day_that_is_over_needs_a_reason(board: Board, manager: Standing) -> None:
    past = date(2017, 4, 1)
    with pytest.raises(Refused, match="say why"):
        acts.set_word(idea=Idea.CHAIR, word="Chair", since=past, reason="  ", by=manager)

    acts.set_word(
        idea=Idea.CHAIR, word="Chair", since=past, reason="So it stood in the constitution.", by=manager
    )

    assert word(board, Idea.CHAIR, past).text == "Chair"
    assert entries()[-1].endswith("Why: So it stood in the constitution.")


@pytest.mark.parametrize(
    ("said", "since", "why"),
    [
        ("   ", LATER, "Write the word"),
        ("x" * 121, LATER, "at most 120"),
        ("Independent chair", LATER, "already"),
        ("Another", date(2018, 6, 1), "Put that one right"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_set(
    board: Board, manager: Standing, said: str, since: date, why: str
) -> None:
    TermFactory(board=board, idea="chair", word="Independent chair", since=date(2018, 6, 1))

    with pytest.raises(Refused, match=why):
        acts.set_word(idea=Idea.CHAIR, word=said, since=since, by=manager)
    assert Term.objects.count() == 1
    assert entries() == []


def test_a_word_in_force_is_put_right_for_a_reason_and_one_to_come_without(
    board: Board, manager: Standing
) -> None:
    now = TermFactory(board=board, idea="chair", word="Independant chair", since=date(2017, 4, 1))
    coming = TermFactory(board=board, idea="report", word="Yearly reprot", since=LATER)

    with pytest.raises(Refused, match="a reason goes on record"):
        acts.correct_word(term_id=now.pk, word="Independent chair", reason="", by=manager)
    with pytest.raises(Refused, match="stands already"):
        acts.correct_word(term_id=now.pk, word="Independant chair", reason="Why", by=manager)
    acts.correct_word(term_id=now.pk, word="Independent chair", reason="A slip of the pen.", by=manager)
    acts.correct_word(term_id=coming.pk, word="Yearly report", reason="", by=manager)

    assert word(board, Idea.CHAIR).text == "Independent chair"
    assert word(board, Idea.REPORT, LATER).text == "Yearly report"
    assert entries()[0].endswith(
        "Put “Independant chair”, the word from 1 April 2017 on, right: “Independent chair”. "
        "Why: A slip of the pen."
    )


def test_taken_back_the_word_before_goes_on(board: Board, manager: Standing) -> None:
    first = TermFactory(board=board, idea="chair", word="Chair", since=date(2017, 4, 1), until=LATER)
    coming = TermFactory(board=board, idea="chair", word="Scrutineer", since=LATER)

    acts.take_back_word(term_id=coming.pk, reason="", by=manager)

    first.refresh_from_db()
    assert first.until is None
    assert word(board, Idea.CHAIR, LATER).text == "Chair"
    with pytest.raises(Refused, match="taken back already"):
        acts.take_back_word(term_id=coming.pk, reason="", by=manager)
    with pytest.raises(Refused, match="a reason"):
        acts.take_back_word(term_id=first.pk, reason="", by=manager)


def test_nobody_else_sets_words_and_nobody_those_of_another_board(
    board: Board, manager: Standing, chair: Person, other_board: Board
) -> None:
    theirs = TermFactory(board=other_board, idea="chair")
    charlotte = standing_at(chair, board.code)
    assert charlotte is not None

    for act in (
        lambda: acts.set_word(idea=Idea.CHAIR, word="I", since=LATER, by=charlotte),
        lambda: acts.correct_word(term_id=theirs.pk, word="I", reason="Why", by=charlotte),
        lambda: acts.take_back_word(term_id=theirs.pk, reason="Why", by=manager),
        lambda: acts.correct_word(term_id=theirs.pk, word="I", reason="Why", by=manager),
    ):
        with pytest.raises(Refused):
            act()
    assert Term.objects.get().word == "Independent chair"


def test_what_is_recorded_keeps_its_word_and_what_is_shown_takes_the_new_one(
    board: Board, manager: Standing, chair: Person
) -> None:
    charlotte = standing_at(chair, board.code)
    assert charlotte is not None
    assert charlotte.actor.words == "Charlotte Adeyemi (Independent chair)"
    acts.set_word(idea=Idea.CHAIR, word="Independent scrutineer", since=LATER, by=manager)

    clock.fix(LATER)

    later = standing_at(chair, board.code)
    assert later is not None
    assert later.actor.words == "Charlotte Adeyemi (Independent scrutineer)"
    assert "Independent scrutineer" in {one.role for one in members(later)}
    assert "“Independent chair” is called" in entries()[0]


def test_the_boards_name_is_a_word_too(
    board: Board, manager: Standing, chair: Person, client_of: ClientOf
) -> None:
    acts.set_word(idea=Idea.NAME, word="Wessex Safeguarding Children Partnership", since=LATER, by=manager)
    address = reverse("front-page", args=[board.code])
    assert "Wessex Safeguarding Children Board" in client_of(chair).get(address).content.decode()

    clock.fix(LATER)

    page = client_of(chair).get(address).content.decode()
    assert "Wessex Safeguarding Children Partnership" in page
    assert "Wessex Safeguarding Children Board" not in page


def test_an_invitation_says_the_word_of_its_day(
    board: Board, business_manager: Person, client_of: ClientOf
) -> None:
    TermFactory(board=board, idea="chair", word="Scrutineer of the board", since=date(2018, 4, 1))
    client = client_of(business_manager)
    page = client.get(reverse("agencies:invite", args=[board.code])).content.decode()
    client.post(
        reverse("agencies:invite", args=[board.code]),
        {"name": "Ines", "email": "ines@example.org", "role": "independent_chair"},
    )

    assert "Scrutineer of the board" in page
    assert "as scrutineer of the board." in Letter.objects.get().text


def test_words_cost_one_question_for_all_of_ones_boards(
    board: Board, other_board: Board, chair: Person, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    MembershipFactory(person=chair, board=other_board)
    for one in (board, other_board):
        TermFactory(board=one)

    with django_assert_num_queries(1):
        found = vocabularies([board, other_board])
    with django_assert_num_queries(2):
        standing = standing_at(chair, board.code)
    with django_assert_num_queries(0):
        assert standing is not None
        ideas(standing)
    assert [len(one.own) for one in found.values()] == [1, 1]
    assert vocabularies([]) == {}


def test_a_word_is_looked_at_before_it_is_set(
    board: Board, business_manager: Person, client_of: ClientOf
) -> None:
    client = client_of(business_manager)
    address = reverse("agencies:word", args=[board.code, "chair"])
    given = {"word": "Scrutineer", "since_day": "1", "since_month": "9", "since_year": "2018", "reason": ""}

    asked = client.post(address, given).content.decode()
    assert "From 1 September 2018 on, say “Scrutineer”?" in asked
    assert not Term.objects.exists()

    done = client.post(address, {**given, "sure": "yes"}, follow=True).content.decode()
    assert "“Scrutineer” is set." in done
    assert Term.objects.get().since == LATER

    named = client.post(address, {**given, "since_month": "6", "word": "Chair"}).content.decode()
    assert "It holds until 1 September 2018, when “Scrutineer” begins." in named
    over = client.post(address, {**given, "since_year": "2017"}).content.decode()
    assert 'href="#id_reason"' in over

    again = client.post(address, given).content.decode()
    assert "begins on 1 September 2018 already" in again
    empty = client.post(address, {}).content.decode()
    assert "Write the new word." in empty
    assert "Enter the day from which on it is called so." in empty


def test_a_word_is_put_right_or_taken_back_on_its_own_page(
    board: Board, business_manager: Person, client_of: ClientOf
) -> None:
    term = TermFactory(board=board, idea="chair", word="Chiar", since=date(2018, 4, 1))
    client = client_of(business_manager)
    address = reverse("agencies:own-word", args=[board.code, "chair", term.pk])

    refused = client.post(address, {"do": "correct", "word": "Chair", "reason": ""}).content.decode()
    assert "so a reason goes on record" in refused
    client.post(address, {"do": "correct", "word": "Chair", "reason": "A slip."})
    assert Term.objects.get().word == "Chair"
    client.post(address, {"do": "take-back", "word": "Chair", "reason": "Never agreed."})
    assert not Term.objects.exists()
    assert client.get(address).status_code == 404
    page = client.get(reverse("agencies:word", args=[board.code, "chair"])).content.decode()
    assert "Never agreed." in page


def test_everybody_reads_the_words_and_only_the_office_is_led_on(
    board: Board, business_manager: Person, councillor: Person, client_of: ClientOf
) -> None:
    address = reverse("agencies:words", args=[board.code])
    change = reverse("agencies:word", args=[board.code, "chair"])

    for person, leads_on in ((business_manager, True), (councillor, False)):
        page = client_of(person).get(address).content.decode()
        assert "Independent scrutineer" in page
        assert "from 29 September 2019 on, as usual" in page
        assert (change in page) is leads_on
    assert client_of(business_manager).get(change + "x/").status_code == 404
    assert client_of(business_manager).get(f"/{board.code}/words/no-such-idea/").status_code == 404
