"""What is done to one risk, a page each: reviewed, scored, held, linked, accepted, amended, archived, brought back."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, QueryDict
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods

from agencies.door import at_board, demand
from agencies.queries.people import seated_agencies
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused, Verdict
from registers.actions import risks as acts
from registers.actions.overtaken import Overtaken
from registers.forms import risks as asked
from registers.models import Control, Risk, Score
from registers.permissions import can_change_risk, can_keep_risks, can_see_risks
from registers.presenters.amended import beside
from registers.queries.risk_choices import linkable, priorities
from registers.queries.risk_owners import possible_risk_owners
from registers.queries.risk_page import control_seen, last_change, risk_page, risk_seen
from registers.rules.risks import Verb

#: The form of a step for one risk, given what was sent (None where nothing was).
Make = Callable[[QueryDict | None, Standing, Risk], forms.Form]
Act = Callable[[Any, Risk, Standing], object]


@dataclass(frozen=True, slots=True)
class Step:
    """One thing done on a page of its own; `done` is said when it is saved."""

    verb: Verb
    path: str
    link: str
    heading: str
    button: str
    done: str
    make: Make
    act: Act
    about: str = ""
    warns: bool = False


def _plain(form: type[forms.Form]) -> Make:
    return lambda sent, standing, risk: form(sent)


def _amend_form(sent: QueryDict | None, standing: Standing, risk: Risk) -> forms.Form:
    names = ("title", "cause", "event", "consequence", "priority", "agency", "owner", "response")
    return asked.AmendForm(
        sent,
        initial={name: getattr(risk, name) for name in names} | {"seen": risk.version},
        agencies=seated_agencies(standing),
        owners=possible_risk_owners(standing.board_id),
        priorities=priorities(standing),
        risk=risk,
    )


def _amend(form: asked.AmendForm, risk: Risk, standing: Standing) -> object:
    return acts.amend(risk_id=risk.pk, words=form.words(), seen=form.cleaned_data["seen"], by=standing)


def _score_form(sent: QueryDict | None, standing: Standing, risk: Risk) -> forms.Form:
    page = risk_page(standing, risk.number)
    now = page.latest(Score.Moment.NOW) if page else None
    initial = {"likelihood": now.likelihood, "impact": now.impact} if now else {}
    return asked.ScoreForm(sent, initial=initial, only_now=not can_keep_risks(standing))


def _score(form: asked.ScoreForm, risk: Risk, standing: Standing) -> object:
    given = dict(form.cleaned_data)
    moment = Score.Moment(given.pop("moment", Score.Moment.NOW))
    judged = acts.Judged(given.pop("likelihood"), given.pop("impact"))
    return acts.score(risk_id=risk.pk, moment=moment, judged=judged, by=standing, **given)


def _link_form(sent: QueryDict | None, standing: Standing, risk: Risk) -> forms.Form:
    return asked.LinkForm(sent, choices=linkable(standing, risk))


def _link(form: asked.LinkForm, risk: Risk, standing: Standing) -> object:
    kind, key = form.chosen()
    return acts.link(risk_id=risk.pk, kind=kind, key=key, by=standing)


def _with(act: Callable[..., object]) -> Act:
    """The action, given what the form holds under its own names."""
    return lambda form, risk, standing: act(risk_id=risk.pk, by=standing, **form.cleaned_data)


STEPS = (
    Step(
        Verb.REVIEW, "review", "Review it", "Review this risk", "Save the review", "{} is reviewed.",
        _plain(asked.ReviewForm), _with(acts.review),
    ),
    Step(
        Verb.SCORE, "score", "Score it again", "Score this risk again", "Save the score", "{} is scored again.",
        _score_form, _score, about="Earlier scores stay in its history.",
    ),
    Step(
        Verb.ADD_CONTROL, "control", "Add a control", "Add a control", "Add this control",
        "The control of {} is added.", _plain(asked.ControlForm), _with(acts.add_control),
    ),
    Step(
        Verb.LINK, "link", "Link it", "Link this risk", "Link it", "{} is linked.", _link_form, _link,
        about="To an indicator that would show it, or a challenge about it.",
    ),
    Step(
        Verb.ACCEPT, "accept", "Tolerate it", "Tolerate this risk", "Accept it as it is", "{} is accepted.",
        _plain(asked.AcceptForm), _with(acts.accept),
        about="The board accepts the risk as it is, until a day on which it decides again.",
    ),
    Step(
        Verb.AMEND, "amend", "Put its words right", "Put this risk’s words right", "Save the words",
        "The words of {} are changed.", _amend_form, _amend,
    ),
    Step(
        Verb.MOVE_REVIEW, "review-date", "Move its review", "Move this risk’s review", "Move the review",
        "The review of {} is moved.", _plain(asked.MoveReviewForm), _with(acts.move_review),
        about="Without a review having been held. To hold one, review it.",
    ),
    Step(
        Verb.ARCHIVE, "archive", "Archive it", "Archive this risk", "Archive it", "{} is archived.",
        _plain(asked.WhyForm), _with(acts.archive),
        about="It leaves the register and the map. It can be brought back, with all of its history.", warns=True,
    ),
    Step(
        Verb.BRING_BACK, "bring-back", "Bring it back", "Bring this risk back", "Bring it back",
        "{} is in the register again.", _plain(asked.BringBackForm), _with(acts.bring_back),
    ),
)  # fmt: skip


def offered(may: Mapping[Verb, Verdict], board: str, number: int) -> list[tuple[str, str]]:
    """What this person may do to the risk, in words, and where."""
    return [
        (one.link, reverse(f"registers:risk-{one.path}", args=[board, number]))
        for one in STEPS
        if may[one.verb]
    ]


def _page(step: Step) -> Callable[..., HttpResponseBase]:
    @require_http_methods(["GET", "HEAD", "POST"])
    @at_board
    def page(request: HttpRequest, standing: Standing, number: int) -> HttpResponse:
        return _take(step, request, standing, _risk(standing, number))

    page.__doc__ = f"{step.heading}."
    page.__name__ = f"risk_{step.path.replace('-', '_')}"
    return page


def _risk(standing: Standing, number: int) -> Risk:
    demand(can_see_risks(standing))
    found = risk_seen(standing, number)
    if found is None:
        raise Http404("The board has no such risk.")
    return found


def _take(
    step: Step, request: HttpRequest, standing: Standing, risk: Risk, control: Control | None = None
) -> HttpResponse:
    """Ask, or do it and go back to the risk. Whoever was overtaken is shown both, and asked again."""
    demand(can_change_risk(step.verb, standing, risk))
    form = step.make(request.POST if request.method == "POST" else None, standing, risk)
    context: dict[str, Any] = {}
    if request.method == "POST" and form.is_valid():
        try:
            step.act(form, risk, standing)
        except Overtaken as overtaken:
            form, context = _overtaken(overtaken, form, request, standing, risk.number)
        except acts.AsksForControl as asks:
            form.add_error("control", str(asks))
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, step.done.format(risk))
            return redirect("registers:risk", board=standing.board_code, number=risk.number)
    context |= {
        "form": form,
        "caption": f"{risk} {risk.title}",
        "heading": step.heading,
        "button": step.button,
        "about": step.about,
        "warns": step.warns,
        "control": control,
        "back_link": (f"Back to {risk}", reverse("registers:risk", args=[standing.board_code, risk.number])),
    }
    return render(request, "registers/risk_form.html", context)


def _overtaken(
    overtaken: Overtaken, form: Any, request: HttpRequest, standing: Standing, number: int
) -> tuple[forms.Form, dict[str, Any]]:
    """The form as it was filled in, now of the newest version, with what somebody else made of the risk beside it."""
    newest = _risk(standing, number)
    filled = request.POST.copy()
    filled["seen"] = str(newest.version)
    again = _amend_form(filled, standing, newest)
    again.add_error(None, str(overtaken))
    return again, {"beside": beside(newest, form.words()), "by_whom": last_change(standing, newest)}


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def end_control(request: HttpRequest, standing: Standing, number: int, control_id: int) -> HttpResponse:
    """Say that a control holds no longer."""
    risk = _risk(standing, number)
    control = control_seen(standing, number, control_id)
    if control is None:
        raise Http404("That is no control of this risk.")
    step = Step(
        Verb.END_CONTROL, "end-control", "End it", "End a control", "End this control",
        "A control of {} has ended.", _plain(asked.WhyForm),
        lambda form, risk, standing: acts.end_control(
            risk_id=risk.pk, control_id=control_id, why=form.cleaned_data["why"], by=standing
        ),
        about="It stays in the risk’s history.",
        warns=True,
    )  # fmt: skip
    return _take(step, request, standing, risk, control)


ADDRESSES: list[URLPattern] = [
    *(path(f"risks/<int:number>/{step.path}/", _page(step), name=f"risk-{step.path}") for step in STEPS),
    path("risks/<int:number>/controls/<int:control_id>/end/", end_control, name="risk-control-end"),
]
