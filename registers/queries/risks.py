"""The risk register: every risk with its scores, where each stood last time, what holds it and what is being done."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db.models import QuerySet

from agencies.rules import clock
from agencies.rules.standing import Standing
from registers.models import Action, Challenge, Control, Meeting, OriginKind, Risk, RiskLink, Score
from registers.queries.settings import Settings, register_settings
from registers.rules import actions as action_rules
from registers.rules import risks as rules
from scorecard.models import Indicator


@dataclass(frozen=True, slots=True)
class Since:
    """The day movement is told from: the last board meeting before today, or with none the last quarter's end."""

    day: date
    meeting: str = ""


@dataclass(frozen=True, slots=True)
class Seen:
    """A score as it was given."""

    key: int
    likelihood: int
    impact: int
    score: int
    at: datetime
    why: str


#: Whose a score is and of what, then its parts in the order of `Seen`.
_SEEN = ("risk_id", "moment", "pk", "likelihood", "impact", "score", "scored_at", "why")


@dataclass(frozen=True, slots=True)
class Linked:
    """An indicator (by code) or challenge (by number) that a risk has to do with."""

    kind: str
    key: str
    title: str

    @property
    def reference(self) -> str:
        """What people call it."""
        return f"CH-{self.key}" if self.kind == RiskLink.Kind.CHALLENGE else self.key


@dataclass(frozen=True, slots=True)
class Held:
    """The control a register shows: the latest that holds."""

    text: str
    gap: str


@dataclass(frozen=True, slots=True)
class Row:
    """One risk of the register. `then`: how it stood on the day movement is told from; None for one that is new.

    `agency` is empty for the board's own office. `held_since`: the day from which its score has been what it is.
    """

    key: int
    number: int
    reference: str
    title: str
    agency_id: int | None
    agency: str
    owner_id: int | None
    owner: str
    response: str
    accepted_until: date | None
    acceptance: rules.Acceptance
    review_on: date
    archived_on: date | None
    archived_why: str
    before: Seen | None
    now: Seen
    target: Seen | None
    then: Seen | None
    held_since: date
    level: rules.Level
    move: rules.Move
    beyond: bool
    open_actions: int
    control: Held | None
    links: tuple[Linked, ...]

    @property
    def score(self) -> int:
        """What it scores now."""
        return self.now.score


@dataclass(frozen=True, slots=True)
class Register:
    """Every risk of a board by number: those in the register, and those archived."""

    rows: tuple[Row, ...]
    archived: tuple[Row, ...]
    since: Since
    settings: Settings
    today: date


def register(standing: Standing) -> Register:
    """The board's register, from as many queries however many risks it holds. The caller has settled who may see it."""
    today = clock.today()
    settings, since = register_settings(standing.board_id), movement_since(standing.board_id, today)
    risks = tuple(
        Risk.objects.filter(board_id=standing.board_id)
        .select_related("agency", "owner")
        .defer("cause", "event", "consequence", "accepted_why")
        .order_by("number")
    )
    facts = _facts(standing.board_id, since)
    rows = [_row(one, facts, settings, today) for one in risks if (one.pk, Score.Moment.NOW) in facts.latest]
    return Register(
        rows=tuple(one for one in rows if one.archived_on is None),
        archived=tuple(one for one in rows if one.archived_on is not None),
        since=since,
        settings=settings,
        today=today,
    )


def movement_since(board_id: int, today: date) -> Since:
    """From which day a register tells what has moved."""
    last = (
        Meeting.objects.filter(board_id=board_id, counts=True, held_on__lt=today).order_by("-held_on").first()
    )
    return Since(last.held_on, last.reference) if last else Since(rules.last_quarters_end(today))


def local_day(at: datetime) -> date:
    """The day a moment fell on in London."""
    return at.astimezone(clock.LONDON).date()


def end_of(day: date) -> datetime:
    """The moment a day ended in London."""
    return datetime.combine(day + timedelta(days=1), time.min, clock.LONDON)


@dataclass(frozen=True, slots=True)
class _Facts:
    """What is known of all risks of a board, by risk, each from one query."""

    latest: dict[tuple[int, str], Seen]
    then: dict[int, Seen]
    held_since: dict[int, date]
    controls: dict[int, Held]
    actions: Counter[str]
    links: dict[int, list[Linked]]


def _facts(board_id: int, since: Since) -> _Facts:
    scores = Score.objects.filter(risk__board_id=board_id)
    now = scores.filter(moment=Score.Moment.NOW)
    earlier = now.filter(scored_at__lt=end_of(since.day)).order_by("risk_id", "-pk").distinct("risk_id")
    latest = scores.order_by("risk_id", "moment", "-pk").distinct("risk_id", "moment")
    return _Facts(
        latest={(risk_id, moment): Seen(*seen) for risk_id, moment, *seen in latest.values_list(*_SEEN)},
        then={risk_id: Seen(*seen) for risk_id, _, *seen in earlier.values_list(*_SEEN)},
        held_since=_held_since(now),
        controls=_controls(board_id),
        actions=_open_actions(board_id),
        links=links_of(board_id, RiskLink.objects.filter(risk__board_id=board_id)),
    )


def _held_since(now: QuerySet[Score]) -> dict[int, date]:
    """Since which day each risk has had the score it has."""
    found: dict[int, tuple[int, datetime]] = {}
    for risk_id, score, at in now.order_by("risk_id", "pk").values_list("risk_id", "score", "scored_at"):
        if risk_id not in found or found[risk_id][0] != score:
            found[risk_id] = (score, at)
    return {risk_id: local_day(at) for risk_id, (_, at) in found.items()}


def _controls(board_id: int) -> dict[int, Held]:
    holding = Control.objects.filter(risk__board_id=board_id, ended_at=None)
    latest = holding.order_by("risk_id", "-pk").distinct("risk_id")
    return {one.risk_id: Held(one.text, one.gap) for one in latest}


def _open_actions(board_id: int) -> Counter[str]:
    keys = Action.objects.filter(
        board_id=board_id, origin_kind=OriginKind.RISK, state=action_rules.State.OPEN
    ).values_list("origin_key", flat=True)
    return Counter(keys)


def links_of(board_id: int, links: Iterable[RiskLink]) -> dict[int, list[Linked]]:
    """What risks are linked to, with their titles, by risk: two more queries for however many links."""
    found = sorted(links, key=lambda one: (one.kind, one.key.zfill(8)))
    titles = _titles(board_id, {(one.kind, one.key) for one in found})
    by_risk: dict[int, list[Linked]] = {}
    for one in found:
        title = titles.get((one.kind, one.key), "")
        by_risk.setdefault(one.risk_id, []).append(Linked(one.kind, one.key, title))
    return by_risk


def _titles(board_id: int, wanted: Collection[tuple[str, str]]) -> dict[tuple[str, str], str]:
    codes = [key for kind, key in wanted if kind == RiskLink.Kind.INDICATOR]
    numbers = [int(key) for kind, key in wanted if kind == RiskLink.Kind.CHALLENGE]
    measured = Indicator.objects.filter(board_id=board_id, code__in=codes).order_by("version")
    asked = Challenge.objects.filter(board_id=board_id, number__in=numbers)
    found = {
        (RiskLink.Kind.INDICATOR.value, code): title for code, title in measured.values_list("code", "title")
    }
    return found | {
        (RiskLink.Kind.CHALLENGE.value, str(number)): title
        for number, title in asked.values_list("number", "title")
    }


def _row(risk: Risk, facts: _Facts, settings: Settings, today: date) -> Row:
    now, then = facts.latest[risk.pk, Score.Moment.NOW], facts.then.get(risk.pk)
    return Row(
        key=risk.pk,
        number=risk.number,
        reference=risk.reference,
        title=risk.title,
        agency_id=risk.agency_id,
        agency=risk.agency.name if risk.agency else "",
        owner_id=risk.owner_id,
        owner=risk.owner.name if risk.owner else "",
        response=risk.response,
        accepted_until=risk.accepted_until,
        acceptance=rules.acceptance(
            tolerated=risk.response == Risk.Response.TOLERATE, until=risk.accepted_until, today=today
        ),
        review_on=risk.review_on,
        archived_on=local_day(risk.archived_at) if risk.archived_at else None,
        archived_why=risk.archived_why,
        before=facts.latest.get((risk.pk, Score.Moment.BEFORE)),
        now=now,
        target=facts.latest.get((risk.pk, Score.Moment.TARGET)),
        then=then,
        held_since=facts.held_since[risk.pk],
        level=settings.bands.level(now.score),
        move=rules.move(now.score, then.score if then else None),
        beyond=settings.bands.beyond(now.score),
        open_actions=facts.actions[str(risk.pk)],
        control=facts.controls.get(risk.pk),
        links=tuple(facts.links.get(risk.pk, ())),
    )
