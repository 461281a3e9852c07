"""Published tables to rows to compare with: reading only. Writing them to tables is an action's."""

from scorecard.imports.benchmarks.results import (
    ENGLAND,
    HAMPSHIRE,
    SOUTH_EAST,
    BenchmarkRead,
    BenchmarkRow,
    Place,
    PopulationRow,
    SheetReport,
)
from scorecard.imports.benchmarks.workbook import PLACES, read_workbook

__all__ = [
    "ENGLAND",
    "HAMPSHIRE",
    "PLACES",
    "SOUTH_EAST",
    "BenchmarkRead",
    "BenchmarkRow",
    "Place",
    "PopulationRow",
    "SheetReport",
    "read_workbook",
]
