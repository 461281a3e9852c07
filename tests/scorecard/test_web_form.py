"""The web form and the nil return: typed on the portal, kept box by box, sent through the same check as a file."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import drafts, submissions
from scorecard.actions.submissions.typed import Nil, send_form, send_nil
from scorecard.models import Commentary, Draft, Figure, Indicator, Return, Submission
from tests.building import BEFORE, a_return, load, small_scorecard
from tests.factories import MembershipFactory, PersonFactory

SOUND = {
    "H01-all-number": "10",
    "H02-all-number": "42",
    "H02-all-out-of": "120",
    "H03-all-number": "0",
    "H04-all-reason": "not supplied",
    "H04-schools-reason": "not supplied",
    "H04-police-reason": "not supplied",
}


@pytest.fixture
def owed(board: Board, health: Agency, police: Agency) -> Return:
    """What County Health owes, with the small scorecard beside it."""
    small_scorecard(board, health, police)
    return a_return(board, health)


@pytest.fixture
def helen(health_lead: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    """The agency's lead."""
    return standing_of(health_lead)


def checked(sent: Submission) -> Submission:
    submissions.take_up(board_id=sent.board_id, agency_id=sent.agency_id)
    sent.refresh_from_db()
    return sent


def test_what_is_typed_becomes_figures_that_are_traced_to_their_box(owed: Return, helen: Standing) -> None:
    drafts.save(return_id=owed.pk, typed=SOUND, by=helen)
    sent = checked(send_form(return_id=owed.pk, by=helen))
    assert sent.state == Submission.State.READY, [str(one) for one in sent.findings.all()]
    assert sent.origin == Submission.Origin.FORM

    submissions.release(submission_id=sent.pk, by=helen)

    figures = {one.indicator.code: one for one in Figure.objects.current().filter(breakdown="all")}
    assert (figures["H02"].numerator, figures["H02"].denominator) == (42, 120)
    assert (figures["H02"].sheet, figures["H02"].cell) == ("CSV", "E3")
    assert figures["H03"].status == "true_zero"
    assert (figures["H04"].status, figures["H04"].value) == ("not_supplied", None)
    owed.refresh_from_db()
    assert owed.state == Return.State.RELEASED


def test_an_empty_box_stays_blank_and_is_asked_about_at_its_box(
    owed: Return, helen: Standing, health_lead: Person, client_of: Callable[[Person], Client]
) -> None:
    drafts.save(return_id=owed.pk, typed={**SOUND, "H01-all-number": "", "H02-all-number": "lots"}, by=helen)
    sent = checked(send_form(return_id=owed.pk, by=helen))
    assert sent.state == Submission.State.TO_CORRECT

    page = (
        client_of(health_lead)
        .get(reverse("scorecard:form", args=[helen.board_code, owed.pk]))
        .content.decode()
    )

    assert 'href="#H02-all-number"' in page
    assert 'href="#H01-all-number"' in page
    assert 'aria-describedby="H02-all-number-fault"' in page
    assert 'value="lots"' in page
    assert "H02 The measure H02, number says “lots”:" in page
    assert "Cell " not in page


def test_the_check_page_of_a_form_names_boxes_and_sends_back_to_the_form(
    owed: Return, helen: Standing, health_lead: Person, client_of: Callable[[Person], Client]
) -> None:
    drafts.save(return_id=owed.pk, typed={**SOUND, "H02-all-number": "lots"}, by=helen)
    sent = checked(send_form(return_id=owed.pk, by=helen))

    page = (
        client_of(health_lead)
        .get(reverse("scorecard:submission", args=[helen.board_code, sent.pk]))
        .content.decode()
    )

    assert "H02 The measure H02, number" in page
    assert "Correct this problem in the web form and send it again." in page
    assert reverse("scorecard:form", args=[helen.board_code, owed.pk]) in page
    assert "Cell" not in page
    assert "spreadsheet" not in page


def test_the_last_to_save_a_box_wins_that_box_alone(
    board: Board,
    health: Agency,
    owed: Return,
    health_lead: Person,
    helen: Standing,
    client_of: Callable[[Person], Client],
) -> None:
    other = PersonFactory(name="Harry Dunn", email="harry@example.org")
    MembershipFactory(person=other, board=board, role="agency_lead", agency=health)
    address = reverse("scorecard:form", args=[board.code, owed.pk])
    drafts.save(return_id=owed.pk, typed={"H01-all-number": "1", "H02-all-number": "2"}, by=helen)

    client_of(other).post(
        address,
        {"H01-all-number": "1", "was:H01-all-number": "", "H02-all-number": "3", "was:H02-all-number": "2"},
    )
    client_of(health_lead).post(
        address,
        {"H01-all-number": "5", "was:H01-all-number": "1", "H02-all-number": "2", "was:H02-all-number": "2"},
    )

    boxes = Draft.objects.get().boxes
    assert (boxes["H01-all-number"]["text"], boxes["H02-all-number"]["text"]) == ("5", "3")
    assert "by Harry Dunn" in client_of(health_lead).get(address).content.decode()


def test_a_box_is_saved_by_itself_and_says_when(
    owed: Return, health_lead: Person, helen: Standing, client_of: Callable[[Person], Client]
) -> None:
    address = reverse("scorecard:form-save", args=[helen.board_code, owed.pk])

    said = client_of(health_lead).post(address, {"H01-all-number": "7", "no-such-box": "8"})

    assert said.content.decode().startswith("Saved ")
    assert set(Draft.objects.get().boxes) == {"H01-all-number"}


def test_words_that_could_identify_a_child_are_not_even_kept(
    owed: Return, health_lead: Person, helen: Standing, client_of: Callable[[Person], Client]
) -> None:
    address = reverse("scorecard:form-save", args=[helen.board_code, owed.pk])

    said = client_of(health_lead).post(address, {"H01-all-commentary": "Her NHS number is 943 476 5919."})

    assert said.content.decode().startswith("Not saved.")
    assert not Draft.objects.exists()


def test_an_empty_form_is_not_sent(owed: Return, helen: Standing) -> None:
    with pytest.raises(Refused, match="Nothing has been filled in"):
        send_form(return_id=owed.pk, by=helen)


def test_last_values_stand_beside_the_boxes(
    owed: Return, health: Agency, health_lead: Person, helen: Standing, client_of: Callable[[Person], Client]
) -> None:
    load(("H02", BEFORE, 30, 120), by=helen, agency=health)

    page = (
        client_of(health_lead)
        .get(reverse("scorecard:form", args=[helen.board_code, owed.pk]))
        .content.decode()
    )

    assert "Q3 2017/18: 25.0%" in page


def test_only_who_may_send_types(
    owed: Return, police_lead: Person, standing_of: Callable[[Person], Standing]
) -> None:
    paul = standing_of(police_lead)
    for refused in (
        lambda: drafts.save(return_id=owed.pk, typed=SOUND, by=paul),
        lambda: send_form(return_id=owed.pk, by=paul),
        lambda: send_nil(return_id=owed.pk, says=Nil.NO_FIGURES, reason="None.", by=paul),
    ):
        with pytest.raises(Refused):
            refused()


def test_nothing_happened_is_a_true_zero_and_a_share_of_nothing_is_none(
    owed: Return, helen: Standing
) -> None:
    why = "The clinic was closed for the quarter."
    sent = checked(send_nil(return_id=owed.pk, says=Nil.NOTHING_HAPPENED, reason=why, by=helen))
    assert sent.state == Submission.State.READY, [str(one) for one in sent.findings.all()]
    submissions.release(submission_id=sent.pk, by=helen)

    found = {one.indicator.code: one.status for one in Figure.objects.current().filter(breakdown="all")}
    assert found == {
        "H01": "true_zero",
        "H02": "not_applicable",
        "H03": "true_zero",
        "H04": "not_applicable",
    }
    assert sent.origin == Submission.Origin.NIL
    assert Commentary.objects.filter(text__contains=why).count() == 4


def test_no_figures_is_never_a_nought(owed: Return, helen: Standing) -> None:
    sent = checked(
        send_nil(return_id=owed.pk, says=Nil.NO_FIGURES, reason="The system was replaced.", by=helen)
    )
    submissions.release(submission_id=sent.pk, by=helen)

    assert {(one.status, one.value) for one in Figure.objects.current()} == {("not_supplied", None)}


def test_a_nil_return_says_why_without_naming_a_child(owed: Return, helen: Standing) -> None:
    for reason in ("  ", "NHS number 943 476 5919"):
        with pytest.raises(Refused):
            send_nil(return_id=owed.pk, says=Nil.NO_FIGURES, reason=reason, by=helen)


def test_the_nil_page_asks_both_questions(
    owed: Return, health_lead: Person, helen: Standing, client_of: Callable[[Person], Client]
) -> None:
    address = reverse("scorecard:nil", args=[helen.board_code, owed.pk])
    client = client_of(health_lead)

    asked = client.post(address, {}).content.decode()
    sent = client.post(address, {"says": "no figures", "reason": "The system was replaced."})

    assert "Say which of the two is true." in asked
    assert "Say why there is nothing to report." in asked
    assert sent.status_code == 302
    assert Submission.objects.get().answers == owed


def test_indicators_of_every_agency_are_in_the_form_and_their_blanks_asked_of_nobody(
    owed: Return, helen: Standing
) -> None:
    indicator = Indicator.objects.get(code="W01")
    assert indicator.owner is None
    drafts.save(return_id=owed.pk, typed=SOUND, by=helen)

    sent = checked(send_form(return_id=owed.pk, by=helen))

    assert not sent.findings.filter(severity="error").exists()
