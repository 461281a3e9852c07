"""Which organisations a cycle asks: added one by one or by kind, given more time, left out and taken in again."""

from collections.abc import Collection
from datetime import date
from itertools import count

from django.db import transaction
from django.utils.text import slugify

from agencies.actions import agencies
from agencies.models import Agency, AgencyKind
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.section_11.assignments import assign, end_part
from registers.actions.section_11.held import (
    enter_of_assessment,
    enter_of_cycle,
    held_assessment,
    held_cycle,
    keep_move,
)
from registers.actions.words import line, said
from registers.models import Assessment, Cycle
from registers.queries.section_11.organisations import addable, names_known
from registers.rules.section_11.columns import plain
from registers.rules.section_11.cycles import Verb
from registers.rules.section_11.parts import Part
from registers.rules.section_11.states import REPLIED, State

#: A code is at most forty characters, with room for a number.
_CODE = 35


@transaction.atomic
def add(*, cycle_id: int, agency: Agency, by: Standing) -> Assessment:
    """Ask one organisation in a cycle, by the right its kind gives today.

    Raises `Refused` for one that is asked already, has ended, or whose kind is in no group. In a running cycle it is
    written to once somebody there is named.
    """
    cycle = held_cycle(Verb.ADD, cycle_id, by)
    if Assessment.objects.filter(cycle=cycle, agency=agency).exists():
        raise Refused(f"{agency.name} is in this cycle already.")
    _can_be_asked(agency, cycle)
    made = ask(cycle, agency)
    words = f"Added {agency.name} to the cycle {cycle.name}."
    enter_of_assessment(made, "add_organisation", words, by.actor, by.board_code)
    return made


@transaction.atomic
def add_with(*, cycle_id: int, agency: Agency, named: tuple[str, str] | None, by: Standing) -> Assessment:
    """Ask an organisation, and name who writes for it where that is known: a name and an address."""
    made = add(cycle_id=cycle_id, agency=agency, by=by)
    if named is not None:
        assign(assessment_id=made.pk, part=Part.AUTHOR, name=named[0], email=named[1], by=by)
    return made


@transaction.atomic
def add_new(
    *, cycle_id: int, name: str, kind: AgencyKind, by: Standing, named: tuple[str, str] | None = None
) -> Assessment:
    """Enter an organisation nobody here knew, and ask it. Raises `Refused` where one of that name is known."""
    held_cycle(Verb.ADD, cycle_id, by)
    called = line(name, empty="Enter the name of the organisation.")
    if plain(called) in names_known(by.board_id):
        raise Refused(f"{called} is known here already. Choose it from the list.")
    return add_with(cycle_id=cycle_id, agency=enter(called, kind, by), named=named, by=by)


@transaction.atomic
def add_kinds(*, cycle_id: int, kinds: Collection[int], by: Standing) -> list[Assessment]:
    """Ask every organisation of these kinds that has a seat here or was asked before; those that were added."""
    cycle = held_cycle(Verb.ADD, cycle_id, by)
    found = list(addable(by, cycle).filter(kind_id__in=kinds))
    if not found:
        raise Refused("Every organisation of these kinds that is known here is in this cycle already.")
    made = [ask(cycle, one) for one in found]
    names = ", ".join(sorted({one.kind.name for one in found}))
    words = f"Added {len(made)} organisations to the cycle {cycle.name}: all of {names}."
    enter_of_cycle(cycle, "add_kinds", words, by.actor, by.board_code)
    return made


@transaction.atomic
def give_time(*, assessment_id: int, due_on: date, reason: str, by: Standing) -> Assessment:
    """Give one organisation another day, with the reason on record."""
    found = held_assessment(assessment_id, by)
    if State(found.state) in REPLIED:
        raise Refused("It has submitted: to have more work done on it, it is sent back.")
    if due_on <= clock.today():
        raise Refused("That day has passed. Choose one to come.")
    if due_on == found.due_on:
        raise Refused("That is its day already.")
    why = said(reason, empty="Say why it has another day.")
    was, found.due_on = found.due_on, due_on
    found.version += 1
    found.save(update_fields=["due_on", "version"])
    keep_move(found, was, why, by)
    words = f"{found.agency.name} has until {due_on:%-d %B %Y}; it was {was:%-d %B %Y}. {why}"
    enter_of_assessment(found, "give_time", words, by.actor, by.board_code)
    return found


@transaction.atomic
def leave_out(*, assessment_id: int, reason: str, by: Standing) -> Assessment:
    """Leave an organisation out of the cycle: nobody asks it any more, and every link is shut. What it wrote stays."""
    found = held_assessment(assessment_id, by)
    found.left_out_why = said(reason, empty="Say why it is left out.")
    found.left_out_at, found.left_out_by = clock.now(), by.actor.words
    found.version += 1
    found.save(update_fields=["left_out_why", "left_out_at", "left_out_by", "version"])
    for one in found.assignments.filter(ended_at__isnull=True):
        one.assessment = found
        end_part(one, by.actor)
    words = f"Left {found.agency.name} out of the cycle {found.cycle.name}. {found.left_out_why}"
    enter_of_assessment(found, "leave_out", words, by.actor, by.board_code)
    return found


@transaction.atomic
def take_in(*, assessment_id: int, by: Standing) -> Assessment:
    """Ask an organisation again that was left out. Who has a part in it is said anew."""
    found = held_assessment(assessment_id, by, left_out=True)
    _has_not_ended(found.agency, found.cycle)
    found.left_out_why = found.left_out_by = ""
    found.left_out_at = None
    found.version += 1
    found.save(update_fields=["left_out_why", "left_out_at", "left_out_by", "version"])
    words = f"Took {found.agency.name} into the cycle {found.cycle.name} again."
    enter_of_assessment(found, "take_in", words, by.actor, by.board_code)
    return found


def ask(cycle: Cycle, agency: Agency) -> Assessment:
    """The self-assessment of an organisation that may be asked; the caller has looked, and enters it."""
    kind = agency.kind
    return Assessment.objects.create(
        cycle=cycle,
        agency=agency,
        duty=kind.duty,
        basis=kind.basis,
        kindly=kind.kindly,
        due_on=cycle.due_on,
    )


def enter(name: str, kind: AgencyKind, by: Standing) -> Agency:
    """Enter an organisation under a code of its own; the caller has looked whether it is known."""
    return agencies.add(code=_code(by.board_code, name), name=name, kind=kind, by=by.actor)


def _can_be_asked(agency: Agency, cycle: Cycle) -> None:
    if not agency.kind.duty:
        raise Refused(f"{agency.kind.name} is in no group. Say first by what right that kind is asked.")
    _has_not_ended(agency, cycle)


def _has_not_ended(agency: Agency, cycle: Cycle) -> None:
    if agency.until is not None and agency.until < cycle.due_on:
        raise Refused(f"{agency.name} ended before the cycle is due.")


def _code(board_code: str, name: str) -> str:
    """A code no other organisation of the portal has: the board's, the name, a number where it must be."""
    start = slugify(f"{board_code}-{name}")[:_CODE].rstrip("-")
    taken = set(Agency.objects.filter(code__startswith=start).values_list("code", flat=True))
    if start not in taken:
        return start
    return next(one for number in count(2) if (one := f"{start}-{number}") not in taken)
