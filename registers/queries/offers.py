"""What this room lets people start: a challenge from a signal or a line's figure; more from a Section 11 answer."""

from collections.abc import Iterable, Mapping
from urllib.parse import parse_qsl, urlencode

from django.urls import reverse

from agencies.rules.standing import Standing
from agencies.thread import Offer, Reference
from registers.models import OriginKind
from registers.permissions import can_raise
from registers.queries.section_11.gaps import steps_of
from registers.queries.section_11.taken_up import offers_of
from scorecard.models import Signal
from scorecard.queries.followup import LINE, SIGNAL
from scorecard.rules.judging import Judged, may_become

WORDS = "Raise a challenge"


def offers(standing: Standing, references: Iterable[Reference]) -> Mapping[Reference, tuple[Offer, ...]]:
    """What may be started from each thing asked about, for those who raise challenges. One query a kind at most."""
    asked = tuple(references)
    if not can_raise(standing):
        return {}
    states = _states(standing, asked)
    found: dict[Reference, tuple[Offer, ...]] = {}
    for one in asked:
        if one.kind == SIGNAL and one.key in states:
            verdict = may_become(Judged(states[one.key]), Judged.CHALLENGED)
            address = _address(standing, {"from": OriginKind.SIGNAL.value, "key": one.key})
            found[one] = (Offer(WORDS, address, bool(verdict), verdict.reason),)
        elif one.kind == LINE:
            found[one] = (Offer(WORDS, _of_line(standing, one.key), allowed=True),)
    return found | _answers(standing, asked)


def _answers(standing: Standing, asked: Iterable[Reference]) -> dict[Reference, tuple[Offer, ...]]:
    """An action, a challenge or a risk, from each answer that was submitted."""
    keys = [one.key for one in asked if one.kind == OriginKind.SECTION_11]
    ids = [int(key) for key in keys if key.isdecimal() and len(key) < 10]
    submitted = steps_of(standing, ids) if ids else {}
    return {Reference(OriginKind.SECTION_11.value, key): offers_of(standing, int(key)) for key in submitted}


def _states(standing: Standing, asked: Iterable[Reference]) -> dict[str, str]:
    keys = [int(one.key) for one in asked if one.kind == SIGNAL and one.key.isdecimal()]
    if not keys:
        return {}
    rows = Signal.objects.filter(pk__in=keys, indicator__board_id=standing.board_id)
    return {str(pk): state for pk, state in rows.values_list("pk", "state")}


def _of_line(standing: Standing, key: str) -> str:
    """A line's key is its indicator's code and, after a question mark, what chooses it on the indicator's page."""
    code, _, query = key.partition("?")
    chosen = {name: value for name, value in parse_qsl(query) if name in ("agency", "part", "area")}
    return _address(standing, {"from": OriginKind.FIGURE.value, "key": code, **chosen})


def _address(standing: Standing, given: dict[str, str]) -> str:
    return f"{reverse('registers:challenge-raise', args=[standing.board_code])}?{urlencode(given)}"
