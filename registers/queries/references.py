"""Things by what people call them, CH-29, R-07, A-12, AU-3, M-7 or an indicator's code, and by where they are kept."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.urls import reverse

from agencies.rules.standing import Standing
from registers.models import Action, CaseAudit, Challenge, Meeting, OriginKind, Risk
from registers.queries.addresses import address
from registers.queries.section_11.gaps import gap
from registers.rules.origins import Origin
from scorecard.models import Indicator

#: What nothing comes from, but can be decided about.
ACTION, INDICATOR = "action", "indicator"
_REFERENCE = re.compile(r"(CH|R|A|AU|M)\s*[-–]?\s*0*(\d{1,6})", re.IGNORECASE)
_LONGEST = 300

_Numbered = Challenge | Risk | Action | CaseAudit | Meeting


@dataclass(frozen=True, slots=True)
class _Kind:
    """A kind of thing with a number, and the name of its page."""

    kind: str
    model: type[_Numbered]
    page: str


_KINDS = {
    "CH": _Kind(OriginKind.CHALLENGE.value, Challenge, "registers:challenge"),
    "R": _Kind(OriginKind.RISK.value, Risk, "registers:risk"),
    "A": _Kind(ACTION, Action, "registers:action"),
    "AU": _Kind(OriginKind.AUDIT.value, CaseAudit, "registers:audit"),
    "M": _Kind(OriginKind.MEETING.value, Meeting, "registers:meeting"),
}


def called(standing: Standing, reference: str) -> Origin | None:
    """The thing of this board that is called so; None when nothing is. Asked for those who see all of the board's."""
    typed = reference.strip()
    if indicator := _indicator(standing, typed):  # M05 is a code; meetings are written M-5
        return indicator
    known = _REFERENCE.fullmatch(typed)
    if known is None:
        return None
    kind = _KINDS[known[1].upper()]
    found = kind.model._default_manager.filter(board_id=standing.board_id, number=int(known[2])).first()
    return None if found is None else _origin(standing, kind, found)


def kept(standing: Standing, kind: str, key: str) -> Origin | None:
    """The thing of this kind and key at this board; None when there is none, or an upper room keeps it."""
    if kind == OriginKind.SECTION_11:
        found_gap = gap(standing, key)
        return None if found_gap is None else found_gap.origin
    known = next((one for one in _KINDS.values() if one.kind == kind), None)
    if known is None or not re.fullmatch(r"\d{1,9}", key):
        return None
    found = known.model._default_manager.filter(board_id=standing.board_id, pk=int(key)).first()
    return None if found is None else _origin(standing, known, found)


def reference_of(kind: str, key: str, words: str) -> str:
    """What somebody would type for a thing that was frozen so: its code, or what its words begin with."""
    return key if kind == INDICATOR else words.partition(":")[0]


def page_of(standing: Standing, page: str, number: int) -> str:
    """Where a thing with a number is shown."""
    return address(page, standing.board_code, number)


def agree_address(standing: Standing, kind: str, key: object) -> str:
    """Where an action is agreed because of a thing of this room."""
    page = reverse("registers:action-agree", args=[standing.board_code])
    return f"{page}?{urlencode({'from': kind, 'key': key})}"


def raise_address(standing: Standing, kind: str, key: object) -> str:
    """Where a challenge is raised because of a thing of this room."""
    page = reverse("registers:challenge-raise", args=[standing.board_code])
    return f"{page}?{urlencode({'from': kind, 'key': key})}"


def _words(found: _Numbered) -> str:
    if isinstance(found, CaseAudit):
        return f"{found}: case audit on {found.theme}, {found.held_on:%-d %B %Y}"
    if isinstance(found, Meeting):
        return f"{found}: {found.title}, {found.held_on:%-d %B %Y}"
    return f"{found}: {found.text if isinstance(found, Action) else found.title}"


def _origin(standing: Standing, kind: _Kind, found: _Numbered) -> Origin:
    return Origin(kind.kind, str(found.pk), _cut(_words(found)), page_of(standing, kind.page, found.number))


def _indicator(standing: Standing, code: str) -> Origin | None:
    rows = Indicator.objects.filter(board_id=standing.board_id, until__isnull=True)
    one = rows.filter(code__iexact=code).first()
    if one is None:
        return None
    page = reverse("scorecard:indicator", args=[standing.board_code, one.code])
    return Origin(INDICATOR, one.code, _cut(f"{one.code}: {one.title}"), page)


def _cut(words: str) -> str:
    return words if len(words) <= _LONGEST else f"{words[: _LONGEST - 1]}…"
