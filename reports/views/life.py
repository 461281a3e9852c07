"""What moves a report on: asking for its review, confirming, approving, sending back, releasing, correcting."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import URLPattern, path
from django.views.decorators.http import require_http_methods, require_POST

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from reports.actions import approving, releasing
from reports.forms import CorrectForm, EmbargoForm, NothingForm, WhyForm
from reports.models import Report
from reports.permissions import can_build, can_move_embargo
from reports.queries.approval import latest_draft
from reports.queries.titles import called
from reports.rules.states import Verb
from reports.views.finding import back_to, page_of, report_or_404, report_to
from reports.views.ringing import ring_for
from training.views.asking import Asks, Done, ask


@require_POST
@at_board
def submit(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """Ask the chair to review it."""
    report = report_to(Verb.SUBMIT, standing, report_id)
    try:
        approving.submit(report_id=report.pk, by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is in review. Whoever approves it finds it among their tasks.")
    return redirect(page_of(report))


@require_POST
@at_board
def confirm(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """Confirm what the chair wrote."""
    report = report_to(Verb.CONFIRM, standing, report_id)
    try:
        approving.confirm(report_id=report.pk, by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "It is confirmed.")
    return redirect(page_of(report))


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def approve(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """Approve the draft that was read. From then on its texts are settled, and the record is printed."""
    report = report_to(Verb.APPROVE, standing, report_id)
    draft = latest_draft(report)
    number = draft.number if draft else 0
    form = NothingForm(request.POST or None, initial={"number": number})
    asks = Asks(
        f"Approve draft {number}",
        "Approve it",
        back_to(report),
        called(report).text,
        hint="What you approve is this draft as it was built: its figures and texts are printed as the record, and "
        "nobody can change them. You can take the approval back until it is released.",
    )

    def act(given: dict[str, Any]) -> Done:
        record = approving.approve(report_id=report.pk, number=given["number"] or 0, by=standing)
        ring_for(record)
        return Done("It is approved. The record is being printed.", page_of(report))

    return ask(request, form, asks, act)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def send_back(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """Send it back, and say what has to change."""
    report = report_to(Verb.SEND_BACK, standing, report_id)
    asks = Asks("Send it back", "Send it back", back_to(report), called(report).text)

    def act(given: dict[str, Any]) -> Done:
        approving.send_back(report_id=report.pk, why=given["why"], by=standing)
        return Done("It is a draft again, with your reason in its record.", page_of(report))

    return ask(request, WhyForm(request.POST or None), asks, act)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def take_back(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """Take an approval back before it is out."""
    report = report_to(Verb.TAKE_BACK, standing, report_id)
    asks = Asks(
        "Take the approval back",
        "Take it back",
        back_to(report),
        called(report).text,
        warns="Its record will be no record any more. It is in review again.",
    )

    def act(given: dict[str, Any]) -> Done:
        approving.take_back(report_id=report.pk, why=given["why"], by=standing)
        return Done("It is in review again.", page_of(report))

    return ask(request, WhyForm(request.POST or None), asks, act)


@require_POST
@at_board
def record(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """Print the record again, where its printing failed or was cancelled."""
    report = report_or_404(standing, report_id)
    demand(can_build(standing))
    ring_for(approving.print_record(report_id=report.pk, by=standing))
    return redirect(page_of(report))


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def release(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """Circulate it to its readers, or publish it, at once or from a day on."""
    report = report_to(Verb.RELEASE, standing, report_id)
    form, asks = _releasing(request, report)

    def act(given: dict[str, Any]) -> Done:
        until = given.get("until")
        releasing.release(report_id=report.pk, embargo_until=until, by=standing)
        if not report.is_for_the_public:
            return Done("It is circulated, and its readers are written to.", page_of(report))
        return Done(
            "It is published." if until is None else "It is published, and held back.", page_of(report)
        )

    return ask(request, form, asks, act)


def _releasing(request: HttpRequest, report: Report) -> tuple[NothingForm | EmbargoForm, Asks]:
    """A pack goes out at once, and so does a correction; a first edition may be held back."""
    title, back = called(report).text, back_to(report)
    if not report.is_for_the_public:
        hint = "Its readers are written to, with the address of its page. It holds true figures, small numbers too."
        return NothingForm(request.POST or None), Asks("Circulate it", "Circulate it", back, title, hint=hint)
    warns = "Everybody can read it from then on. What is published is never changed; it is corrected by a new edition."
    asks = Asks("Publish it", "Publish it", back, title, warns=warns)
    if report.edition > 1:
        return NothingForm(request.POST or None), asks
    return EmbargoForm(request.POST or None), asks


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def embargo(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """Change when the public may read what is held back."""
    report = report_or_404(standing, report_id)
    demand(can_move_embargo(standing, report))
    asks = Asks("Change when it is published", "Save", back_to(report), called(report).text)

    def act(given: dict[str, Any]) -> Done:
        releasing.move_embargo(report_id=report.pk, until=given["until"], by=standing)
        return Done("It is changed.", page_of(report))

    return ask(request, EmbargoForm(request.POST or None), asks, act)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def correct(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """Open a corrected edition."""
    report = report_to(Verb.CORRECT, standing, report_id)
    asks = Asks(
        "Correct it by a new edition",
        "Open the new edition",
        back_to(report),
        called(report).text,
        hint="It begins with the texts as they stand, and is reviewed, approved and released like the first. This "
        "edition holds until then, and afterwards says that it has been corrected.",
    )

    def act(given: dict[str, Any]) -> Done:
        following = releasing.correct(report_id=report.pk, what=given["what"], by=standing)
        return Done(f"Edition {following.edition} is open.", page_of(following))

    return ask(request, CorrectForm(request.POST or None), asks, act)


ADDRESSES: list[URLPattern] = [
    path("reports/<int:report_id>/submit/", submit, name="submit"),
    path("reports/<int:report_id>/confirm/", confirm, name="confirm"),
    path("reports/<int:report_id>/approve/", approve, name="approve"),
    path("reports/<int:report_id>/send-back/", send_back, name="send-back"),
    path("reports/<int:report_id>/take-back/", take_back, name="take-back"),
    path("reports/<int:report_id>/record/", record, name="record"),
    path("reports/<int:report_id>/release/", release, name="release"),
    path("reports/<int:report_id>/embargo/", embargo, name="embargo"),
    path("reports/<int:report_id>/correct/", correct, name="correct"),
]
