"""The forms of the agencies room."""

from typing import Any

from django import forms
from django.conf import settings
from django.contrib.auth.forms import AuthenticationForm, PasswordResetForm, SetPasswordForm
from django.contrib.auth.password_validation import validate_password
from django.template.loader import render_to_string

from agencies import mail
from agencies.actions import people
from agencies.actions.words import LONGEST as LONGEST_WORD
from agencies.models import Agency, Person
from agencies.rules import clock
from agencies.rules.roles import BUNDLES, Role
from agencies.rules.vocabulary import Vocabulary
from design.forms import DateField

#: In characters: an address longer than this cannot be written to (RFC 5321), and fits no column.
LONGEST_EMAIL = 254
TOO_LONG = f"An email address has at most {LONGEST_EMAIL} characters."


class SignInForm(AuthenticationForm):
    """Email and password."""

    error_messages = {
        **AuthenticationForm.error_messages,
        "invalid_login": "That email address and password do not go together. Check both, or set a new password.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["username"] = forms.EmailField(
            label="Email address",
            widget=forms.EmailInput(attrs={"autocomplete": "username", "spellcheck": "false"}),
            max_length=LONGEST_EMAIL,
            error_messages={"required": "Enter your email address.", "max_length": TOO_LONG},
        )
        self.fields["password"].error_messages["required"] = "Enter your password."
        self.fields["password"].widget.attrs.pop("autofocus", None)

    def clean_username(self) -> str:
        """In lower case, so that another spelling of the address is not another eight tries."""
        email: str = self.cleaned_data["username"]
        return email.lower()


class ForgottenPasswordForm(PasswordResetForm):
    """Asks where to send the link; the letter goes through the outbox like every other."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].label = "Email address"
        self.fields["email"].error_messages["required"] = "Enter your email address."

    def send_mail(
        self,
        subject_template_name: str,
        email_template_name: str,
        context: dict[str, Any],
        from_email: str | None,
        to_email: str,
        html_email_template_name: str | None = None,
    ) -> None:
        """Queue the letter; its link leads to the portal's own address, whatever host was asked."""
        mail.queue(
            to=to_email,
            subject="Set a new password for the safeguarding portal",
            text=render_to_string(email_template_name, {**context, "public_url": settings.PUBLIC_URL}),
        )


class NewPasswordForm(SetPasswordForm):  # type: ignore[type-arg]  # not generic when run
    """A new password, twice."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["new_password1"].label = "New password"
        self.fields[
            "new_password1"
        ].help_text = "At least 12 characters. Three random words are easy to remember."
        self.fields["new_password2"].label = "The same password again"
        self.fields["new_password2"].help_text = ""

    def save(self, commit: bool = True) -> Person:
        """Set the password, on record; the link has shown that it is this person's own address."""
        person: Person = self.user
        people.set_password(
            person=person, password=self.cleaned_data["new_password1"], how="the link sent to their address"
        )
        return person


class AcceptForm(forms.Form):
    """The password someone invited chooses."""

    password = forms.CharField(
        label="Choose a password",
        help_text="At least 12 characters. Three random words are easy to remember.",
        widget=forms.PasswordInput(attrs={"autocomplete": "new-password"}),
        error_messages={"required": "Choose a password."},
        strip=False,
    )

    def clean_password(self) -> str:
        """Hold the password against the portal's rules."""
        password: str = self.cleaned_data["password"]
        validate_password(password)
        return password


class InviteForm(forms.Form):
    """Whom to invite, as what."""

    name = forms.CharField(
        label="Name", max_length=200, error_messages={"required": "Enter the person’s name."}
    )
    email = forms.EmailField(
        label="Work email address",
        help_text="The invitation goes there and works for 14 days.",
        max_length=LONGEST_EMAIL,
        error_messages={
            "required": "Enter a work email address.",
            "max_length": TOO_LONG,
            "invalid": "Enter an email address such as name@police.example.",
        },
    )
    role = forms.ChoiceField(
        label="Role",
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a role."},
    )
    agency = forms.ModelChoiceField(
        label="Agency",
        help_text="Needed for an agency lead only.",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="No agency",
    )

    def __init__(
        self,
        *args: Any,
        agencies: tuple[Agency, ...] = (),
        vocabulary: Vocabulary | None = None,
        **kwargs: Any,
    ) -> None:
        super().__init__(*args, **kwargs)
        words, day = vocabulary or Vocabulary(), clock.today()
        role = self.fields["role"]
        assert isinstance(role, forms.ChoiceField)  # noqa: S101 - declared above
        role.choices = [(one.value, words.role(one, day).text) for one in Role]
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Agency.objects.filter(pk__in=[agency.pk for agency in agencies]).order_by("name")

    def clean(self) -> dict[str, Any]:
        """An agency lead needs an agency."""
        cleaned: dict[str, Any] = super().clean() or {}
        role = cleaned.get("role")
        if role and BUNDLES[Role(role)].needs_agency and not cleaned.get("agency"):
            self.add_error("agency", "Choose the agency this person leads for.")
        return cleaned


class WordForm(forms.Form):
    """A new word for an idea, from a day on."""

    word = forms.CharField(
        label="The new word",
        help_text="As it stands by itself, with a capital, such as “Independent scrutineer”.",
        max_length=LONGEST_WORD,
        error_messages={
            "required": "Write the new word.",
            "max_length": f"A word has at most {LONGEST_WORD} characters.",
        },
    )
    since = DateField(
        label="From which day on",
        help_text="Such as 29 9 2019. What is of earlier days keeps the earlier word.",
        error_messages={"required": "Enter the day from which on it is called so."},
    )
    reason = forms.CharField(
        label="Why, if that day is over",
        help_text="It goes on record.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """A day that is over needs a reason."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        since = given.get("since")
        if since is not None and since < clock.today() and not given.get("reason"):
            self.add_error(
                "reason", "That day is over, so this changes what pages say of the time since: say why."
            )
        return given


class RightWordForm(forms.Form):
    """A word put right, or taken back, with a reason."""

    word = forms.CharField(
        label="The word as it should stand",
        max_length=LONGEST_WORD,
        required=False,
        error_messages={"max_length": f"A word has at most {LONGEST_WORD} characters."},
    )
    reason = forms.CharField(
        label="Why",
        help_text="It goes on record. A word that is still to come needs no reason.",
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=1000,
        required=False,
    )


class MailForm(forms.Form):
    """What a person is told of by email, besides what the law asks for."""

    reminded = forms.BooleanField(
        label="Reminders of what is coming up: actions, checks of actions, risks to review, and what waits for you "
        "without a date",
        required=False,
    )
    told_news = forms.BooleanField(
        label="What moved: that a reply came or was judged, an action was agreed or finished, or figures came",
        required=False,
    )


class CodeForm(forms.Form):
    """The six figures of a one-time code."""

    code = forms.CharField(
        label="Six-figure code",
        max_length=20,
        widget=forms.TextInput(
            attrs={
                "class": "govuk-input--width-10",
                "inputmode": "numeric",
                "autocomplete": "one-time-code",
                "spellcheck": "false",
            }
        ),
        error_messages={
            "required": "Type the six figures.",
            "max_length": "A code has six figures.",
        },
    )
