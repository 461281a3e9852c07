"""Signals: one a run of unusual points on one side; open, ended, changing side; never rewritten by later figures."""

import pytest

from agencies.models import Agency, Board, Entry
from agencies.rules.standing import Actor, Standing
from scorecard.actions import signals
from scorecard.models import Indicator, Signal
from scorecard.rules.periods import Period
from tests.building import LAST, load, series

#: Six years of a series that swings evenly: nothing out of the ordinary, even beside a few far points.
STEADY = [28, 32] * 12
OUT_OF = 120
HIGH, LOW = 46, 14


def ago(quarters: int) -> Period:
    """The quarter so many before the last one."""
    return LAST.shifted(-3 * quarters)


@pytest.fixture
def say(health: Agency, helen: Standing):  # type: ignore[no-untyped-def]
    """Have a series of numerators of H02 on file, the last one of the quarter so many before the last."""

    def said(values: list[int | None], *, ending: int = 0) -> None:
        load(*series("H02", values, OUT_OF, until=ago(ending)), by=helen, agency=health)

    return said


def all_signals() -> list[tuple[str, object, object, object]]:
    """Every signal: its side, the quarter it was raised in, the last one that carries it, the one that ended it."""
    return [
        (one.side, one.last, one.latest_last, one.ended_last)
        for one in Signal.objects.filter(indicator__code="H02").order_by("pk")
    ]


def test_a_steady_series_raises_none(say) -> None:  # type: ignore[no-untyped-def]
    say(STEADY)

    assert all_signals() == []


def test_a_point_beyond_the_limits_raises_one_that_stays_open(say, health: Agency) -> None:  # type: ignore[no-untyped-def]
    say([*STEADY, HIGH])

    assert all_signals() == [("high", LAST.last, LAST.last, None)]
    signal = Signal.objects.get()
    assert (signal.agency, signal.special) == (health, "above_limit")
    assert round(float(signal.value), 3) == 38.333
    assert signal.lower < signal.mean < signal.upper < signal.value
    assert "Helen Price" in signal.raised_by


#: A quiet series and then a step up: beside that, its first quarters look like a run below the average.
QUIET, UP = [30, 31, 29, 30, 28, 31, 29, 30] * 2, [36, 37, 36, 38, 37]


def test_quarters_that_were_clean_when_they_came_raise_nothing_in_hindsight(say) -> None:  # type: ignore[no-untyped-def]
    say(QUIET, ending=len(UP))
    for back, value in zip(range(len(UP) - 1, -1, -1), UP, strict=True):
        say([value], ending=back)

    assert all_signals() == [("high", ago(4).last, LAST.last, None)]


def test_a_long_history_that_comes_at_once_tells_of_what_is_over_too(say) -> None:  # type: ignore[no-untyped-def]
    say([*QUIET, *UP])

    assert all_signals() == [
        ("low", ago(20).last, ago(5).last, ago(4).last),
        ("high", ago(4).last, LAST.last, None),
    ]


def test_while_the_next_points_carry_it_it_is_the_same_signal(say) -> None:  # type: ignore[no-untyped-def]
    say([*STEADY, HIGH], ending=1)
    say([45])

    assert all_signals() == [("high", ago(1).last, LAST.last, None)]


def test_one_clean_point_ends_it_and_the_next_unusual_one_is_another(say) -> None:  # type: ignore[no-untyped-def]
    say([*STEADY, HIGH], ending=2)
    say([28], ending=1)
    assert all_signals() == [("high", ago(2).last, ago(2).last, ago(1).last)]

    say([47])

    assert all_signals() == [
        ("high", ago(2).last, ago(2).last, ago(1).last),
        ("high", LAST.last, LAST.last, None),
    ]


def test_a_change_of_side_is_a_new_signal(say) -> None:  # type: ignore[no-untyped-def]
    say([*STEADY, HIGH], ending=1)
    say([LOW])

    assert all_signals() == [
        ("high", ago(1).last, ago(1).last, LAST.last),
        ("low", LAST.last, LAST.last, None),
    ]


def test_a_quarter_nobody_sent_neither_ends_nor_lengthens_it(say) -> None:  # type: ignore[no-untyped-def]
    say([*STEADY, HIGH], ending=2)
    say([47])

    assert all_signals() == [("high", ago(2).last, LAST.last, None)]


def test_later_quarters_never_change_the_value_and_limits_it_was_raised_with(say) -> None:  # type: ignore[no-untyped-def]
    say([*STEADY, HIGH], ending=4)
    kept = ("value", "mean", "lower", "upper", "special", "first", "last", "raised_at", "raised_by")
    before = Signal.objects.values(*kept).get()

    for ending, value in ((3, 45), (2, 47), (1, 28), (0, 60)):
        say([value], ending=ending)

    assert Signal.objects.values(*kept).order_by("pk")[0] == before


def test_a_restatement_that_takes_the_cause_away_ends_the_signal_and_keeps_it_on_record(say) -> None:  # type: ignore[no-untyped-def]
    say([*STEADY, HIGH])

    say([28])

    assert all_signals() == [("high", LAST.last, LAST.last, LAST.last)]


def test_a_restatement_that_joins_two_signals_leaves_one_of_them_open(say) -> None:  # type: ignore[no-untyped-def]
    say([*STEADY, HIGH, 28, 47])
    assert [one[3] is None for one in all_signals()] == [False, True]

    say([45], ending=1)

    assert [one[3] is None for one in all_signals()].count(True) == 1
    assert len(all_signals()) == 2


def test_computing_again_changes_nothing(say, board: Board, scorecard: dict[str, Indicator]) -> None:  # type: ignore[no-untyped-def]
    say([*STEADY, HIGH])
    before = list(Signal.objects.values())

    raised = signals.recompute(
        board=board, indicator_ids=[scorecard["H02"].pk], by=Actor(None, "The command that counts again")
    )

    assert raised == 0
    assert list(Signal.objects.values()) == before


def test_an_indicator_every_agency_reports_has_a_line_for_each_and_one_for_the_board(
    health: Agency, police: Agency, helen: Standing, paul: Standing
) -> None:
    load(*series("W01", [*STEADY, HIGH], OUT_OF), by=helen, agency=health)
    load(*series("W01", [*STEADY, 45], OUT_OF), by=paul, agency=police)

    raised = {
        one.agency and one.agency.name: one.side for one in Signal.objects.filter(ended_last__isnull=True)
    }
    assert raised == {"County Health": "high", "County Police": "high", None: "high"}


def test_raising_is_on_record_with_how_many(say, board: Board) -> None:  # type: ignore[no-untyped-def]
    say([*STEADY, HIGH])

    assert Entry.objects.get(verb="signals.recompute").words == "Raised 1 signals."


def test_the_signals_of_one_part_are_not_another_parts(health: Agency, helen: Standing) -> None:
    rows = [
        *((*line, "schools") for line in series("H04", [*STEADY, HIGH], OUT_OF)),
        *((*line, "police") for line in series("H04", [*STEADY, 28], OUT_OF)),
    ]
    load(*rows, by=helen, agency=health)

    assert [one.breakdown for one in Signal.objects.all()] == ["schools"]
