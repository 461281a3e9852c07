"""What came of a cycle, in words: the heat map, the standards from the weakest, what changed."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.template.defaultfilters import pluralize

from registers.queries.section_11.cycle_results import Line, Mark, Results
from registers.rules.section_11.duties import DUTY_WORDS, Duty
from registers.rules.section_11.results import Change, Met, weakest
from registers.rules.section_11.states import STATE_WORDS

#: Shades from the worst level to the best, by how many levels there are. The word stands in each cell, too.
SHADES = {
    4: ("extreme", "high", "moderate", "low"),
    3: ("extreme", "moderate", "low"),
}
NOT_APPLICABLE, UNANSWERED = "n/a", "–"
#: Better and worse than in the cycle before.
UP, DOWN = "↑", "↓"


@dataclass(frozen=True, slots=True)
class Cell:
    """One organisation under one standard: the level, whether it is up or down, and what they said of themselves where
    moderation came to another. `full` says all of it to those who hear the page."""

    number: int
    word: str
    shade: str
    arrow: str
    note: str
    full: str


@dataclass(frozen=True, slots=True)
class HeatLine:
    """One organisation’s cells."""

    name: str
    note: str
    url: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HeatGroup:
    """The organisations of one group."""

    name: str
    lines: tuple[HeatLine, ...]


@dataclass(frozen=True, slots=True)
class StandardRow:
    """One standard across the organisations: fully met by how many, how many at each lower level, what changed."""

    number: int
    title: str
    fully: str
    percent: str
    levels: tuple[tuple[str, int], ...]
    change: str


@dataclass(frozen=True, slots=True)
class Heat:
    """The map with its key, best level last, and the standards weakest first."""

    columns: tuple[tuple[int, str], ...]
    groups: tuple[HeatGroup, ...]
    key: tuple[tuple[str, str, str], ...]
    standards: tuple[StandardRow, ...]
    summary: str
    compared: str
    arrows: bool
    unmoderated: str


def heat(results: Results, duty: Duty | None = None) -> Heat:
    """The results of everybody, the map of one group only where one is given."""
    shades = SHADES[len(results.levels)]
    shown = [one for one in results.lines if duty is None or one.duty is duty]
    return Heat(
        columns=tuple((one.number, one.title) for one in results.standards),
        groups=tuple(
            HeatGroup(DUTY_WORDS[one], tuple(_line(each, results, shades) for each in those))
            for one in Duty
            if (those := [each for each in shown if each.duty is one])
        ),
        key=tuple(
            (shade, level.word, level.means) for shade, level in zip(shades, results.levels, strict=True)
        ),
        standards=standards(results),
        summary=_summary(results),
        compared=_compared(results),
        arrows=results.before is not None,
        unmoderated=_unmoderated(results.unmoderated),
    )


def standards(results: Results) -> tuple[StandardRow, ...]:
    """Every standard, weakest first."""
    return tuple(_standard(one, results) for one in weakest(results.met))


def _standard(one: Met, results: Results) -> StandardRow:
    asked = next(each for each in results.standards if each.pk == one.standard)
    return StandardRow(
        number=asked.number,
        title=asked.title,
        fully=f"{one.fully} of {one.scored}" if one.scored else "no score",
        percent=f"{_percent(one.fully, one.scored)}%" if one.scored else "",
        levels=tuple(
            (level.word, number) for level, number in zip(results.levels[:-1], one.levels[:-1], strict=True)
        ),
        change=change_words(one.change),
    )


def change_words(change: Change | None) -> str:
    """Such as “12 better, 3 worse, 40 the same”; empty where nothing can be compared."""
    if change is None:
        return ""
    said = [
        f"{number} {word}" for number, word in ((change.better, "better"), (change.worse, "worse")) if number
    ]
    return ", ".join([*said, f"{change.same} the same"] if change.same else said)


def _percent(part: int, whole: int) -> int:
    """To the nearest whole, halves up; all and nothing are said of all and nothing only."""
    rounded = (200 * part + whole) // (2 * whole)
    return min(max(rounded, 1), 99) if 0 < part < whole else rounded


def _line(one: Line, results: Results, shades: Sequence[str]) -> HeatLine:
    return HeatLine(
        name=one.name,
        note=f"{one.kind}, {STATE_WORDS[one.state].lower()}",
        url=one.url,
        cells=tuple(
            _cell(standard.number, standard.title, mark, results, shades)
            for standard, mark in zip(results.standards, one.marks, strict=True)
        ),
    )


def _cell(number: int, title: str, mark: Mark, results: Results, shades: Sequence[str]) -> Cell:
    if mark.level is None:
        word, shade = (NOT_APPLICABLE, "") if mark.not_applicable else (UNANSWERED, "")
        full = "does not apply" if mark.not_applicable else "no answer"
    else:
        word, shade = results.levels[mark.level].word, shades[mark.level]
        full = word
    heard, note, arrow = [f"{number}. {title}: {full}"], "", ""
    if mark.own is not None:
        note = f"said {results.levels[mark.own].word}"
        heard.append(f"they {note}")
    if mark.was is not None and mark.level is not None and mark.was != mark.level:
        up = mark.level > mark.was
        arrow = UP if up else DOWN
        heard.append(f"{'up' if up else 'down'} from {results.levels[mark.was].word} last time")
    return Cell(number, word, shade, arrow, note, ", ".join(heard))


def _summary(results: Results) -> str:
    """What is weakest, and how many replied."""
    number = len(results.lines)
    if not number:
        return "No self-assessment has been submitted yet."
    said = f"{number} self-assessment{pluralize(number)} {pluralize(number, 'was,were')} signed off."
    scored = [one for one in weakest(results.met) if one.scored]
    if not scored or scored[0].fully == scored[0].scored:
        return f"{said} Every standard that was scored is fully met." if scored else said
    one = scored[0]
    title = next(each.title for each in results.standards if each.pk == one.standard)
    return f"{said} Weakest: {title}, fully met by {one.fully} of {one.scored}."


def _compared(results: Results) -> str:
    if results.other_scale:
        return "The cycle before was scored on another scale, so nothing is compared with it."
    if results.before is None:
        return "There is no cycle before to compare with."
    return f"Compared with {results.before.name}, of the organisations with a score in both."


def _unmoderated(number: int) -> str:
    if not number:
        return ""
    return f"{number} {pluralize(number, 'is,are')} not moderated yet: the organisation’s own score stands."


def filters(lines: Iterable[Line], here: str, chosen: Duty | None) -> list[tuple[str, int, str, bool]]:
    """Links to the map of everybody and of each group that has anybody in it: label, count, address, current."""
    every = list(lines)
    found = [("All", len(every), here, chosen is None)]
    for one in Duty:
        number = sum(each.duty is one for each in every)
        if number:
            found.append((DUTY_WORDS[one], number, f"{here}?group={one.value}", chosen is one))
    return found
