"""The actions of a board as one person sees them: narrowed, counted and in the order they want looking at."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from agencies.rules import clock
from agencies.rules.roles import Permission
from agencies.rules.standing import Standing
from registers.models import Action, DateChange, OriginKind
from registers.rules.actions import State
from registers.rules.ladder import days_overdue

A_PAGE = 50


class Show(StrEnum):
    """What the list is narrowed to, as the address says it."""

    OPEN = "open"
    MINE = "mine"
    OVERDUE = "overdue"
    UNCHECKED = "unchecked"
    EMBEDDED = "embedded"
    DROPPED = "dropped"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What somebody chose: a kind of state, an agency's code, a kind of origin; "" is all of them."""

    show: Show = Show.OPEN
    agency: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class ActionRow:
    """One action in a list. `overdue` and `check_late` are in working days; `moved`, how often its date was."""

    id: int
    number: int
    reference: str
    text: str
    owner: str
    origin_words: str
    origin_url: str
    state: State
    due_on: date
    overdue: int
    moved: int
    check_on: date | None
    check_late: int


@dataclass(frozen=True, slots=True)
class Actions:
    """A page of the chosen ones, and how many each other choice would show."""

    chosen: "Page[Action]"
    rows: tuple[ActionRow, ...]
    counts: Mapping[Show, int]
    #: An agency's code, its name, and how many.
    agencies: tuple[tuple[str, str, int], ...]
    #: A kind of origin, in words too, and how many.
    origins: tuple[tuple[str, str, int], ...]


def actions_seen(standing: Standing) -> QuerySet[Action]:
    """The actions of this board that this person may know of: all, or the agency's own and those given by name."""
    found = Action.objects.filter(board_id=standing.board_id)
    if standing.may(Permission.CHALLENGES_SEE_ALL):
        return found
    return found.filter(_theirs(standing))


def actions_of(standing: Standing, narrowed: Narrowed, *, page: str | int | None = 1) -> Actions:
    """The chosen actions, most pressing first. Each choice's numbers respect the other choices made."""
    seen, today = actions_seen(standing), clock.today()
    shown = _shown(standing, today)
    by_agency = Q(agency__code=narrowed.agency) if narrowed.agency else Q()
    by_origin = Q(origin_kind=narrowed.origin) if narrowed.origin else Q()
    chosen = seen.filter(shown[narrowed.show], by_agency, by_origin)
    found = Paginator(_in_order(chosen, narrowed.show), A_PAGE).get_page(page)
    return Actions(
        chosen=found,
        rows=rows_of(found, today),
        counts=_counts(seen.filter(by_agency, by_origin), shown),
        agencies=_agencies(seen.filter(shown[narrowed.show], by_origin)),
        origins=_origins(seen.filter(shown[narrowed.show], by_agency)),
    )


def actions_from(standing: Standing, kind: str, key: object) -> tuple[ActionRow, ...]:
    """What was agreed because of one thing, in the order it was agreed. The caller has settled that it may be seen."""
    found = Action.objects.filter(board_id=standing.board_id, origin_kind=kind, origin_key=str(key))
    return rows_of(found.order_by("number"), clock.today())


def rows_of(actions: Iterable[Action], today: date) -> tuple[ActionRow, ...]:
    """These actions as rows, in two questions however many they are."""
    found = list(actions)
    moved = _moved(found)
    return tuple(_row(one, moved.get(str(one.pk), 0), today) for one in found)


def _theirs(standing: Standing) -> Q:
    agencies = standing.agencies_with(Permission.ACTION_WORK)
    return Q(agency_id__in=agencies) | Q(owner_id=standing.person_id)


def _shown(standing: Standing, today: date) -> dict[Show, Q]:
    opened = Q(state=State.OPEN.value)
    return {
        Show.OPEN: opened,
        Show.MINE: _theirs(standing) & Q(state__in=[State.OPEN.value, State.COMPLETE.value]),
        Show.OVERDUE: opened & Q(due_on__lt=today),
        Show.UNCHECKED: Q(state=State.COMPLETE.value),
        Show.EMBEDDED: Q(state=State.EMBEDDED.value),
        Show.DROPPED: Q(state=State.DROPPED.value),
        Show.ALL: Q(),
    }


def _in_order(chosen: QuerySet[Action], show: Show) -> QuerySet[Action]:
    """What is due first comes first; what is over, latest first."""
    if show is Show.UNCHECKED:
        return chosen.order_by("check_on", "pk")
    if show is Show.EMBEDDED:
        return chosen.order_by("-checked_at", "pk")
    if show is Show.DROPPED:
        return chosen.order_by("-dropped_at", "pk")
    return chosen.order_by("-number") if show is Show.ALL else chosen.order_by("due_on", "pk")


def _counts(seen: QuerySet[Action], shown: dict[Show, Q]) -> dict[Show, int]:
    # An empty Q cannot be counted by: every action has a number.
    counted = seen.aggregate(
        **{show.value: Count("pk", filter=q or Q(number__gte=0)) for show, q in shown.items()}
    )
    return {show: counted[show.value] for show in shown}


def _agencies(chosen: QuerySet[Action]) -> tuple[tuple[str, str, int], ...]:
    counted = chosen.filter(agency__isnull=False).values(code=F("agency__code"), name=F("agency__name"))
    return tuple(
        (one["code"], one["name"], one["many"])
        for one in counted.annotate(many=Count("pk")).order_by("name", "code")
    )


def _origins(chosen: QuerySet[Action]) -> tuple[tuple[str, str, int], ...]:
    counted = chosen.order_by().values("origin_kind").annotate(many=Count("pk"))
    many = {one["origin_kind"]: one["many"] for one in counted}
    return tuple((kind.value, str(kind.label), many[kind]) for kind in OriginKind if kind in many)


def _moved(actions: list[Action]) -> dict[str, int]:
    keys = [str(one.pk) for one in actions]
    changed = DateChange.objects.filter(kind="action", key__in=keys).order_by().values("key")
    return {one["key"]: one["many"] for one in changed.annotate(many=Count("pk"))}


def _row(action: Action, moved: int, today: date) -> ActionRow:
    state = State(action.state)
    late = action.check_on if state is State.COMPLETE else None
    return ActionRow(
        id=action.pk,
        number=action.number,
        reference=action.reference,
        text=action.text,
        owner=action.owner_words,
        origin_words=action.origin_words,
        origin_url=action.origin_url,
        state=state,
        due_on=action.due_on,
        overdue=days_overdue(action.due_on, today) if state is State.OPEN else 0,
        moved=moved,
        check_on=action.check_on,
        check_late=days_overdue(late, today) if late else 0,
    )
