"""What challenges watch: frozen when raised, held against what real returns bring after."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import pytest

from agencies import models
from agencies.models import Agency
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions import challenges, follow_through
from registers.actions.challenges import Agreed
from registers.models import Action, Challenge, Evidence, Watch
from registers.presenters.watched import said, watched_words
from registers.queries.origins import Start
from registers.queries.watching import impact_of, tells, watched
from registers.rules.challenges import State, Verb
from registers.rules.watching import Result
from scorecard.models import Indicator, Signal
from scorecard.rules.figures import Basis, Unit
from scorecard.rules.periods import Period, quarter
from tests.building import load, series, small_scorecard
from tests.factories import BreakFactory, EvidenceFactory, WatchFactory
from tests.registers.moving import Board, judged, question, raised, responded, told

STEADY = [50, 52, 48, 51, 49, 50, 53, 47, 50, 51, 49, 52, 48, 50, 51]
#: The quarter the signal is of: January to March 2017.
THEN = quarter(2016, 4)
DAY = date(2017, 5, 22)


@pytest.fixture
def scorecard(board: models.Board, health: Agency, police: Agency) -> dict[str, Indicator]:
    return small_scorecard(board, health, police)


def load_h02(at: Board, values: Sequence[int | None], *, until: Period = THEN, out_of: int = 120) -> None:
    load(*series("H02", values, out_of, until=until), by=at.lead, agency=at.lead_agency)


@pytest.fixture
def signal(at: Board, scorecard: dict[str, Indicator]) -> Signal:
    """H02 of County Health, where lower is better, was above its usual range."""
    clock.fix(DAY)
    load_h02(at, [*STEADY, 90])
    return Signal.objects.get(indicator__code="H02", ended_last=None)


def from_signal(at: Board, signal: Signal) -> Challenge:
    return challenges.raise_challenge(
        asks=question(at.lead_agency), start=Start("signal", str(signal.pk)), by=at.chair
    )


def answered(at: Board, found: Challenge) -> Challenge:
    """It is sent, replied to and accepted on the day it was raised."""
    challenges.send(challenge_id=found.pk, by=at.chair)
    challenges.reply(challenge_id=found.pk, agency_id=at.lead_agency.pk, text="A new team.", by=at.lead)
    return judged(at, Challenge.objects.get(pk=found.pk))


def later(at: Board, values: Sequence[int | None]) -> None:
    """The quarters after the signal's arrive."""
    last = THEN.shifted(3 * len(values))
    clock.fix(last.shifted(3).last)
    load_h02(at, values, until=last)


def test_a_signal_freezes_the_value_and_limits_it_keeps_itself(at: Board, signal: Signal) -> None:
    found = from_signal(at, signal)

    watch = Watch.objects.get(challenge=found)
    assert (watch.value, watch.mean, watch.lower, watch.upper) == (
        signal.value, signal.mean, signal.lower, signal.upper,
    )  # fmt: skip
    assert (watch.was_out, watch.reason, watch.since, watch.signal_id) == (True, "", None, signal.pk)
    assert (found.origin_kind, found.origin_key) == ("signal", str(signal.pk))
    assert found.origin_words == "The measure H02: 75.0%, above usual range, January to March 2017"
    assert found.origin_url == "/wessex/scorecard/H02/"


def test_a_signal_leads_to_one_challenge_and_to_another_once_that_is_withdrawn(
    at: Board, signal: Signal
) -> None:
    found = from_signal(at, signal)
    signal.refresh_from_db()
    assert (signal.state, signal.challenge) == ("challenged", "CH-1")

    with pytest.raises(Refused, match="has led to a challenge"):
        from_signal(at, signal)
    challenges.withdraw(challenge_id=found.pk, reason="Asked in error.", by=at.chair)

    signal.refresh_from_db()
    assert (signal.state, signal.challenge) == ("seen", "")
    assert from_signal(at, signal).reference == "CH-2"


def test_the_office_raises_from_a_signal_too(at: Board, office: Standing, signal: Signal) -> None:
    found = challenges.raise_challenge(
        asks=question(at.lead_agency), start=Start("signal", str(signal.pk)), by=office
    )

    signal.refresh_from_db()
    assert signal.challenge == found.reference


def test_a_figure_freezes_the_range_its_page_shows_that_day(at: Board, signal: Signal) -> None:
    found = raised(at, start=Start("figure", "H02"))

    watch = Watch.objects.get(challenge=found)
    assert found.origin_words == "The measure H02: 75.0%, January to March 2017"
    assert (watch.first, watch.last, watch.value) == (THEN.first, THEN.last, Decimal(75))
    assert watch.was_out
    assert watch.lower is not None


def test_a_figure_that_was_better_than_usual_is_not_out_so_being_back_is_no_success(
    at: Board, scorecard: dict[str, Indicator]
) -> None:
    clock.fix(DAY)
    load_h02(at, [*STEADY, 10])
    found = answered(at, raised(at, joint=False, start=Start("figure", "H02")))

    later(at, [50, 50, 49, 51])

    assert not found.watch.was_out
    assert impact_of(found).result is Result.NO_REAL_CHANGE


@pytest.mark.parametrize(
    ("values", "out_of", "reason"),
    [
        ([50, 51, 49], 120, "fewer than 13 points"),
        ([50] * 16, 120, "had never moved"),
        ([4, 3, 5, 4, 4, 3, 5, 4, 3, 4, 5, 4, 3, 4, 5, 9], 120, "numbers too small"),
    ],
)
def test_a_line_that_cannot_be_judged_says_why_for_good(
    at: Board, scorecard: dict[str, Indicator], values: list[int], out_of: int, reason: str
) -> None:
    clock.fix(DAY)
    load_h02(at, values, out_of=out_of)
    found = answered(at, raised(at, joint=False, start=Start("figure", "H02")))
    assert reason in found.watch.reason

    later(at, [50, 49, 48])

    seen = watched([found.watch])[found.pk]
    assert seen.said.result is Result.NOT_FROM_FIGURES
    assert reason in seen.said.reason


def test_rolling_figures_cannot_be_judged(at: Board, scorecard: dict[str, Indicator]) -> None:
    Indicator.objects.filter(code="H02").update(basis=Basis.ROLLING)
    clock.fix(DAY)
    load_h02(at, [*STEADY, 90])

    found = raised(at, start=Start("figure", "H02"))

    assert found.watch.reason == "rolling figures: no pattern test"


@pytest.mark.parametrize(
    ("values", "result", "words"),
    [
        ([], Result.TOO_EARLY, "Too early to say: 0 of 3 points."),
        ([70], Result.TOO_EARLY, "Too early to say: 0 of 3 points."),
        ([70, 66, 52], Result.TOO_EARLY, "Down 31.7 points. Too early to say: 2 of 3 points."),
        ([70, 52, 49, 50], Result.BACK_IN_RANGE, "Down 33.3 points. Back in its usual range"),
        ([70, 90, 90, 91], Result.WORSE, "Up 0.8 points. Worse than usual, beyond normal variation."),
        ([70, 52, 49, 20], Result.IMPROVED, "Down 58.3 points. Improved, beyond normal variation."),
        ([70, 70, 58, 57], Result.NO_REAL_CHANGE, "Not yet a confirmed improvement, after 3 points."),
        ([70, 52, None, 49, 50], Result.BACK_IN_RANGE, "Back in its usual range"),
    ],
)
def test_the_quarters_wholly_after_the_reply_was_accepted_say_what_became_of_it(
    at: Board, signal: Signal, values: list[int | None], result: Result, words: str
) -> None:
    """Accepted in May 2017, so that the quarter then running tells nothing yet."""
    found = answered(at, from_signal(at, signal))

    if values:
        later(at, values)

    seen = watched([found.watch])[found.pk]
    assert seen.said.result is result
    assert words in said(seen)
    assert tells([found.watch]) == (frozenset() if result is Result.TOO_EARLY else {found.pk})


def test_points_count_from_the_first_finished_action_not_from_the_reply(at: Board, signal: Signal) -> None:
    found = from_signal(at, signal)
    challenges.send(challenge_id=found.pk, by=at.chair)
    reply = challenges.reply(
        challenge_id=found.pk, agency_id=at.lead_agency.pk, text="A new team.", by=at.lead
    )
    challenges.judge(
        reply_id=reply.pk, verdict=Verb.ACCEPT, by=at.chair,
        actions=[Agreed("Sign closures.", date(2017, 12, 1), at.lead_agency)],
    )  # fmt: skip
    later(at, [70, 52, 49])
    assert watched([Watch.objects.get()])[found.pk].since == ()

    clock.fix(date(2017, 12, 31))
    follow_through.complete(action_id=Action.objects.get().pk, words="Done.", seen=1, by=at.lead)
    clock.fix(date(2018, 12, 31))
    load_h02(at, [50, 51], until=quarter(2018, 1))

    seen = watched([Watch.objects.get()])[found.pk]
    assert [period for period, _ in seen.since] == [quarter(2017, 4), quarter(2018, 1)]


def test_a_changed_definition_ends_the_judging_and_a_new_usual_level_does_not(
    at: Board, signal: Signal
) -> None:
    found = answered(at, from_signal(at, signal))
    later(at, [70, 52, 49, 50])
    rebase = BreakFactory(indicator=signal.indicator, first=date(2017, 10, 1), kind="rebase")
    assert impact_of(found).result is Result.BACK_IN_RANGE

    rebase.kind = "definition"
    rebase.save()

    seen = watched([found.watch])[found.pk]
    assert seen.said.result is Result.NOT_FROM_FIGURES
    assert seen.said.reason == "counted differently from 1 October 2017 on"


def test_impact_is_shown_by_the_figure_other_evidence_and_the_chairs_words_together(
    at: Board, signal: Signal
) -> None:
    found = told(at, answered(at, from_signal(at, signal)), "I have seen it.")
    later(at, [70, 52, 49, 50])
    about: dict[str, object] = {"challenge": found, "action": None, "reply": None}

    assert not impact_of(found).shown
    EvidenceFactory(**about, kind="attendance")
    EvidenceFactory(**about, kind="reaudit", scan=Evidence.Scan.INFECTED, file_name="a.pdf")
    EvidenceFactory(**about, kind="reaudit", taken_back_at=clock.now(), taken_back_by="x", taken_back_why="x")
    assert not impact_of(found).shown
    EvidenceFactory(**about, kind="feedback")
    assert impact_of(found).shown

    Challenge.objects.update(chair_words="")
    assert not impact_of(Challenge.objects.get()).shown


def test_closed_it_keeps_what_the_figure_said_whatever_comes_after(at: Board, signal: Signal) -> None:
    found = told(at, answered(at, from_signal(at, signal)), "I have seen it.")
    EvidenceFactory(challenge=found, action=None, kind="reaudit")
    later(at, [70, 52, 49, 50])

    found = challenges.close(challenge_id=found.pk, by=at.chair)
    clock.fix(date(2019, 4, 1))
    load_h02(at, [110, 111, 112], until=quarter(2018, 4))

    found.refresh_from_db()
    assert (found.state, found.closed_result, found.shown_impact) == (
        State.CLOSED, "back_in_range", True,
    )  # fmt: skip


def test_a_watched_line_whose_figures_are_gone_says_so(at: Board) -> None:
    found = judged(at, responded(at))
    watch = WatchFactory(challenge=found, indicator_code="GONE")

    seen = watched([watch])[found.pk]

    assert seen.said.reason == "its figures are not kept any more"
    assert watched_words(seen, "wessex").chart == ""


def test_values_are_printed_as_the_scorecard_prints_them(at: Board, signal: Signal) -> None:
    found = answered(at, from_signal(at, signal))
    later(at, [70, 52, 49, 50])

    words = watched_words(watched([found.watch])[found.pk], "wessex")

    assert words.rows[-1] == ("January to March 2018", "41.7%")
    assert "When it was raised: 75.0% (January 2017 to March 2017)" in words.held_against
    assert words.title == "The measure H02"
    assert (words.result, words.url) == ("Back in range", "/wessex/scorecard/H02/")


def test_a_rate_is_said_a_year_and_held_a_quarter(at: Board, scorecard: dict[str, Indicator]) -> None:
    """Frozen values are the period's own; a page shows a flow rate as a rate a year."""
    clock.fix(DAY)
    values = [one * 10 for one in [*STEADY, 90]]
    load(*series("H03", values, until=THEN), by=at.lead, agency=at.lead_agency)
    assert scorecard["H03"].unit == Unit.RATE

    found = raised(at, start=Start("figure", "H03"))

    assert found.watch.value == Decimal("32.142857")
    assert "128.6" in found.origin_words
