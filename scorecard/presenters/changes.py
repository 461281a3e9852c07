"""What a file changes on the board, in words: figure by figure, return by return, and beside other files."""

from dataclasses import dataclass
from fractions import Fraction

from django.utils.timezone import localtime

from files.sheets import CSV_SHEET
from scorecard.models import CheckedRow, Figure, Gone, Progress, Restatement, Submission
from scorecard.queries.differences import Changes, Sides
from scorecard.queries.restatements import Overlap
from scorecard.queries.series import facts_of
from scorecard.rules import words
from scorecard.rules.figures import Status
from scorecard.rules.periods import Period, PeriodKind
from scorecard.rules.series import SeriesFacts, shown_factor, value_of


@dataclass(frozen=True, slots=True)
class ChangeWords:
    """One figure: what it was and where that stood, what it is to be or became."""

    code: str
    title: str
    part: str
    period: str
    old: str
    old_place: str
    new: str
    new_place: str


@dataclass(frozen=True, slots=True)
class RestatementWords:
    """One return the file restates, with the reason once it is given."""

    id: int
    return_id: int
    period: str
    what: str
    reason: str
    by: str


@dataclass(frozen=True, slots=True)
class GoneWords:
    """One released figure the file no longer holds."""

    id: int
    code: str
    title: str
    part: str
    period: str
    value: str
    withdraw: bool
    reason: str


def change_rows(changes: Changes) -> tuple[ChangeWords, ...]:
    """Each changed figure as a row: a rate as every page shows it, a rate a year."""
    return tuple(_change(one) for one in changes.rows)


def _change(one: Sides) -> ChangeWords:
    facts = facts_of(one.indicator)
    factor = shown_factor(facts, one.period)
    return ChangeWords(
        code=one.indicator.code,
        title=one.indicator.title,
        part=one.part,
        period=one.period.label,
        old=_with_parts(one.old, facts, factor) if one.old else "none",
        old_place=f"{_place(one.old)} of {one.old.submission.file_name}" if one.old else "",
        new=_with_parts(one.new, facts, factor) if one.new else "withdrawn",
        new_place=_place(one.new) if one.new else "",
    )


def _place(one: CheckedRow | Figure) -> str:
    sheet = "" if one.sheet == CSV_SHEET else f"sheet {one.sheet}, "
    return f"{sheet}cell {one.cell}"


def _with_parts(one: CheckedRow | Figure, facts: SeriesFacts, factor: int) -> str:
    """The value, and what it is made of: two counts may change and their share stay."""
    result = result_words(one, facts, factor)
    if one.numerator is None or one.denominator is None:
        return result
    return f"{result} ({words.whole(one.numerator)} of {words.whole(one.denominator)})"


def result_words(one: CheckedRow | Figure, facts: SeriesFacts, factor: int) -> str:
    """The value as every page shows it, a flow rate as a rate a year: so it can be held against the usual range."""
    if one.value is None:
        return words.STATUS_WORDS[Status(one.status)]
    own = value_of(one.numerator, one.denominator, facts)
    value = (Fraction(one.value) if own is None else own) * factor
    return words.valued(value, facts.unit, facts.decimals)


def _count(number: int, word: str) -> str:
    return f"{number:,} {word}"


def restatement_words(one: Restatement) -> RestatementWords:
    """A restated return: which, and how many of its figures are new, changed and no longer in the file."""
    counts = ((one.new, "new"), (one.changed, "changed"), (one.gone, "no longer in the file"))
    return RestatementWords(
        id=one.pk,
        return_id=one.restated_id,
        period=Period(one.restated.first, one.restated.last, PeriodKind.QUARTER).label,
        what=", ".join(_count(number, word) for number, word in counts if number),
        reason=one.reason,
        by=one.given_by,
    )


def gone_words(one: Gone) -> GoneWords:
    """A figure the file no longer holds, as it stands on file."""
    figure = one.figure
    period = Period(figure.first, figure.last, PeriodKind(figure.period_kind))
    facts = facts_of(figure.indicator)
    return GoneWords(
        id=one.pk,
        code=figure.indicator.code,
        title=figure.indicator.title,
        part="" if figure.breakdown == "all" else figure.breakdown,
        period=period.label,
        value=result_words(figure, facts, shown_factor(facts, period)),
        withdraw=one.withdraw,
        reason=one.reason,
    )


def overlap_words(one: Overlap) -> str:
    """Another file with other values of the same figures, and what follows from it."""
    name, day = one.submission.file_name, f"{localtime(one.submission.received_at):%-d %B, %H:%M}"
    figures = "1 figure" if one.figures == 1 else f"{one.figures:,} figures"
    if one.submission.state == Submission.State.RELEASED:
        return (
            f"“{name}” came after this file, on {day}, and is released. It holds other values for {figures}: "
            "releasing this older file puts those of this file back."
        )
    order = "after" if one.later else "before"
    last = "this one" if one.later else "that one"
    return (
        f"“{name}” came {order} this file, on {day}, and waits for release too. It holds other values for {figures}. "
        f"Whichever is released last stands: if that is {last}, the older values are put back."
    )


def puts_back_words(overlaps: tuple[Overlap, ...]) -> str:
    """What somebody who releases an older file ticks that they know; empty when nothing is put back."""
    later = [one for one in overlaps if one.later and one.submission.state == Submission.State.RELEASED]
    if not later:
        return ""
    number = sum(one.figures for one in later)
    return f"Put {'1 figure' if number == 1 else f'{number:,} figures'} back to what this older file says"


def progress_words(progress: Progress | None) -> str:
    """How many rows of how many are read, checked or loaded; empty when nobody is at it."""
    if progress is None:
        return ""
    if not progress.done:
        return f"Your rows are being {progress.step}."
    of = f" of {progress.of:,}" if progress.of > progress.done else ""
    rows = "row" if progress.done == 1 and not of else "rows"
    return f"{progress.done:,}{of} {rows} {progress.step}."
