"""The frozen report: to JSON and back without loss, and the same fingerprint however it was kept."""

import hashlib
import json

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from reports.rules.annual import (
    AnnualReport,
    ReportChart,
    ReportPoint,
    ReportRow,
    ReportSection,
    fingerprint,
    from_json,
    to_json,
)

WORDS = st.text(max_size=12)
NUMBERS = st.floats(allow_nan=False, allow_infinity=False)


def some(one: st.SearchStrategy, most: int = 3) -> st.SearchStrategy:
    """A few of these, as a tuple."""
    return st.lists(one, max_size=most).map(tuple)


CHARTS = st.builds(
    ReportChart,
    points=some(st.builds(ReportPoint, label=WORDS, value=st.none() | NUMBERS, tone=WORDS)),
    comparators=some(st.tuples(WORDS, NUMBERS)),
    **{name: st.none() | NUMBERS for name in ("mean", "lower", "upper", "target", "floor", "ceiling")},
)
ROWS = st.builds(
    ReportRow,
    chart=st.none() | CHARTS,
    quarters=some(st.tuples(WORDS, WORDS)),
    parts=some(st.tuples(WORDS, WORDS, WORDS)),
    commentary=some(st.tuples(WORDS, WORDS)),
)
REPORTS = st.builds(AnnualReport, sections=some(st.builds(ReportSection, rows=some(ROWS))))


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)
@given(REPORTS)
def test_a_report_comes_back_from_json_exactly(report: AnnualReport) -> None:
    kept = json.loads(json.dumps(to_json(report)))

    assert from_json(kept) == report
    assert to_json(from_json(kept)) == kept


def test_the_fingerprint_can_be_made_with_other_programs() -> None:
    plain = '{"name":"Zoë’s board","year":2018}'

    assert fingerprint({"year": 2018, "name": "Zoë’s board"}) == hashlib.sha256(plain.encode()).hexdigest()


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=30)
@given(REPORTS)
def test_the_fingerprint_is_of_what_is_said_not_of_how_it_is_ordered(report: AnnualReport) -> None:
    data = to_json(report)
    turned = dict(reversed(list(data.items())))

    assert fingerprint(turned) == fingerprint(data)
    assert fingerprint({**data, "title": data["title"] + "!"}) != fingerprint(data)
