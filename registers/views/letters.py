"""The chair's letters: the list, one with its versions, its PDF and Word file, sending it or not."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from registers import exports
from registers.actions import letters as actions
from registers.forms.letters import LetterForm
from registers.permissions import can_see_owed, can_send_letters, can_write_letters
from registers.queries.letters import LetterPage, letter_page, letters_of

_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@require_safe
@at_board
def letters(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Every letter: drafts first, then those sent."""
    demand(can_see_owed(standing))
    back = ("What agencies owe", reverse("registers:owed", args=[standing.board_code]))
    return render(request, "registers/letters.html", {"letters": letters_of(standing), "back_link": back})


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def letter(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """One letter; a POST keeps a new version of a draft."""
    demand(can_see_owed(standing))
    page = _found(standing, number)
    form = LetterForm(request.POST if request.method == "POST" else None, initial=page.as_typed)
    if request.method == "POST":
        demand(can_write_letters(standing))
        if form.is_valid():
            try:
                actions.edit(letter_id=page.letter.pk, by=standing, **form.cleaned_data)
            except Refused as refusal:
                form.add_error(None, str(refusal))
            else:
                messages.success(request, f"A new version of {page.letter.reference} is kept.")
                return redirect("registers:letter", board=standing.board_code, number=number)
    context = {
        "page": page,
        "form": form,
        "may_write": can_write_letters(standing),
        "may_send": can_send_letters(standing),
        "back_link": ("Letters", reverse("registers:letters", args=[standing.board_code])),
    }
    return render(request, "registers/letter.html", context)


@require_POST
@at_board
def letter_send(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
    """Send it by email, note that it is posted, or decide not to send it."""
    demand(can_send_letters(standing))
    page = _found(standing, number)
    how = request.POST.get("how", "")
    seen = request.POST.get("seen", "")
    try:
        if how == "drop":
            actions.drop(letter_id=page.letter.pk, why=request.POST.get("why", ""), by=standing)
            messages.success(request, f"{page.letter.reference} is not sent.")
        elif how in ("email", "post"):
            pdf = exports.letter_pdf(page, standing)
            actions.send(
                letter_id=page.letter.pk,
                how=how,
                pdf=pdf,
                seen=int(seen) if seen.isdecimal() else 0,
                by=standing,
            )
            said = "goes out by email now" if how == "email" else "is noted as posted"
            messages.success(request, f"{page.letter.reference} {said}. Its PDF is kept here.")
        else:
            raise Refused("Choose how it is sent.")
    except Refused as refusal:
        messages.error(request, str(refusal))
    return redirect("registers:letter", board=standing.board_code, number=number)


@require_safe
@at_board
def letter_file(request: HttpRequest, standing: Standing, number: int, kind: str) -> HttpResponse:
    """The letter as a PDF (of a sent one, the very file that was sent) or as a Word file."""
    demand(can_see_owed(standing))
    page = _found(standing, number)
    if kind == "pdf":
        answer = HttpResponse(exports.letter_pdf(page, standing), content_type="application/pdf")
    elif kind == "docx":
        answer = HttpResponse(exports.letter_docx(page, standing), content_type=_WORD)
    else:
        raise Http404("A letter is a pdf or a docx.")
    answer["Content-Disposition"] = (
        f'attachment; filename="{standing.board_code}-{page.letter.reference}.{kind}"'
    )
    return answer


def _found(standing: Standing, number: int) -> LetterPage:
    page = letter_page(standing, number)
    if page is None:
        raise Http404("No such letter.")
    return page


ADDRESSES = [
    path("letters/", letters, name="letters"),
    path("letters/<int:number>/", letter, name="letter"),
    path("letters/<int:number>/send/", letter_send, name="letter-send"),
    path("letters/<int:number>/<slug:kind>/", letter_file, name="letter-file"),
]
