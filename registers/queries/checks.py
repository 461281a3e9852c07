"""What the standing checks find at a board, and which of it somebody has let stand."""

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Exists, Max, OuterRef

from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.models import Action, Control, Dismissal, Evidence, OriginKind, Risk, RiskReview, Score
from registers.queries.risks import local_day
from registers.queries.settings import register_settings
from registers.rules import actions as action_rules
from registers.rules.checks import ActionFacts, Check, Finding, RiskFacts, Scored, findings


@dataclass(frozen=True, slots=True)
class LetStand:
    """A finding that somebody let stand: who, when and why."""

    finding: Finding
    dismissal_id: int
    by: str
    on: date
    reason: str


@dataclass(frozen=True, slots=True)
class SecondLook:
    """What is worth a second look, and what was let stand for the cause it still has."""

    findings: tuple[Finding, ...]
    let_stand: tuple[LetStand, ...]


def second_look(standing: Standing) -> SecondLook:
    """What the checks find at this board today. The caller has settled who may see it."""
    stands = {
        (one.check_code, one.key, one.mark): one
        for one in Dismissal.objects.filter(board_id=standing.board_id)
    }
    found, let = [], []
    for one in current_findings(standing.board_id):
        dismissal = stands.get((one.check.value, str(one.key), one.mark))
        if dismissal is None:
            found.append(one)
        else:
            let.append(
                LetStand(
                    one,
                    dismissal.pk,
                    dismissal.dismissed_by,
                    local_day(dismissal.dismissed_at),
                    dismissal.reason,
                )
            )
    return SecondLook(tuple(found), tuple(let))


def finding_now(standing: Standing, check: str, key: int) -> Finding | None:
    """What a check finds about one thing, let stand or not; None when it finds nothing."""
    return next(
        (one for one in current_findings(standing.board_id) if (one.check.value, one.key) == (check, key)),
        None,
    )


def current_findings(board_id: int) -> tuple[Finding, ...]:
    """Everything the checks find at a board, from as many queries however much it holds."""
    return findings(_risks(board_id), _actions(board_id), clock.today())


def _risks(board_id: int) -> list[RiskFacts]:
    """What the checks ask about each risk that is in the register, by number."""
    bands = register_settings(board_id).bands
    scores = _scores(board_id)
    controls: dict[int, list[datetime]] = defaultdict(list)
    holding = Control.objects.filter(risk__board_id=board_id, ended_at=None)
    for risk_id, added_at in holding.values_list("risk_id", "added_at"):
        controls[risk_id].append(added_at)
    looked = (
        RiskReview.objects.filter(risk__board_id=board_id).values("risk_id").annotate(last=Max("reviewed_at"))
    )
    reviewed = {one["risk_id"]: one["last"] for one in looked}
    agreed, waiting = _actions_of_risks(board_id)
    risks = Risk.objects.filter(board_id=board_id, archived_at=None).order_by("number")
    return [
        RiskFacts(
            key=one.pk,
            reference=one.reference,
            title=one.title,
            level=bands.level(scores[one.pk][-1].score),
            scores=tuple(scores[one.pk]),
            controls=tuple(controls[one.pk]),
            looked_at_on=local_day(reviewed.get(one.pk, one.raised_at)),
            tolerated=one.response == Risk.Response.TOLERATE,
            accepted_until=one.accepted_until,
            accepted_at=_local(one.accepted_at),
            actions=agreed[str(one.pk)],
            open_actions=waiting[str(one.pk)],
        )
        for one in risks
        if one.pk in scores
    ]


def _scores(board_id: int) -> dict[int, list[Scored]]:
    found: dict[int, list[Scored]] = defaultdict(list)
    now = Score.objects.filter(risk__board_id=board_id, risk__archived_at=None, moment=Score.Moment.NOW)
    for pk, risk_id, at, score in now.order_by("pk").values_list("pk", "risk_id", "scored_at", "score"):
        found[risk_id].append(Scored(pk, at.astimezone(clock.LONDON), score))
    return found


def _actions_of_risks(board_id: int) -> tuple[Counter[str], Counter[str]]:
    """How many actions each risk has or had, but those dropped, and how many are under way."""
    agreed: Counter[str] = Counter()
    waiting: Counter[str] = Counter()
    actions = Action.objects.filter(board_id=board_id, origin_kind=OriginKind.RISK)
    for key, state in actions.exclude(state=action_rules.State.DROPPED).values_list("origin_key", "state"):
        agreed[key] += 1
        waiting[key] += state == action_rules.State.OPEN
    return agreed, waiting


def _actions(board_id: int) -> list[ActionFacts]:
    """Finished actions with no evidence, by number: of the others the checks ask nothing."""
    finished = Action.objects.filter(
        board_id=board_id, state__in=[action_rules.State.COMPLETE, action_rules.State.EMBEDDED]
    )
    borne_out = Evidence.objects.filter(action=OuterRef("pk"), taken_back_at=None)
    return [
        ActionFacts(
            key=one.pk,
            reference=one.reference,
            title=one.text,
            completed_at=at,
            evidence=0,
        )
        for one in finished.filter(~Exists(borne_out)).order_by("number")
        if (at := _local(one.completed_at)) is not None
    ]


def _local(at: datetime | None) -> datetime | None:
    return None if at is None else at.astimezone(clock.LONDON)


def kind_of(code: str) -> Check | None:
    """The check of that name; None when there is none."""
    return Check(code) if code in set(Check) else None
