"""Tables as the board that gets them sees them: its own places, its agencies' columns, and what was said of labels."""

from collections.abc import Iterator
from dataclasses import replace

from scorecard.imports.columns import like_a_number
from scorecard.imports.findings import place, quoted
from scorecard.imports.headings import Role, tidy
from scorecard.imports.long import LongTable
from scorecard.imports.matrix import matrix_of
from scorecard.imports.places import place_key, places_of
from scorecard.imports.rows import Context, Finding, Layout, ReadRow, Severity, Table, Tables
from scorecard.imports.stated import NATION_AND_REGIONS
from scorecard.imports.unread import finding_at
from scorecard.imports.written import is_blank, visible

_MOST_NAMED = 10
#: The labels by which rows are left out.
_NARROWS = (Role.CODE, Role.NAME, Role.AREA)


def placed(tables: Tables, context: Context) -> Tables:
    """What was read, narrowed to what is this board's to take; whatever is left out is counted in a note."""
    kept: list[Table] = []
    findings = list(tables.findings)
    grids = []
    for grid in tables.grids:
        found = matrix_of(grid, context)
        if found is None:
            grids.append(grid)
            continue
        if grid.finding in findings:
            findings.remove(grid.finding)
        kept.append(found.table)
        findings.extend(found.findings)
    for table in tables.tables:
        narrowed, notes = _narrowed(table, context)
        kept.append(narrowed)
        findings.extend(notes)
    findings.extend(_changed(kept, context))
    return replace(tables, tables=tuple(kept), findings=tuple(findings), grids=tuple(grids))


def labels_seen(tables: Tables) -> tuple[str, ...]:
    """The headings of a file's tables, one after the other: what the next file's are held against."""
    return tuple(dict.fromkeys(label for table in tables.tables for label in table.headings))


def layout_of(tables: Tables) -> str:
    """What the layout of a whole file is called."""
    if tables.tag is not None:
        return Layout.TEMPLATE.value
    layouts = {table.layout for table in tables.tables}
    return layouts.pop().value if len(layouts) == 1 else Layout.MIXED.value if layouts else ""


def _narrowed(table: Table, context: Context) -> tuple[Table, list[Finding]]:
    if isinstance(table.rows, LongTable):
        _, notes = _narrowed(replace(table, rows=tuple(table.rows.with_labels(_NARROWS))), context)
        if not notes:
            return table, []
    own = places_of(context.areas)
    rows: list[ReadRow] = []
    others: dict[tuple[str, int], ReadRow] = {}
    not_ours: dict[str, ReadRow] = {}
    for row in table.rows:
        area = place_key(visible(row.area))
        label = _label_said(row, context)
        if row.area is not None and table.many_areas and area not in own:
            # Of a place that is not named it is nobody's; without a number it is a note or a source below the places.
            if any(map(like_a_number, row.figures)):
                others.setdefault((area, row.area.row), row)
        elif area and area not in own and area in NATION_AND_REGIONS:
            others.setdefault((area, row.area.row if row.area else 0), row)
        elif label is not None:
            not_ours.setdefault(label, row)
        else:
            rows.append(row)
    if len(rows) == len(table.rows):
        return table, []
    return replace(table, rows=tuple(rows)), [*_others_left_out(others), *_as_said(not_ours)]


def _label_said(row: ReadRow, context: Context) -> str | None:
    """The label of a row whose sender said that it is none of the board's; None of any other row."""
    for cell in (row.code, row.name):
        if cell is not None and not is_blank(cell):
            text = visible(cell)
            return text if context.answers.indicators.get(tidy(text)) == "" else None
    return None


def _others_left_out(others: dict[tuple[str, int], ReadRow]) -> Iterator[Finding]:
    first = next((row.area for row in others.values() if row.area is not None), None)
    if first is not None:
        rows = f"{len(others):,} row{' of another area was' if len(others) == 1 else 's of other areas were'}"
        yield finding_at(
            "other-areas-left-out",
            Severity.NOTE,
            first,
            f"{rows} left out, the first “{quoted(first.written)}” in {place(first.sheet, first.address)}: the board "
            "takes its own area's figures from this file, and adds up none of the others.",
            "Nothing, unless one of them is an area of this board.",
        )


def _as_said(not_ours: dict[str, ReadRow]) -> Iterator[Finding]:
    for row in list(not_ours.values())[:1]:
        cell = next(one for one in (row.code, row.name) if one is not None and not is_blank(one))
        names = ", ".join(f"“{quoted(one)}”" for one in list(not_ours)[:_MOST_NAMED])
        more = f" and {len(not_ours) - _MOST_NAMED} more" if len(not_ours) > _MOST_NAMED else ""
        yield finding_at(
            "left-out-as-said",
            Severity.NOTE,
            cell,
            f"Left out, since you said that the board does not collect them: {names}{more}.",
            "Nothing, unless that has changed: then say so under “How your files are read”.",
        )


def _changed(tables: list[Table], context: Context) -> Iterator[Finding]:
    """What is new, gone or moved among the headings since the agency's last file."""
    before = context.headings_seen
    now = tuple(dict.fromkeys(label for table in tables for label in table.headings))
    if not before or not now or now == before:
        return
    new = [label for label in now if label not in before]
    gone = [label for label in before if label not in now]
    moved = [label for label in _out_of_order(before, now) if label != "(period)"]
    said = [
        f"{word}: {', '.join(f'“{quoted(one)}”' for one in labels[:_MOST_NAMED])}"
        for word, labels in (("new", new), ("gone", gone), ("moved", moved))
        if labels
    ]
    first = next(table for table in tables if table.headings)
    if said:
        yield Finding(
            "layout-changed",
            Severity.NOTE,
            first.sheet,
            f"A{first.heading_row}",
            "",
            f"The columns are not those of your last file: {'; '.join(said)}.",
            "Check in the preview that every figure is where you expect it.",
        )


def _out_of_order(before: tuple[str, ...], now: tuple[str, ...]) -> list[str]:
    """The labels both files have that stand after another one than before."""
    common = [label for label in before if label in now]
    order = [label for label in now if label in common]
    follows = {label: common[number - 1] if number else "" for number, label in enumerate(common)}
    return [
        label for number, label in enumerate(order) if follows[label] != (order[number - 1] if number else "")
    ]
