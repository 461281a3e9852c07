"""A figure's facts never change, whoever asks: PostgreSQL itself lets one thing through, once."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction
from django.db.utils import DatabaseError

from agencies.models import Agency
from agencies.rules.standing import Standing
from scorecard.models import Benchmark, Commentary, Figure
from scorecard.models.figure import FACTS
from tests.building import LAST, load
from tests.factories import BenchmarkFactory, CommentaryFactory, FigureFactory, SubmissionFactory

#: For each fact, SQL for another value than the one on file.
OTHER = {
    "indicator": ("indicator_id", "indicator_id + 1"),
    "agency": ("agency_id", "agency_id + 1"),
    "area": ("area_id", "area_id + 1"),
    "breakdown": ("breakdown", "'boys'"),
    "period_kind": ("period_kind", "'year'"),
    "first": ("first", "first - 1"),
    "last": ("last", "last + 1"),
    "basis": ("basis", "'rolling'"),
    "numerator": ("numerator", "NULL"),
    "denominator": ("denominator", "denominator + 1"),
    "value": ("value", "value + 0.000001"),
    "status": ("status", "'low_reliability'"),
    "stage": ("stage", "'provisional'"),
    "sheet": ("sheet", "'Another'"),
    "cell": ("cell", "'Z99'"),
    "submission": ("submission_id", "submission_id + 1"),
}


def run(sql: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def figure(db: None) -> Figure:
    """One figure on file."""
    made: Figure = FigureFactory()
    return made


def test_every_fact_is_tried() -> None:
    assert set(OTHER) == set(FACTS)


@pytest.mark.parametrize("fact", OTHER)
def test_no_fact_can_be_changed(figure: Figure, fact: str) -> None:
    column, value = OTHER[fact]

    with pytest.raises(DatabaseError, match="pgtrigger"):
        run(f"UPDATE scorecard_figure SET {column} = {value}")


def test_no_fact_can_be_changed_along_with_being_superseded(figure: Figure) -> None:
    later = SubmissionFactory()

    with pytest.raises(DatabaseError, match="pgtrigger"):
        run(f"UPDATE scorecard_figure SET superseded_by_id = {later.pk}, value = 1")


def test_no_figure_can_be_removed(figure: Figure) -> None:
    with pytest.raises(DatabaseError, match="pgtrigger"):
        run("DELETE FROM scorecard_figure")


def test_a_figure_is_superseded_once_and_for_good(figure: Figure) -> None:
    first, second = SubmissionFactory(), SubmissionFactory()
    Figure.objects.update(superseded_by=first)

    for later in (str(second.pk), "NULL"):
        with pytest.raises(DatabaseError, match="pgtrigger"):
            run(f"UPDATE scorecard_figure SET superseded_by_id = {later}")

    figure.refresh_from_db()
    assert figure.superseded_by == first


def test_one_figure_is_current_for_a_key_and_any_number_are_history(figure: Figure) -> None:
    same = {
        name: getattr(figure, name)
        for name in ("indicator", "area", "breakdown", "period_kind", "first", "last", "basis", "submission")
    }

    with pytest.raises(IntegrityError, match="one_current_figure_a_key"), transaction.atomic():
        FigureFactory(**same)
    Figure.objects.update(superseded_by=SubmissionFactory())
    FigureFactory(**same)

    assert Figure.objects.count() == 2
    assert Figure.objects.current().count() == 1


@pytest.mark.parametrize(
    ("wrong", "constraint"),
    [
        ({"status": "reported", "value": None}, "reported_figure_has_a_value"),
        ({"status": "true_zero", "value": 3}, "true_zero_is_zero"),
        ({"status": "true_zero", "value": None}, "reported_figure_has_a_value"),
        ({"first": LAST.last, "last": LAST.first}, "figure_period_in_order"),
    ],
)
def test_a_figure_that_contradicts_itself_is_not_kept(
    db: None, wrong: dict[str, object], constraint: str
) -> None:
    with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
        FigureFactory(**wrong)


def test_a_correction_leaves_the_old_figure_as_it_was_down_to_its_cell(
    health: Agency, helen: Standing
) -> None:
    load(("H02", LAST, 30, 120), by=helen, agency=health)
    before = Figure.objects.values(*FACTS).get()

    load(("H01", LAST, 5), ("H02", LAST, 36, 120), by=helen, agency=health)

    assert Figure.objects.values(*FACTS).get(value=25) == before


@pytest.mark.parametrize(
    ("make", "model", "column"),
    [(BenchmarkFactory, Benchmark, "value = 1"), (CommentaryFactory, Commentary, "text = 'x'")],
)
def test_what_was_published_and_what_was_said_stay_too(
    db: None, make: Callable[[], object], model: type, column: str
) -> None:
    make()
    table = model._meta.db_table  # type: ignore[attr-defined]

    for sql in (f"UPDATE {table} SET {column}", f"DELETE FROM {table}"):
        with pytest.raises(DatabaseError, match="pgtrigger"):
            run(sql)
