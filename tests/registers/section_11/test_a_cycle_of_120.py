"""A cycle of 120 organisations from launch to the board's report: states, reminders, rungs and counts, day by day."""

from collections import Counter
from datetime import date, datetime, time

import pytest
import time_machine

from agencies.models import Letter
from agencies.rules import clock
from agencies.rules.clock import LONDON
from lscb import reminders
from registers.models import ChairLetter, RungReached
from registers.queries.agenda import agenda
from registers.queries.section_11.cycle_progress import cycle_progress
from registers.queries.section_11.cycle_results import cycle_results
from registers.queries.section_11.returned import assessments_due
from registers.rules.kept_dates import promises_kept
from reports.gather.section_11 import section_11_year
from scorecard.rules.periods import financial_year
from tests.factories import MeetingFactory
from tests.registers.section_11.cycle_oracle import works
from tests.registers.section_11.cycle_world import LAUNCHED, REPORT, World, days

#: Days on which no round came: the first day after its day, and three in a row.
LOST = {date(2018, 10, 29), date(2018, 11, 7), date(2018, 11, 8), date(2018, 11, 9)}
#: Between these days a round comes on every working day; before and after on Mondays, which make up for the others.
SOON, LATER = date(2018, 10, 18), date(2018, 11, 16)


def at(day: date, hour: int) -> time_machine.travel:
    return time_machine.travel(datetime.combine(day, time(hour), LONDON), tick=False)


@pytest.mark.slow
@pytest.mark.django_db
def test_a_cycle_of_120_organisations_is_chased_to_the_boards_report_exactly() -> None:
    clock.fix(None)
    with at(LAUNCHED, 7):
        world = World(seed=11)
        world.launch()
    for day in days():
        with at(day, 7):
            world.morning(day)
        if works(day) and day not in LOST and (SOON <= day <= LATER or day.isoweekday() == 1):
            with at(day, 8):
                _round(world, day)
        if day.isoweekday() == 5:
            with at(day, 17):
                _counts(world, day)
    with at(REPORT, 17):
        _told_to_the_board(world)
    _rungs(world)
    assert world.oracle.letters > 200
    with at(date(2019, 4, 2), 7):
        _measured(world)


def _round(world: World, day: date) -> None:
    """The daily round writes to exactly those who are to hear of it, and a second one to nobody."""
    before = Letter.objects.order_by("-pk").values_list("pk", flat=True).first() or 0
    reminders.chase()
    world.oracle.climb(day)
    written = Letter.objects.filter(pk__gt=before)
    again = Counter(written.filter(subject__contains="a reminder").values_list("to", flat=True))
    assert again == world.oracle.links(day), day
    digests = set(written.filter(day=day).values_list("to", flat=True))
    authors = {one.account for one in world.orgs if one.account}
    assert digests & authors == world.oracle.digests(day), day
    Letter.objects.filter(state="waiting").update(state="sent", sent_on=clock.now(), text="", html="")
    if day.isoweekday() == 1:
        number = Letter.objects.count()
        reminders.chase()
        assert Letter.objects.count() == number, day


def _counts(world: World, day: date) -> None:
    """The page of the cycle says what the oracle says: asked, replied, overdue, and every state."""
    found = cycle_progress(world.cycle)
    said = {
        group.duty.value: (
            group.whole.asked,
            group.whole.replied,
            group.whole.overdue,
            Counter({state.value: number for state, number in group.whole.states.items()}),
        )
        for group in found.progress.groups
    }
    assert said == world.oracle.counts(day), day
    assert found.left_out == sum(one.out(day) for one in world.orgs)


def _told_to_the_board(world: World) -> None:
    """The paper names who has not replied, and those who were asked kindly apart; results are of those who did."""
    meeting = MeetingFactory(board=world.board, held_on=REPORT)
    (told,) = agenda(world.office, meeting).section_11
    assert sorted(one.name for one in told.silent) == world.oracle.named(REPORT, kindly=False)
    assert sorted(one.name for one in told.hoped_for) == world.oracle.named(REPORT, kindly=True)
    assert told.silent
    assert told.hoped_for
    replied = sum(replied for _, replied, _, _ in world.oracle.counts(REPORT).values())
    assert len(cycle_results(world.cycle).lines) == replied > 60


def _rungs(world: World) -> None:
    """Every rung that was due was reached, on its day; no other was; a letter is drafted where it came so far."""
    numbers = {str(one.pk): number for number, one in world.assessments.items()}
    rows = list(RungReached.objects.values_list("key", "due_on", "rung", "reached_at"))
    found = {(numbers[key], due, rung): reached.astimezone(LONDON).date() for key, due, rung, reached in rows}
    assert len(found) == len(rows)
    assert found == world.oracle.rungs
    lettered = {f"org-{number:03}" for number, _, rung in found if rung == 3}
    assert lettered == set(ChairLetter.objects.values_list("agency__code", flat=True))
    assert not any(one.kindly for one in world.orgs if f"org-{one.number:03}" in lettered)


def _measured(world: World) -> None:
    """The measure of the year and the annual report count the same replies."""
    year = financial_year(2018)
    found = assessments_due(world.board, year)
    assert found is not None
    share = promises_kept(found)
    assert (share.met, share.due) == world.oracle.in_time(year.last)
    counts = world.oracle.counts(year.last)
    told = section_11_year(world.board, 2018)
    assert [words for _, words, _ in told.groups] == [
        f"{counts['section_11'][1]} of {counts['section_11'][0]}",
        f"{counts['own_duty'][1]} of {counts['own_duty'][0]}",
        f"{counts['invited'][1]} took part",
    ]
    bodies = {one.name for one in world.orgs if one.duty == "section_11"}
    assert set(told.silent) == bodies & set(world.oracle.named(year.last, kindly=False))
