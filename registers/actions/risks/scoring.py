"""Scoring a risk again. No score is ever overwritten, and a lower one asks which new control brings it down."""

from dataclasses import dataclass

from django.db import transaction

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.risks.controls import put_control
from registers.actions.risks.held import enter, held
from registers.actions.words import said
from registers.models import Control, Risk, Score
from registers.rules.risks import IMPACTS, LIKELIHOODS, Verb


@dataclass(frozen=True, slots=True)
class Judged:
    """A likelihood and an impact, each from 1 to 5."""

    likelihood: int
    impact: int

    @property
    def score(self) -> int:
        """The two multiplied."""
        return self.likelihood * self.impact

    @property
    def words(self) -> str:
        """Such as “likely, with major impact”."""
        return f"{LIKELIHOODS[self.likelihood - 1].lower()}, with {IMPACTS[self.impact - 1].lower()} impact"


class AsksForControl(Refused):
    """The score falls and nothing new brings it down: which control does, or is there none?"""


@transaction.atomic
def score(
    *,
    risk_id: int,
    moment: Score.Moment,
    judged: Judged,
    why: str,
    by: Standing,
    control: str = "",
    assurance: str = "",
    gap: str = "",
    without: bool = False,
) -> Score:
    """Score a risk as it is now, would be without its controls, or is meant to be.

    `control` is a new one, which is added; `without` says that the score falls with none. Raises `AsksForControl` when
    it falls with neither, and none was added since it was last scored.
    """
    risk = held(Verb.SCORE if moment == Score.Moment.NOW else Verb.FRAME, risk_id, by)
    because = said(why, empty="Say why: the reason stands in its history.")
    latest = Score.objects.filter(risk=risk, moment=moment).order_by("-pk").first()
    if latest is not None and (latest.likelihood, latest.impact) == (judged.likelihood, judged.impact):
        raise Refused("That is the score it has. A review says that nothing has changed.")
    bare = not control.strip() and moment == Score.Moment.NOW and _falls_bare(latest, judged)
    if bare and not without:
        raise AsksForControl("Its score falls. Say which new control brings it down, or that there is none.")
    if control.strip():  # first: it is part of this score, and answers for no later one
        put_control(risk, control, assurance, gap, by)
    made = put_score(risk, moment, judged, because, by)
    was = f", was {latest.score}" if latest is not None else ""
    named = f" New control: {control.strip()}." if control.strip() else ""
    none = " No new control brings it down." if bare else ""
    enter(
        "score",
        risk,
        f"Scored {risk} {Score.Moment(moment).label}: {judged.score}{was}. {because}{named}{none}",
        by,
        score=made.pk,
    )
    return made


def _falls_bare(latest: Score | None, judged: Judged) -> bool:
    """Whether this is less than the latest score, with no control that holds added since."""
    if latest is None or judged.score >= latest.score:
        return False
    return not Control.objects.filter(
        risk_id=latest.risk_id, ended_at=None, added_at__gt=latest.scored_at
    ).exists()


def put_score(risk: Risk, moment: str, judged: Judged, why: str, by: Standing) -> Score:
    """Add a score to the history, in the caller's transaction. Raises `Refused` beyond one to five."""
    if not (1 <= judged.likelihood <= 5 and 1 <= judged.impact <= 5):
        raise Refused("Likelihood and impact are each scored from 1 to 5.")
    return Score.objects.create(
        risk=risk,
        moment=moment,
        likelihood=judged.likelihood,
        impact=judged.impact,
        why=why,
        scored_at=clock.now(),
        scored_by=by.actor.words,
    )
