"""Who has access to a board: the list, inviting, taking back, ending."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from agencies.actions import people as acts
from agencies.door import at_board, demand
from agencies.forms import InviteForm
from agencies.permissions import can_invite, can_see_people
from agencies.queries import people as questions
from agencies.rules.roles import Role
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused


@require_safe
@at_board
def people(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Everyone with access, in which role, and the invitations that wait."""
    demand(can_see_people(standing))
    may_invite = can_invite(standing)
    context = {
        "members": questions.members(standing),
        "invitations": questions.waiting_invitations(standing) if may_invite else (),
        "may_invite": may_invite,
    }
    return render(request, "agencies/people.html", context)


@at_board
def invite(request: HttpRequest, standing: Standing) -> HttpResponse:
    """Ask whom to invite, as what, and send the letter."""
    demand(can_invite(standing))
    form = InviteForm(
        request.POST or None, agencies=questions.seated_agencies(standing), vocabulary=standing.vocabulary
    )
    if request.method == "POST" and form.is_valid():
        try:
            acts.invite(
                email=form.cleaned_data["email"],
                name=form.cleaned_data["name"],
                role=Role(form.cleaned_data["role"]),
                agency=form.cleaned_data["agency"],
                by=standing,
            )
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, f"Invitation sent to {form.cleaned_data['email']}.")
            return redirect("agencies:people", board=standing.board_code)
    return render(request, "agencies/invite.html", {"form": form})


@require_POST
@at_board
def withdraw_invitation(request: HttpRequest, standing: Standing, invitation_id: int) -> HttpResponse:
    """Take an invitation back."""
    acts.withdraw_invitation(invitation_id=invitation_id, by=standing)
    messages.success(request, "The invitation is taken back; its link no longer works.")
    return redirect("agencies:people", board=standing.board_code)


@at_board
def end_membership(request: HttpRequest, standing: Standing, membership_id: int) -> HttpResponse:
    """Ask whether to end someone's role, then end it."""
    demand(can_invite(standing))
    member = next((one for one in questions.members(standing) if one.membership_id == membership_id), None)
    if request.method == "POST":
        acts.end_membership(membership_id=membership_id, by=standing)
        messages.success(request, "The role has ended. What was done in it stays on record.")
        return redirect("agencies:people", board=standing.board_code)
    if member is None:
        return redirect("agencies:people", board=standing.board_code)
    return render(request, "agencies/end_membership.html", {"member": member})
