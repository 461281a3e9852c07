"""The same rows through django-import-export: what a Django project would otherwise use to import a file.

Words are turned into keys for it beforehand. It keeps no version of a figure and checks less than we do: it is the
pace to know.
"""

import csv
import io
import time
from collections.abc import Callable
from typing import Any

import tablib
from import_export import fields, resources

from agencies.models import Membership
from agencies.queries.standings import standing_at
from benchmarks import boards, long_files
from scorecard.actions import submissions
from scorecard.models import Area, Figure, Indicator

#: Documented under "Bulk imports" and "Performance": one INSERT a thousand rows, no lookup, no comparison.
BULK = {
    "use_bulk": True,
    "batch_size": 1000,
    "force_init_instance": True,
    "skip_diff": True,
    "skip_unchanged": False,
    "skip_html_diff": True,
}


def compare(board: Any, rows: int) -> dict[str, Any]:
    """Rows a second of each way, and how many times theirs ours is."""
    agencies = [seat.agency for seat in board.seats.order_by("pk")]
    data = [long_files.figures(number, rows, 0) for number in (1, 2, 3)]
    seconds = {
        "default": _timed(lambda: _theirs(board, agencies[1], data[1], {})),
        "bulk": _timed(lambda: _theirs(board, agencies[2], data[2], BULK)),
        "ours": _timed(lambda: _ours(board, agencies[0], data[0])),
    }
    return {
        "rows": rows,
        "rows_a_second": {name: round(rows / taken) for name, taken in seconds.items()},
        "ours_times_default": round(seconds["default"] / seconds["ours"], 1),
        "ours_times_bulk": round(seconds["bulk"] / seconds["ours"], 1),
    }


def _timed(work: Callable[[], object]) -> float:
    started = time.perf_counter()
    work()
    return time.perf_counter() - started


def _ours(board: Any, agency: Any, data: bytes) -> None:
    """Receive, check and release, in this process."""
    lead = Membership.objects.select_related("person").get(board=board, agency=agency).person
    by = standing_at(lead, board.code)
    assert by is not None
    sent = submissions.receive(board=board, agency=agency, data=data, file_name="rows.csv", by=by)
    submissions.take_up(board_id=board.pk, agency_id=agency.pk)
    submissions.release(submission_id=sent.pk, by=by)
    submissions.take_up(board_id=board.pk, agency_id=agency.pk)
    assert Figure.objects.filter(submission=sent).count() > 0


def _theirs(board: Any, agency: Any, data: bytes, settings: dict[str, Any]) -> None:
    """Import the rows with a resource, words already turned into keys."""
    indicators = {one.code: one.pk for one in Indicator.objects.filter(board=board)}
    spans = {one.short: one for one in long_files.periods()}
    area = Area.objects.get(code=boards.AREA).pk
    submission = boards.sent(board, [agency])[agency.pk].pk

    class Figures(resources.ModelResource):  # type: ignore[misc]
        indicator_id = fields.Field(attribute="indicator_id", column_name="indicator_id")

        class Meta:
            model = Figure
            import_id_fields = ("indicator_id", "breakdown", "first", "agency_id")
            fields = (
                "indicator_id", "agency_id", "area_id", "breakdown", "period_kind", "first", "last", "basis",
                "numerator", "denominator", "value", "status", "stage", "sheet", "cell", "submission_id",
            )  # fmt: skip
            locals().update(settings)

        agency_id = fields.Field(attribute="agency_id", column_name="agency_id")
        area_id = fields.Field(attribute="area_id", column_name="area_id")
        submission_id = fields.Field(attribute="submission_id", column_name="submission_id")

    rows = tablib.Dataset(headers=list(Figures._meta.fields))
    for line, (code, name, part, whole, breakdown) in enumerate(csv.reader(io.StringIO(data.decode()))):
        if line:
            first, last = spans[name].first, spans[name].last
            value = f"{int(part) * 100 / int(whole):.6f}"
            facts = (part, whole, value, "reported", "final", "CSV", f"C{line + 1}", submission)
            rows.append(
                (indicators[code], agency.pk, area, breakdown, "quarter", first, last, "in_period", *facts)
            )
    made = Figures().import_data(rows, raise_errors=True)
    assert not made.has_errors()
    count = Figure.objects.filter(submission_id=submission).count()
    assert count == len(data.splitlines()) - 1, count
