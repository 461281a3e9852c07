"""A document that holds every kind of block, of any size, out of nothing: for tests of how a report is printed."""

from collections.abc import Iterator
from dataclasses import replace

from reports.rules.blocks import (
    Bar,
    BarChart,
    BigNumber,
    BigNumbers,
    Block,
    Cell,
    ChartPoint,
    Column,
    Drawing,
    Heading,
    IndicatorBlock,
    LineChart,
    Multiples,
    Panel,
    Paragraph,
    Points,
    Quote,
    Section,
    Table,
    Written,
)
from reports.rules.document import Document
from reports.rules.kinds import Kind

LINE = LineChart(
    points=tuple(
        ChartPoint(
            f"Q{n % 4 + 1} {2013 + n // 4}",
            None if n == 9 else 30 + 7 * (n % 5),
            "worse" if n > 14 else "plain",
        )
        for n in range(16)
    ),
    mean=42.0,
    lower=21.5,
    upper=62.5,
    target=50.0,
    target_label="",
    comparators=(("England", 46.0),),
    decimals=1,
    suffix="%",
    floor=0,
    ceiling=100,
    title="Children seen in time, between 30.0% and 58.0%, latest 58.0%.",
)
BARS = BarChart(
    (
        Bar("Social workers", 210, "210"),
        Bar("Police officers", 120, "120"),
        Bar("Others", None, "hidden: small number"),
    ),
    "Most of those trained were social workers, 210 of them; police officers were 120.",
)
INDICATOR = IndicatorBlock(
    code="H02",
    title="Initial health assessments in time",
    unit="percentage",
    latest="58.0%",
    latest_period="January to March 2018",
    latest_count="",
    last_shown="",
    target="50%",
    against="On target",
    against_mark="on-target",
    pattern="Worse than usual",
    pattern_mark="worse-than-usual-high",
    pattern_detail="two of the last three quarters far above usual",
    england="46.0",
    england_note="",
    chart=LINE,
    quarters=tuple((f"Jan to Mar {year}", f"{30 + year % 7}.0%") for year in range(2014, 2019)),
    counts=("12", "15", "–", "18", "20"),
    parts=(("Schools", "hidden: small number", "–"), ("Police", "41.0%", "No real change")),
    commentary=(("Two posts were empty until May.", "County Health, on January to March 2018"),),
    counted="Children assessed within 20 working days",
    out_of="Children who came into care",
)


def table(code: str, caption: str, *, rows: int = 4, look: str = "") -> Table:
    """A table of so many rows, with a verdict, small print and numbers."""
    columns = (Column("Agency"), Column("Figure", number=True), Column("Verdict"))
    made = tuple(
        (
            Cell(f"Agency {n}", quiet="a note"),
            Cell(f"{n * 7}", bold=n == 0),
            Cell("Off target", mark="off-target"),
        )
        for n in range(rows)
    )
    return Table(code, caption, columns, made, look, note="Counted at the end of March.")


def every_block() -> tuple[Block, ...]:
    """One block of each kind."""
    return (
        Paragraph("What the year was like in a sentence.", "lead"),
        Paragraph("More of it is told further down", see=("spending", "seen-in-time", "left-out")),
        Panel("What concerns us", "concerns", ("Neglect is seen late.", "Plans repeat.")),
        BigNumbers(
            (BigNumber("700", "people trained", "in six months"), BigNumber("1 in 5", "plans repeat"))
        ),
        Heading("How we know", "how-we-know"),
        Points(("Figures of every quarter.", "Audits of twelve cases.")),
        Points(("First ask.", "Then ask again."), ordered=True),
        Quote("We want to be told what happens next.", "Young people who had been in care, November 2017"),
        table("spending", "What was spent", look="parts"),
        Drawing("seen-in-time", "Children seen in time, by quarter", LINE),
        Multiples("small", "The same in four districts", tuple((f"District {n}", LINE) for n in range(4))),
        INDICATOR,
        Paragraph("Nothing here is about a real child.", "note"),
        Paragraph("As it stood on 21 May 2018.", "quiet"),
    )


def a_document(*, sections: int = 2, classification: str = "") -> Document:
    """A document whose first section holds every kind of block; the others an indicator and tables."""
    return Document(
        kind=Kind.ANNUAL,
        board_name="Wessex Safeguarding Children Board",
        title="Annual report 2017 to 2018",
        period="April 2017 to March 2018",
        classification=classification,
        notice="Demonstration: the figures are invented.",
        sections=(
            Section(
                "first",
                "The year in one page",
                every_block(),
                (Written("What the board says", ("It was a busy year.", "We asked why."), "The chair"),),
            ),
            *_more(sections - 1),
        ),
        figures=(("indicator", "period", "value"), ("H02", "2018-03-31", "58.0")),
    )


def _more(number: int) -> Iterator[Section]:
    for n in range(number):
        blocks = (
            Paragraph("What is measured here, and why it matters to children."),
            replace(INDICATOR, code=f"H02-{n}-a"),
            replace(INDICATOR, code=f"H02-{n}-b"),
            table(f"table-{n}", "Agencies beside each other", rows=9),
        )
        yield Section(f"more-{n}", f"Part {n + 2}", blocks, landscape=n == 0)
