"""Moderation: the score the board comes to beside the organisation's own, sent back, agreed, and opened again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.overtaken import demand_newest
from registers.actions.section_11.held import keep_move, locked
from registers.actions.section_11.telling import tell_sent_back
from registers.actions.words import said
from registers.models import Answer, Assessment, Standard
from registers.permissions.section_11 import can_do, can_keep_cycles
from registers.queries.section_11.parts import parts_of
from registers.queries.section_11.scores import scored_of
from registers.rules.section_11.moderation import left_to_do, may_give
from registers.rules.section_11.scales import Scale
from registers.rules.section_11.states import State, Verb, after

#: What the record and kept dates call a self-assessment.
ASSESSMENT = "assessment"


@dataclass(frozen=True, slots=True)
class Judged:
    """What moderation comes to under one standard: a score, or None where it does not apply; why it differs."""

    score: int | None
    why: str = ""


@transaction.atomic
def moderate(
    *, assessment_id: int, judged: Mapping[int, Judged], seen: int, by: Standing, finish: bool = False
) -> Assessment:
    """Keep what moderation comes to, by the number of each standard; `finish`: all of it is done.

    `seen` is the version the person looked at. Raises `Refused` when a score wants a reason, or something is left to
    look at when it is finished.
    """
    found = taken(Verb.MODERATE, assessment_id, by, seen=seen)
    answers = _answers(found)
    changed = [
        number
        for number, one in sorted(judged.items())
        if number in answers and _judge(answers[number], one, found, by)
    ]
    if not changed and not finish:
        raise Refused("Nothing has changed.")
    left = left_to_do(scored_of(one) for one in answers.values())
    if finish:
        if left:
            raise Refused(f"{left} standard{'' if left == 1 else 's'} still to be looked at.")
        found.moderated_at, found.moderated_by = clock.now(), by.actor.words
        found.state = after(Verb.MODERATE, State(found.state)).value
    told = f" Standards {', '.join(map(str, changed))}." if changed else ""
    verb = "Moderated" if finish else "Kept moderated scores of"
    _save(found, "moderate", f"{verb} the self-assessment of {found.agency.name}.{told}", by)
    return found


@transaction.atomic
def send_back(*, assessment_id: int, why: str, due_on: date, seen: int, by: Standing) -> Assessment:
    """Ask the organisation for more, by a new day. Scores moderated so far stay to be looked at again."""
    found = taken(Verb.SEND_BACK, assessment_id, by, seen=seen)
    reason = said(why, empty="Say what is to be done.")
    if due_on <= clock.today():
        raise Refused("Give a day that is still to come.")
    if due_on != found.due_on:
        was, found.due_on = found.due_on, due_on
        keep_move(found, was, f"Sent back: {reason}", by)
    for answer in found.answers.filter(moderated_at__isnull=False):
        answer.moderated_at = None
        answer.save(update_fields=["moderated_at"])
    found.state = after(Verb.SEND_BACK, State(found.state)).value
    found.sent_back_at, found.sent_back_by, found.sent_back_why = clock.now(), by.actor.words, reason
    words = f"Sent back the self-assessment of {found.agency.name}, due {due_on:%-d %B %Y}: {reason}"
    _save(found, "send_back", words, by)
    tell_sent_back(found, by.actor)
    return found


@transaction.atomic
def agree(*, assessment_id: int, seen: int, by: Standing) -> Assessment:
    """Agree the moderated scores: they are the outcome of this cycle."""
    found = taken(Verb.AGREE, assessment_id, by, seen=seen)
    found.state = after(Verb.AGREE, State(found.state)).value
    found.agreed_at, found.agreed_by = clock.now(), by.actor.words
    _save(found, "agree", f"Agreed the moderated self-assessment of {found.agency.name}.", by)
    return found


@transaction.atomic
def reopen(*, assessment_id: int, why: str, seen: int, by: Standing) -> Assessment:
    """Open an agreed one for moderation again, for a reason that stays in the record."""
    found = taken(Verb.REOPEN, assessment_id, by, seen=seen)
    reason = said(why, empty="Say why it is opened again.")
    found.state = after(Verb.REOPEN, State(found.state)).value
    found.agreed_at, found.agreed_by = None, ""
    _save(found, "reopen", f"Opened the self-assessment of {found.agency.name} again: {reason}", by)
    return found


def taken(verb: Verb, assessment_id: int, by: Standing, *, seen: int) -> Assessment:
    """The self-assessment, locked, for who may do this to it now, as they saw it."""
    found = locked(assessment_id, by.board_id)
    if found is None:
        raise Refused("No such self-assessment at this board.")
    can_do(verb, found, parts_of(by, found), keeps=bool(can_keep_cycles(by))).demand()
    demand_newest(seen=seen, version=found.version)
    return found


def _answers(found: Assessment) -> dict[int, Answer]:
    """An answer to every standard of the cycle, by its number: an empty one where the organisation gave none."""
    kept = {one.standard_id: one for one in found.answers.select_for_update(of=("self",))}
    standards = Standard.objects.filter(standards_id=found.cycle.standards_id)
    return {
        one.number: kept.get(one.pk) or Answer.objects.create(assessment=found, standard=one)
        for one in standards
    }


def _judge(answer: Answer, judged: Judged, found: Assessment, by: Standing) -> bool:
    """Keep a moderated score; False where that is what stands there."""
    why = said(judged.why)
    now = (answer.moderated_score, answer.moderated_why)
    if answer.moderated_at is not None and now == (judged.score, why):
        return False
    verdict = may_give(Scale(found.cycle.scale), scored_of(answer), judged.score, why)
    if not verdict:
        raise Refused(f"Standard {answer.standard.number}: {verdict.reason}")
    answer.moderated_score, answer.moderated_why = judged.score, why
    answer.moderated_at, answer.moderated_by = clock.now(), by.actor.words
    answer.save(update_fields=["moderated_score", "moderated_why", "moderated_at", "moderated_by"])
    return True


def _save(found: Assessment, verb: str, words: str, by: Standing) -> None:
    found.version += 1
    found.save()
    record.enter(
        by=by.actor,
        verb=f"moderation.{verb}",
        kind=ASSESSMENT,
        reference=found.pk,
        board_code=by.board_code,
        words=words,
        details={"version": found.version},
    )
