"""The pages of the risk register: what each shows and asks, and what a form says when it is not right."""

from collections.abc import Callable
from datetime import date
from html import unescape
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client

from agencies import thread
from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from registers.actions import risks
from registers.models import Control, DateChange, Risk, RiskLink, Score
from tests.factories import (
    ActionFactory,
    ChallengeFactory,
    ControlFactory,
    DecisionFactory,
    IndicatorFactory,
    MeetingFactory,
    MembershipFactory,
    PersonFactory,
    RiskLinkFactory,
    RiskReviewFactory,
)
from tests.registers.risky import CHILD, moment, risk_with, words

ClientOf = Callable[[Person | None], Client]
BEFORE, AFTER = date(2017, 11, 6), date(2018, 4, 9)
PAGE = "/wessex/risks/4/"


@pytest.fixture
def bridget(business_manager: Person, client_of: ClientOf) -> Client:
    return client_of(business_manager)


@pytest.fixture
def martin(board_member: Person, client_of: ClientOf) -> Client:
    return client_of(board_member)


@pytest.fixture
def manager(business_manager: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    return standing_of(business_manager)


@pytest.fixture
def risk(board: Board, health: Agency) -> Risk:
    return risk_with(board, (BEFORE, 3, 4), (AFTER, 4, 4), number=4, agency=health)


def text(answer: HttpResponse) -> str:
    """A page's words, without its markup's spaces."""
    return " ".join(unescape(answer.content.decode()).split())


def day(name: str, on: date) -> dict[str, str]:
    return {f"{name}_day": str(on.day), f"{name}_month": str(on.month), f"{name}_year": str(on.year)}


def worded(**given: Any) -> dict[str, Any]:
    common = {
        "title": "Conferences are held late",
        "cause": "Three teams book rooms, each in its own diary.",
        "event": "Conferences are held later than the law allows.",
        "consequence": "Children at risk wait for a plan.",
        "response": "treat",
    }
    return common | given


def test_the_register_says_how_many_are_extreme_where_they_stand_and_what_has_moved(
    risk: Risk, martin: Client
) -> None:
    page = text(martin.get("/wessex/risks/"))

    assert "1 of 1 risk is extreme. R-04 has risen since March." in page
    assert "where a risk stood on 31 March 2018" in page
    assert "R-04 stood here in March." in page
    assert "R-04 up, 12 to 16" in page
    assert "What may happen to a child stays grave" in page
    assert "Raise a risk" not in page


def test_filters_of_no_risk_say_so_and_what_an_address_names_wrongly_is_left_out(
    risk: Risk, martin: Client
) -> None:
    assert "No risk is so at the moment." in text(martin.get("/wessex/risks/?show=tolerated"))
    assert "Of County Health only." in text(martin.get(f"/wessex/risks/?owner={risk.agency_id}"))
    assert "Of likelihood 4, impact 4 only." in text(martin.get("/wessex/risks/?cell=4x4"))
    wrong = martin.get("/wessex/risks/?show=nonsense&sort=x&owner=1%27&cell=9x9&page=zz")
    assert "R-04" in text(wrong)


def test_a_risks_page_tells_all_of_it(
    board: Board, risk: Risk, board_member: Person, manager: Standing, martin: Client
) -> None:
    Risk.objects.filter(pk=risk.pk).update(owner=board_member)
    ControlFactory(risk=risk, text="One desk.", assurance="Weekly figures.", gap="Not at weekends.")
    ControlFactory(risk=risk, text="A rota.", ended_at=moment(AFTER), ended_by="B", ended_why="Replaced.")
    RiskReviewFactory(risk=risk, text="The desk is short of a person.")
    IndicatorFactory(board=board, code="D03", title="Second plans")
    RiskLinkFactory(risk=risk, key="D03")
    ActionFactory(board=board, origin_kind="risk", origin_key=str(risk.pk), text="Fill the post.", number=12)
    ChallengeFactory(
        board=board, origin_kind="risk", origin_key=str(risk.pk), number=31, title="Who fills it?"
    )
    DecisionFactory(
        meeting=MeetingFactory(board=board, held_on=BEFORE),
        kind="risk",
        key=str(risk.pk),
        text="To look in May.",
    )
    risks.move_review(risk_id=risk.pk, to=date(2018, 9, 3), reason="There is no meeting in July.", by=manager)

    page = text(martin.get(PAGE))

    for said in (
        "16, extreme: likely, with major impact. Up from 12 since November. The target is 6. The board tolerates 15.",
        "County Health",
        "Martin Okafor",
        "Three teams book rooms, each in its own diary.",
        "Not at weekends.",
        "Weekly figures.",
        "1 control that ended",
        "Ended 9 April 2018: Replaced.",
        "The desk is short of a person.",
        "D03 Second plans",
        "A-12",
        "Fill the post.",
        "CH-31 Who fills it?",
        "To look in May.",
        "There is no meeting in July.",
        "Moved the review of R-04 to 3 September 2018",
        "What R-04 scored at the end of each quarter: 12 in December 2017, 16 today.",
        "4 × 4: likely, with major impact",
    ):
        assert said in page, said
    assert page.index("9 Apr 2018") < page.index("6 Nov 2017")  # the latest score first


def test_there_is_no_risk_of_another_number_or_of_another_board(
    other_board: Board, risk: Risk, martin: Client
) -> None:
    risk_with(other_board, (BEFORE, 3, 4), number=9)

    assert martin.get("/wessex/risks/9/").status_code == 404
    assert martin.get("/wessex/risks/9/score/").status_code == 404
    assert martin.get("/mercia/risks/9/").status_code == 404


def test_a_score_of_today_alone_draws_no_chart(board: Board, martin: Client) -> None:
    risk_with(board, (date(2018, 5, 21), 3, 4), (date(2018, 5, 21), 4, 4), number=4)

    assert "<svg" not in text(martin.get(PAGE)).partition("<main")[2].partition("How it was scored")[2]


def test_the_named_owner_is_offered_what_an_owner_does_and_no_more(
    board: Board, risk: Risk, board_member: Person, martin: Client
) -> None:
    assert "Review it" not in text(martin.get(PAGE))
    Risk.objects.filter(pk=risk.pk).update(owner=board_member)

    page = text(martin.get(PAGE))

    assert [said in page for said in ("Review it", "Score it again", "Add a control")] == [True] * 3
    assert [
        said in page for said in ("Tolerate it", "Archive it", "Put its words right", "Agree an action")
    ] == [False] * 4
    assert "What you are scoring" not in text(martin.get(f"{PAGE}score/"))


def test_the_office_is_offered_an_action_and_a_challenge_from_the_risk(risk: Risk, bridget: Client) -> None:
    page = text(bridget.get(PAGE))
    for address in ("actions/agree", "challenges/raise"):
        begins = f"/wessex/{address}/?from=risk&key={risk.pk}"
        assert begins in page
        assert "R-04: Conferences are held late" in text(bridget.get(begins))
    Risk.objects.filter(pk=risk.pk).update(
        archived_at=moment(AFTER), archived_by="B", archived_why="It is over."
    )

    page = text(bridget.get(PAGE))

    assert "?from=risk" not in page
    assert "This risk is archived" in page
    assert "It is over." in page
    assert "Bring it back" in page
    assert "Score it again" not in page


def test_what_upper_rooms_offer_and_know_of_a_risk_stands_on_its_page(
    risk: Risk, bridget: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    this = thread.Reference("risk", str(risk.pk))
    step = thread.Step("course", "C-1", "A course on booking", AFTER, "The office", None, "held", "/c/1/")
    offers = (
        thread.Offer("Raise a challenge", "/x/", True),
        thread.Offer("Refused", "/y/", False, "Because."),
    )
    monkeypatch.setattr(thread, "step_sources", [lambda standing, asked: {this: (step,)}])
    monkeypatch.setattr(thread, "offer_sources", [lambda standing, asked: {this: offers}])

    page = text(bridget.get(PAGE))

    assert "A course on booking" in page
    assert 'href="/x/">Raise a challenge' in page
    assert "/y/" not in page


RAISED = {
    **{f"{what}_{part}": "4" for what in ("before", "now") for part in ("likelihood", "impact")},
    "target_likelihood": "2",
    "target_impact": "4",
}


def test_a_risk_is_raised_on_a_page(
    board: Board, health: Agency, board_member: Person, bridget: Client
) -> None:
    sent = worded(agency=health.pk, owner=board_member.pk, control="A list.", gap="Not in August.")
    answer = bridget.post(
        "/wessex/risks/new/", sent | RAISED | day("review_on", date(2018, 9, 3)), follow=True
    )

    made = Risk.objects.get()
    assert (made.agency, made.owner, made.review_on) == (health, board_member, date(2018, 9, 3))
    assert Control.objects.get().gap == "Not in August."
    assert "R-01 is in the register." in text(answer)


def test_a_form_names_every_field_that_is_missing_once(bridget: Client, board: Board) -> None:
    page = text(bridget.post("/wessex/risks/new/", {}))

    assert "Error: Raise a risk" in page
    for said in (
        "Give the risk a title.",
        "Say what causes it.",
        "Choose how likely it is.",
        "Choose what the board does about it.",
        "Enter the day of its first review.",
    ):
        assert said in page
    assert not Risk.objects.exists()


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"cause": CHILD}, "This could identify a child"),
        ({"now_likelihood": "5"}, "With its controls a risk cannot score more than without them."),
        ({"review_on_year": "2017"}, "That day is not to come. Choose a later one."),
        ({"now_impact": "6"}, "Select a valid choice. 6 is not one of the available choices."),
        ({"response": "tolerate"}, "Select a valid choice. tolerate is not one of the available choices."),
    ],
)
def test_a_refused_risk_keeps_what_was_written(
    change: dict[str, str], said: str, bridget: Client, board: Board
) -> None:
    sent = worded() | RAISED | day("review_on", date(2018, 9, 3)) | change
    page = text(bridget.post("/wessex/risks/new/", sent))

    assert said in page
    assert "Conferences are held later than the law allows." in page
    assert not Risk.objects.exists()


def test_whoever_amends_second_sees_both_and_decides(risk: Risk, bridget: Client, manager: Standing) -> None:
    opened = bridget.get(f"{PAGE}amend/")
    assert 'name="seen" value="1"' in text(opened)
    risks.amend(risk_id=risk.pk, words=words(title="By the first", agency=risk.agency), seen=1, by=manager)
    mine = worded(title="By the second", agency=risk.agency_id, seen="1")

    page = text(bridget.post(f"{PAGE}amend/", mine))

    assert "Somebody else has changed this since you opened it." in page
    assert "What has changed meanwhile" in page
    assert "Bridget Marsh (Business manager)" in page
    assert "By the first" in page
    assert page.count("By the second") == 2  # beside the other's, and in the form
    assert 'name="seen" value="2"' in page

    bridget.post(f"{PAGE}amend/", mine | {"seen": "2"})
    risk.refresh_from_db()
    assert (risk.title, risk.version) == ("By the second", 3)


def test_one_opened_before_it_was_accepted_is_shown_that(
    risk: Risk, bridget: Client, manager: Standing
) -> None:
    risks.accept(risk_id=risk.pk, until=date(2018, 9, 3), why="It is small.", by=manager)

    page = text(bridget.post(f"{PAGE}amend/", worded(title="Another", agency=risk.agency_id, seen="1")))

    assert "Tolerate" in page
    assert "Treat" in page
    risk.refresh_from_db()
    assert risk.response == "tolerate"


def test_a_lower_score_is_asked_for_its_control_beside_that_field(risk: Risk, bridget: Client) -> None:
    lower = {"moment": "now", "likelihood": "2", "impact": "4", "why": "The desk books them all."}

    page = text(bridget.post(f"{PAGE}score/", lower))
    assert (
        'href="#id_control">Its score falls. Say which new control brings it down, or that there is none.'
        in page
    )
    assert "The desk books them all." in page

    bridget.post(f"{PAGE}score/", lower | {"control": "One desk."})
    assert Score.objects.filter(risk=risk, moment="now").latest("pk").score == 8
    bridget.post(f"{PAGE}score/", lower | {"likelihood": "1", "without": "on"})
    assert Score.objects.filter(risk=risk, moment="now").latest("pk").score == 4


@pytest.mark.parametrize(
    ("step", "sent", "done"),
    [
        ("review", {"text": "No change.", **day("next_on", date(2018, 9, 3))}, "R-04 is reviewed."),
        ("control", {"text": "One desk."}, "The control of R-04 is added."),
        ("link", {"to": "indicator/D03"}, "R-04 is linked."),
        ("accept", {"why": "It is small.", **day("until", date(2018, 9, 3))}, "R-04 is accepted."),
        ("accept", {"why": "It is small."}, "R-04 is accepted."),
        (
            "review-date",
            {"reason": "No meeting.", **day("to", date(2018, 9, 3))},
            "The review of R-04 is moved.",
        ),
        ("archive", {"why": "It is over."}, "R-04 is archived."),
        (
            "score",
            {"moment": "target", "likelihood": "1", "impact": "1", "why": "Aim."},
            "R-04 is scored again.",
        ),
    ],
)
def test_each_step_is_a_page_that_asks_does_and_leads_back(
    step: str, sent: dict[str, str], done: str, board: Board, risk: Risk, bridget: Client
) -> None:
    IndicatorFactory(board=board, code="D03", title="Second plans")
    asked = bridget.get(f"{PAGE}{step}/")
    empty = bridget.post(f"{PAGE}{step}/", {})
    answer = bridget.post(f"{PAGE}{step}/", sent, follow=True)

    assert "Back to R-04" in text(asked)
    assert "There is a problem" in text(empty)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert done in text(answer)


def test_an_archived_risk_is_brought_back_on_its_page(risk: Risk, bridget: Client) -> None:
    bridget.post(f"{PAGE}archive/", {"why": "It is over."})
    assert bridget.get(f"{PAGE}score/").status_code == 403
    assert "It is archived. Bring it back first." in text(bridget.get(f"{PAGE}score/"))

    sent = {"why": "It is not.", **day("review_on", date(2018, 9, 3))}
    assert "R-04 is in the register again." in text(bridget.post(f"{PAGE}bring-back/", sent, follow=True))


def test_a_control_is_ended_and_a_link_taken_away_from_the_risks_page(
    board: Board, risk: Risk, bridget: Client
) -> None:
    control = ControlFactory(risk=risk, text="A rota.")
    IndicatorFactory(board=board, code="D03", title="Second plans")
    link = RiskLinkFactory(risk=risk, key="D03")
    end = f"{PAGE}controls/{control.pk}/end/"

    assert "A rota." in text(bridget.get(end))
    assert "A control of R-04 has ended." in text(bridget.post(end, {"why": "Replaced."}, follow=True))
    assert "This control has ended already." in text(bridget.post(end, {"why": "Replaced."}))
    assert bridget.get(f"{PAGE}controls/99999/end/").status_code == 404
    unlink = f"{PAGE}links/{link.pk}/unlink/"
    assert "The link is gone." in text(bridget.post(unlink, follow=True))
    assert "That link is gone already." in text(bridget.post(unlink, follow=True))
    assert not RiskLink.objects.exists()


def test_what_a_risk_is_linked_to_already_is_not_offered_again(
    board: Board, risk: Risk, bridget: Client
) -> None:
    IndicatorFactory(board=board, code="D03", title="Second plans")
    IndicatorFactory(board=board, code="D04", title="Late conferences")
    ChallengeFactory(board=board, number=29, title="Why so late?")
    RiskLinkFactory(risk=risk, key="D03")

    page = text(bridget.get(f"{PAGE}link/"))

    assert "D04 Late conferences" in page
    assert "CH-29 Why so late?" in page
    assert "D03 Second plans" not in page


def test_who_left_stays_offered_as_the_owner_they_are(board: Board, risk: Risk, bridget: Client) -> None:
    left = PersonFactory(name="Larry Left")
    MembershipFactory(person=left, board=board, until=date(2018, 1, 1))
    Risk.objects.filter(pk=risk.pk).update(owner=left)

    assert "selected>Larry Left" in text(bridget.get(f"{PAGE}amend/"))
    assert "Larry Left" not in text(bridget.get("/wessex/risks/new/"))


def test_a_moved_review_is_refused_beside_the_form(risk: Risk, bridget: Client) -> None:
    sent = {"reason": "No meeting.", **day("to", date(2018, 5, 1))}

    assert "That day is not to come." in text(bridget.post(f"{PAGE}review-date/", sent))
    assert not DateChange.objects.exists()
