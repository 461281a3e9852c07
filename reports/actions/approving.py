"""From draft to approved: review asked for, sent back, what the chair wrote confirmed, and the chair's approval.

What is approved is one built draft. Its frozen data are printed as the record; nothing is gathered again.
"""

from django.db import transaction

from agencies.rules import clock
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.words import said
from reports.actions.held import edition_words, enter, held_report, move
from reports.actions.printing import ask_for, end
from reports.models import Printing, Report
from reports.queries.approval import draft_to_read, is_unconfirmed, latest_draft, may_be_approved
from reports.rules.states import Life, Verb


@transaction.atomic
def submit(*, report_id: int, by: Standing) -> Report:
    """Ask the chair to review the draft that was built last."""
    report = held_report(Verb.SUBMIT, report_id, by)
    draft_to_read(report).demand()
    move(report, Verb.SUBMIT)
    report.submitted_at, report.submitted_by = clock.now(), by.actor.words
    report.save()
    enter(report, "submit", f"Asked for the {edition_words(report)} to be reviewed.", by.actor)
    return report


@transaction.atomic
def send_back(*, report_id: int, why: str, by: Standing) -> Report:
    """Take it out of review, and say what has to change first."""
    report = held_report(Verb.SEND_BACK, report_id, by)
    reason = said(why, empty="Say what has to change.")
    move(report, Verb.SEND_BACK)
    _forget(report, "submitted", "confirmed")
    report.save()
    enter(report, "send_back", f"Sent the {edition_words(report)} back: {reason}", by.actor)
    return report


@transaction.atomic
def confirm(*, report_id: int, by: Standing) -> Report:
    """Confirm, as the business manager, what the chair wrote: then the chair may approve it."""
    report = held_report(Verb.CONFIRM, report_id, by)
    if not is_unconfirmed(report):
        raise Refused("There is nothing to confirm: the chair wrote none of it last, or it is confirmed.")
    report.confirmed_at, report.confirmed_by = clock.now(), by.actor.words
    report.version += 1
    report.save()
    enter(report, "confirm", f"Confirmed what the chair wrote in the {edition_words(report)}.", by.actor)
    return report


@transaction.atomic
def approve(*, report_id: int, number: int, by: Standing) -> Printing:
    """Approve the draft of this number, the one that was read; returns the record that is now to be printed."""
    report = held_report(Verb.APPROVE, report_id, by)
    may_be_approved(report).demand()
    draft = latest_draft(report)
    if draft is None or draft.number != number:
        raise Refused("A newer draft has been built since you opened this page. Read that one first.")
    draft.approved = True
    draft.save(update_fields=["approved"])
    move(report, Verb.APPROVE)
    report.approved_at, report.approved_by = clock.now(), by.actor.words
    report.save()
    enter(
        report,
        "approve",
        f"Approved the {edition_words(report)}: draft {number}.",
        by.actor,
        {"data_sha256": draft.data_sha256, "draft": number},
    )
    return ask_for(report=report, by=by, final=True)


@transaction.atomic
def print_record(*, report_id: int, by: Standing) -> Printing:
    """Ask again for the record of an approved report whose printing failed or was cancelled."""
    report = Report.objects.select_for_update(of=("self",)).select_related("board").get(pk=report_id)
    if report.board_id != by.board_id or report.state != Life.APPROVED:
        raise Refused("A record is printed of what is approved.")
    if report.printings.filter(final=True, state=Printing.State.BUILT).exists():
        raise Refused("The record is printed.")
    return ask_for(report=report, by=by, final=True)


@transaction.atomic
def take_back(*, report_id: int, why: str, by: Standing) -> Report:
    """Take the approval back before it is out: it is in review again, and its record is no record."""
    report = held_report(Verb.TAKE_BACK, report_id, by)
    reason = said(why, empty="Say why.")
    for record in (
        report.printings.select_for_update()
        .filter(final=True)
        .exclude(state__in=(Printing.State.FAILED, Printing.State.CANCELLED))
    ):
        end(record, by.actor)
    report.printings.filter(approved=True).update(approved=False)
    move(report, Verb.TAKE_BACK)
    _forget(report, "approved")
    report.save()
    enter(report, "take_back", f"Took the approval of the {edition_words(report)} back: {reason}", by.actor)
    return report


def _forget(report: Report, *steps: str) -> None:
    for step in steps:
        setattr(report, f"{step}_at", None)
        setattr(report, f"{step}_by", "")
