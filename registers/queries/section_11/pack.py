"""What a challenge day needs of a cycle: the panel's view, and every standard of the organisations chosen."""

from dataclasses import dataclass

from agencies.rules.standing import Standing
from registers.models import Cycle
from registers.queries.section_11.moderation import StandardLine, lines_of
from registers.queries.section_11.panel import Panel, PanelRow, Show, narrowed, panel
from registers.queries.section_11.survey_results import Results, results

#: So many organisations make one printed part: about half a minute's printing, and a day's talking.
A_PART = 20


@dataclass(frozen=True, slots=True)
class PackPart:
    """One organisation in the pack."""

    row: PanelRow
    lines: tuple[StandardLine, ...]


@dataclass(frozen=True, slots=True)
class Pack:
    """One part of the pack, of so many: the whole cycle in numbers, then each organisation."""

    panel: Panel
    parts: tuple[PackPart, ...]
    part: int
    of: int
    survey: Results | None


def parts_of_pack(organisations: int) -> int:
    """In how many parts so many organisations are printed."""
    return max(1, -(-organisations // A_PART))


def pack(standing: Standing, cycle: Cycle, show: Show, *, part: int = 1) -> Pack:
    """A part of the organisations that were asked for, as the panel's page narrows them; the last one at the most."""
    found = panel(standing, cycle)
    chosen = narrowed(found.rows, show)
    of = parts_of_pack(len(chosen))
    part = min(max(1, part), of)
    printed = chosen[(part - 1) * A_PART : part * A_PART]
    lines = lines_of(cycle, [row.assessment for row in printed])
    return Pack(
        panel=found,
        parts=tuple(PackPart(row, lines[row.assessment.pk]) for row in printed),
        part=part,
        of=of,
        survey=results(standing, cycle),
    )
