"""A person's own page: who they are here, and what they are told of by email."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from agencies.actions import people as acts
from agencies.forms import MailForm
from agencies.models import Person
from agencies.queries.standings import standings_of


def account(request: HttpRequest) -> HttpResponse:
    """Show the page, or keep what was chosen. For whoever is signed in, about themselves."""
    person: Person = request.user  # type: ignore[assignment]
    form = MailForm(
        request.POST if request.method == "POST" else None,
        initial={"reminded": person.reminded, "told_news": person.told_news},
    )
    if form.is_valid():
        changed = acts.choose_mail(person=person, **form.cleaned_data)
        messages.success(request, "Your choice is kept." if changed else "Nothing has changed.")
        return redirect("agencies:account")
    return render(request, "agencies/account.html", {"form": form, "standings": standings_of(person)})
