"""Coming in: signing in and out, a forgotten password, an invitation."""

from django.contrib.auth import views as auth
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse_lazy
from django.utils.decorators import method_decorator
from django.views.decorators.http import require_safe

from agencies.actions import people as acts
from agencies.forms import AcceptForm, ForgottenPasswordForm, NewPasswordForm, SignInForm
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.roles import Role
from agencies.rules.verdict import Refused
from agencies.rules.vocabulary import Idea


@method_decorator(login_not_required, name="dispatch")
class SignIn(auth.LoginView):
    """Email and password, nothing else."""

    template_name = "agencies/sign_in.html"
    authentication_form = SignInForm
    redirect_authenticated_user = True


class SignOut(auth.LogoutView):
    """Ends the session."""


@method_decorator(login_not_required, name="dispatch")
class ForgottenPassword(auth.PasswordResetView):
    """Sends a link to the address given, if it is known; says the same either way."""

    template_name = "agencies/password_forgotten.html"
    form_class = ForgottenPasswordForm
    email_template_name = "agencies/mail/password.txt"
    success_url = reverse_lazy("agencies:password-sent")


@method_decorator(login_not_required, name="dispatch")
class PasswordSent(auth.PasswordResetDoneView):
    """Says that a letter is on its way."""

    template_name = "agencies/password_sent.html"


@method_decorator(login_not_required, name="dispatch")
class NewPassword(auth.PasswordResetConfirmView):
    """Takes the new password from someone who followed the link."""

    template_name = "agencies/password_new.html"
    form_class = NewPasswordForm
    success_url = reverse_lazy("agencies:password-done")


@method_decorator(login_not_required, name="dispatch")
class PasswordDone(auth.PasswordResetCompleteView):
    """Says that the new password works."""

    template_name = "agencies/password_done.html"


@login_not_required
def invitation(request: HttpRequest, token: str) -> HttpResponse:
    """Take up an invitation by choosing a password; someone who has one only confirms."""
    invited = acts.invitation_for(token)
    if invited is None:
        return render(request, "agencies/invitation_closed.html", status=404)
    form = AcceptForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            acts.accept(token=token, password=form.cleaned_data["password"])
        except Refused as refusal:
            raise PermissionDenied(str(refusal)) from None
        return redirect("agencies:invitation-accepted")
    words, day = vocabulary_of(invited.board), clock.today()
    context = {
        "form": form,
        "invited": invited,
        "board_called": words.word(Idea.NAME, day),
        "role_called": words.role(Role(invited.role), day).inside,
    }
    return render(request, "agencies/invitation.html", context)


@login_not_required
@require_safe
def invitation_accepted(request: HttpRequest) -> HttpResponse:
    """Says that the invitation is taken up and leads to signing in."""
    return render(request, "agencies/invitation_accepted.html")
