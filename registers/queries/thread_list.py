"""The list of threads as one person sees them: narrowed, counted, open ones by age."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

from django.core.paginator import Page, Paginator
from django.db.models import Count, F, Q, QuerySet

from agencies.rules.standing import Standing
from registers.models import Asked, Challenge, OriginKind
from registers.queries.seen import challenges_seen
from registers.queries.threads import Thread, threads_of
from registers.rules.challenges import ENDED, State

A_PAGE = 50


class Show(StrEnum):
    """What the list is narrowed to, as the address says it."""

    OPEN = "open"
    CLOSED = "closed"
    IMPACT = "impact"
    WITHDRAWN = "withdrawn"
    ALL = "all"


_SHOWN = {
    Show.OPEN: ~Q(state__in=[one.value for one in ENDED]),
    Show.CLOSED: Q(state=State.CLOSED),
    Show.IMPACT: Q(state=State.CLOSED, shown_impact=True),
    Show.WITHDRAWN: Q(state=State.WITHDRAWN),
    Show.ALL: Q(),
}
#: Open ones by age, ended ones latest first.
_ORDERS = {
    Show.OPEN: (F("raised_at").asc(), F("number").asc()),
    Show.CLOSED: (F("closed_at").desc(), F("number").desc()),
    Show.IMPACT: (F("closed_at").desc(), F("number").desc()),
    Show.WITHDRAWN: (F("withdrawn_at").desc(), F("number").desc()),
    Show.ALL: (F("raised_at").desc(), F("number").desc()),
}


@dataclass(frozen=True, slots=True)
class Narrowed:
    """What somebody chose: open or ended, an agency's code, a kind of origin; "" is all of them."""

    show: Show = Show.OPEN
    agency: str = ""
    origin: str = ""


@dataclass(frozen=True, slots=True)
class Threads:
    """The threads of a page, and how many each other choice would show."""

    chosen: "Page[Challenge]"
    rows: tuple[Thread, ...]
    counts: Mapping[Show, int]
    #: An agency's code, its name, and how many.
    agencies: tuple[tuple[str, str, int], ...]
    #: A kind of origin, in words too, and how many.
    origins: tuple[tuple[str, str, int], ...]


def threads(standing: Standing, narrowed: Narrowed, *, page: str | int | None = 1) -> Threads:
    """The chosen threads. Each choice's numbers respect the other choices made."""
    seen = challenges_seen(standing)
    by_agency, by_origin = _by_agency(narrowed), _by_origin(narrowed)
    found = Paginator(_chosen(seen, narrowed), A_PAGE).get_page(page)
    made = threads_of(standing, found.object_list)
    return Threads(
        chosen=found,
        rows=tuple(made[one.pk] for one in found.object_list),
        counts=_counts(seen.filter(by_agency, by_origin)),
        agencies=_agencies(seen.filter(_SHOWN[narrowed.show], by_origin)),
        origins=_origins(seen.filter(_SHOWN[narrowed.show], by_agency)),
    )


def all_threads(standing: Standing, narrowed: Narrowed, *, most: int | None = None) -> tuple[Thread, ...]:
    """Every chosen thread, or the first `most`: what a file holds."""
    chosen = list(_chosen(challenges_seen(standing), narrowed)[:most])
    made = threads_of(standing, chosen)
    return tuple(made[one.pk] for one in chosen)


def counts_of(standing: Standing, narrowed: Narrowed) -> Mapping[Show, int]:
    """How many threads each state has, of the chosen agency and origin."""
    return _counts(challenges_seen(standing).filter(_by_agency(narrowed), _by_origin(narrowed)))


def _chosen(seen: QuerySet[Challenge], narrowed: Narrowed) -> QuerySet[Challenge]:
    chosen = seen.filter(_SHOWN[narrowed.show], _by_agency(narrowed), _by_origin(narrowed))
    return chosen.order_by(*_ORDERS[narrowed.show])


def _by_agency(narrowed: Narrowed) -> Q:
    if not narrowed.agency:
        return Q()
    return Q(pk__in=Asked.objects.filter(agency__code=narrowed.agency).values("challenge_id"))


def _by_origin(narrowed: Narrowed) -> Q:
    return Q(origin_kind=narrowed.origin) if narrowed.origin else Q()


def _counts(seen: QuerySet[Challenge]) -> Mapping[Show, int]:
    found = seen.order_by().aggregate(**{show.value: Count("pk", filter=_SHOWN[show]) for show in Show})
    return {show: found[show.value] for show in Show}


def _agencies(seen: QuerySet[Challenge]) -> tuple[tuple[str, str, int], ...]:
    rows = Asked.objects.filter(challenge_id__in=seen.order_by().values("pk")).order_by()
    many = rows.values_list("agency__code", "agency__name").annotate(many=Count("challenge_id"))
    return tuple(sorted(many, key=lambda one: one[1]))


def _origins(seen: QuerySet[Challenge]) -> tuple[tuple[str, str, int], ...]:
    many = dict(seen.order_by().values_list("origin_kind").annotate(Count("pk")))
    return tuple((kind.value, str(kind.label), many[kind]) for kind in OriginKind if kind in many)
