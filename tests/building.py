"""A small scorecard, and figures that came the real way: received, checked and released by the actions."""

from collections.abc import Iterable

from agencies.models import Agency, Board
from agencies.rules.standing import Standing
from scorecard.actions import submissions
from scorecard.models import Indicator, Return, Submission
from scorecard.rules.figures import Basis, Kind, Polarity, Unit
from scorecard.rules.periods import Period, quarter
from tests.factories import (
    HAMPSHIRE,
    AreaFactory,
    IndicatorFactory,
    PerspectiveFactory,
    PopulationFactory,
    ReturnFactory,
)
from tests.files.books import csv_bytes

#: How many children live in the area, in every year: a rate is easy to work out by hand.
CHILDREN = 280_000
#: The quarter that ended last on the tests' day, and the one before.
LAST, BEFORE = quarter(2017, 4), quarter(2017, 3)
HEADINGS = ("Ref", "Period", "Number", "Out of", "Breakdown", "Reason")

#: One line of a file: the indicator, the period, what was counted, out of how many, which part, why it is blank.
Line = tuple[object, ...]


def small_scorecard(board: Board, health: Agency, police: Agency) -> dict[str, Indicator]:
    """Six indicators, one of each sort, in two perspectives; by code."""
    area = AreaFactory(code=HAMPSHIRE, name="Hampshire")
    for year in range(2006, 2019):
        PopulationFactory(area=area, mid_year=year, people=CHILDREN)
    children = PerspectiveFactory(board=board, code="children", title="Children and families", order=1)
    work = PerspectiveFactory(board=board, code="workforce", title="Workforce", order=2)
    facts: dict[str, dict[str, object]] = {
        "H01": {"owner": health, "unit": Unit.COUNT, "polarity": Polarity.CONTEXT, "decimals": 0},
        "H02": {"owner": health, "unit": Unit.PERCENT, "polarity": Polarity.LOWER},
        "H03": {
            "owner": health,
            "unit": Unit.RATE,
            "per": 10_000,
            "ages": "0-17",
            "polarity": Polarity.CONTEXT,
        },
        "H04": {
            "owner": health,
            "unit": Unit.PERCENT,
            "polarity": Polarity.CONTEXT,
            "breakdown": "source",
            "breakdown_values": ["schools", "police"],
        },
        "P01": {
            "owner": police,
            "unit": Unit.PERCENT,
            "polarity": Polarity.HIGHER,
            "kind": Kind.SNAPSHOT,
            "basis": Basis.SNAPSHOT,
        },
        "W01": {"owner": None, "unit": Unit.PERCENT, "polarity": Polarity.HIGHER, "perspective": work},
    }
    return {
        code: IndicatorFactory(board=board, code=code, order=order, **{"perspective": children, **given})
        for order, (code, given) in enumerate(facts.items())
    }


def a_return(board: Board, agency: Agency, period: Period = LAST, **more: object) -> Return:
    """What the agency owes for a quarter."""
    owed: Return = ReturnFactory(board=board, agency=agency, first=period.first, last=period.last, **more)
    return owed


def lines(*given: Line) -> bytes:
    """A CSV file of one row a figure; a Period is written as people write it."""
    rows = [[one.short if isinstance(one, Period) else one for one in line] for line in given]
    return csv_bytes([list(HEADINGS), *([*row, *[None] * (len(HEADINGS) - len(row))] for row in rows)])


def series(
    code: str, values: Iterable[int | None], out_of: int | None = None, *, until: Period = LAST
) -> list[Line]:
    """One line a quarter, the last one `until`; None leaves a quarter out."""
    known = list(values)
    period = until.shifted(-3 * (len(known) - 1))
    found: list[Line] = []
    for value in known:
        if value is not None:
            found.append((code, period, value, out_of))
        period = period.next()
    return found


def send(
    data: bytes, *, by: Standing, agency: Agency, name: str = "return.csv", answers: Return | None = None
) -> Submission:
    """Have a file received and checked; the submission as it then stands."""
    board = Board.objects.get(pk=by.board_id)
    received = submissions.receive(
        board=board, agency=agency, data=data, file_name=name, by=by, answers=answers
    )
    submissions.take_up(board_id=board.pk, agency_id=agency.pk)
    received.refresh_from_db()
    return received


def load(
    *given: Line, by: Standing, agency: Agency, name: str = "return.csv", answers: Return | None = None
) -> Submission:
    """Have these figures sent, checked without an error, and released; with a reason for what they restate."""
    sent = send(lines(*given), by=by, agency=agency, name=name, answers=answers)
    assert sent.state == Submission.State.READY, [str(one) for one in sent.findings.all()] or sent.remark
    submissions.give_reasons(
        submission_id=sent.pk,
        reasons=dict.fromkeys(sent.restatements.values_list("pk", flat=True), "Recounted."),
        by=by,
    )
    submissions.release(submission_id=sent.pk, by=by)
    sent.refresh_from_db()
    return sent
