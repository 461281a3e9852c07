"""A report held until the transaction ends, for whoever may do something to it now; and how that is entered."""

from agencies.actions import record
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from reports.models import Report
from reports.permissions import can_do
from reports.queries.titles import called
from reports.rules.states import Life, Verb, led_to


def held_report(verb: Verb, report_id: int, by: Standing) -> Report:
    """The report, locked. `Refused` where this person may not do this to it, or not now."""
    report = Report.objects.select_for_update(of=("self",)).select_related("board").get(pk=report_id)
    if report.board_id != by.board_id:
        raise Refused("That is another board’s.")
    can_do(verb, by, report).demand()
    return report


def move(report: Report, verb: Verb) -> None:
    """Bring it where this leads; the caller saves."""
    report.state = led_to(verb, Life(report.state), for_the_public=report.is_for_the_public)
    report.version += 1


def enter(report: Report, verb: str, words: str, by: Actor, details: dict[str, object] | None = None) -> None:
    """Enter what was done to it."""
    record.enter(
        by=by,
        verb=f"reports.{verb}",
        kind="report",
        reference=report.pk,
        board_code=report.board.code,
        words=words,
        details=details or {},
    )


def edition_words(report: Report) -> str:
    """What the report is called inside a sentence, with its edition where it is not the first."""
    edition = f", edition {report.edition}" if report.edition > 1 else ""
    return f"{called(report).inside}{edition}"
