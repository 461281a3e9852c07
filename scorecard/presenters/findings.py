"""Findings in words: where one is, for somebody who sees a spreadsheet or the boxes of a form, and what it says."""

from scorecard.models import Finding
from scorecard.rules.form import FIELD_LABELS, Row, place_of


def said(one: Finding) -> str:
    """The message without the place and the value it opens with: those stand beside it."""
    for lead in (f"says “{one.value}”: ", "is blank: "):
        opening, found, rest = one.message.partition(lead)
        if found and opening.startswith(f"Cell {one.cell} "):
            return f"{rest[:1].upper()}{rest[1:]}"
    return one.message


def box_words(rows: tuple[Row, ...], cell: str) -> str:
    """The figure and the box a cell of a form's file came from; "" when it is of none."""
    found = place_of(rows, cell)
    if found is None:
        return ""
    row, field = found
    part = "" if row.part == "all" else f": {row.part}"
    return f"{row.code} {row.title}{part}, {FIELD_LABELS[field].lower()}"


def in_boxes(one: Finding, rows: tuple[Row, ...]) -> str:
    """What is wrong for somebody who typed it in a form, who has seen boxes and no cells."""
    where = box_words(rows, one.cell)
    written = f" says “{one.value}”" if one.value else ""
    return f"{where}{written}: {said(one)}" if where else said(one)
