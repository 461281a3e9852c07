"""An indicator that is no longer measured: nobody is asked for it, its history stays, and it can come back."""

from collections.abc import Callable
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from agencies.models import Agency, Board, Entry, Person
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.actions import definitions, retiring, returns
from scorecard.models import Figure, Indicator, Return
from scorecard.queries.overview import board_overview
from scorecard.queries.series import lines
from scorecard.queries.template import template_for
from scorecard.rules.figures import Status
from scorecard.rules.periods import quarter
from tests.building import BEFORE, LAST, a_return, load, send, series
from tests.building import lines as rows

ClientOf = Callable[[Person | None], Client]
WHY = "Counted by nobody any more."


def retire(indicator: Indicator, by: Standing, first: date = LAST.first) -> Indicator:
    return retiring.retire(indicator_id=indicator.pk, first=first, reason=WHY, by=by)


def test_agencies_are_asked_for_the_periods_before_alone(
    board: Board, scorecard: dict[str, Indicator], manager: Standing, health: Agency
) -> None:
    retire(scorecard["H02"], manager)

    codes = [
        {line.indicator.code for line in template_for(a_return(board, health, period)).lines}
        for period in (BEFORE, LAST)
    ]

    assert "H02" in codes[0]
    assert "H02" not in codes[1]
    assert (
        Entry.objects.get(verb="retiring.retire").words == f"Retired H02 from 1 January 2018 on. Why: {WHY}"
    )


def test_an_agency_that_reports_nothing_else_owes_no_return(
    board: Board, scorecard: dict[str, Indicator], manager: Standing, police: Agency
) -> None:
    retire(scorecard["P01"], manager)
    retire(scorecard["W01"], manager)

    for period in (BEFORE, LAST):
        returns.open_for(board=board, period=period, by=manager.actor)

    owed = Return.objects.filter(agency=police)
    assert [one.first for one in owed] == [BEFORE.first]


def test_a_figure_of_a_later_period_is_noted_and_not_taken(
    board: Board, scorecard: dict[str, Indicator], manager: Standing, helen: Standing, health: Agency
) -> None:
    retire(scorecard["H02"], manager)

    sent = send(
        rows(("H02", BEFORE, 30, 120), ("H02", LAST, 40, 120), ("H01", LAST, 5)), by=helen, agency=health
    )

    notes = [one.message for one in sent.findings.filter(code="no-longer-measured")]
    assert len(notes) == 1
    assert "no longer measured from 1 January 2018 on" in notes[0]
    held = sent.checked_rows.values_list("indicator__code", "first")
    assert set(held) == {("H02", BEFORE.first), ("H01", LAST.first)}


def test_the_scorecard_shows_it_up_to_the_last_quarter_it_was_measured_in(
    board: Board, scorecard: dict[str, Indicator], manager: Standing, helen: Standing, health: Agency
) -> None:
    load(*series("H02", [30, 40], 120, until=BEFORE), by=helen, agency=health)
    retire(scorecard["H02"], manager)

    shown = [
        "H02" in {row.indicator.code for row in board_overview(board.pk, until=until).rows}
        for until in (BEFORE, LAST)
    ]

    assert shown == [True, False]


@pytest.mark.parametrize(
    ("first", "reason", "why"),
    [
        (LAST.first, " ", "Say why"),
        (date(2018, 2, 1), WHY, "begins no quarter"),
        (date(2012, 4, 1), WHY, "measured since"),
        (BEFORE.first, WHY, "up to 31 December 2017"),
    ],
)
def test_what_makes_no_sense_is_refused(
    scorecard: dict[str, Indicator],
    manager: Standing,
    helen: Standing,
    health: Agency,
    first: date,
    reason: str,
    why: str,
) -> None:
    load(*series("H02", [30, 40], 120, until=BEFORE), by=helen, agency=health)
    with pytest.raises(Refused, match=why):
        retiring.retire(indicator_id=scorecard["H02"].pk, first=first, reason=reason, by=manager)
    scorecard["H02"].refresh_from_db()
    assert scorecard["H02"].retired_from is None


def test_brought_back_from_its_day_it_is_as_if_it_had_never_been_retired(
    scorecard: dict[str, Indicator], manager: Standing
) -> None:
    pk = retire(scorecard["H02"], manager).pk
    with pytest.raises(Refused, match="already"):
        retire(scorecard["H02"], manager)
    with pytest.raises(Refused, match="Bring it back first"):
        definitions.redefine(
            indicator_id=pk, definition={"numerator": "I"}, since=date(2018, 4, 1), by=manager
        )
    with pytest.raises(Refused, match="that day or a later one"):
        retiring.bring_back(indicator_id=pk, since=BEFORE.first, by=manager)

    back = retiring.bring_back(indicator_id=pk, since=LAST.first, by=manager)

    assert (back.version, back.retired_from, back.retired_because) == (1, None, "")
    with pytest.raises(Refused, match="measured already"):
        retiring.bring_back(indicator_id=pk, since=LAST.first, by=manager)


def test_brought_back_later_nobody_owes_the_time_between(
    scorecard: dict[str, Indicator], manager: Standing, helen: Standing, health: Agency
) -> None:
    load(*series("H02", [30, 40], 120, until=quarter(2016, 4)), by=helen, agency=health)
    retire(scorecard["H02"], manager, quarter(2017, 1).first)
    again = retiring.bring_back(indicator_id=scorecard["H02"].pk, since=LAST.first, by=manager)
    load(*series("H02", [50], 120), by=helen, agency=health)

    (line,) = lines([again]).values()

    assert again.version == 2
    assert line.breaks == (LAST.first,)
    assert [point.status for point in line.points] == [
        Status.REPORTED,
        Status.REPORTED,
        *[Status.NOT_APPLICABLE] * 3,
        Status.REPORTED,
    ]
    assert Figure.objects.filter(indicator=again).count() == 1


def test_nobody_else_retires_or_brings_back(
    scorecard: dict[str, Indicator], manager: Standing, member: Standing
) -> None:
    with pytest.raises(Refused, match="Only the business manager"):
        retire(scorecard["H02"], member)
    retire(scorecard["H02"], manager)
    with pytest.raises(Refused, match="Only the business manager"):
        retiring.bring_back(indicator_id=scorecard["H02"].pk, since=LAST.first, by=member)


def test_it_is_done_on_its_page_and_its_history_stays_readable(
    board: Board,
    scorecard: dict[str, Indicator],
    business_manager: Person,
    helen: Standing,
    health: Agency,
    client_of: ClientOf,
) -> None:
    load(*series("H02", [30, 40], 120, until=BEFORE), by=helen, agency=health)
    client = client_of(business_manager)
    address = reverse("scorecard:measure-retire", args=[board.code, "H02"])
    day = {"first_day": "1", "first_month": "1", "first_year": "2018"}

    empty = client.post(address, {}).content.decode()
    assert "Say why it is no longer measured." in empty
    client.post(address, {**day, "reason": WHY})

    page = client.get(reverse("scorecard:indicator", args=[board.code, "H02"])).content.decode()
    assert f"No longer measured from 1 January 2018 on. {WHY}" in page
    assert "33.3" in page
    assert WHY in client.get(reverse("scorecard:measures", args=[board.code])).content.decode()
    assert "Bring The measure H02 back?" in client.get(address).content.decode()
    client.post(address, {"since_day": "1", "since_month": "1", "since_year": "2018"})
    assert Indicator.objects.get(code="H02").retired_from is None
