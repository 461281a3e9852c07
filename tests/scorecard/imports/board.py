"""A small board to check files against: one agency's indicators, its neighbours, one area with two districts."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date

from files.readers import read as read_bytes
from scorecard.imports.check import check
from scorecard.imports.read import read
from scorecard.imports.rows import AgencyNames, Checked, Context, IndicatorFacts
from scorecard.rules.figures import Basis, Kind, Unit
from scorecard.rules.periods import Period, PeriodKind, quarter
from tests.files.books import Rows, csv_bytes, xlsx_bytes

Q1, Q4 = quarter(2013, 1), quarter(2012, 4)
CHILDREN = 283_314

INDICATORS = (
    IndicatorFacts("D01", "Contacts to the front door", Unit.COUNT, decimals=0),
    IndicatorFacts("D02", "Referrals to social care", Unit.RATE, ages="0-17"),
    IndicatorFacts("D05", "Who referrals come from", Unit.PERCENT, breakdowns=("schools", "health services")),
    IndicatorFacts("D09", "Entrants in twelve months", Unit.RATE, basis=Basis.ROLLING, ages="0-17"),
    IndicatorFacts("D12", "Children on plans", Unit.RATE, Kind.SNAPSHOT, Basis.SNAPSHOT, ages="0-17"),
    IndicatorFacts("T03", "Days from enquiry to conference", Unit.MEDIAN),
    IndicatorFacts("T05", "Second or later child protection plan", Unit.PERCENT),
    IndicatorFacts(
        "W01", "Social worker vacancies", Unit.PERCENT, Kind.SNAPSHOT, Basis.SNAPSHOT, whole=False
    ),
    IndicatorFacts(
        "W03", "Cases for each social worker", Unit.MEAN, Kind.SNAPSHOT, Basis.SNAPSHOT, whole=False
    ),
    IndicatorFacts("O12", "Pupils excluded", Unit.COUNT, frequency=PeriodKind.TERM),
    IndicatorFacts("W06", "People trained", Unit.COUNT, frequency=PeriodKind.YEAR),
    IndicatorFacts(
        "M01", "Police at initial conferences", Unit.PERCENT, owned=False, owner="County Police (demo)"
    ),
)


def people(area: str, ages: str, period: Period) -> int | None:
    """Everyone's children live in the one area; of its districts no estimate is held."""
    return CHILDREN if (area, ages) == ("E10000014", "0-17") else None


CONTEXT = Context(
    agency=AgencyNames("csc", "County Children's Social Care (demo)", ("CSC", "Children's Services")),
    other_agencies=(AgencyNames("pol", "County Police (demo)", ("Constabulary",)),),
    indicators={facts.code: facts for facts in INDICATORS},
    period=Q1,
    today=date(2013, 7, 20),
    earliest=date(2012, 4, 1),
    population=people,
    default_area="E10000014",
    areas={"E10000014": ("Hampshire",), "E07000084": ("Basingstoke and Deane",), "E07000086": ("Eastleigh",)},
)


def due(*codes: str, context: Context = CONTEXT) -> Context:
    """The same context with figures of these indicators due."""
    changed = {code: replace(context.indicators[code], due=True) for code in codes}
    return replace(context, indicators={**context.indicators, **changed})


def checked(data: bytes, context: Context = CONTEXT) -> Checked:
    """What comes of these bytes."""
    return check(read(read_bytes(data)), context)


def as_csv(rows: Rows) -> bytes:
    """The rows as a CSV file."""
    return csv_bytes(rows)


def as_xlsx(rows: Rows) -> bytes:
    """The rows as the only sheet of a workbook."""
    return xlsx_bytes({"Return": rows})


FORMATS: dict[str, Callable[[Rows], bytes]] = {"csv": as_csv, "xlsx": as_xlsx}


def told(outcome: Checked) -> list[tuple[str, str]]:
    """Every finding that asks something of its reader, as (code, cell)."""
    return [(one.code, one.cell) for one in outcome.findings if one.severity != "note"]


def noted(outcome: Checked) -> list[tuple[str, str]]:
    """Every finding for information, as (code, cell)."""
    return [(one.code, one.cell) for one in outcome.findings if one.severity == "note"]
