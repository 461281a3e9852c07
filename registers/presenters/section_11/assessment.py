"""A self-assessment in words: where it stands, its standards as a list of tasks, and what its pages say of each."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from registers.models import Assessment, Assignment
from registers.queries.section_11.assessment import AssessmentPage, StandardRow
from registers.rules.section_11.answering import Written
from registers.rules.section_11.carrying import MARK_WORDS
from registers.rules.section_11.missing import Missing
from registers.rules.section_11.parts import PART_WORDS, Part
from registers.rules.section_11.states import STATE_WORDS, State, is_overdue


@dataclass(frozen=True, slots=True)
class RowWords:
    """One standard in the table of a self-assessment."""

    number: int
    title: str
    url: str
    chosen: str
    moderated: str
    mark: str
    improvements: int
    evidence: int


def task(row: StandardRow, url: str) -> tuple[str, str, str, str, str]:
    """One standard as a line of the task list."""
    if row.written.not_applicable and row.written.why_not:
        status, colour = "Does not apply", ""
    elif row.written.score is not None and row.written.words:
        status, colour = "Answered", ""
    elif row.written.begun:
        status, colour = "Begun", "blue"
    else:
        status, colour = "Not begun", "grey"
    hint = MARK_WORDS[row.mark] if row.mark else ""
    return (f"{row.standard.number}. {row.standard.title}", url, hint, status, colour)


def row_words(row: StandardRow, url: str) -> RowWords:
    """One standard as a row of the table."""
    return RowWords(
        number=row.standard.number,
        title=row.standard.title,
        url=url,
        chosen=row.said,
        moderated=f"{row.moderated.word}: {row.moderated.means}" if row.moderated else "",
        mark=MARK_WORDS[row.mark] if row.mark else "",
        improvements=len(row.improvements),
        evidence=sum(one.taken_back_at is None for one in row.evidence),
    )


def state_words(assessment: Assessment, today: date) -> str:
    """Where it stands, and that it is late."""
    state = State(assessment.state)
    words = STATE_WORDS[state]
    return f"{words}, overdue" if is_overdue(state, assessment.due_on, today) else words


def facts(assessment: Assessment, today: date) -> list[tuple[str, str]]:
    """When it is due and what has become of it."""
    rows = [("Where it stands", state_words(assessment, today)), ("Due", _day(assessment.due_on))]
    if assessment.submitted_at is not None:
        rows.append(("Signed off", f"{_day(assessment.submitted_at.date())}, by {assessment.submitted_by}"))
    if assessment.agreed_at is not None:
        rows.append(("Agreed", f"{_day(assessment.agreed_at.date())}, by {assessment.agreed_by}"))
    return rows


def people(assignments: Iterable[Assignment]) -> list[tuple[str, str]]:
    """Who has which part."""
    return [(PART_WORDS[Part(one.part)], _who(one)) for one in assignments]


def summary(page: AssessmentPage) -> str:
    """How far it has come, in one sentence."""
    return f"{page.answered} of {len(page.rows)} standards are answered."


def missing_links(missing: Iterable[Missing], urls: dict[int, str]) -> list[tuple[str, str]]:
    """What is missing, each with the page on which it is put right."""
    return [(f"Standard {one.number}: {one.words}", urls[one.number]) for one in missing]


def clash_words(clashes: tuple[str, ...], row: StandardRow) -> str:
    """What happened where two people wrote at once."""
    who = row.answer.written_by.partition(",")[0] if row.answer else "Somebody else"
    told = []
    if "choice" in clashes:
        told.append(f"{row.said} was chosen meanwhile, and stays. Choose again if it should be another.")
    if "words" in clashes:
        told.append("Somebody else wrote at the same time. The words of both are kept, one after the other.")
    elif not told:
        told.append(f"What {who} wrote meanwhile is kept beside yours.")
    return " ".join(told)


def saw_after(sent: Written, saw: Written, clashes: tuple[str, ...]) -> Written:
    """What the open page has seen once it was saved: its own words, so that others' are merged in again."""
    if "choice" not in clashes:
        return sent
    return Written(saw.score, saw.not_applicable, saw.why_not, sent.words)


def _who(assignment: Assignment) -> str:
    until = f", until {_day(assignment.until)}" if assignment.until else ""
    return f"{assignment.name}{until}"


def _day(day: date) -> str:
    return f"{day:%-d %B %Y}"
