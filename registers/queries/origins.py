"""What a challenge can be raised from: found at this person's board, and put into the words it is frozen with."""

from collections.abc import Callable
from dataclasses import dataclass

from django.urls import reverse

from agencies.rules.standing import Standing
from agencies.rules.verdict import ALLOWED, Verdict
from registers.models import AuditedAgency, OriginKind, Risk
from registers.queries.freezing import FrozenFigure, figure_now, figure_of_signal
from registers.queries.references import kept
from registers.queries.section_11.gaps import gap
from registers.rules.origins import Origin
from scorecard.models import Signal
from scorecard.rules.judging import Judged, may_become

_LONGEST = 300
BLANK = Origin(OriginKind.BLANK.value, "", "", "")


@dataclass(frozen=True, slots=True)
class Start:
    """What somebody begins from: its kind and key, and of a figure the line: its agency's code, part and area's code.

    A signal's, risk's, audit's, meeting's and Section 11 answer's key is its id; a figure's is its indicator's code.
    """

    kind: str = OriginKind.BLANK.value
    key: str = ""
    agency: str = ""
    part: str = ""
    area: str = ""


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a challenge would begin from. `allowed` says why it may not; `asks` are agencies it seems to concern."""

    origin: Origin = BLANK
    figure: FrozenFigure | None = None
    allowed: Verdict = ALLOWED
    asks: tuple[int, ...] = ()
    priority_id: int | None = None


Find = Callable[[Standing, Start], Beginning | None]
#: What upper rooms let a challenge be raised from, by its kind: the roof plugs theirs in.
upper_finds: dict[str, Find] = {}


def beginning(standing: Standing, start: Start) -> Beginning | None:
    """What this leads to at the person's board; None when there is no such thing there."""
    find = _FINDS.get(start.kind) or upper_finds.get(start.kind)
    return None if find is None else find(standing, start)


def _blank(standing: Standing, start: Start) -> Beginning | None:
    return Beginning()


def _signal(standing: Standing, start: Start) -> Beginning | None:
    signal = (
        Signal.objects.filter(pk=_id(start), indicator__board_id=standing.board_id)
        .select_related("indicator__board", "agency", "area")
        .first()
    )
    figure = figure_of_signal(standing, signal) if signal else None
    if signal is None or figure is None:
        return None
    return Beginning(
        _origin(OriginKind.SIGNAL, str(signal.pk), figure.said, _indicator_page(standing, figure)),
        figure,
        may_become(Judged(signal.state), Judged.CHALLENGED),
        _whose(figure),
    )


def _figure(standing: Standing, start: Start) -> Beginning | None:
    figure = figure_now(standing, start.key, agency_code=start.agency, part=start.part, area_code=start.area)
    if figure is None:
        return None
    key = f"{figure.indicator_code}/{figure.first}/{figure.last}"
    return Beginning(
        _origin(OriginKind.FIGURE, key, figure.said, _indicator_page(standing, figure)),
        figure,
        asks=_whose(figure),
    )


def _risk(standing: Standing, start: Start) -> Beginning | None:
    found = kept(standing, OriginKind.RISK, start.key)
    if found is None:
        return None
    risk = Risk.objects.get(pk=found.key)
    return Beginning(found, asks=(risk.agency_id,) if risk.agency_id else (), priority_id=risk.priority_id)


def _audit(standing: Standing, start: Start) -> Beginning | None:
    found = kept(standing, OriginKind.AUDIT, start.key)
    if found is None:
        return None
    parts = AuditedAgency.objects.filter(audit_id=int(found.key)).order_by("pk")
    return Beginning(found, asks=tuple(parts.values_list("agency_id", flat=True)))


def _meeting(standing: Standing, start: Start) -> Beginning | None:
    found = kept(standing, OriginKind.MEETING, start.key)
    return None if found is None else Beginning(found)


def _section_11(standing: Standing, start: Start) -> Beginning | None:
    found = gap(standing, start.key)
    if found is None:
        return None
    return Beginning(found.origin, asks=(found.agency_id,) if found.agency_id else ())


_FINDS: dict[str, Find] = {
    OriginKind.BLANK.value: _blank,
    OriginKind.SIGNAL.value: _signal,
    OriginKind.FIGURE.value: _figure,
    OriginKind.RISK.value: _risk,
    OriginKind.AUDIT.value: _audit,
    OriginKind.MEETING.value: _meeting,
    OriginKind.SECTION_11.value: _section_11,
}


def _origin(kind: OriginKind, key: str, words: str, url: str) -> Origin:
    cut = words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
    return Origin(kind.value, key, cut, url[:_LONGEST])


def _indicator_page(standing: Standing, figure: FrozenFigure) -> str:
    page = reverse("scorecard:indicator", args=[standing.board_code, figure.indicator_code])
    return f"{page}?{figure.query}" if figure.query else page


def _whose(figure: FrozenFigure) -> tuple[int, ...]:
    whose = figure.agency_id or figure.owner_id
    return (whose,) if whose else ()


def _id(start: Start) -> int:
    """A number no row has where the key is none."""
    return int(start.key) if start.key.isdecimal() and len(start.key) < 10 else 0
