"""The files the demonstration's agencies send: a history each and four quarters of 2017 to 2018, in their ways.

Probation's fourth quarter has not come. The acute hospitals' fourth quarter is wrong in several ways. The
figures are `story`'s, the look of a table is `layouts`'.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from lscb.demo.layouts import (
    Style,
    dashed_months,
    label,
    measure_rows,
    months,
    period_blocks,
    row_per_figure,
    short_years,
)
from lscb.demo.story import AGENCIES, QUARTERS, StoryFigure, figures_of
from lscb.demo.workbooks import Page, Row, Value, csv_bytes, xlsx_bytes
from scorecard.rules.periods import Period

HISTORY = QUARTERS[:20]
THIS_YEAR = QUARTERS[20:]
#: Who has not sent the last quarter, and whose file of it is wrong.
LATE, WRONG = "prb", "acu"

Figures = Sequence[StoryFigure]
#: Writes an agency's figures for the quarters a file is of; gives the ending of its name and its bytes.
Writer = Callable[[str, Figures, Sequence[Period]], tuple[str, bytes]]


@dataclass(frozen=True, slots=True)
class DemoFile:
    """One file: whose, where, what is special about it, and the quarter it answers (none: the history)."""

    agency_code: str
    path: Path
    description: str
    quarter: Period | None


def write(folder: Path) -> list[DemoFile]:
    """Write every file into `folder`/agency code/; the same bytes each time. Returns them in order."""
    made = []
    for agency, name, description, quarter, data in contents():
        path = folder / agency / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
        made.append(DemoFile(agency, path, description, quarter))
    return made


def contents() -> Iterator[tuple[str, str, str, Period | None, bytes]]:
    """Every file as (agency code, name, description, quarter or None, bytes)."""
    for agency in AGENCIES:
        history, quarterly, description = WAYS[agency]
        ending, data = history(agency, _within(agency, HISTORY), HISTORY)
        yield agency, f"{agency}-2012-13-to-2016-17.{ending}", f"Five years. {description}", None, data
        for quarter in THIS_YEAR:
            if (agency, quarter) == (LATE, THIS_YEAR[-1]):
                continue
            name = f"{agency}-2017-18-q{quarter.quarter_number}"
            if (agency, quarter) == (WRONG, THIS_YEAR[-1]):
                yield agency, f"{name}.xlsx", "Four mistakes.", quarter, _last_acute(wrong=True)
                continue
            ending, data = quarterly(agency, _within(agency, [quarter]), [quarter])
            yield agency, f"{name}.{ending}", f"{quarter.label}. {description}", quarter, data


def corrected() -> tuple[str, bytes]:
    """The acute hospitals' last quarter as it should have been: the file's name and its bytes."""
    return f"{WRONG}-2017-18-q4-corrected.xlsx", _last_acute(wrong=False)


def _within(agency: str, quarters: Sequence[Period]) -> Figures:
    """An agency's figures for periods that end in these quarters: a term or year comes where it ends."""
    first, last = quarters[0].first, quarters[-1].last
    return [figure for figure in figures_of(agency) if first <= figure.period.last <= last]


def _under_title(
    agency: str, words: Sequence[Row], table: Sequence[Row], after: Sequence[Row] = ()
) -> list[Row]:
    return [[AGENCIES[agency]], *words, [], *table, *after]


def _shifted(rows: Sequence[Row]) -> list[Row]:
    """The same rows one column to the right: the first is left blank."""
    return [[None, *row] if row else [] for row in rows]


def _plain_csv(style: Style, *, encoding: str = "utf-8") -> Writer:
    def writer(agency: str, figures: Figures, quarters: Sequence[Period]) -> tuple[str, bytes]:
        return "csv", csv_bytes(row_per_figure(figures, style), encoding=encoding)

    return writer


def _titled_xlsx(style: Style, *, blank_column: bool = False) -> Writer:
    """One row per figure under a title, with notes below."""

    def writer(agency: str, figures: Figures, quarters: Sequence[Period]) -> tuple[str, bytes]:
        table = row_per_figure(figures, style)
        notes: list[Row] = [[], ["Notes"], ["1. Figures are as held on the day of the return."]]
        rows = _under_title(agency, [["Return to the safeguarding children board"]], table, notes)
        rows = _shifted(rows) if blank_column else rows
        return "xlsx", xlsx_bytes([Page("Return", rows, frozenset({4}))])

    return writer


def _one_quarter_xlsx(style: Style) -> Writer:
    """One row per figure for a quarter that is said above the table."""

    def writer(agency: str, figures: Figures, quarters: Sequence[Period]) -> tuple[str, bytes]:
        table = row_per_figure(figures, style, with_period=False)
        above: list[Row] = [["Agency:", AGENCIES[agency]], ["Period:", style.period(quarters[0])]]
        notes: list[Row] = [
            [],
            ["Notes"],
            ["Plans are counted by child. Part-time posts are counted as halves."],
        ]
        rows = _under_title(agency, above, table, notes)
        return "xlsx", xlsx_bytes([Page("Quarterly return", rows, frozenset({5}))])

    return writer


def _measures_xlsx(style: Style) -> Writer:
    """A row a measure, a column a quarter."""

    def writer(agency: str, figures: Figures, quarters: Sequence[Period]) -> tuple[str, bytes]:
        title: list[Row] = [[f"Scorecard data, {quarters[0].label} up to {quarters[-1].label}"]]
        rows = _under_title(agency, title, measure_rows(figures, quarters, style))
        return "xlsx", xlsx_bytes([Page("Data", rows, frozenset({4}))])

    return writer


def _blocks_xlsx(style: Style) -> Writer:
    """Three columns a quarter under a merged heading; a quarter's file has the whole year, later ones blank."""

    def writer(agency: str, figures: Figures, quarters: Sequence[Period]) -> tuple[str, bytes]:
        of_quarter = quarters[0] if len(quarters) == 1 else None
        if of_quarter:
            so_far = [one for one in THIS_YEAR if one <= of_quarter]
            figures, quarters = _within(agency, so_far), THIS_YEAR
        rows, merged = period_blocks(figures, quarters, style, remarks_on=of_quarter)
        moved = [(row + 2, first, last) for row, first, last in merged]
        page = Page("Health", [[AGENCIES[agency]], [], *rows], frozenset({3, 4}), moved)
        return "xlsx", xlsx_bytes([page])

    return writer


def _office_xlsx(style: Style) -> Writer:
    """The board's own office: a page of guidance, its figures, and the training on a sheet of its own."""

    def writer(agency: str, figures: Figures, quarters: Sequence[Period]) -> tuple[str, bytes]:
        guidance = [["How to fill in this return"], [], ["One row a figure. Say why where there is none."]]
        training = row_per_figure([one for one in figures if one.code == "W06"], style)
        other = row_per_figure([one for one in figures if one.code != "W06"], style)
        return "xlsx", xlsx_bytes(
            [
                Page("Guidance", guidance),
                Page("Figures", other, frozenset({1})),
                Page("Training", training, frozenset({1})),
            ]
        )

    return writer


def _last_acute(*, wrong: bool) -> bytes:
    """The acute hospitals' January to March 2018, right or wrong.

    Wrong are: a blank where the self-harm attendances are due, a space inside a number, the audits' reference,
    and a number and what it is out of in each other's place.
    """
    quarter = THIS_YEAR[-1]
    table = row_per_figure(_within(WRONG, [quarter]), Style(results=False))
    above: list[Row] = [["Agency:", AGENCIES[WRONG]], ["Quarter:", quarter.short]]
    if wrong:
        table = [_spoilt(list(row)) for row in table]
    rows = _under_title(WRONG, above, table)
    return xlsx_bytes([Page("Q4", rows, frozenset({5}))])


def _spoilt(row: list[Value]) -> list[Value]:
    number, out_of = 4, 5
    if row[0] == "O05":
        row[number] = None
    elif row[0] == "O06":
        row[number] = "1,0 42"
    elif row[0] == "T13":
        row[0] = "T31"
    elif row[0] == "W05":
        row[number], row[out_of] = row[out_of], row[number]
    return row


_PLAIN, _LABELS = Style(), Style(period=label, commas=True)
_SHORT = Style(period=short_years)
_BY_AREA, _BY_DISTRICT = replace(_LABELS, area="Area"), replace(_PLAIN, area="District")
_NHS = Style(
    headings=("Indicator code", "Indicator name", "Reporting period", "Category", "Numerator", "Denominator",
              "Value", "Status", "Comments")
)  # fmt: skip


def _same(writer: Writer, description: str) -> tuple[Writer, Writer, str]:
    """An agency that writes its history as it writes its quarters."""
    return writer, writer, description


#: How each agency writes its history and its quarters, and what is to be said of its files.
WAYS: Mapping[str, tuple[Writer, Writer, str]] = {
    "csc": (
        _measures_xlsx(_PLAIN),
        _one_quarter_xlsx(_PLAIN),
        "Numbers, totals and results in their own rows.",
    ),
    "eh": _same(_plain_csv(Style(period=label, results=False)), "Counts without results."),
    "pol": _same(_plain_csv(_BY_AREA), "Thousands with commas; districts below the county."),
    "hlt": _same(_blocks_xlsx(_SHORT), "Merged headings; the year so far in every file."),
    "acu": _same(_plain_csv(_NHS), "Headings in the health service’s words."),
    "cam": _same(_titled_xlsx(_NHS, blank_column=True), "A blank first column."),
    "ccg": _same(_titled_xlsx(_LABELS), "A title above and notes below."),
    "edu": _same(_plain_csv(_BY_DISTRICT, encoding="utf-8-sig"), "Terms and quarters, by district."),
    "yot": _same(_titled_xlsx(Style(period=months), blank_column=True), "Quarters as Apr-Jun 17."),
    "prb": _same(_plain_csv(Style(period=dashed_months), encoding="cp1252"), "An older text encoding."),
    "dap": _same(_measures_xlsx(_LABELS), "A column a quarter."),
    "lado": _same(_plain_csv(_PLAIN), "Sectors and years."),
    "dcs": (_measures_xlsx(_SHORT), _titled_xlsx(_SHORT), "Another layout since April 2017."),
    "brd": _same(_office_xlsx(_LABELS), "Two tables and a page of guidance."),
}
