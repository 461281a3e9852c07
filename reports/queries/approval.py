"""What approving a report goes by: its drafts and record, whose words the newest texts are, and what is missing."""

from django.db.models import Max

from agencies.rules.verdict import Verdict, refused
from reports.models import Printing, Report, ReportText
from reports.rules.states import draft_holds, is_to_be_confirmed

UNFINISHED = (Printing.State.ASKED, Printing.State.BUILDING)


def latest_draft(report: Report) -> Printing | None:
    """The draft that was built last."""
    drafts = report.printings.filter(final=False, state=Printing.State.BUILT)
    found: Printing | None = drafts.defer("data").order_by("-number").first()
    return found


def unfinished_of(report: Report) -> Printing | None:
    """What is waiting to be built or being built; at most one."""
    found: Printing | None = report.printings.filter(state__in=UNFINISHED).defer("data").first()
    return found


def record_of(report: Report) -> Printing | None:
    """The record: printed from what was approved, and built."""
    records = report.printings.filter(final=True, state=Printing.State.BUILT)
    found: Printing | None = records.defer("data").first()
    return found


def newest_text(report: Report) -> int:
    """The key of the newest version of any of its texts; nought where nothing is written."""
    found: int | None = ReportText.objects.filter(report=report).aggregate(newest=Max("pk"))["newest"]
    return found or 0


def is_unconfirmed(report: Report) -> bool:
    """Whether the chair wrote the newest version of some text, and the business manager has not confirmed it."""
    newest = ReportText.objects.filter(report=report).order_by("section", "-pk").distinct("section")
    return is_to_be_confirmed(
        newest.values_list("as_chair", flat=True), confirmed=report.confirmed_at is not None
    )


def draft_to_read(report: Report) -> Verdict:
    """Whether there is a draft to read that says all that has been written."""
    if unfinished_of(report) is not None:
        return refused("A draft is being built. Wait until it is there.")
    draft = latest_draft(report)
    if draft is None:
        return refused("Build a draft first: what is approved is what was read.")
    return draft_holds(texts_until=draft.texts_until, newest_text=newest_text(report))


def may_be_approved(report: Report) -> Verdict:
    """Whether a report in review is ready for the chair's yes, whoever asks."""
    ready = draft_to_read(report)
    if ready and is_unconfirmed(report):
        return refused("The chair changed the text last: the business manager confirms it first.")
    return ready
