"""What a learner does about one session: sign in on the day, answer what is asked, fetch the certificate."""

import io

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_safe

from agencies.forms import CodeForm
from agencies.queries.links import Link
from agencies.rules.verdict import Refused
from training.actions import attendance, certificates, evaluations
from training.actions.attendance import Signed
from training.actions.notices import calendar_of, facts_of
from training.exports.certificate import certificate_pdf
from training.forms.evaluations import EvaluationForm
from training.presenters.learn import frame, when_words
from training.queries.holders import holder_of
from training.queries.own_training import evaluation_asked
from training.rules.evaluations import Stage
from training.views.learn import own, own_booking_or_404

_SAID = {
    Signed.WRONG: "That is not the code on the screen. It changes every minute: type the one you see now.",
    Signed.TOO_OFTEN: "Too many wrong codes. Ask the trainer to note you on the list.",
}


@require_http_methods(["GET", "HEAD", "POST"])
@own
def sign_in(request: HttpRequest, link: Link, booking_id: int) -> HttpResponse:
    """Type the code on the trainer's screen."""
    holder = holder_of(link)
    mine = own_booking_or_404(holder, booking_id)
    form = CodeForm(request.POST if request.method == "POST" else None)
    form.fields["code"].widget.attrs["autocomplete"] = "off"
    if form.is_valid():
        try:
            answer = attendance.sign_in_by_code(
                booking_id=booking_id, typed=form.cleaned_data["code"], by=holder.actor
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            if answer is Signed.IN:
                messages.success(request, "You are signed in.")
                return redirect("training:learn-booking", link=link.token, booking_id=booking_id)
            form.add_error("code", _SAID[answer])
    context = {
        **frame(link, "learn"),
        "form": form,
        "mine": mine,
        "when": when_words(mine.starts, mine.ends),
        "back_link": (
            "Back to your booking",
            reverse("training:learn-booking", args=[link.token, booking_id]),
        ),
    }
    return render(request, "training/learn_sign_in.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@own
def evaluate(request: HttpRequest, link: Link, evaluation_id: int) -> HttpResponse:
    """Answer what was asked, once: about one's own training, or as somebody's manager."""
    holder = holder_of(link)
    asked = evaluation_asked(holder, evaluation_id)
    if asked is None:
        raise Http404("You were not asked this.")
    stage = Stage(asked.stage)
    form = EvaluationForm(request.POST if request.method == "POST" else None, stage=stage)
    page = "learn-team" if stage is Stage.MANAGER else "learn"
    if form.is_valid():
        try:
            evaluations.answer(
                holder=holder,
                evaluation_id=evaluation_id,
                answers=form.answers(),
                text=form.cleaned_data["text"],
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Thank you. Your answer is kept.")
            return redirect(f"training:{page}", link=link.token)
    context = {
        **frame(link, page),
        "form": form,
        "asked": asked,
        "manager": stage is Stage.MANAGER,
        "back_link": ("Back", reverse(f"training:{page}", args=[link.token])),
    }
    return render(request, "training/learn_evaluate.html", context)


@require_safe
@own
def certificate(request: HttpRequest, link: Link, booking_id: int) -> FileResponse:
    """One's own certificate as a PDF; it is issued when it is first fetched."""
    holder = holder_of(link)
    mine = own_booking_or_404(holder, booking_id)
    made = certificates.issue(holder=holder, booking_id=booking_id)
    name = f"Certificate {mine.session.course.title} {mine.starts:%Y-%m-%d}.pdf"
    return FileResponse(
        io.BytesIO(certificate_pdf(made)), as_attachment=True, filename=name, content_type="application/pdf"
    )


@require_safe
@own
def calendar(request: HttpRequest, link: Link, booking_id: int) -> HttpResponse:
    """The session for one's own calendar, for who has a place in it."""
    mine = own_booking_or_404(holder_of(link), booking_id)
    if not mine.has_place:
        raise Http404("There is no place to put into a calendar.")
    file = calendar_of(mine.session, facts_of(mine.session))
    answer = HttpResponse(file, content_type="text/calendar; charset=utf-8")
    answer["Content-Disposition"] = 'attachment; filename="session.ics"'
    return answer


ADDRESSES: list[URLPattern] = [
    path("learn/<str:link>/bookings/<int:booking_id>/session.ics", calendar, name="learn-calendar"),
    path("learn/<str:link>/bookings/<int:booking_id>/sign-in/", sign_in, name="learn-sign-in"),
    path("learn/<str:link>/bookings/<int:booking_id>/certificate.pdf", certificate, name="learn-certificate"),
    path("learn/<str:link>/evaluations/<int:evaluation_id>/", evaluate, name="learn-evaluate"),
]
