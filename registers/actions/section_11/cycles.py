"""Cycles of self-assessment: planned, amended, launched, closed."""

from datetime import date

from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet

from agencies.actions.links import revoke
from agencies.queries.standings import board_at
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.numbering import next_number
from registers.actions.section_11 import standards
from registers.actions.section_11.assignments import note_sent
from registers.actions.section_11.held import enter_of_cycle, held_cycle, keep_move
from registers.actions.section_11.sending import send_link
from registers.actions.words import line
from registers.models import Assessment, Assignment, Cycle, StandardSet
from registers.permissions.section_11 import can_keep_cycles
from registers.queries.section_11.parts import PURPOSE, in_force
from registers.queries.section_11.wording import wordings_of
from registers.rules.section_11 import cycles as rules
from registers.rules.section_11.cycles import Verb
from registers.rules.section_11.parts import Part
from registers.rules.section_11.scales import SCALE_WORDS, Scale
from registers.rules.section_11.states import REPLIED

_NAME = 80


@transaction.atomic
def plan(
    *,
    name: str,
    scale: Scale,
    opens_on: date,
    due_on: date,
    by: Standing,
    standards_id: int | None = None,
    panel_on: date | None = None,
    report_on: date | None = None,
) -> Cycle:
    """Plan a cycle. Without a version of standards it asks by the latest, or by a starting set where there is none."""
    can_keep_cycles(by).demand()
    rules.days_fit(opens_on, due_on, panel_on, report_on).demand()
    board = board_at(by)
    called = line(name, empty="Give the cycle a name, such as 2017-18.", longest=_NAME)
    number = next_number(Cycle, board.pk)
    _name_is_free(board.pk, called)
    cycle = Cycle.objects.create(
        board=board,
        number=number,
        name=called,
        standards=_standards(standards_id, opens_on.year, by),
        scale=scale.value,
        opens_on=opens_on,
        due_on=due_on,
        panel_on=panel_on,
        report_on=report_on,
    )
    words = (
        f"Planned the cycle {called}: opens {opens_on:%-d %B %Y}, due {due_on:%-d %B %Y}, by {cycle.standards}, "
        f"scored {SCALE_WORDS[scale]}."
    )
    enter_of_cycle(cycle, "plan", words, by.actor, by.board_code)
    return cycle


@transaction.atomic
def amend(
    *,
    cycle_id: int,
    name: str,
    scale: Scale,
    standards_id: int,
    opens_on: date,
    due_on: date,
    panel_on: date | None,
    report_on: date | None,
    by: Standing,
) -> Cycle:
    """Change a cycle. Once it is launched, scale, standards and the day it opened stay.

    Another due day holds for every organisation that had the old one and has not submitted.
    """
    cycle = held_cycle(Verb.AMEND, cycle_id, by)
    rules.days_fit(opens_on, due_on, panel_on, report_on).demand()
    chosen = _standards(standards_id, opens_on.year, by)
    if cycle.launched_at is not None and (scale.value, chosen.pk, opens_on) != (
        cycle.scale,
        cycle.standards_id,
        cycle.opens_on,
    ):
        raise Refused("Scale, standards and the opening day stay as they are once a cycle is launched.")
    called = line(name, empty="Give the cycle a name, such as 2017-18.", longest=_NAME)
    _name_is_free(cycle.board_id, called, but=cycle.pk)
    was, old_due = _facts(cycle), cycle.due_on
    cycle.name, cycle.scale, cycle.standards = called, scale.value, chosen
    cycle.opens_on, cycle.due_on, cycle.panel_on, cycle.report_on = opens_on, due_on, panel_on, report_on
    changes = [
        f"{what} {old}, now {new}"
        for (what, old), (_, new) in zip(was, _facts(cycle), strict=True)
        if old != new
    ]
    if not changes:
        raise Refused("Nothing has changed.")
    cycle.save()
    if due_on != old_due:
        waiting = cycle.assessments.filter(due_on=old_due, left_out_at__isnull=True)
        _move(waiting.exclude(state__in=[one.value for one in REPLIED]), due_on, by)
    enter_of_cycle(
        cycle, "amend", f"Changed the cycle {called}: {'; '.join(changes)}.", by.actor, by.board_code
    )
    return cycle


@transaction.atomic
def launch(*, cycle_id: int, by: Standing) -> Cycle:
    """Launch a cycle: its standards are settled, and every organisation that has somebody to write to is asked.

    Authors and executives are written to; the substitute contact where there is no author.
    """
    cycle = held_cycle(Verb.LAUNCH, cycle_id, by)
    rules.launches(cycle.opens_on, cycle.due_on, clock.today()).demand()
    if not cycle.standards.standards.exists():
        raise Refused("These standards are empty. Add some before you launch.")
    asked = list(
        cycle.assessments.select_for_update(of=("self",))
        .filter(left_out_at__isnull=True)
        .select_related("cycle__board", "agency")
        .order_by("pk")
    )
    if not asked:
        raise Refused("No organisation is asked yet. Add some before you launch.")
    cycle.launched_at, cycle.launched_by = clock.now(), by.actor.words
    cycle.save(update_fields=["launched_at", "launched_by"])
    standards.settle(cycle.standards, by)
    told = _write_to_all(cycle, asked, by)
    rest = len(asked) - told
    unasked = f"; {rest} have nobody to write to yet" if rest else ""
    words = f"Launched the cycle {cycle.name}: {told} organisations were asked{unasked}."
    enter_of_cycle(cycle, "launch", words, by.actor, by.board_code)
    return cycle


@transaction.atomic
def close(*, cycle_id: int, by: Standing) -> Cycle:
    """Close a cycle: nothing more is written or asked for, and every link to it is shut. What came stays."""
    cycle = held_cycle(Verb.CLOSE, cycle_id, by)
    cycle.closed_at, cycle.closed_by = clock.now(), by.actor.words
    cycle.save(update_fields=["closed_at", "closed_by"])
    keys = Assignment.objects.filter(assessment__cycle=cycle, person__isnull=True).values_list(
        "pk", flat=True
    )
    for key in keys:
        revoke(board=cycle.board, purpose=PURPOSE, key=str(key), by=by.actor)
    asked = cycle.assessments.filter(left_out_at__isnull=True)
    came = asked.filter(state__in=[one.value for one in REPLIED]).count()
    words = f"Closed the cycle {cycle.name}: {came} of {asked.count()} organisations answered."
    enter_of_cycle(cycle, "close", words, by.actor, by.board_code)
    return cycle


def _move(waiting: QuerySet[Assessment], due_on: date, by: Standing) -> None:
    """Give all of these another day; each keeps the one it had, once it was asked."""
    for one in waiting.select_for_update(of=("self",)):
        was, one.due_on = one.due_on, due_on
        one.save(update_fields=["due_on"])
        if one.sent_at is not None:
            keep_move(one, was, "The day of the whole cycle moved.", by)


def _write_to_all(cycle: Cycle, asked: list[Assessment], by: Standing) -> int:
    """Write to everybody who is to be asked at the launch; to how many organisations."""
    author = Assignment.objects.filter(
        assessment=OuterRef("assessment"), part=Part.AUTHOR, ended_at__isnull=True
    )
    parts = in_force().filter(assessment__in=asked).annotate(has_author=Exists(author)).order_by("pk")
    by_id = {one.pk: one for one in asked}
    wordings = wordings_of(cycle.board_id)
    told = set()
    for one in parts:
        part = Part(one.part)
        if part is Part.MODERATOR or (part is Part.SUBSTITUTE and one.has_author):
            continue
        one.assessment = by_id[one.assessment_id]
        one.assessment.cycle = cycle
        send_link(assignment=one, by=by.actor, wordings=wordings)
        if part is not Part.EXECUTIVE:
            told.add(one.assessment_id)
    for pk in sorted(told):
        note_sent(by_id[pk], by.actor)
    return len(told)


def _standards(standards_id: int | None, year: int, by: Standing) -> StandardSet:
    rows = StandardSet.objects.filter(board_id=by.board_id)
    if standards_id is None:
        return rows.order_by("-version").first() or standards.start(year=year, by=by)
    found = rows.filter(pk=standards_id).first()
    if found is None:
        raise Refused("No such version of the standards at this board.")
    return found


def _name_is_free(board_id: int, name: str, but: int = 0) -> None:
    if Cycle.objects.filter(board_id=board_id, name__iexact=name).exclude(pk=but).exists():
        raise Refused(f"Another cycle is called {name}.")


def _facts(cycle: Cycle) -> list[tuple[str, str]]:
    """What can be changed of a cycle, in words, in the order of the page."""
    days = (
        ("opens", cycle.opens_on),
        ("due", cycle.due_on),
        ("challenge day", cycle.panel_on),
        ("told to the board", cycle.report_on),
    )
    return [
        ("name", cycle.name),
        ("standards", str(cycle.standards)),
        ("scale", SCALE_WORDS[Scale(cycle.scale)]),
        *((what, f"{day:%-d %B %Y}" if day else "no day") for what, day in days),
    ]
