"""The texts of a report: the list with who writes what, writing one, its versions, signing it off, comments on it."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers.actions.overtaken import Overtaken
from registers.views.seen import seen_in
from reports.actions import authors, comments, texts
from reports.forms import TextForm
from reports.forms.writing import CommentForm, SettleForm
from reports.models import Report
from reports.permissions import can_build, can_comment, can_write
from reports.queries import writing as questions
from reports.queries.reports import texts_of
from reports.queries.titles import called
from reports.rules.kinds import Kind
from reports.rules.remarks import tells_small_number
from reports.rules.sections import sections_of
from reports.rules.states import OPEN
from reports.rules.writing import changes
from reports.views.finding import report_or_404

_SMALL = "It may tell a number of 1 to 5. The tables hide such numbers of children: check that it tells none."


@require_safe
@at_board
def text_list(request: HttpRequest, standing: Standing, report_id: int) -> HttpResponse:
    """Every text: who writes it, by when, how far it has come."""
    report = report_or_404(standing, report_id)
    title = called(report)
    context = {
        "report": report,
        "title": title,
        "lines": questions.text_lines(report, words=standing.vocabulary),
        "asked": questions.asked_of(standing, report),
        "may_ask": can_build(standing) and report.state in OPEN,
        "may_write": can_write(standing, asked=False) and report.state in OPEN,
        "back_link": _back_to_report(standing, report),
    }
    return render(request, "reports/texts.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def text(request: HttpRequest, standing: Standing, report_id: int, section: str) -> HttpResponse:
    """Read one text and what is said of it; for those who may, write it. Every saving is kept."""
    report = section_or_404(standing, report_id, section)
    may_write = can_write(standing, asked=section in questions.asked_of(standing, report))
    if request.method == "POST":
        demand(may_write)
    form = TextForm(
        request.POST or None, initial={"text": texts_of(report, words=standing.vocabulary)[section].text}
    )
    context: dict[str, object] = {}
    if request.method == "POST" and form.is_valid():
        try:
            seen = seen_in(request, questions.newest_version(report, section))
            texts.write(
                report_id=report.pk, section=section, text=form.cleaned_data["text"], by=standing, seen=seen
            )
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
            theirs = questions.versions_of(report, section)[-1]
            context = {"theirs": theirs, "pieces": changes(theirs.text, form.cleaned_data["text"])}
        except Refused as refusal:
            form.add_error("text", str(refusal))
        else:
            return _saved(request, standing, report, section, form.cleaned_data["text"])
    return _text_page(request, standing, report, section, form, context)


def _saved(
    request: HttpRequest, standing: Standing, report: Report, section: str, words: str
) -> HttpResponse:
    title = texts_of(report, words=standing.vocabulary)[section].title
    small = f" {_SMALL}" if report.is_for_the_public and tells_small_number(words) else ""
    messages.success(request, f"“{title}” is saved. It is printed when the report is next built.{small}")
    return redirect("reports:text", standing.board_code, report.pk, section)


def _text_page(
    request: HttpRequest,
    standing: Standing,
    report: Report,
    section: str,
    form: TextForm,
    more: dict[str, object],
) -> HttpResponse:
    asked = questions.authors_of(report, section)
    versions = questions.versions_of(report, section)
    newest = questions.newest_of(report).get(section)
    own = next((one for one in asked if one.author_id == standing.person_id), None)
    is_open = report.state in OPEN
    may_write = is_open and can_write(standing, asked=own is not None)
    form.fields["text"].disabled = not may_write
    context = {
        "form": form,
        "written": texts_of(report, words=standing.vocabulary)[section],
        "report": report,
        "title": called(report),
        "seen": versions[-1].pk if versions else 0,
        "newest": newest,
        "versions": len(versions),
        "authors": [(one, one.signed_off_id is not None and one.signed_off_id == newest) for one in asked],
        "own": own,
        "signs": is_open and own and newest and own.signed_off_id != newest,
        "comments": questions.comments_on(report, section),
        "comment_form": CommentForm(),
        "may_write": may_write,
        "may_comment": is_open,
        "may_ask": is_open and can_build(standing),
        "back_link": _back_to_texts(standing, report),
    } | more
    return render(request, "reports/text.html", context)


@require_safe
@at_board
def version(
    request: HttpRequest, standing: Standing, report_id: int, section: str, number: int
) -> HttpResponse:
    """One version of a text, word by word beside the one before."""
    report = section_or_404(standing, report_id, section)
    versions = questions.versions_of(report, section)
    if not 1 <= number <= len(versions):
        raise Http404("No such version.")
    found, before = versions[number - 1], versions[number - 2].text if number > 1 else ""
    context = {
        "found": found,
        "number": number,
        "last": len(versions),
        "earlier": number - 1,
        "later": number + 1 if number < len(versions) else 0,
        "pieces": changes(before, found.text),
        "written": texts_of(report, words=standing.vocabulary)[section],
        "report": report,
        "back_link": (
            "Back to the text",
            reverse("reports:text", args=[standing.board_code, report.pk, section]),
        ),
    }
    return render(request, "reports/text_version.html", context)


@require_POST
@at_board
def sign_off(request: HttpRequest, standing: Standing, report_id: int, section: str) -> HttpResponse:
    """Stand by the newest version of a text one was asked for."""
    report = section_or_404(standing, report_id, section)
    own = next((o for o in questions.authors_of(report, section) if o.author_id == standing.person_id), None)
    if own is None:
        raise Refused("Only whoever was asked for a text signs it off.")
    seen = seen_in(request, questions.newest_version(report, section))
    try:
        authors.sign_off(report_id=report.pk, authorship_id=own.pk, seen=seen, by=standing)
    except Refused as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, "The text is signed off.")
    return redirect("reports:text", standing.board_code, report.pk, section)


@require_POST
@at_board
def comment(request: HttpRequest, standing: Standing, report_id: int, section: str) -> HttpResponse:
    """Say something about a text."""
    report = section_or_404(standing, report_id, section)
    form = CommentForm(request.POST)
    if form.is_valid():
        try:
            comments.say(report_id=report.pk, section=section, text=form.cleaned_data["comment"], by=standing)
        except Refused as refusal:
            form.add_error("comment", str(refusal))
        else:
            messages.success(request, "The comment is saved.")
            return redirect("reports:text", standing.board_code, report.pk, section)
    context = {"comment_form": form, "page_has_errors": True}
    initial = {"text": texts_of(report, words=standing.vocabulary)[section].text}
    return _text_page(request, standing, report, section, TextForm(initial=initial), context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def settle(
    request: HttpRequest, standing: Standing, report_id: int, section: str, comment_id: int
) -> HttpResponse:
    """Say what became of a comment."""
    report = section_or_404(standing, report_id, section)
    demand(can_write(standing, asked=section in questions.asked_of(standing, report)))
    found = questions.comment_seen(report, comment_id)
    if found is None or found.section != section:
        raise Http404("No such comment.")
    form = SettleForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            comments.settle(
                report_id=report.pk, comment_id=found.pk, answer=form.cleaned_data["answer"], by=standing
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The comment is settled.")
            return redirect("reports:text", standing.board_code, report.pk, section)
    back = ("Back to the text", reverse("reports:text", args=[standing.board_code, report.pk, section]))
    return render(request, "reports/comment_settle.html", {"form": form, "found": found, "back_link": back})


def section_or_404(standing: Standing, report_id: int, section: str) -> Report:
    """The report, for whoever may read this text of it: those who read drafts, and those asked to write it."""
    report = questions.report_at(standing, report_id)
    if report is None or section not in sections_of(Kind(report.kind)):
        raise Http404("No such text.")
    demand(can_comment(standing, asked=section in questions.asked_of(standing, report)))
    return report


def _back_to_texts(standing: Standing, report: Report) -> tuple[str, str]:
    if can_comment(standing, asked=False):
        return ("Back to the texts", reverse("reports:texts", args=[standing.board_code, report.pk]))
    return ("Back to the front page", reverse("front-page", args=[standing.board_code]))


def _back_to_report(standing: Standing, report: Report) -> tuple[str, str]:
    address = reverse("reports:report", args=[standing.board_code, report.pk])
    return (f"Back to the {called(report).inside}", address)


_ONE = "reports/<int:report_id>/texts/<slug:section>/"
ADDRESSES: list[URLPattern] = [
    path("reports/<int:report_id>/texts/", text_list, name="texts"),
    path(_ONE, text, name="text"),
    path(f"{_ONE}versions/<int:number>/", version, name="text-version"),
    path(f"{_ONE}sign-off/", sign_off, name="text-sign-off"),
    path(f"{_ONE}comment/", comment, name="text-comment"),
    path(f"{_ONE}comments/<int:comment_id>/settle/", settle, name="comment-settle"),
]
