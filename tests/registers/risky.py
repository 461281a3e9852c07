"""Risks for tests: raised by the real action, or made quickly with the scores they had on given days."""

from datetime import date, datetime, time
from typing import Any

from agencies.models import Board
from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.actions import risks
from registers.actions.risks import Judged, Words
from registers.models import Risk
from tests.factories import RiskFactory, ScoreFactory

REVIEW_ON = date(2018, 7, 2)
#: Words that could identify a child, as a careless person might type them.
CHILD = "Born 3 May 2010: Emily Jones, 4 High Street, aged 7"


def words(**given: Any) -> Words:
    """A risk in words, but for what a test is about."""
    common = {
        "title": "Conferences are held late",
        "cause": "Three teams book rooms, each in its own diary.",
        "event": "Conferences are held later than the law allows.",
        "consequence": "Children at risk wait for a plan.",
    }
    return Words(**(common | given))


def raised(by: Standing, **given: Any) -> Risk:
    """A risk raised by the action: 20 before controls, 16 now, 6 the target."""
    asked = {
        "words": words(),
        "before": Judged(5, 4),
        "now": Judged(4, 4),
        "target": Judged(2, 3),
        "review_on": REVIEW_ON,
    }
    return risks.raise_risk(**(asked | given), by=by)


def moment(day: date) -> datetime:
    """Noon of a day in London."""
    return datetime.combine(day, time(12), clock.LONDON)


def risk_with(board: Board, *scores: tuple[date, int, int], **given: Any) -> Risk:
    """A risk in the register, with what it scored on each of these days: (day, likelihood, impact)."""
    risk: Risk = RiskFactory(board=board, raised_at=moment(scores[0][0]), **given)
    ScoreFactory(
        risk=risk, moment="before", likelihood=5, impact=scores[0][2], scored_at=moment(scores[0][0])
    )
    ScoreFactory(risk=risk, moment="target", likelihood=2, impact=3, scored_at=moment(scores[0][0]))
    for day, likelihood, impact in scores:
        ScoreFactory(risk=risk, likelihood=likelihood, impact=impact, scored_at=moment(day))
    return risk
