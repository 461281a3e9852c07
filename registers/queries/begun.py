"""What a thread begins with: the signal, figure, risk, audit, meeting or Section 11 answer that something came from."""

from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime

from django.utils import timezone

from agencies.rules.clock import LONDON
from agencies.rules.standing import Standing
from agencies.thread import Step
from registers.models import CaseAudit, Challenge, Meeting, OriginKind, Risk, Watch
from registers.permissions import can_see_meetings, can_see_risks
from registers.queries.challenges import may_see_figure
from registers.queries.references import page_of
from registers.queries.section_11.gaps import steps_of

#: What a challenge that watches a figure was raised from.
FIGURES = (OriginKind.SIGNAL, OriginKind.FIGURE)
#: A kind of thing and its key.
Source = tuple[str, str]
#: What upper rooms tell of things of their own that something began with: the roof plugs theirs in.
upper_sources: list[Callable[[Standing, Iterable[Source]], Mapping[Source, Step]]] = []


def begun(
    standing: Standing, challenges: Iterable[Challenge], watches: Mapping[int, Watch]
) -> dict[int, Step]:
    """The first step of each of these challenges' threads, by its id; none of one raised from a blank page."""
    wanted = list(challenges)
    things = sources(standing, ((one.origin_kind, one.origin_key) for one in wanted))
    found = {}
    for one in wanted:
        watch = watches.get(one.pk)
        if watch is not None and one.origin_kind in FIGURES:
            found[one.pk] = _figure(standing, one, watch)
        elif step := things.get((one.origin_kind, one.origin_key)):
            found[one.pk] = step
    return found


def sources(standing: Standing, asked: Iterable[Source]) -> dict[Source, Step]:
    """The risks, audits, meetings and Section 11 answers among these, and what upper rooms know, as first steps.

    One query a kind. Only with a page the person may open is there an address.
    """
    asked = tuple(asked)
    keys: dict[str, set[int]] = {}
    for kind, key in asked:
        if key.isdecimal() and len(key) < 10:
            keys.setdefault(kind, set()).add(int(key))
    found: dict[Source, Step] = {}
    board = {"board_id": standing.board_id}
    if ids := keys.get(OriginKind.RISK):
        shown = bool(can_see_risks(standing))
        for risk in Risk.objects.filter(pk__in=ids, **board):
            url = page_of(standing, "registers:risk", risk.number) if shown else ""
            found[OriginKind.RISK, str(risk.pk)] = _step(
                "risk", risk, risk.title, day_of(risk.raised_at), url
            )
    shown = bool(can_see_meetings(standing))
    if ids := keys.get(OriginKind.AUDIT):
        for audit in CaseAudit.objects.filter(pk__in=ids, **board):
            url = page_of(standing, "registers:audit", audit.number) if shown else ""
            found[OriginKind.AUDIT, str(audit.pk)] = _step(
                "case audit", audit, audit.theme, audit.held_on, url
            )
    if ids := keys.get(OriginKind.MEETING):
        for meeting in Meeting.objects.filter(pk__in=ids, **board):
            url = page_of(standing, "registers:meeting", meeting.number) if shown else ""
            found[OriginKind.MEETING, str(meeting.pk)] = _step(
                "meeting", meeting, meeting.title, meeting.held_on, url
            )
    for source in (_answers, *upper_sources):
        found |= source(standing, asked)
    return found


def _answers(standing: Standing, asked: Iterable[Source]) -> dict[Source, Step]:
    """The answers in self-assessments among these."""
    keys = [key for kind, key in asked if kind == OriginKind.SECTION_11]
    ids = [int(key) for key in keys if key.isdecimal() and len(key) < 10]
    told = steps_of(standing, ids) if ids else {}
    return {(OriginKind.SECTION_11.value, key): step for key, step in told.items()}


def day_of(moment: datetime) -> date:
    """The day it was in London."""
    return timezone.localtime(moment, LONDON).date()


def _figure(standing: Standing, challenge: Challenge, watch: Watch) -> Step:
    """A signal or figure, on the last day of its period."""
    url = challenge.origin_url if may_see_figure(standing, watch) else ""
    code, words = watch.indicator_code, challenge.origin_words
    return Step(challenge.origin_kind, code, words, watch.last, "", None, "", url)


def _step(kind: str, thing: Risk | CaseAudit | Meeting, title: str, on: date, url: str) -> Step:
    return Step(kind, thing.reference, title, on, "", None, "", url)
