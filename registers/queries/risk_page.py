"""One risk with all there is of it: scores, controls, links, actions, challenges, reviews, decisions and its record."""

from dataclasses import dataclass

from agencies.queries.record import Line, lines_about
from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.models import (
    Challenge,
    Control,
    DateChange,
    Decision,
    OriginKind,
    Risk,
    RiskLink,
    RiskReview,
    Score,
)
from registers.queries.actions import ActionRow, actions_from
from registers.queries.risks import Linked, Since, end_of, links_of, movement_since
from registers.queries.settings import Settings, register_settings
from registers.rules import risks as rules


@dataclass(frozen=True, slots=True)
class RiskPage:
    """One risk. Scores, controls, reviews and moved dates are oldest first; `then` is its score on the day since.

    `links` carries each link's id, to be taken away by. `challenges` are those raised from it.
    """

    risk: Risk
    settings: Settings
    since: Since
    scores: tuple[Score, ...]
    then: Score | None
    acceptance: rules.Acceptance
    controls: tuple[Control, ...]
    links: tuple[tuple[int, Linked], ...]
    actions: tuple[ActionRow, ...]
    challenges: tuple[Challenge, ...]
    reviews: tuple[RiskReview, ...]
    moved: tuple[DateChange, ...]
    decisions: tuple[Decision, ...]
    record: tuple[Line, ...]

    def latest(self, moment: Score.Moment) -> Score | None:
        """The score it has now, before controls, or is to have."""
        return next((one for one in reversed(self.scores) if one.moment == moment), None)


def risk_seen(standing: Standing, number: int) -> Risk | None:
    """A risk of this board by its number. The caller has settled who may see the register."""
    return (
        Risk.objects.filter(board_id=standing.board_id, number=number)
        .select_related("agency", "owner", "priority")
        .first()
    )


def risk_page(standing: Standing, number: int) -> RiskPage | None:
    """All there is of a risk; None when the board has none of that number."""
    risk = risk_seen(standing, number)
    if risk is None:
        return None
    today = clock.today()
    since = movement_since(standing.board_id, today)
    scores = tuple(risk.scores.order_by("pk"))
    earlier = [one for one in scores if one.moment == Score.Moment.NOW and one.scored_at < end_of(since.day)]
    return RiskPage(
        risk=risk,
        settings=register_settings(standing.board_id),
        since=since,
        scores=scores,
        then=earlier[-1] if earlier else None,
        acceptance=rules.acceptance(
            tolerated=risk.response == Risk.Response.TOLERATE, until=risk.accepted_until, today=today
        ),
        controls=tuple(risk.controls.order_by("pk")),
        links=_links(risk),
        actions=actions_from(standing, OriginKind.RISK.value, risk.pk),
        challenges=tuple(
            Challenge.objects.filter(
                board_id=risk.board_id, origin_kind=OriginKind.RISK, origin_key=str(risk.pk)
            ).order_by("number")
        ),
        reviews=tuple(risk.reviews.order_by("pk")),
        moved=tuple(DateChange.objects.filter(board_id=risk.board_id, kind="review", key=str(risk.pk))),
        decisions=tuple(
            Decision.objects.filter(meeting__board_id=risk.board_id, kind=OriginKind.RISK, key=str(risk.pk))
            .select_related("meeting")
            .order_by("meeting__held_on", "pk")
        ),
        record=lines_about(standing, "risk", risk.pk),
    )


def control_seen(standing: Standing, number: int, control_id: int) -> Control | None:
    """A control of a risk of this board."""
    return (
        Control.objects.filter(pk=control_id, risk__board_id=standing.board_id, risk__number=number)
        .select_related("risk")
        .first()
    )


def last_change(standing: Standing, risk: Risk) -> Line | None:
    """Who changed a risk last, and how, as recorded: what stands beside what somebody else is about to save."""
    verbs = ("risks.amend", "risks.accept", "risks.archive", "risks.bring_back")
    return next((one for one in reversed(lines_about(standing, "risk", risk.pk)) if one.verb in verbs), None)


def _links(risk: Risk) -> tuple[tuple[int, Linked], ...]:
    rows = tuple(RiskLink.objects.filter(risk=risk))
    ids = {(one.kind, one.key): one.pk for one in rows}
    return tuple((ids[one.kind, one.key], one) for one in links_of(risk.board_id, rows).get(risk.pk, ()))
