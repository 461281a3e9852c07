"""What was published before is read beside what is published now: nothing hidden may be worked out of both."""

import pytest

from agencies.models import Agency, Board
from agencies.rules.standing import Standing
from reports import gather
from reports.gather.figures import COLUMNS
from reports.models import Report
from reports.queries.out import demand_nothing_given_away, out_before
from reports.rules.document import Document
from scorecard.models import Indicator
from scorecard.queries.publishing import GivesAway
from scorecard.rules.figures import Unit
from tests.building import LAST, load
from tests.factories import PrintingFactory
from tests.reports.opened import opened
from tests.reports.publishing import corrected, publish


def figures(*rows: tuple[str, str, str]) -> tuple[tuple[str, ...], ...]:
    """Open data that tells these values of the last quarter: code, part, value."""
    headings = tuple(name for name, _ in COLUMNS)
    told = {"First day": str(LAST.first), "Last day": str(LAST.last)}
    return (
        headings,
        *(
            tuple({**told, "Code": code, "Part": part, "Value": value}.get(name, "") for name in headings)
            for code, part, value in rows
        ),
    )


def document(*rows: tuple[str, str, str]) -> Document:
    return Document("annual", "B", "T", "P", "", "", (), figures(*rows))


COUNTS = {"schools": 3, "police": 57, "others": 60, "all": 120}


@pytest.fixture
def mixed(board: Board, scorecard: dict[str, Indicator], health: Agency, helen: Standing) -> Report:
    """A year with a count in three parts, of which one is small: the others are hidden with it."""
    Indicator.objects.filter(pk=scorecard["H04"].pk).update(
        unit=Unit.COUNT, decimals=0, breakdown_values=["schools", "police", "others"]
    )
    load(*(("H04", LAST, n, None, part) for part, n in COUNTS.items()), by=helen, agency=health)
    return opened(board)


def shown_of(report: Report) -> dict[str, str]:
    """The parts that a report would print now, with their numbers."""
    return {row[7]: row[11] for row in gather.gathered(report).figures[1:] if row[1] == "H04" and row[11]}


def test_nothing_is_out_while_nothing_is_published(mixed: Report) -> None:
    PrintingFactory(report=corrected(mixed), state="built", stored="x", sha256="0" * 64, pages=1, data={})

    assert out_before(mixed) == {}


def test_what_earlier_editions_print_is_out_value_by_value(mixed: Report) -> None:
    publish(mixed, document=document(("H04", "police", "57"), ("H01", "all", "")))

    (((code, part, first, last), values),) = out_before(corrected(mixed)).items()

    assert (code, part, first, last) == ("H04", "police", LAST.first, LAST.last)
    assert {str(one) for one in values} == {"57"}
    assert out_before(mixed) == {}, "An edition is not held against itself."


def test_the_others_stay_hidden_where_one_that_was_hidden_before_is_out(mixed: Report) -> None:
    """Police went with the small one, and so did the others; now that police is out, it is the others alone."""
    assert shown_of(mixed) == {"all": "120"}
    publish(mixed, document=document(("H04", "police", "57")))

    assert shown_of(corrected(mixed)) == {"police": "57", "all": "120"}


def test_no_correction_is_printed_that_tells_a_hidden_number_beside_what_is_out(mixed: Report) -> None:
    publish(mixed, document=document(("H04", "police", "57"), ("H04", "others", "60"), ("H04", "all", "120")))

    with pytest.raises(GivesAway, match="H04, schools, January to March 2018"):
        gather.gathered(corrected(mixed))


def test_a_figure_that_was_put_right_since_tells_nothing(mixed: Report) -> None:
    before = shown_of(mixed)
    publish(mixed, document=document(("H04", "police", "50"), ("H04", "others", "61")))

    assert shown_of(corrected(mixed)) == before


def test_before_it_is_published_a_printing_is_held_against_what_came_out_since(mixed: Report) -> None:
    own = [("H04", part, number) for part, number in shown_of(mixed).items()]
    printing = PrintingFactory(report=mixed, data={"figures": figures(*own)})
    demand_nothing_given_away(mixed, printing)

    publish(corrected(mixed), document=document(("H04", "police", "57"), ("H04", "others", "60")))

    with pytest.raises(GivesAway):
        demand_nothing_given_away(mixed, printing)


def test_a_printing_that_tells_too_much_itself_is_not_published(mixed: Report) -> None:
    every = [("H04", part, str(number)) for part, number in COUNTS.items() if part != "schools"]
    telling = PrintingFactory(report=mixed, data={"figures": figures(*every)})

    with pytest.raises(GivesAway):
        demand_nothing_given_away(mixed, telling)
