"""What a reader must know of the figures: what is hidden, untested, missing; and where published figures come from."""

from collections import defaultdict
from datetime import date

from agencies.models import Board
from agencies.rules import clock
from reports.gather.rows import points_in_tables
from reports.rules.blocks import Heading, Points, Section
from scorecard.queries.overview import Overview
from scorecard.queries.places import Place
from scorecard.queries.publishing import Publishing, stricter_words
from scorecard.rules.figures import Status
from scorecard.rules.patterns import PatternWord
from scorecard.rules.targets import Against

_HIDDEN = (
    "Counts of 1 to {highest}, percentages and rates that rest on them, and what they could be worked out from, are "
    "hidden: {hidden} figures in the tables. All carry one mark, so that it does not tell which are small. "
    "A hidden figure counts as missing in every chart, pattern and sentence."
)
_USUAL = (
    "“Worse than usual” and “better than usual” are said only where a figure has moved beyond its own normal "
    "variation over at least 13 periods. They do not say why."
)
_YEARLY = (
    "Rates of what happened in a quarter are shown as a rate a year: the quarter’s count, four times, over the "
    "population."
)


def quality(board: Board, seen: Overview, allowed: Publishing, lived: Place) -> Section:
    """Notes on what is printed, then the sources of what was published elsewhere."""
    return Section(
        "quality",
        "Notes on data quality",
        (
            Points(_quality_notes(seen, allowed, stricter_words(board.pk))),
            Heading("Published sources", "sources"),
            Points(_sources(seen, lived)),
        ),
    )


def _quality_notes(seen: Overview, allowed: Publishing, stricter: tuple[str, ...]) -> tuple[str, ...]:
    lines = [line for row in seen.rows for line in (row.line, *row.parts) if line is not None]
    printed = [point.status for row in seen.rows for point in points_in_tables(row)]
    hidden, shaky = printed.count(Status.SUPPRESSED), printed.count(Status.LOW_RELIABILITY)
    never = [row.indicator.title for row in seen.rows if row.line is None and not row.parts]
    short = sum(line.assessment.pattern.word is PatternWord.TOO_FEW for line in lines)
    waiting = sum(not row.accepted for row in seen.rows)
    off = sum(line.assessment.against is Against.OFF for line in lines)
    notes = [
        _HIDDEN.format(hidden=hidden, highest=allowed.rules.board.highest),
        *stricter,
        _USUAL,
        _YEARLY,
        f"{off} lines are off target; {short} have too few points for a pattern to be told.",
    ]
    if waiting:
        notes.append(
            f"{waiting} of the latest figures are released by their agency but not yet accepted by the board."
        )
    if shaky:
        notes.append(f"{shaky} figures are of low reliability by their sender’s own word.")
    if never:
        notes.append("No figure was sent for: " + "; ".join(never) + ".")
    return (*notes, *_assessments_notes(seen))


def _assessments_notes(seen: Overview) -> list[str]:
    """What the assessments note of their figures, each once, with the indicators it is true of."""
    found: dict[str, list[str]] = defaultdict(list)
    for row in seen.rows:
        lines = [line for line in (row.line, *row.parts) if line is not None]
        for note in dict.fromkeys(note for line in lines for note in line.assessment.notes):
            found[note].append(row.indicator.title)
    return [f"{note} True of: {'; '.join(titles)}." for note, titles in found.items()]


def _sources(seen: Overview, lived: Place) -> tuple[str, ...]:
    found: dict[str, date] = {}
    for row in seen.rows:
        if row.england is not None:
            found[row.england.source] = row.england.published_on
    if lived.children is not None:
        found[lived.children.source] = lived.children.published_on
    printed = clock.today()
    late = {source for source, day in found.items() if day > printed}
    return tuple(
        f"{source}, published {day:%-d %B %Y}"
        + (" (after the day this report is of)" if source in late else "")
        for source, day in sorted(found.items())
    )
