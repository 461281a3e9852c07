"""Refreshers: who is due, by name for the training coordinator, and the rules they fall due by."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import URLPattern, path, reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from agencies.door import at_board, demand
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from training.actions import refreshers as acts
from training.forms.refreshers import RuleForm
from training.permissions import can_keep_training, can_see_learners
from training.queries.own_training import professions_at
from training.queries.refreshers import courses_at, refreshers_due, rules_of

_A_PAGE = 50


@require_safe
@at_board
def refreshers(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Who is due to take a course again, or will be within weeks."""
    demand(can_see_learners(standing))
    page = Paginator(refreshers_due(standing), _A_PAGE).get_page(request.GET.get("page"))
    context = {
        "page": page,
        "rules": rules_of(standing.board_id),
        "back_link": ("Back to learning", reverse("training:learning", args=[standing.board_code])),
    }
    return render(request, "training/refreshers.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@at_board
def rules(request: HttpRequest, standing: Standing) -> HttpResponse:
    """The rules: after how many months a course is taken again, by profession."""
    demand(can_keep_training(standing))
    form = RuleForm(
        request.POST if request.method == "POST" else None,
        courses=courses_at(standing.board_id),
        professions=professions_at(standing.board_id),
    )
    if form.is_valid():
        try:
            acts.set_rule(by=standing, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "The rule is set.")
            return redirect("training:refresher-rules", board=standing.board_code)
    context = {
        "form": form,
        "rules": rules_of(standing.board_id),
        "back_link": ("Back to refreshers", reverse("training:refreshers", args=[standing.board_code])),
    }
    return render(request, "training/refresher_rules.html", context)


@require_POST
@at_board
def remove_rule(request: HttpRequest, standing: Standing, rule_id: int) -> HttpResponse:
    """Take a rule away."""
    acts.remove_rule(rule_id=rule_id, by=standing)
    messages.success(request, "The rule is taken away.")
    return redirect("training:refresher-rules", board=standing.board_code)


ADDRESSES: list[URLPattern] = [
    path("learning/refreshers/", refreshers, name="refreshers"),
    path("learning/refreshers/rules/", rules, name="refresher-rules"),
    path("learning/refreshers/rules/<int:rule_id>/remove/", remove_rule, name="refresher-rule-remove"),
]
