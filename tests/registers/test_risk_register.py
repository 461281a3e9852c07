"""The register as it is asked for: where each risk stands and stood, what it says of that, and at what cost."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from agencies.models import Agency, Board, Person
from agencies.rules.standing import Standing
from registers.models import Control, Risk, RiskLink, Score
from registers.presenters import risk_moves
from registers.presenters.heat_map import SHOWN, heat_map
from registers.presenters.risk_words import listed, overdue_words, quarters_words, since_words
from registers.presenters.risks import Chosen, chosen_rows, filters, owners, row_words
from registers.queries.risks import Register, Row, Since, register
from registers.queries.settings import Settings
from registers.rules.risks import Acceptance, Bands, Level, Move
from tests.conftest import TODAY
from tests.factories import (
    ActionFactory,
    ChallengeFactory,
    ControlFactory,
    IndicatorFactory,
    MeetingFactory,
    RegisterSettingsFactory,
    RiskFactory,
    RiskLinkFactory,
    ScoreFactory,
)
from tests.registers.risky import moment, risk_with

#: Scored before and after the board's last meeting, which was on 12 February.
BEFORE, MEETING, AFTER = date(2017, 11, 6), date(2018, 2, 12), date(2018, 4, 9)
StandingOf = Callable[[Person], Standing]


@pytest.fixture
def martin(board_member: Person, standing_of: StandingOf) -> Standing:
    return standing_of(board_member)


@pytest.fixture
def meeting(board: Board) -> None:
    MeetingFactory(board=board, number=7, held_on=MEETING)


def of(standing: Standing, number: int = 1) -> Row:
    return next(row for row in register(standing).rows if row.number == number)


def test_a_row_has_its_latest_scores_and_the_one_it_had_at_the_last_meeting(
    board: Board, meeting: None, martin: Standing
) -> None:
    risk_with(board, (BEFORE, 3, 4), (AFTER, 4, 4), (AFTER + timedelta(1), 5, 4), number=1)

    row = of(martin)

    assert (row.before.score, row.now.score, row.target.score) == (20, 20, 6)  # type: ignore[union-attr]
    assert (row.then.score, row.move, row.level, row.beyond) == (12, Move.UP, Level.EXTREME, True)  # type: ignore[union-attr]
    assert row.held_since == AFTER + timedelta(1)


def test_a_score_of_the_meetings_own_day_is_what_it_had_then(
    board: Board, meeting: None, martin: Standing
) -> None:
    """The board had it before it; what the meeting itself changed is not told as a change at the next."""
    risk_with(board, (BEFORE, 3, 4), (MEETING, 4, 4), number=1)

    assert of(martin).move is Move.SAME


def test_a_risk_raised_since_is_new(board: Board, meeting: None, martin: Standing) -> None:
    risk_with(board, (AFTER, 3, 3), number=1)

    row = of(martin)

    assert (row.then, row.move) == (None, Move.NEW)


@pytest.mark.parametrize(
    ("meetings", "since"),
    [
        ([], Since(date(2018, 3, 31))),
        ([(date(2018, 2, 12), True)], Since(date(2018, 2, 12), "M-1")),
        ([(date(2018, 2, 12), True), (date(2018, 5, 1), False)], Since(date(2018, 2, 12), "M-1")),
        (
            [(date(2018, 2, 12), True), (TODAY, True), (date(2018, 6, 1), True)],
            Since(date(2018, 2, 12), "M-1"),
        ),
    ],
    ids=["none yet", "one", "a group's", "today's"],
)
def test_movement_is_told_from_the_last_board_meeting_before_today_else_from_the_quarters_end(
    meetings: list[tuple[date, bool]], since: Since, board: Board, martin: Standing
) -> None:
    for number, (day, counts) in enumerate(meetings, 1):
        MeetingFactory(board=board, number=number, held_on=day, counts=counts)

    assert register(martin).since == since


def test_a_row_has_the_latest_control_that_holds_what_is_under_way_and_what_it_has_to_do_with(
    board: Board, martin: Standing
) -> None:
    risk = risk_with(board, (BEFORE, 3, 4), number=1)
    ControlFactory(risk=risk, text="A weekly list.", gap="Not in August.")
    ControlFactory(risk=risk, text="One desk.", gap="No cover at weekends.")
    ControlFactory(risk=risk, text="A rota.", ended_at=moment(AFTER), ended_by="B", ended_why="Over.")
    ActionFactory(board=board, origin_kind="risk", origin_key=str(risk.pk))
    ActionFactory(board=board, origin_kind="challenge", origin_key=str(risk.pk))
    IndicatorFactory(board=board, code="D03", title="Second plans")
    ChallengeFactory(board=board, number=29, title="Why so late?")
    RiskLinkFactory(risk=risk, kind="indicator", key="D03")
    RiskLinkFactory(risk=risk, kind="challenge", key="29")

    row = of(martin)

    assert row.control is not None
    assert (row.control.text, row.control.gap, row.open_actions) == ("One desk.", "No cover at weekends.", 1)
    assert [(one.reference, one.title) for one in row.links] == [
        ("CH-29", "Why so late?"),
        ("D03", "Second plans"),
    ]


def test_another_boards_risks_and_archived_ones_are_not_in_the_register(
    board: Board, other_board: Board, martin: Standing
) -> None:
    risk_with(other_board, (BEFORE, 5, 5), number=1)
    risk_with(
        board, (BEFORE, 3, 3), number=2, archived_at=moment(AFTER), archived_by="B", archived_why="Over."
    )

    found = register(martin)

    assert found.rows == ()
    assert [row.archived_why for row in found.archived] == ["Over."]


def test_a_board_has_its_own_bands_and_tolerance(board: Board, martin: Standing) -> None:
    RegisterSettingsFactory(board=board, moderate_from=3, high_from=6, extreme_from=12, tolerance=10)
    risk_with(board, (BEFORE, 3, 4), number=1)

    assert (of(martin).level, of(martin).beyond) == (Level.EXTREME, True)


def many(board: Board, number: int, agencies: list[Agency], owner: Person) -> None:
    """So many risks, each scored four times, with two controls, a link and, every other one, an action."""
    first = Risk.objects.filter(board=board).count()
    risks = Risk.objects.bulk_create(
        RiskFactory.build(
            board=board,
            number=first + n + 1,
            agency=agencies[n % 2],
            owner=owner,
            review_on=TODAY + timedelta(n - 9),
        )
        for n in range(number)
    )
    Score.objects.bulk_create(
        ScoreFactory.build(
            risk=risk, moment=what, likelihood=1 + (n + turn) % 5, impact=1 + n % 5, scored_at=moment(day)
        )
        for n, risk in enumerate(risks)
        for turn, (what, day) in enumerate(
            (("before", BEFORE), ("target", BEFORE), ("now", BEFORE), ("now", AFTER))
        )
    )
    Control.objects.bulk_create(ControlFactory.build(risk=risk) for risk in risks for _ in range(2))
    RiskLink.objects.bulk_create(RiskLinkFactory.build(risk=risk, key="D03") for risk in risks)
    for risk in risks[:20:2]:
        ActionFactory(board=board, origin_kind="risk", origin_key=str(risk.pk), agency=agencies[0])


ADDRESSES = (
    "",
    "?show=extreme",
    "?show=overdue&sort=review",
    "?show=mine&sort=owner",
    "?sort=change",
    "?cell=3x3",
)


@pytest.mark.slow
def test_five_hundred_risks_cost_as_many_questions_as_five_however_they_are_narrowed_and_sorted(
    board: Board,
    meeting: None,
    health: Agency,
    police: Agency,
    board_member: Person,
    client_of: Callable[[Person | None], Client],
) -> None:
    IndicatorFactory(board=board, code="D03")
    client = client_of(board_member)

    def asked(address: str) -> int:
        with CaptureQueriesContext(connection) as questions:
            answer = client.get(f"/wessex/risks/{address}")
        assert answer.status_code == 200
        return len(questions)

    many(board, 5, [health, police], board_member)
    few = [asked(address) for address in ADDRESSES]
    worth = asked("second-look/")
    many(board, 495, [health, police], board_member)

    assert [asked(address) for address in ADDRESSES] == few
    assert asked("second-look/") == worth
    assert max(few) <= 30
    page = client.get("/wessex/risks/").content.decode()
    assert "(500)" in page
    assert page.count('class="board-register__name"') == 50


# What is said of it.


def registered(*rows: Row) -> Register:
    return Register(rows, (), Since(MEETING, "M-7"), Settings(), TODAY)


@pytest.fixture
def rows(board: Board, meeting: None, health: Agency, martin: Standing) -> Callable[..., Register]:
    """A register of risks, each given by what it scored before the meeting and after it (None: not at all)."""

    def made(*scores: tuple[tuple[int, int] | None, tuple[int, int] | None], **given: Any) -> Register:
        for number, (then, now) in enumerate(scores, 1):
            history = [(day, *score) for day, score in ((BEFORE, then), (AFTER, now)) if score]
            risk = risk_with(board, *history, number=number, **given)
            last = Score.objects.filter(risk=risk, moment="now").latest("pk")
            ScoreFactory(
                risk=risk,
                likelihood=last.likelihood,
                impact=last.impact,
                scored_at=last.scored_at,
                why="Two rooms are shut",
            )
        return register(martin)

    return made


@pytest.mark.parametrize(
    ("scores", "said"),
    [
        ([], "No risk is in the register."),
        ([((3, 4), None)], "None of 1 risk is extreme. It has not moved since February."),
        ([((4, 4), None), ((1, 1), None)], "1 of 2 risks is extreme. None has moved since February."),
        (
            [((5, 4), None), ((4, 4), None), ((3, 5), None), ((3, 4), (4, 4)), ((4, 4), (3, 4))],
            "4 of 5 risks are extreme. R-04 has risen since February; R-05 has fallen.",
        ),
        ([((4, 4), (3, 4))], "None of 1 risk is extreme. R-01 has fallen since February."),
        (
            [((1, 1), (1, n)) for n in (2, 3, 4, 5)] + [((2, 1), (2, 2))],
            "None of 5 risks is extreme. R-04, R-03, R-05 and 2 others have risen since February.",
        ),
        (
            [((1, 1), (1, 2)), ((1, 1), (1, 3))],
            "None of 2 risks is extreme. R-02 and R-01 have risen since February.",
        ),
    ],
)
def test_the_register_is_summed_up_in_a_sentence(
    scores: list[Any], said: str, rows: Callable[..., Register]
) -> None:
    assert risk_moves.summary(rows(*scores)) == said


def sentences(found: Register) -> list[str]:
    said = [risk_moves.moved_words(row, found, "wessex") for row in risk_moves.moving(found)]
    return [one.lead + one.said for one in said]


def test_what_has_moved_is_said_highest_first_risen_fallen_stuck_new(rows: Callable[..., Register]) -> None:
    found = rows(
        ((5, 4), None),
        ((3, 3), None),
        ((3, 4), (4, 4)),
        ((4, 4), (3, 4)),
        (None, (3, 3)),
        ((2, 2), (2, 3)),
        ((3, 4), (4, 3)),
    )

    assert sentences(found) == [
        "R-03 up, 12 to 16. Likelihood from possible to likely. Two rooms are shut. No action is under way.",
        "R-06 up, 4 to 6. Impact from minor to moderate. Two rooms are shut. No action is under way.",
        "R-04 down, 16 to 12. Likelihood from likely to possible. Two rooms are shut.",
        "R-01 unchanged at 20 for two quarters, above the board’s tolerance of 15. No action is under way.",
        "R-07 still 12. Likelihood from possible to likely, impact from major to moderate. Two rooms are shut.",
        "R-05 new at 9. Conferences are held late.",
    ]


def test_that_an_action_is_under_way_is_not_said_to_be_missing(
    board: Board, rows: Callable[..., Register], martin: Standing
) -> None:
    rows(((3, 4), (4, 4)))
    ActionFactory(board=board, origin_kind="risk", origin_key=str(Risk.objects.get().pk))

    assert sentences(register(martin)) == [
        "R-01 up, 12 to 16. Likelihood from possible to likely. Two rooms are shut."
    ]


def test_the_map_has_every_risk_where_it_stands_and_where_it_stood(rows: Callable[..., Register]) -> None:
    found = rows(((3, 4), (4, 4)), ((4, 4), (3, 4)), ((2, 2), None), (None, (5, 5)))
    made = heat_map(found.rows, Bands(), lambda number: f"/{number}/", lambda cell: f"?cell={cell}")
    cells = {
        (5 - row, column + 1): cell
        for row, line in enumerate(made.lines)
        for column, cell in enumerate(line.cells)
    }
    here = {at: [one.figure for one in cell.here] for at, cell in cells.items() if cell.here}
    gone = {at: [one.figure for one in cell.gone] for at, cell in cells.items() if cell.gone}

    assert len(cells) == 25
    assert all(cell.score == impact * likelihood for (impact, likelihood), cell in cells.items())
    assert here == {(4, 4): ["01"], (4, 3): ["02"], (2, 2): ["03"], (5, 5): ["04"]}
    assert gone == {(4, 3): ["01"], (4, 4): ["02"]}
    assert made.legend == (
        (Level.EXTREME, "Extreme", "15 to 25"),
        (Level.HIGH, "High", "8 to 12"),
        (Level.MODERATE, "Moderate", "4 to 6"),
        (Level.LOW, "Low", "1 to 3"),
    )


def test_a_crowded_cell_shows_some_and_leads_to_all(rows: Callable[..., Register]) -> None:
    found = rows(*[((3, 3), None)] * (SHOWN + 2))
    made = heat_map(found.rows, Bands(), lambda number: f"/{number}/", lambda cell: f"?cell={cell}")
    cell = made.lines[2].cells[2]

    assert (len(cell.here), cell.more, cell.more_url) == (SHOWN, 2, "?cell=3x3")


def test_a_grave_risk_whose_score_fell_says_that_it_was_its_likelihood(rows: Callable[..., Register]) -> None:
    found = rows(((4, 5), (2, 5)), ((4, 2), (2, 2)))
    said = [(one.change, one.shift) for one in (row_words(row, found, "wessex") for row in found.rows)]

    assert said == [("down from 20", "likelihood 4 to 2"), ("down from 8", "")]
    assert risk_moves.says_impact_is_grave(found)
    assert not risk_moves.says_impact_is_grave(registered(*found.rows[1:]))


def test_each_filter_counts_what_it_shows(
    board: Board, meeting: None, health: Agency, board_member: Person, martin: Standing
) -> None:
    risk_with(board, (BEFORE, 5, 4), number=1, agency=health)
    risk_with(board, (BEFORE, 3, 5), number=2, owner=board_member)
    risk_with(board, (BEFORE, 2, 2), number=3, review_on=date(2018, 5, 18))
    risk_with(board, (BEFORE, 2, 2), number=4, response="tolerate", accepted_until=date(2018, 9, 1))
    risk_with(
        board, (BEFORE, 2, 2), number=5, archived_at=moment(AFTER), archived_by="B", archived_why="Over."
    )
    found = register(martin)

    shown = {
        key: [row.number for row in chosen_rows(found, Chosen(show=key), martin)]
        for key in ("all", "extreme", "beyond", "mine", "overdue", "tolerated", "archived")
    }

    assert shown == {
        "all": [1, 2, 3, 4],
        "extreme": [1, 2],
        "beyond": [1],
        "mine": [2],
        "overdue": [3],
        "tolerated": [4],
        "archived": [5],
    }
    counts = [count for _, count, _, _ in filters(found, Chosen(), martin, "/")]
    assert counts == [len(numbers) for numbers in shown.values()]


@pytest.mark.parametrize(
    ("sort", "numbers"),
    [
        ("score", [3, 2, 1, 4]),
        ("change", [2, 4, 3, 1]),
        ("review", [4, 1, 3, 2]),
        ("owner", [3, 4, 2, 1]),
        ("number", [1, 2, 3, 4]),
    ],
)
def test_the_register_is_sorted_as_asked_highest_first(
    sort: str,
    numbers: list[int],
    board: Board,
    meeting: None,
    health: Agency,
    police: Agency,
    martin: Standing,
) -> None:
    risk_with(board, (BEFORE, 4, 4), (AFTER, 3, 4), number=1, review_on=date(2018, 6, 1))
    risk_with(board, (BEFORE, 1, 4), (AFTER, 4, 4), number=2, agency=police, review_on=date(2018, 9, 1))
    risk_with(board, (BEFORE, 5, 4), number=3, agency=health, review_on=date(2018, 7, 1))
    risk_with(board, (AFTER, 3, 3), number=4, agency=health, review_on=date(2018, 5, 1))

    rows = chosen_rows(register(martin), Chosen(sort=sort), martin)

    assert [row.number for row in rows] == numbers


def test_owners_hold_what_is_theirs_the_highest_score_first(
    board: Board, meeting: None, health: Agency, police: Agency, martin: Standing
) -> None:
    for number, (likelihood, agency) in enumerate([(1, health), (4, health), (5, None), (4, police)], 1):
        risk_with(board, (BEFORE, likelihood, 4), number=number, agency=agency)
    found = register(martin)

    assert [(one.name, one.risks, one.highest, one.band) for one in owners(found, "/wessex/risks/")] == [
        ("Board’s office", 1, 20, "Extreme"),
        ("County Health", 2, 16, "Extreme"),
        ("County Police", 1, 16, "Extreme"),
    ]
    chosen = Chosen(owner=str(health.pk))
    assert [row.number for row in chosen_rows(found, chosen, martin)] == [2, 1]
    assert [row.number for row in chosen_rows(found, Chosen(owner="office"), martin)] == [3]


@pytest.mark.parametrize(
    ("acceptance", "until", "notes", "urgent"),
    [
        (Acceptance.HOLDS, date(2018, 9, 1), ("Tolerated until 1 Sep 2018",), ""),
        (Acceptance.OVER, date(2018, 5, 1), (), "Tolerated until 1 May 2018: decide again"),
        (Acceptance.NO_END, None, (), "Tolerated with no end"),
    ],
)
def test_a_tolerated_risk_says_until_when_and_goes_back_for_review_after(
    acceptance: Acceptance,
    until: date | None,
    notes: tuple[str, ...],
    urgent: str,
    board: Board,
    martin: Standing,
) -> None:
    risk_with(board, (BEFORE, 2, 2), number=1, response="tolerate", accepted_until=until)
    found = register(martin)
    said = row_words(found.rows[0], found, "wessex")

    assert found.rows[0].acceptance is acceptance
    assert (said.notes, said.urgent) == (notes, urgent)


@pytest.mark.parametrize(
    ("due", "said"),
    [
        (date(2018, 5, 21), ""),
        (date(2018, 5, 18), "1 working day overdue"),
        (date(2018, 5, 4), "10 working days overdue"),  # without the bank holiday of 7 May
    ],
)
def test_a_late_review_is_late_in_working_days(due: date, said: str) -> None:
    assert overdue_words(due, TODAY) == said


def test_words_of_time_and_number() -> None:
    assert overdue_words(date(2018, 5, 19), date(2018, 5, 20)) == "overdue"  # a Saturday, on the Sunday
    assert [quarters_words(number) for number in (0, 1, 2, 9, 10)] == [
        "", " for a quarter", " for two quarters", " for nine quarters", " for 10 quarters",
    ]  # fmt: skip
    assert since_words(Since(date(2018, 2, 12)), TODAY) == "February"
    assert since_words(Since(date(2017, 5, 12)), TODAY) == "May 2017"
    assert [listed(list("ABCDE"[:count])) for count in range(1, 6)] == [
        "A", "A and B", "A, B and C", "A, B, C and D", "A, B, C and 2 others",
    ]  # fmt: skip
