"""The shapes an import of attendance passes along: what is known, a sound row, what came of a file. No logic."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import NamedTuple

from scorecard.imports.rows import Finding, Severity


@dataclass(frozen=True, slots=True)
class Kept:
    """A session kept here."""

    pk: int
    course_id: int
    starts: datetime


@dataclass(frozen=True, slots=True)
class Known:
    """What a file is held against. Names are as `columns.plain` makes them; a title two courses share is of neither."""

    board_id: int
    secret: bytes
    today: date
    agencies: Mapping[str, int]
    professions: Mapping[str, int]
    courses: Mapping[str, int | None]
    sessions: Mapping[str, Kept]
    days: Mapping[tuple[int, date], Kept]
    domains: Mapping[int, frozenset[str]] = field(default_factory=dict)
    default_agency: int | None = None


class SoundRow(NamedTuple):
    """One row as it will wait in the table, in the order of its columns: a tuple, for many thousands are made."""

    key: str
    email: str
    name: str
    agency_id: int
    profession_id: int | None
    course_id: int
    session_id: int | None
    starts: datetime
    capacity: int | None
    state: str
    walk_in: bool
    followed_up_on: date | None
    changed: bool | None


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of a file: sound rows, findings, how many rows were read."""

    rows: tuple[SoundRow, ...]
    findings: tuple[Finding, ...]
    rows_read: int

    @property
    def sound(self) -> bool:
        """Whether it may be loaded: a file with one fault is not loaded in part."""
        return bool(self.rows) and all(one.severity is not Severity.ERROR for one in self.findings)
