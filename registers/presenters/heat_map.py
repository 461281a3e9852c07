"""The map of a register: five by five cells, who stands in each, and who stood there last time."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from registers.presenters.risk_words import LEVEL_WORDS
from registers.queries.risks import Row
from registers.rules.risks import IMPACTS, LIKELIHOODS, Bands, Level

#: So many stand in one cell by number; the others are behind a link.
SHOWN = 6


@dataclass(frozen=True, slots=True)
class Spot:
    """One risk in a cell: the figure shown, and what it is called."""

    figure: str
    reference: str
    title: str
    url: str


@dataclass(frozen=True, slots=True)
class Cell:
    """One likelihood and impact. `here` stand there now, `gone` stood there last time and stand elsewhere now."""

    score: int
    level: Level
    words: str
    here: tuple[Spot, ...]
    more: int
    more_url: str
    gone: tuple[Spot, ...]
    more_gone: int


@dataclass(frozen=True, slots=True)
class Line:
    """One impact, from rare to almost certain."""

    figure: int
    words: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class HeatMap:
    """The map, gravest impact first, with its legend, gravest first: a level, its word and its scores."""

    columns: tuple[tuple[int, str], ...]
    lines: tuple[Line, ...]
    legend: tuple[tuple[Level, str, str], ...]


def heat_map(
    rows: Sequence[Row], bands: Bands, risk_url: Callable[[int], str], cell_url: Callable[[str], str]
) -> HeatMap:
    """Where each risk stands; `cell_url` leads to the register narrowed to one cell, named as “4x3”."""
    here = _placed([(row, row.now.likelihood, row.now.impact) for row in rows])
    gone = _placed(
        [
            (row, row.then.likelihood, row.then.impact)
            for row in rows
            if row.then and (row.then.likelihood, row.then.impact) != (row.now.likelihood, row.now.impact)
        ]
    )

    def cell(likelihood: int, impact: int) -> Cell:
        at, score = (likelihood, impact), likelihood * impact
        standing, stood = here.get(at, []), gone.get(at, [])
        return Cell(
            score=score,
            level=bands.level(score),
            words=LEVEL_WORDS[bands.level(score)].lower(),
            here=_spots(standing, risk_url),
            more=max(0, len(standing) - SHOWN),
            more_url=cell_url(f"{likelihood}x{impact}"),
            gone=_spots(stood, risk_url),
            more_gone=max(0, len(stood) - SHOWN),
        )

    return HeatMap(
        columns=tuple(enumerate(LIKELIHOODS, 1)),
        lines=tuple(
            Line(impact, IMPACTS[impact - 1], tuple(cell(likelihood, impact) for likelihood in range(1, 6)))
            for impact in range(5, 0, -1)
        ),
        legend=tuple((level, LEVEL_WORDS[level], _span(bands.span(level))) for level in bands.levels),
    )


def _placed(rows: Sequence[tuple[Row, int, int]]) -> dict[tuple[int, int], list[Row]]:
    placed: dict[tuple[int, int], list[Row]] = {}
    for row, likelihood, impact in rows:
        placed.setdefault((likelihood, impact), []).append(row)
    return placed


def _spots(rows: Sequence[Row], risk_url: Callable[[int], str]) -> tuple[Spot, ...]:
    return tuple(
        Spot(f"{one.number:02}", one.reference, one.title, risk_url(one.number)) for one in rows[:SHOWN]
    )


def _span(scores: tuple[int, int]) -> str:
    low, high = scores
    return f"{low}" if low == high else f"{low} to {high}"
