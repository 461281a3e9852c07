"""The frozen report: to JSON and back without loss, and the same fingerprint however it was kept."""

import hashlib
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.rules.blocks import (
    Bar,
    BarChart,
    BigNumbers,
    Cell,
    ChartPoint,
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
)
from reports.rules.document import Document, fingerprint, from_json, to_json

WORDS = st.text(max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def some(one: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    """A few of these, as a tuple."""
    return st.lists(one, max_size=most).map(tuple)


CHARTS = st.builds(
    LineChart,
    points=some(st.builds(ChartPoint, label=WORDS, value=st.none() | NUMBERS, tone=WORDS)),
    comparators=some(st.tuples(WORDS, NUMBERS)),
    **{name: st.none() | NUMBERS for name in ("mean", "lower", "upper", "target", "floor", "ceiling")},
)
INDICATORS = st.builds(
    IndicatorBlock,
    chart=st.none() | CHARTS,
    quarters=some(st.tuples(WORDS, WORDS)),
    parts=some(st.tuples(WORDS, WORDS, WORDS)),
    commentary=some(st.tuples(WORDS, WORDS)),
)
TABLES = st.builds(Table, rows=some(some(st.builds(Cell, text=WORDS))))
BARS = st.builds(BarChart, bars=some(st.builds(Bar, value=st.none() | NUMBERS)))
DRAWINGS = st.builds(Drawing, chart=CHARTS | BARS)
PLAIN = st.one_of(*(st.builds(kind) for kind in (Paragraph, Heading, Points, Panel, BigNumbers, Quote)))
BLOCKS = st.one_of(
    INDICATORS, TABLES, DRAWINGS, st.builds(Multiples, charts=some(st.tuples(WORDS, CHARTS))), PLAIN
)
SECTIONS = st.builds(Section, blocks=some(BLOCKS))
DOCUMENTS = st.builds(Document, sections=some(SECTIONS), figures=some(some(WORDS)))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(DOCUMENTS)
def test_a_report_comes_back_from_json_exactly(report: Document) -> None:
    kept = json.loads(json.dumps(to_json(report)))

    assert from_json(kept) == report
    assert to_json(from_json(kept)) == kept


def test_the_fingerprint_can_be_made_with_other_programs() -> None:
    plain = '{"name":"Zoë’s board","year":2018}'

    assert fingerprint({"year": 2018, "name": "Zoë’s board"}) == hashlib.sha256(plain.encode()).hexdigest()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(DOCUMENTS)
def test_the_fingerprint_is_of_what_is_said_not_of_how_it_is_ordered(report: Document) -> None:
    data = to_json(report)
    turned = dict(reversed(list(data.items())))

    assert fingerprint(turned) == fingerprint(data)
    assert fingerprint({**data, "title": data["title"] + "!"}) != fingerprint(data)
