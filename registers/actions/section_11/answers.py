"""A self-assessment opened, and answers written in it by several people at once, none of whose words are lost."""

from dataclasses import dataclass

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.verdict import Refused
from registers.actions.section_11.writing import answer_of, enter, taken, wrote
from registers.actions.words import PAGE, REASON, said
from registers.models import Answer, Assessment
from registers.queries.section_11.missing import written_of
from registers.queries.section_11.writers import Writer
from registers.rules.section_11.answering import Written, merge
from registers.rules.section_11.scales import Scale, level
from registers.rules.section_11.states import State, Verb, after


@dataclass(frozen=True, slots=True)
class Saved:
    """An answer as it stands now, and what somebody else had changed at once: `choice`, `words`."""

    answer: Answer
    written: Written
    clashes: tuple[str, ...] = ()
    #: Whether somebody else's writing came in with it, so that it differs from what was sent.
    joined: bool = False


@transaction.atomic
def open_(*, assessment_id: int, by: Writer) -> Assessment:
    """Note that somebody with a part in it opened it; the first time only."""
    assessment = taken(Verb.OPEN, assessment_id, by)
    if assessment.opened_at is not None:
        return assessment
    assessment.state = after(Verb.OPEN, State(assessment.state)).value
    assessment.opened_at, assessment.opened_by = clock.now(), by.words
    assessment.save(update_fields=["state", "opened_at", "opened_by"])
    enter(assessment, "open", f"Opened the self-assessment of {assessment.agency.name}.", by)
    return assessment


@transaction.atomic
def save(*, assessment_id: int, number: int, saw: Written, written: Written, by: Writer) -> Saved:
    """Keep what is written under a standard. `saw` is what stood there when this person last looked.

    Whatever somebody else wrote meanwhile stays: see `rules.section_11.answering`. Raises `Refused` for a score that is
    not on the scale, or words that are too long or could identify a child.
    """
    assessment = taken(Verb.WRITE, assessment_id, by)
    mine = _sound(written, Scale(assessment.cycle.scale))
    answer = answer_of(assessment, number)
    stood = written_of(answer)
    merged = merge(saw=_plain(saw), theirs=stood, mine=mine)
    if merged.written != stood:
        _keep(answer, merged.written, by)
        wrote(assessment)
        _enter(assessment, answer, by, chose=merged.written.judged != stood.judged)
    return Saved(answer, merged.written, merged.clashes, merged.written != mine)


def begin(*, assessment_id: int, number: int, by: Writer) -> Answer:
    """The answer under a standard, begun empty where nothing stands there yet, in the caller's transaction.

    For whoever adds evidence before words; what is added is entered by that action.
    """
    return answer_of(taken(Verb.WRITE, assessment_id, by), number)


def _sound(written: Written, scale: Scale) -> Written:
    """What was sent, as it may be kept."""
    if written.score is not None:
        try:
            level(scale, written.score)
        except ValueError:
            raise Refused("Choose one of the scale.") from None
    return Written(
        score=None if written.not_applicable else written.score,
        not_applicable=written.not_applicable,
        why_not=said(written.why_not, longest=REASON) if written.not_applicable else "",
        words=said(written.words, longest=PAGE),
    )


def _plain(saw: Written) -> Written:
    """What was seen, its lines ended as they are kept."""
    return Written(
        saw.score,
        saw.not_applicable,
        saw.why_not.replace("\r\n", "\n").strip(),
        saw.words.replace("\r\n", "\n").strip(),
    )


def _keep(answer: Answer, written: Written, by: Writer) -> None:
    answer.score, answer.not_applicable = written.score, written.not_applicable
    answer.why_not, answer.words = written.why_not, written.words
    answer.written_at, answer.written_by = clock.now(), by.words
    if by.words not in answer.authors:
        answer.authors = [*answer.authors, by.words]
    answer.version += 1
    answer.save()


def _enter(assessment: Assessment, answer: Answer, by: Writer, *, chose: bool) -> None:
    """Enter that a score was chosen, and once a day that somebody wrote: every version stands in the history.

    Which score and what words, no entry says: the board reads the record, and does not read drafts.
    """
    number, day = answer.standard.number, clock.today().isoformat()
    if chose:
        enter(assessment, "choose", f"Chose a score under standard {number}.", by, answer=answer.pk)
        return
    details = {"answer": answer.pk, "day": day, "who": by.actor.words}
    if not record.has_been_entered(
        verb="assessments.write", kind="assessment", reference=assessment.pk, details=details
    ):
        enter(assessment, "write", f"Wrote under standard {number}.", by, **details)
