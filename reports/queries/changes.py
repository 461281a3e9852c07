"""What changed between one printing and an earlier one, from the data each was printed from."""

from dataclasses import dataclass

from reports.models import Printing, Report
from reports.queries.approval import record_of
from reports.rules.differences import Differences, differences
from reports.rules.document import from_json


@dataclass(frozen=True, slots=True)
class Earlier:
    """A printing that another may be compared with, and what it is called there: “draft 2”, “edition 1”."""

    printing: Printing
    words: str


def earlier_than(printing: Printing) -> tuple[Earlier, ...]:
    """What it may be compared with, the nearest first: earlier drafts, then the record of the edition before."""
    report = printing.report
    drafts = (
        report.printings.filter(final=False, state=Printing.State.BUILT, number__lt=printing.number)
        .defer("data")
        .order_by("-number")
    )
    found = [Earlier(one, f"draft {one.number}") for one in drafts]
    before = Report.objects.filter(
        board_id=report.board_id, kind=report.kind, first=report.first, last=report.last
    ).filter(edition=report.edition - 1)
    for edition in before:
        record = record_of(edition)
        if record is not None:
            found.append(Earlier(record, f"edition {edition.edition}"))
    return tuple(found)


def changes_since(printing: Printing, earlier: Printing) -> Differences | None:
    """What changed; None where one of them was printed by a version of this portal that held other data."""
    try:
        return differences(from_json(earlier.data or {}), from_json(printing.data or {}))
    except (KeyError, TypeError):
        return None
