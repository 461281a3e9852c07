"""No count of 1 to 5, and nothing that rests on one, stands anywhere in what the annual report prints or keeps.

The figures are drawn so that each hidden one would be recognised wherever it turned up: its percentage or rate is
nobody else's. Then everything is searched: the frozen data, and the page that is printed.
"""

import json
import re
from collections.abc import Iterator
from decimal import Decimal
from fractions import Fraction
from random import Random

import pytest

from agencies.models import Agency, Board
from agencies.rules.standing import Actor, Standing
from reports import build
from reports.rules.blocks import IndicatorBlock
from reports.rules.document import Document, to_json
from scorecard.actions.indicators import set_target
from scorecard.models import Indicator
from scorecard.rules.numbers import rounded
from scorecard.rules.periods import Period
from tests.building import CHILDREN, LAST, load
from tests.factories import FigureFactory
from tests.reports.opened import annual_of, said_in, section_of, summary_of

QUARTERS = [LAST.shifted(-3 * back) for back in range(19, -1, -1)]
SMALL = (1, 2, 3, 4, 5)


def hidden(number: int, out_of: int | None, *, complement: bool = True) -> bool:
    """Whether a figure may not be printed: it, its base, or what is left of it is 1 to 5."""
    counts = [number] if out_of is None else [number, out_of, *([out_of - number] if complement else [])]
    return any(1 <= one <= 5 for one in counts)


def numbers_of(chance: Random, seed: int) -> dict[str, list[tuple[int, int | None]]]:
    """Twenty quarters of each sort of indicator, about a third of them small in one way or another."""
    base = 97 + seed  # of which hardly two parts round alike

    def shares() -> list[tuple[int, int | None]]:
        small = [(chance.choice(SMALL), base + i) for i in range(20)]
        complements = [(base + i - chance.choice(SMALL), base + i) for i in range(20)]
        bases = [(chance.randint(0, n), n) for n in (chance.choice(SMALL) for _ in range(20))]
        usual = [(chance.randint(20, 60), base + i) for i in range(20)]
        return [chance.choices((usual, small, complements, bases), (7, 1, 1, 1))[0][i] for i in range(20)]

    return {
        "H01": [(chance.choice([*SMALL, *range(6, 40)]), None) for _ in range(20)],
        "H02": shares(),
        "H03": [(chance.choice([*SMALL, *range(400, 440)]), CHILDREN) for _ in range(20)],
    }


def shown(code: str, number: int, out_of: int | None) -> str:
    """How a page would print it."""
    if code == "H01":
        return str(number)
    if code == "H03":
        return str(rounded(Fraction(number * 4 * 10_000, CHILDREN), 1))
    assert out_of
    return f"{rounded(Fraction(number * 100, out_of), 1)}%"


@pytest.fixture(params=[1, 2, 3, 4])
def told(
    request: pytest.FixtureRequest,
    scorecard: dict[str, Indicator],
    board: Board,
    health: Agency,
    helen: Standing,
) -> tuple[dict[str, list[tuple[int, int | None]]], Document]:
    """What was sent, and the report that was made of it."""
    sent = numbers_of(Random(request.param), request.param)
    lines = [
        (code, period, number, None if code == "H03" else out_of)
        for code, pairs in sent.items()
        for period, (number, out_of) in zip(QUARTERS, pairs, strict=True)
    ]
    load(*lines, by=helen, agency=health)
    return sent, annual_of(board)


def rows_of(report: Document) -> dict[str, IndicatorBlock]:
    return {one.code: one for one in report.indicators()}


def test_charts_and_tables_hold_exactly_what_may_be_published(told) -> None:  # type: ignore[no-untyped-def]
    sent, report = told
    for code, pairs in sent.items():
        row = rows_of(report)[code]
        assert row.chart is not None
        secret = [hidden(*pair) for pair in pairs]
        assert any(secret)
        assert [point.value is None for point in row.chart.points] == secret
        printed = [
            "hidden: small number" if no else shown(code, *pair)
            for no, pair in zip(secret, pairs, strict=True)
        ]
        assert [value for _, value in row.quarters] == printed[-5:]
        assert row.latest_period == LAST.label
        last_open = max(i for i, no in enumerate(secret) if not no)
        if last_open == len(QUARTERS) - 1:
            assert row.last_shown == ""
        else:
            assert row.last_shown == f"{QUARTERS[last_open].label}, {shown(code, *pairs[last_open])}"


def numbers_in(text: str) -> Iterator[str]:
    """Every number of a text as it is written, with its percent sign."""
    yield from re.findall(r"(?<![\w.])\d[\d,]*(?:\.\d+)?%?", text)


def texts_of(report: Document, code: str) -> str:
    """Everything the frozen data says of one indicator, its drawing coordinates aside."""
    kept = to_json(report)
    (row,) = [
        block for section in kept["sections"] for block in section["blocks"] if block.get("code") == code
    ]
    row["chart"].pop("points")
    return json.dumps([row, said_in(section_of(report, "summary"))], ensure_ascii=False)


def test_no_word_of_the_frozen_data_says_a_hidden_figure(told) -> None:  # type: ignore[no-untyped-def]
    sent, report = told
    for code in ("H02", "H03"):
        open_ones = {shown(code, *pair) for pair in sent[code] if not hidden(*pair)}
        secrets = {
            shown(code, *pair) for pair in sent[code] if hidden(*pair) and pair[1] not in SMALL
        } - open_ones
        assert secrets
        said = set(numbers_in(texts_of(report, code)))
        assert secrets & said == set()
        assert {one.rstrip("%") for one in secrets} & {one.rstrip("%") for one in said} == set()


def test_no_value_limit_or_mean_is_reckoned_with_a_hidden_figure(told) -> None:  # type: ignore[no-untyped-def]
    sent, report = told
    for code, pairs in sent.items():
        chart = rows_of(report)[code].chart
        assert chart is not None
        open_values = [value(code, *pair) for pair in pairs if not hidden(*pair)]
        assert chart.mean is not None
        assert chart.mean == pytest.approx(float(sum(open_values) / len(open_values)))
        lowest, highest = (shown_value(code, one) for one in (min(open_values), max(open_values)))
        assert re.search(rf"between {lowest.rstrip('%')} and {highest}[,.]", chart.title)


def value(code: str, number: int, out_of: int | None) -> Fraction:
    if code == "H01":
        return Fraction(number)
    assert out_of
    return Fraction(number * (40_000 if code == "H03" else 100), out_of)


def shown_value(code: str, one: Fraction) -> str:
    places = 0 if code == "H01" else 1
    return f"{rounded(one, places):,}{'%' if code == 'H02' else ''}"


def test_the_printed_page_says_no_hidden_figure_either(told) -> None:  # type: ignore[no-untyped-def]
    sent, report = told
    page = build.html(report)
    words = re.sub(r"<[^>]+>", " ", page)
    for code in ("H02", "H03"):
        open_ones = {shown(code, *pair) for pair in sent[code] if not hidden(*pair)}
        secrets = {
            shown(code, *pair) for pair in sent[code] if hidden(*pair) and pair[1] not in SMALL
        } - open_ones
        assert secrets
        assert secrets & set(numbers_in(words)) == set()
    for number, out_of in sent["H02"]:
        assert f"{number} of {out_of}" not in words
    lately = any(hidden(*pair) for pairs in sent.values() for pair in pairs[-5:])
    assert ("hidden: small number" in words) == lately


def test_a_part_with_small_numbers_is_hidden_among_its_fellows(
    scorecard: dict[str, Indicator], board: Board, health: Agency, helen: Standing
) -> None:
    load(("H04", LAST, 3, 120, "schools"), ("H04", LAST, 60, 120, "police"), by=helen, agency=health)

    row = rows_of(annual_of(board))["H04"]

    assert [(name, value) for name, value, _ in row.parts] == [
        ("Schools", "hidden: small number"),
        ("Police", "50.0%"),
    ]
    assert "2.5" not in json.dumps(to_json(annual_of(board)))


def test_the_boards_own_line_is_hidden_when_all_agencies_together_are_few(
    scorecard: dict[str, Indicator],
    board: Board,
    health: Agency,
    police: Agency,
    helen: Standing,
    paul: Standing,
) -> None:
    load(("W01", LAST, 2, 60), by=helen, agency=health)
    load(("W01", LAST, 2, 40), by=paul, agency=police)

    row = rows_of(annual_of(board))["W01"]

    assert row.latest == "hidden: small number"
    assert row.chart is None
    assert (row.against, row.pattern) == ("–", "–")


@pytest.mark.parametrize(("code", "value", "printed"), [("H02", "37.5", "37.5"), ("H03", "9.9", "39.6")])
def test_a_share_whose_counts_nobody_gave_is_hidden(
    scorecard: dict[str, Indicator], board: Board, health: Agency, code: str, value: str, printed: str
) -> None:
    """A bare percentage or rate may rest on three children."""
    FigureFactory(
        indicator=scorecard[code],
        submission__board=board,
        submission__agency=health,
        numerator=None,
        denominator=None,
        value=Decimal(value),
    )

    report = annual_of(board)

    assert rows_of(report)[code].chart is None
    assert printed not in json.dumps(to_json(report))


def test_a_true_zero_is_printed_for_it_hides_nobody(
    scorecard: dict[str, Indicator], board: Board, health: Agency, helen: Standing
) -> None:
    load(("H01", LAST, 0), ("H02", LAST, 0, 120), by=helen, agency=health)

    rows = rows_of(annual_of(board))

    assert rows["H01"].latest == "0"
    assert rows["H02"].latest == "0.0"


def test_whether_a_hidden_figure_meets_its_target_is_not_told(
    scorecard: dict[str, Indicator], board: Board, health: Agency, helen: Standing
) -> None:
    for year in (2016, 2017):
        set_target(indicator=scorecard["H02"], year=year, value=50, by=Actor(None, "The office"))  # type: ignore[arg-type]
    period: Period = LAST.year_ago()
    load(("H02", period, 40, 120), ("H02", LAST, 118, 120), by=helen, agency=health)

    report = annual_of(board)

    assert rows_of(report)["H02"].against == "–"
    assert summary_of(report).startswith("0 of ")
