"""A page that asks for something and does it: the form, what stands above it, and what is said when it is done."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from agencies.queries.record import Line
from agencies.rules.verdict import Refused
from registers.actions.overtaken import Overtaken


@dataclass(frozen=True, slots=True)
class Asks:
    """What such a page says. `back` is where its way back leads, `seen` the version its form was filled in about."""

    heading: str
    button: str
    back: tuple[str, str]
    caption: str = ""
    known: Sequence[tuple[str, str]] = ()
    #: Said in a warning, on what cannot be undone.
    warns: str = ""
    #: Said plainly above the form.
    hint: str = ""
    seen: int = 0


@dataclass(frozen=True, slots=True)
class Done:
    """What was done, in a sentence, and where that can be seen."""

    words: str
    url: str


#: What others changed since the version somebody looked at, and the newest version.
Changed = Callable[[], tuple[tuple[Line, ...], int]]


def ask(
    request: HttpRequest,
    form: forms.Form,
    asks: Asks,
    act: Callable[[dict[str, Any]], Done],
    changed: Changed | None = None,
) -> HttpResponse:
    """Ask; when the form is filled in well, act, and lead on. A refusal stands over the form with what was typed."""
    changes: tuple[Line, ...] = ()
    seen = asks.seen
    if request.method == "POST" and form.is_valid():
        try:
            done = act(form.cleaned_data)
        except Overtaken as overtaken:
            form.add_error(None, str(overtaken))
            if changed is not None:
                changes, seen = changed()
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, done.words)
            return redirect(done.url)
    context = {"form": form, "asks": asks, "changes": changes, "seen": seen, "back_link": asks.back}
    return render(request, "training/ask.html", context)
