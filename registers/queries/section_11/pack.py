"""What a challenge day needs of a cycle: the panel's view, and every standard of the organisations chosen."""

from dataclasses import dataclass

from agencies.rules.standing import Standing
from registers.models import Cycle
from registers.queries.section_11.moderation import StandardLine, lines_of
from registers.queries.section_11.panel import Panel, PanelRow, Show, narrowed, panel
from registers.queries.section_11.survey_results import Results, results

#: A printed pack holds no more organisations: choose fewer, or print it in parts.
MOST = 60


@dataclass(frozen=True, slots=True)
class PackPart:
    """One organisation in the pack."""

    row: PanelRow
    lines: tuple[StandardLine, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """The pack: the whole cycle in numbers, then each organisation. `left_out` were too many to print."""

    panel: Panel
    parts: tuple[PackPart, ...]
    left_out: int
    survey: Results | None


def pack(standing: Standing, cycle: Cycle, show: Show) -> Pack:
    """The organisations that were asked for, as the panel's page narrows them."""
    found = panel(standing, cycle)
    chosen = narrowed(found.rows, show)
    lines = lines_of(cycle, [row.assessment for row in chosen[:MOST]])
    return Pack(
        panel=found,
        parts=tuple(PackPart(row, lines[row.assessment.pk]) for row in chosen[:MOST]),
        left_out=max(0, len(chosen) - MOST),
        survey=results(standing, cycle),
    )
