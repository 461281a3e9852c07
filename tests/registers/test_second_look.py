"""What is worth a second look at a board: found in its tables, shown, let stand for one cause, taken up again."""

from collections.abc import Callable
from datetime import date
from html import unescape

import pytest
from django.http import HttpResponse
from django.test import Client

from agencies.models import Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import dismissals, risks
from registers.actions.risks import Judged
from registers.models import Dismissal, Risk, Score
from registers.queries.checks import current_findings, second_look
from registers.rules.checks import Check, Finding
from tests.factories import ActionFactory, ControlFactory, EvidenceFactory, RiskReviewFactory
from tests.registers.risky import CHILD, moment, risk_with

ClientOf = Callable[[Person | None], Client]
THEN, NOW = date(2018, 2, 1), date(2018, 4, 9)
ADDRESS = "/wessex/risks/second-look/"


@pytest.fixture
def manager(business_manager: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    return standing_of(business_manager)


@pytest.fixture
def bridget(business_manager: Person, client_of: ClientOf) -> Client:
    return client_of(business_manager)


@pytest.fixture
def risk(board: Board) -> Risk:
    """Grave, with no action: the one thing worth a look."""
    return risk_with(board, (THEN, 4, 4), number=4)


def text(answer: HttpResponse) -> str:
    return " ".join(unescape(answer.content.decode()).split())


def found(board: Board) -> list[tuple[Check, str]]:
    return [(one.check, one.reference) for one in current_findings(board.pk)]


def only(board: Board) -> Finding:
    (one,) = current_findings(board.pk)
    return one


def stand(finding: Finding, by: Standing, reason: str = "It is planned for June.") -> Dismissal:
    return dismissals.dismiss(check=finding.check, key=finding.key, mark=finding.mark, reason=reason, by=by)


def test_each_check_finds_what_it_looks_for_in_the_boards_tables(board: Board, other_board: Board) -> None:
    risk_with(board, (THEN, 2, 2), number=1)  # nothing
    risk_with(board, (THEN, 3, 2), (NOW, 2, 2), number=2)
    held = risk_with(board, (THEN, 3, 2), (NOW, 2, 2), number=3)
    ControlFactory(risk=held, added_at=moment(date(2018, 3, 1)))
    risk_with(board, (THEN, 4, 4), number=4)
    worked = risk_with(board, (THEN, 4, 4), number=5)
    ActionFactory(board=board, number=1, origin_kind="risk", origin_key=str(worked.pk))
    risk_with(board, (THEN, 2, 2), number=6, response="tolerate")
    risk_with(board, (THEN, 2, 2), number=7, response="tolerate", accepted_until=date(2018, 5, 1))
    risk_with(board, (THEN, 2, 2), number=8, response="tolerate", accepted_until=date(2018, 9, 1))
    risk_with(board, (date(2017, 6, 1), 2, 2), number=9)
    reviewed = risk_with(board, (date(2017, 6, 1), 2, 2), number=10)
    RiskReviewFactory(risk=reviewed, reviewed_at=moment(NOW))
    gone = {"archived_at": moment(NOW), "archived_by": "B", "archived_why": "Over."}
    risk_with(board, (date(2017, 6, 1), 5, 5), number=11, **gone)
    risk_with(other_board, (date(2017, 6, 1), 5, 5), number=12)
    done = {"state": "complete", "completed_at": moment(NOW)}
    ActionFactory(board=board, number=2, **done)
    EvidenceFactory(action=ActionFactory(board=board, number=3, **done))
    taken = EvidenceFactory(action=ActionFactory(board=board, number=4, **done))
    taken.taken_back_at, taken.taken_back_by, taken.taken_back_why = moment(NOW), "B", "The wrong file."
    taken.save()

    assert found(board) == [
        (Check.LOWERED, "R-02"),
        (Check.NO_ACTION, "R-04"),
        (Check.EXPIRED, "R-07"),
        (Check.NO_EXPIRY, "R-06"),
        (Check.NO_REVIEW, "R-09"),
        (Check.NO_EVIDENCE, "A-2"),
        (Check.NO_EVIDENCE, "A-4"),
    ]


def test_a_finding_is_let_stand_with_a_reason_on_record_and_folded_up(
    board: Board, risk: Risk, manager: Standing
) -> None:
    stand(only(board), manager)
    look = second_look(manager)

    assert look.findings == ()
    ((let),) = look.let_stand
    assert (let.finding.reference, let.reason, let.by) == (
        "R-04",
        "It is planned for June.",
        manager.actor.words,
    )
    assert Entry.objects.get(kind="risk", reference=str(risk.pk)).words == (
        "Let stand, R-04, high or extreme, with no action under way: It is planned for June."
    )


def test_a_new_cause_is_found_again(board: Board, risk: Risk, manager: Standing) -> None:
    stand(only(board), manager)

    risks.score(risk_id=risk.pk, moment=Score.Moment.NOW, judged=Judged(5, 4), why="Worse.", by=manager)

    assert [one.reference for one in second_look(manager).findings] == ["R-04"]


@pytest.mark.parametrize(
    ("reason", "said"), [(" ", "Say why it may stand."), (CHILD, "This could identify a child")]
)
def test_letting_stand_wants_a_reason(
    reason: str, said: str, board: Board, risk: Risk, manager: Standing
) -> None:
    with pytest.raises(Refused, match=said):
        stand(only(board), manager, reason)

    assert not Dismissal.objects.exists()


def test_what_is_no_longer_so_is_not_let_stand(board: Board, risk: Risk, manager: Standing) -> None:
    finding = only(board)
    ActionFactory(board=board, origin_kind="risk", origin_key=str(risk.pk))

    with pytest.raises(Refused, match="no longer so"):
        stand(finding, manager)


def test_of_two_who_let_it_stand_the_second_reads_who_was_first(
    board: Board, risk: Risk, manager: Standing
) -> None:
    stand(only(board), manager)

    with pytest.raises(Refused, match=r"Bridget Marsh \(Business manager\) has let it stand already"):
        stand(only(board), manager)


def test_what_was_let_stand_is_taken_up_again_on_record(board: Board, risk: Risk, manager: Standing) -> None:
    made = stand(only(board), manager)

    dismissals.take_up(dismissal_id=made.pk, by=manager)

    assert [one.reference for one in second_look(manager).findings] == ["R-04"]
    assert (
        Entry.objects.filter(kind="risk")
        .latest("pk")
        .words.endswith("It had been let stand: It is planned for June.")
    )
    with pytest.raises(Refused, match="Somebody has taken this up already"):
        dismissals.take_up(dismissal_id=made.pk, by=manager)


def test_another_boards_dismissal_is_not_taken_up(other_board: Board, risk: Risk, manager: Standing) -> None:
    theirs = Dismissal.objects.create(
        board=other_board, check_code="no-action", kind="risk", key="1", reason="x", dismissed_at=moment(NOW)
    )

    with pytest.raises(Refused):
        dismissals.take_up(dismissal_id=theirs.pk, by=manager)


def test_the_page_lists_lets_stand_and_takes_up(board: Board, risk: Risk, bridget: Client) -> None:
    page = text(bridget.get(ADDRESS))
    assert "1 thing about 1 risk. Each is a question, not a fault." in page
    assert "High or extreme, with no action under way (1)" in page
    assert "Worth a second look (1)" in text(bridget.get("/wessex/risks/"))

    form = f"{ADDRESS}no-action/{risk.pk}/"
    mark = only(board).mark
    assert f'name="mark" value="{mark}"' in text(bridget.get(form))
    assert "Say why it may stand." in text(bridget.post(form, {"mark": mark}))
    page = text(bridget.post(form, {"reason": "It is planned for June.", "mark": mark}, follow=True))
    assert "Nothing is worth a second look." in page
    assert "1 let stand" in page
    assert "“It is planned for June.”" in page

    dismissal = Dismissal.objects.get()
    page = text(bridget.post(f"{ADDRESS}{dismissal.pk}/take-up/", follow=True))
    assert "Taken up again." in page
    assert "1 let stand" not in page
    again = bridget.post(f"{ADDRESS}{dismissal.pk}/take-up/", follow=True)
    assert "Somebody has taken this up already." in text(again)


def test_a_cause_that_changed_under_ones_hands_is_not_let_stand(
    board: Board, risk: Risk, bridget: Client, manager: Standing
) -> None:
    mark = only(board).mark
    risks.score(risk_id=risk.pk, moment=Score.Moment.NOW, judged=Judged(5, 4), why="Worse.", by=manager)

    page = text(bridget.post(f"{ADDRESS}no-action/{risk.pk}/", {"reason": "Planned.", "mark": mark}))

    assert "This is no longer so: there is nothing to look at again." in page


@pytest.mark.parametrize("what", ["no-action/99999", "no-expiry/1", "nonsense/1"])
def test_what_is_not_found_has_no_page(what: str, board: Board, bridget: Client) -> None:
    assert bridget.get(f"{ADDRESS}{what}/").status_code == 404


def test_a_finding_about_an_action_leads_to_it_and_is_entered_with_it(
    board: Board, bridget: Client, manager: Standing
) -> None:
    action = ActionFactory(board=board, number=7, state="complete", completed_at=moment(NOW))

    page = text(bridget.get(ADDRESS))
    stand(only(board), manager)

    assert "1 thing about 1 action." in page
    assert 'href="/wessex/actions/7/"' in page
    assert Entry.objects.get(verb="dismissals.dismiss").reference == str(action.pk)
