"""A survey's results in words: what staff say beside what organisations say of themselves."""

from dataclasses import dataclass

from registers.queries.section_11.survey_results import Beside, PlaceResult, Results
from registers.rules.section_11.scales import LEVELS, Scale, top
from registers.rules.section_11.survey import FEWEST, Said

TOO_FEW = f"Fewer than {FEWEST} answers in all: nothing is shown, so that nobody can be recognised."
HIDDEN = "Not shown: few answered, or others could be worked out"
NO_ANSWERS = "No answers"
#: So many percentage points between organisations at their best and staff who agree are worth asking about.
WORTH_ASKING = 10


@dataclass(frozen=True, slots=True)
class StatementWords:
    """One statement: what staff say, what organisations say, and whether they lie apart."""

    text: str
    staff: str
    unsure: str
    organisations: str
    apart: str


@dataclass(frozen=True, slots=True)
class PlaceWords:
    """One organisation's staff: how many answered, and how many in a hundred agree, by statement."""

    name: str
    answers: str
    agree: tuple[str, ...]


def statement_words(one: Beside, scale: Scale) -> StatementWords:
    """“26 of 30 assessments say “Green”; 88% of 457 staff agree”, in parts."""
    best = LEVELS[scale][top(scale)].word
    organisations = ""
    if one.scored:
        said = "assessment says" if one.scored == 1 else "assessments say"
        organisations = f"{one.at_best} of {one.scored} {said} “{best}”"
        if one.moderated_best != one.at_best:
            organisations += f", {one.moderated_best} after moderation"
    return StatementWords(
        text=str(one.question),
        staff=staff_words(one.staff) if one.staff else "Not shown",
        unsure=f"{_percent(one.staff.do_not_know, one.staff.answers)} do not know"
        if one.staff and one.staff.do_not_know
        else "",
        organisations=organisations or "About no standard, or nothing was submitted",
        apart=_apart(one.difference),
    )


def staff_words(said: Said) -> str:
    """“88% of 457 staff agree”."""
    return f"{said.percent}% of {said.answers:,} staff agree"


def place_words(one: PlaceResult, found: Results) -> PlaceWords:
    """One organisation's row."""
    if not one.said:
        return PlaceWords(one.name, NO_ANSWERS if one.empty else HIDDEN, ())
    said = [one.said[each.question.pk] for each in found.statements]
    answers = said[0].answers if said else 0
    return PlaceWords(one.name, f"{answers:,}", tuple(f"{each.percent}%" for each in said))


def summary(found: Results) -> str:
    """One sentence about the survey."""
    if found.answers is None:
        return TOO_FEW
    apart = sum(bool(_apart(one.difference)) for one in found.statements)
    said = f"{found.answers:,} people answered."
    if apart:
        said += f" Under {apart} statement{'' if apart == 1 else 's'} staff agree less than the self-assessments say."
    return said


def _apart(difference: int | None) -> str:
    if difference is None or difference < WORTH_ASKING:
        return ""
    return f"{difference} points apart: ask why"


def _percent(part: int, whole: int) -> str:
    return f"{(200 * part + whole) // (2 * whole)}%"
