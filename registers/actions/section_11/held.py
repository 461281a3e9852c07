"""Cycles and self-assessments that are being changed: found at the board, locked, and what is entered of them."""

from datetime import date

from agencies.actions import record
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from registers.actions.dates import keep_change
from registers.models import Assessment, Cycle
from registers.permissions.section_11 import can_keep_cycles
from registers.rules.section_11 import cycles as rules


def held_cycle(verb: rules.Verb, cycle_id: int, by: Standing) -> Cycle:
    """The board's cycle, locked, for who may do this to it now. Raises `Refused` otherwise."""
    can_keep_cycles(by).demand()
    rows = Cycle.objects.select_for_update(of=("self",)).select_related("board", "standards")
    found = rows.filter(pk=cycle_id, board_id=by.board_id).first()
    if found is None:
        raise Refused("No such cycle at this board.")
    rules.when(verb, stage_of(found)).demand()
    return found


def locked(assessment_id: int, board_id: int) -> Assessment | None:
    """The board's self-assessment, held until this transaction ends."""
    rows = Assessment.objects.select_for_update(of=("self",)).select_related(
        "cycle__board", "cycle__standards", "agency"
    )
    return rows.filter(pk=assessment_id, cycle__board_id=board_id).first()


def held_assessment(assessment_id: int, by: Standing, *, left_out: bool = False) -> Assessment:
    """The board's self-assessment, locked, for who keeps cycles, while its cycle is not closed.

    Raises `Refused` otherwise, and for one that was left out unless `left_out` ones are wanted.
    """
    can_keep_cycles(by).demand()
    found = locked(assessment_id, by.board_id)
    if found is None:
        raise Refused("No such self-assessment at this board.")
    rules.when(rules.Verb.ADD, stage_of(found.cycle)).demand()
    if (found.left_out_at is not None) is not left_out:
        raise Refused("It is part of this cycle." if left_out else "It was left out of this cycle.")
    return found


def stage_of(cycle: Cycle) -> rules.Stage:
    """How far a cycle has come."""
    return rules.stage(launched=cycle.launched_at is not None, closed=cycle.closed_at is not None)


def enter_of_cycle(cycle: Cycle, verb: str, words: str, by: Actor, board_code: str) -> None:
    """Enter what was done to a cycle."""
    record.enter(
        by=by,
        verb=f"section_11.{verb}",
        kind="section_11_cycle",
        reference=cycle.pk,
        board_code=board_code,
        words=words,
    )


def keep_move(assessment: Assessment, was: date, why: str, by: Standing) -> None:
    """Keep that its day was another, and why: what was promised by when is counted (W10b)."""
    keep_change(
        board_id=by.board_id,
        kind="assessment",
        key=assessment.pk,
        was=was,
        becomes=assessment.due_on,
        reason=why,
        by=by.actor,
    )


def enter_of_assessment(assessment: Assessment, verb: str, words: str, by: Actor, board_code: str) -> None:
    """Enter what was done to a self-assessment. Names of those who have a part in it never stand in the words."""
    record.enter(
        by=by,
        verb=f"section_11.{verb}",
        kind="assessment",
        reference=assessment.pk,
        board_code=board_code,
        words=words,
        details={"version": assessment.version},
    )
