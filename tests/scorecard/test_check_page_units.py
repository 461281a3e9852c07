"""On the check page a figure, what is on file, the period before and the usual range are in one unit."""

from agencies.models import Agency
from agencies.rules.standing import Standing
from scorecard.presenters.submission import RowWords, page_words
from scorecard.queries.check_page import check_page
from tests.building import BEFORE, LAST, Line, lines, load, send, series


def checked_row(*given: Line, by: Standing, agency: Agency) -> RowWords:
    """The newest row of the check page of a file with these figures."""
    sent = send(lines(*given), by=by, agency=agency)
    return page_words(check_page(by, sent), own=True).rows[0]


def test_a_flow_rate_is_a_rate_a_year_in_every_column(health: Agency, helen: Standing) -> None:
    counts = [700 + 10 * (place % 3) for place in range(20)]
    load(*series("H03", counts, until=BEFORE), ("H03", LAST, 630), by=helen, agency=health)

    row = checked_row(("H03", LAST, 700), by=helen, agency=health)

    assert (row.numerator, row.result, row.on_file, row.before) == ("700", "100.0 a year", "90.0", "101.4")
    low, high = (float(end) for end in row.usual.split(" to "))
    assert 80 < low < 101 < high < 120


def test_a_percentage_and_a_count_are_as_they_came(health: Agency, helen: Standing) -> None:
    load(("H01", BEFORE, 1200), ("H02", BEFORE, 1, 3), by=helen, agency=health)

    row = checked_row(("H02", LAST, 2, 3), by=helen, agency=health)
    count = checked_row(("H01", LAST, 1300), by=helen, agency=health)

    assert (row.result, row.on_file, row.before) == ("66.7%", "", "33.3%")
    assert (count.result, count.on_file, count.before) == ("1,300", "", "1,200")


def test_a_flow_rate_without_a_value_says_why_and_nothing_of_a_year(health: Agency, helen: Standing) -> None:
    row = checked_row(("H03", LAST, "not supplied"), ("H03", BEFORE, 700), by=helen, agency=health)

    assert row.result == "not supplied"
