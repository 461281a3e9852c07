"""From a book to tables of rows: which sheets hold one, what is left out, and saying so."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date

from files.marked import LISTING, LISTING_TAG
from files.sheets import Book, Sheet
from scorecard.imports.columns import View
from scorecard.imports.layouts import Headings
from scorecard.imports.long import long_table
from scorecard.imports.parts import Part, parts_of
from scorecard.imports.rows import (
    NOTHING_SAID,
    Answers,
    Finding,
    Grid,
    Layout,
    Severity,
    Source,
    Table,
    Tables,
    Tag,
)
from scorecard.imports.stated import published, stated
from scorecard.imports.tag import GUIDE
from scorecard.imports.unread import (
    finding_at,
    heading_twice,
    hidden_parts,
    hidden_sheet,
    linked_cells,
    no_table,
    not_recognised,
    older_encoding,
    unread_sheet,
    unused_columns,
)
from scorecard.imports.unroll import TooWide, rows_of

#: The hidden sheet of our own template, and what its first cell says.
TAG_SHEET = "_return"
_TAG = re.compile(
    r"lscb-return/1 board=(\S+) agency=(\S+) first=(\d{4}-\d\d-\d\d) last=(\d{4}-\d\d-\d\d) template=(\d+)"
)
#: Tidy files have been published since then; before, signs meant other things.
_TIDY_SINCE = 2020


def read(book: Book, answers: Answers = NOTHING_SAID) -> Tables:
    """The tables of a book, and what was left out, read as its sender said. Without a table why not is all."""
    tables: list[Table] = []
    findings: list[Finding] = list(older_encoding(book))
    grids: list[Grid] = []
    tag = None
    for sheet in book.sheets:
        if sheet.name.startswith(LISTING) and sheet.cell(1, 1).written == LISTING_TAG:
            continue
        if sheet.hidden:
            found = _tag(sheet)
            tag = tag or found
            findings.extend(() if found else hidden_sheet(sheet))
            continue
        long = long_table(sheet, answers) if sheet.long else None
        if long is not None:
            tables.append(long[0])
            findings.extend(unused_columns(long[1]))
            continue
        reading = _Reading(View(sheet), answers, tagged=tag is not None or _tagged(book))
        reading.go()
        tables.extend(reading.tables)
        findings.extend(reading.findings)
        grids.extend(reading.grids)
    if tables:
        return Tables(tuple(tables), tuple(findings), book.blind, tag, tuple(grids))
    return _none(book, findings, grids, tag)


def _none(book: Book, findings: list[Finding], grids: list[Grid], tag: Tag | None) -> Tables:
    """No table at all: each that could not be recognised has its one finding, as an error."""
    errors = [one for one in findings if one.severity is Severity.ERROR]
    if len(grids) > 1:
        grids = [replace(one, finding=replace(one.finding, severity=Severity.ERROR)) for one in grids]
        return Tables((), (*errors, *(one.finding for one in grids)), book.blind, tag, tuple(grids))
    if errors:
        return Tables((), tuple(errors), book.blind, tag)
    why = no_table(book)
    return Tables((), (why,), book.blind, tag, tuple(replace(one, finding=why) for one in grids))


def _tagged(book: Book) -> bool:
    return any(sheet.hidden and _tag(sheet) is not None for sheet in book.sheets)


def _tag(sheet: Sheet) -> Tag | None:
    """What our own template's hidden sheet says; None when it is another sheet, or somebody changed it."""
    if sheet.name != TAG_SHEET:
        return None
    found = _TAG.fullmatch(sheet.cell(1, 1).written.strip())
    if found is None:
        return None
    try:
        first, last = date.fromisoformat(found[3]), date.fromisoformat(found[4])
    except ValueError:
        return None
    return Tag(found[1], found[2], first, last, int(found[5]))


class _Reading:
    """One sheet being read."""

    def __init__(self, view: View, answers: Answers, *, tagged: bool) -> None:
        self._view, self._answers, self._tagged = view, answers, tagged
        self.tables: list[Table] = []
        self.findings: list[Finding] = []
        self.grids: list[Grid] = []

    def go(self) -> None:
        """Read all of it."""
        parts = list(parts_of(self._view, self._answers))
        if not any(part.headings for part in parts):
            self._unread(parts)
            return
        for part in parts:
            if part.refused is not None:
                self.findings.append(part.refused)
            elif part.headings is not None:
                self.findings.extend(self._table(part, part.headings))
            elif part.grid_columns:
                self._grid(part, not_recognised(part.first, Severity.EXPLAIN))
        first = next(part.headings for part in parts if part.headings)
        self.findings.extend(hidden_parts(self._view, first))
        self.findings.extend(linked_cells(self._view))

    def _unread(self, parts: list[Part]) -> None:
        refused = [part.refused for part in parts if part.refused is not None]
        self.findings.extend(refused)
        guide = self._tagged and self._view.sheet.name == GUIDE
        unread = () if refused or guide else tuple(unread_sheet(self._view))
        if any(part.left_out for part in parts):
            unread = tuple(replace(one, severity=Severity.NOTE) for one in unread)
        self.findings.extend(unread)
        for part in parts:
            if part.grid_columns and unread:
                self._grid(part, unread[0], said=True)

    def _grid(self, part: Part, finding: Finding, *, said: bool = False) -> None:
        if part.left_out:
            return
        self.grids.append(
            Grid(
                self._view.sheet.name,
                part.first[0].row,
                part.grid_columns,
                part.rows,
                finding,
                tuple(cell for row in part.above for cell in row),
            )
        )
        if not said:
            self.findings.append(finding)

    def _table(self, part: Part, headings: Headings) -> Iterator[Finding]:
        if headings.twice:
            yield heading_twice(headings)
            return
        try:
            rows = tuple(rows_of(headings, part.rows))
        except TooWide as problem:
            cell = self._view.sheet.cell(headings.row, 1)
            remedy = "Send fewer periods in one table."
            yield finding_at("table-too-large", Severity.ERROR, cell, str(problem), remedy)
            return
        said = stated(part.above)
        table = Table(
            self._view.sheet.name,
            headings.layout,
            headings.row,
            rows,
            agency=said.agency,
            period=said.period,
            headings=headings.labels,
            shares=headings.shares,
        )
        if headings.layout is Layout.TIDY:
            years = [row.span.last.year for row in rows if row.span is not None]
            source = Source("dfe", max([_TIDY_SINCE, *years]))
            table = replace(table, many_areas=True, source=source)
        elif headings.layout is Layout.INDICATOR_COLUMNS:
            table = published(table, said, self._view)
        if said.coverage is not None and not table.many_areas:
            rows = tuple(row if row.area is not None else replace(row, area=said.coverage) for row in rows)
            table = replace(table, rows=rows)
        self.tables.append(table)
        if not self._tagged:
            yield from unused_columns(headings)
