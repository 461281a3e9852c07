"""What a file does to figures the board has: returns restated with a reason, figures gone, older files."""

from collections.abc import Callable
from datetime import timedelta
from decimal import Decimal

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Entry, Letter, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import submissions
from scorecard.models import Feed, Figure, Gone, Restatement, Return, Submission
from scorecard.queries.differences import changes
from scorecard.queries.overview import overview
from scorecard.queries.restatements import overlaps
from scorecard.rules.figures import Status
from tests.building import BEFORE, LAST, Line, a_return, lines, load, send
from tests.factories import FeedFactory

State = Submission.State
ClientOf = Callable[[Person], Client]
WHY = "Two records were counted twice."


@pytest.fixture
def before(board: Board, health: Agency, helen: Standing) -> Return:
    """The return of the quarter before, released with one figure."""
    owed = a_return(board, health, BEFORE)
    load(("H01", BEFORE, 110), by=helen, agency=health, answers=owed)
    return owed


@pytest.fixture
def last(board: Board, health: Agency) -> Return:
    """The return of the last quarter, due."""
    return a_return(board, health)


def current() -> dict[tuple[str, object], Decimal | None]:
    return {
        (one.indicator.code, one.first): one.value
        for one in Figure.objects.current().select_related("indicator")
    }


def reasons(sent: Submission, why: str) -> dict[int, str]:
    return dict.fromkeys(sent.restatements.values_list("pk", flat=True), why)


def test_a_file_that_changes_an_earlier_released_return_waits_for_a_reason(
    health: Agency, helen: Standing, before: Return, last: Return
) -> None:
    sent = send(
        lines(("H01", BEFORE, 111), ("H02", BEFORE, 1, 4), ("H01", LAST, 120)), by=helen, agency=health
    )
    listed = Restatement.objects.get()
    assert (listed.restated, listed.new, listed.changed, listed.gone) == (before, 1, 1, 0)
    with pytest.raises(
        Refused, match=r"figures the board has already, for October to December 2017\. Say why"
    ):
        submissions.release(submission_id=sent.pk, by=helen)
    assert current()["H01", BEFORE.first] == 110

    submissions.give_reasons(submission_id=sent.pk, reasons=reasons(sent, WHY), by=helen)
    submissions.release(submission_id=sent.pk, by=helen)

    assert current()["H01", BEFORE.first] == 111
    told = Entry.objects.get(verb="returns.restate", kind="return", reference=str(before.pk))
    assert told.words == f"“return.csv” restated this return: {WHY}"


@pytest.mark.parametrize(
    "why", ["", "  ", "x" * 2001, "AB, aged 7, of 12 Mill Lane, Winchester, was counted twice."]
)
def test_a_reason_must_be_one_and_say_nothing_of_a_child(
    health: Agency, helen: Standing, before: Return, last: Return, why: str
) -> None:
    sent = send(lines(("H01", BEFORE, 111), ("H01", LAST, 120)), by=helen, agency=health)

    with pytest.raises(Refused):
        submissions.give_reasons(submission_id=sent.pk, reasons=reasons(sent, why), by=helen)

    assert Restatement.objects.get().reason == ""


def test_a_file_that_changes_nothing_of_earlier_returns_restates_none(
    health: Agency, helen: Standing, before: Return, last: Return
) -> None:
    send(lines(("H01", BEFORE, 110), ("H01", LAST, 120)), by=helen, agency=health)

    assert not Restatement.objects.exists()


def test_the_own_return_is_corrected_freely_until_it_is_accepted(
    health: Agency, helen: Standing, manager: Standing, before: Return
) -> None:
    send(lines(("H01", BEFORE, 111)), by=helen, agency=health, answers=before)
    assert not Restatement.objects.exists()

    submissions.accept(return_id=before.pk, by=manager)
    send(lines(("H01", BEFORE, 112)), by=helen, agency=health, answers=before)

    assert Restatement.objects.get().restated == before


def test_what_came_to_be_restated_since_the_check_is_found_at_the_release(
    health: Agency, helen: Standing, manager: Standing, before: Return
) -> None:
    sent = send(lines(("H01", BEFORE, 111)), by=helen, agency=health, answers=before)
    submissions.accept(return_id=before.pk, by=manager)

    with pytest.raises(Refused, match="Say why first"):
        submissions.release(submission_id=sent.pk, by=helen)

    assert Restatement.objects.get().submission == sent


def test_only_the_agencys_lead_gives_reasons(
    health: Agency, helen: Standing, paul: Standing, manager: Standing, before: Return, last: Return
) -> None:
    sent = send(lines(("H01", BEFORE, 111), ("H01", LAST, 120)), by=helen, agency=health)

    for other in (paul, manager):
        with pytest.raises(Refused):
            submissions.give_reasons(submission_id=sent.pk, reasons=reasons(sent, WHY), by=other)
        with pytest.raises(Refused):
            submissions.say_of_gone(submission_id=sent.pk, withdrawn=frozenset(), why="", by=other)


def test_a_feed_that_may_release_waits_with_a_restatement_and_writes_why(
    board: Board, health: Agency, health_lead: Person, helen: Standing, before: Return, last: Return
) -> None:
    feed = FeedFactory(board=board, agency=health, policy=Feed.Policy.RELEASE)
    data = lines(("H01", BEFORE, 111), ("H01", LAST, 120))
    sent = submissions.receive(
        board=board, agency=health, data=data, file_name="q4.csv", by=helen.actor, feed=feed
    )
    submissions.take_up(board_id=board.pk, agency_id=health.pk)

    sent.refresh_from_db()
    letter = Letter.objects.get(to=health_lead.email)
    assert sent.state == State.READY
    assert current() == {("H01", BEFORE.first): 110}
    assert "October to December 2017" in letter.text
    assert letter.subject.endswith("“q4.csv” waits for your reasons")


TWO: tuple[Line, ...] = (("H01", LAST, 120), ("H02", LAST, 30, 120))


def test_a_figure_the_corrected_file_lacks_stands_unless_it_is_withdrawn(
    health: Agency, helen: Standing, last: Return
) -> None:
    load(*TWO, by=helen, agency=health, answers=last)

    later = send(lines(("H01", LAST, 121)), by=helen, agency=health, answers=last)
    assert [one.figure.indicator.code for one in Gone.objects.all()] == ["H02"]
    submissions.release(submission_id=later.pk, by=helen)

    assert current() == {("H01", LAST.first): 121, ("H02", LAST.first): 25}


def test_withdrawing_needs_a_reason_and_leaves_a_gap_on_the_boards_line(
    health: Agency, helen: Standing, member: Standing, last: Return
) -> None:
    load(("H02", BEFORE, 20, 100), *TWO, by=helen, agency=health, answers=last)
    later = send(lines(("H01", LAST, 121)), by=helen, agency=health, answers=last)
    gone = frozenset(later.gone.values_list("pk", flat=True))
    with pytest.raises(Refused, match="a released figure does not vanish"):
        submissions.say_of_gone(submission_id=later.pk, withdrawn=gone, why=" ", by=helen)

    submissions.say_of_gone(submission_id=later.pk, withdrawn=gone, why=WHY, by=helen)
    assert current()["H02", LAST.first] == 25, "nothing goes before the release"
    submissions.release(submission_id=later.pk, by=helen)

    assert current() == {("H01", LAST.first): 121, ("H02", BEFORE.first): 20}
    withdrawn = Figure.objects.get(indicator__code="H02", first=LAST.first)
    assert withdrawn.superseded_by == later
    (line,) = [row.line for row in overview(member).rows if row.indicator.code == "H02"]
    assert line is not None
    latest = line.assessment.latest
    assert latest is not None
    assert latest.period == BEFORE
    assert Entry.objects.get(verb="submissions.gone").words.endswith(f"0 stand and 1 are withdrawn: {WHY}")


def test_a_second_part_of_a_return_takes_nothings_place(
    health: Agency, helen: Standing, last: Return
) -> None:
    load(("H01", LAST, 120), by=helen, agency=health, answers=last)

    send(lines(("H02", LAST, 30, 120)), by=helen, agency=health, answers=last)

    assert not Gone.objects.exists()


def test_a_correction_of_the_first_part_leaves_the_second_alone(
    health: Agency, helen: Standing, last: Return
) -> None:
    load(*TWO, by=helen, agency=health, answers=last)
    load(("H03", LAST, 700), by=helen, agency=health, answers=last)
    load(("H01", LAST, 121), ("H02", LAST, 30, 120), by=helen, agency=health, answers=last)

    send(lines(("H02", LAST, 31, 120)), by=helen, agency=health, answers=last)

    assert [one.figure.indicator.code for one in Gone.objects.all()] == ["H01"]


def test_another_agencys_figures_are_never_gone(
    health: Agency, police: Agency, helen: Standing, paul: Standing, last: Return
) -> None:
    load(("W01", LAST, 80, 100), by=paul, agency=police)
    load(("W01", LAST, 70, 100), ("H01", LAST, 5), by=helen, agency=health, answers=last)

    send(lines(("W01", LAST, 71, 100)), by=helen, agency=health, answers=last)

    assert [one.figure.agency for one in Gone.objects.all()] == [health]


def test_two_files_that_wait_name_each_other_and_the_older_asks_for_a_tick_once_the_newer_is_released(
    health: Agency, helen: Standing, health_lead: Person, client_of: ClientOf, last: Return
) -> None:
    older = send(lines(*TWO), by=helen, agency=health, name="older.csv", answers=last)
    newer = send(lines(("H01", LAST, 121)), by=helen, agency=health, name="newer.csv", answers=last)
    assert [(one.submission, one.figures, one.later) for one in overlaps(older)] == [(newer, 1, True)]
    assert [(one.submission, one.figures, one.later) for one in overlaps(newer)] == [(older, 1, False)]
    submissions.release(submission_id=newer.pk, by=helen)

    client = client_of(health_lead)
    said = client.get(reverse("scorecard:submission", args=["wessex", older.pk])).content.decode()
    assert "“newer.csv” came after this file" in said
    assert "Put 1 figure back to what this older file says" in said
    with pytest.raises(Refused, match=r"“newer\.csv” came after this file"):
        submissions.release(submission_id=older.pk, by=helen)
    assert current()["H01", LAST.first] == 121
    client.post(reverse("scorecard:release", args=["wessex", older.pk]), {"older": "yes"})

    assert current()["H01", LAST.first] == 120


def test_every_change_is_shown_with_both_cells_before_the_release_and_after(
    health: Agency, helen: Standing, health_lead: Person, member: Standing, client_of: ClientOf, last: Return
) -> None:
    load(*TWO, ("H03", LAST, 700), by=helen, agency=health, name="first.csv", answers=last)
    later = send(
        lines(("W01", LAST, 1, 4), ("H02", LAST, 36, 120), ("H01", LAST, 120)),
        by=helen,
        agency=health,
        answers=last,
    )
    gone = frozenset(later.gone.values_list("pk", flat=True))
    submissions.say_of_gone(submission_id=later.pk, withdrawn=gone, why=WHY, by=helen)

    def sides() -> list[tuple[str, str, str]]:
        later.refresh_from_db()
        found = changes(later)
        assert found.in_all == len(found.rows)
        return sorted(
            (one.indicator.code, one.old.cell if one.old else "", one.new.cell if one.new else "")
            for one in found.rows
        )

    expected = [("H02", "C3", "C3"), ("H03", "C4", ""), ("W01", "", "C2")]
    assert sides() == expected
    address = reverse("scorecard:changes", args=["wessex", later.pk])
    assert "25.0% (30 of 120)" in client_of(health_lead).get(address).content.decode()
    reader = client_of(Person.objects.get(pk=member.person_id))
    assert reader.get(address).status_code == 403
    submissions.release(submission_id=later.pk, by=helen)

    assert sides() == expected
    said = reader.get(address, {"page": "99"}).content.decode()
    assert "25.0% (30 of 120)" in said
    assert "30.0% (36 of 120)" in said
    assert "cell C3 of first.csv" in said
    assert "withdrawn" in said


def test_the_check_page_asks_for_reasons_and_the_form_keeps_them(
    health: Agency, helen: Standing, health_lead: Person, client_of: ClientOf, before: Return, last: Return
) -> None:
    load(*TWO, by=helen, agency=health, answers=last)
    sent = send(lines(("H01", BEFORE, 111), ("H01", LAST, 120)), by=helen, agency=health, answers=last)
    client = client_of(health_lead)
    said = client.get(reverse("scorecard:submission", args=["wessex", sent.pk])).content.decode()
    assert "October to December 2017: 1 changed" in said
    assert "H02 The measure H02, January to March 2018: 25.0%" in said

    restated, gone = sent.restatements.get(), sent.gone.get()
    client.post(reverse("scorecard:reasons", args=["wessex", sent.pk]), {f"reason-{restated.pk}": WHY})
    client.post(reverse("scorecard:gone", args=["wessex", sent.pk]), {"withdraw": str(gone.pk), "why": WHY})
    client.post(reverse("scorecard:release", args=["wessex", sent.pk]))

    assert ("H02", LAST.first) not in current()
    said = client.get(reverse("scorecard:return", args=["wessex", before.pk])).content.decode()
    assert "Restated since" in said
    assert WHY in said


def test_a_year_later_the_gap_is_a_gap_and_no_status(health: Agency, helen: Standing, last: Return) -> None:
    """Withdrawing writes no row: what is missing is worked out, and says “not supplied”."""
    load(
        ("H02", LAST.shifted(-6), 20, 100),
        ("H02", BEFORE, 20, 100),
        *TWO,
        by=helen,
        agency=health,
        answers=last,
    )
    later = send(lines(("H02", BEFORE, 21, 100), ("H01", BEFORE, 4)), by=helen, agency=health)
    assert not later.gone.exists(), "of periods it holds no figure of, nothing is gone"
    assert LAST.last - BEFORE.last > timedelta(days=80)
    assert not Figure.objects.filter(status=Status.NOT_SUPPLIED.value).exists()
