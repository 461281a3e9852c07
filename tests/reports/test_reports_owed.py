"""What reports make people owe, what the digest tells of them, and to whom."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest

from agencies import thread
from agencies.models import Agency, Board, Letter, Person
from agencies.rules import clock
from agencies.rules.standing import Standing
from design.pdf import Pdf
from lscb import reminders
from reports.actions import approving, releasing, texts
from reports.models import Report
from reports.queries import moved, owed
from tests.factories import MeetingFactory
from tests.reports.living import approved, draft_of, in_review
from tests.reports.opened import opened

Printer = Callable[..., Pdf]


@pytest.fixture
def report(board: Board) -> Report:
    """The last year's report, open."""
    return opened(board)


@pytest.fixture
def bridget(business_manager: Person, standing_of: Callable[[Person], Standing]) -> Standing:
    """The business manager."""
    return standing_of(business_manager)


def kinds(standing: Standing) -> list[str]:
    return [one.kind for one in owed.owed(standing)]


def test_each_step_is_owed_by_who_takes_it_and_by_nobody_before_or_after(
    report: Report,
    printer: Printer,
    bridget: Standing,
    charlotte: Standing,
    board_member: Person,
    standing_of: Callable[[Person], Standing],
) -> None:
    martin = standing_of(board_member)
    texts.write(report_id=report.pk, section="foreword", text="Busy.", by=charlotte)
    assert (kinds(charlotte), kinds(bridget)) == ([], [])
    draft = in_review(report, printer, by=bridget)
    assert (kinds(charlotte), kinds(bridget), kinds(martin)) == ([], ["confirmation"], [])
    approving.confirm(report_id=report.pk, by=bridget)
    assert (kinds(charlotte), kinds(bridget), kinds(martin)) == (["approval"], [], [])
    approving.approve(report_id=report.pk, number=draft.number, by=charlotte)
    assert (kinds(charlotte), kinds(bridget), kinds(martin)) == ([], ["release"], [])
    Report.objects.update(state="published")
    assert (kinds(charlotte), kinds(bridget)) == ([], [])


def test_an_obligation_names_who_owes_it_by_when_and_where(
    board: Board, report: Report, printer: Printer, bridget: Standing, chair: Person
) -> None:
    in_review(report, printer, by=bridget)

    (one,) = owed.obligations(board.pk)
    assert (one.people, one.agency_id, one.due) == ((chair.pk,), None, date(2018, 5, 29))
    assert one.words == "Read and approve: annual report 2017 to 2018"
    assert one.url == f"/wessex/reports/{report.pk}/"
    assert one in thread.obligations(board.pk)
    assert thread.noun(one.kind) == "Report to approve"


def test_a_pack_is_owed_before_its_meeting(
    board: Board, report: Report, printer: Printer, bridget: Standing
) -> None:
    Report.objects.update(meeting=MeetingFactory(board=board, number=1, held_on=date(2018, 5, 24)))
    in_review(report, printer, by=bridget)

    assert owed.obligations(board.pk)[0].due == date(2018, 5, 23)


def test_the_digest_reminds_the_chair_of_what_waits(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    in_review(report, printer, by=bridget)
    clock.fix(date(2018, 5, 29))

    reminders.chase()

    (letter,) = Letter.objects.filter(to="charlotte@example.org", day__isnull=False)
    assert "Report to approve due 29 May 2018: Annual report 2017 to 2018" in letter.text


def test_what_is_out_is_told_to_everybody_who_reads_it_and_nothing_before(
    board: Board,
    report: Report,
    printer: Printer,
    bridget: Standing,
    charlotte: Standing,
    councillor: Person,
    health: Agency,
    health_lead: Person,
) -> None:
    approved(report, printer, manager=bridget, chair=charlotte)
    releasing.release(report_id=report.pk, by=bridget, embargo_until=clock.now() + timedelta(days=2))

    def told() -> dict[str, frozenset[int]]:
        day = timedelta(days=1)
        return {one.words: one.people for one in moved.moved(board.pk, clock.now() - day, clock.now() + day)}

    assert told() == {
        "Report given to the chair to review": frozenset(),
        "Report approved": frozenset(),
        "Report released": frozenset(),
    }
    later = clock.now() + timedelta(days=3)
    (out,) = moved.moved(board.pk, clock.now() + timedelta(days=1), later)
    assert (out.words, councillor.pk in out.people) == ("Report is out", True)
    releasing.move_embargo(report_id=report.pk, until=None, by=bridget)
    assert {councillor.pk, health_lead.pk, bridget.person_id} <= told()["Report released"]


def test_a_stale_draft_does_not_change_who_owes(
    report: Report, printer: Printer, bridget: Standing, charlotte: Standing
) -> None:
    in_review(report, printer, by=bridget)
    texts.write(report_id=report.pk, section="area", text="Many live here.", by=bridget)
    draft_of(report, printer)

    assert kinds(charlotte) == ["approval"]
