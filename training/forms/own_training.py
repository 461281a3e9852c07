"""What people without an account are asked: their address, what a booking needs, and why they cancel."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.models import Agency
from registers.forms.fields import words
from training.models import Learner, Profession

_LONGEST_EMAIL = 254


def email_field(label: str, missing: str, hint: str = "") -> forms.EmailField:
    """A work address."""
    return forms.EmailField(
        label=label,
        help_text=hint,
        max_length=_LONGEST_EMAIL,
        widget=forms.EmailInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
        error_messages={
            "required": missing,
            "invalid": "Enter an email address, such as name@agency.example.",
            "max_length": f"An email address has at most {_LONGEST_EMAIL} characters.",
        },
    )


class AskForm(forms.Form):
    """The address a link is sent to."""

    email = email_field("Your work email address", "Enter your work email address.")
    email.widget.attrs["autocomplete"] = "email"


class BookForm(forms.Form):
    """What a first booking needs to know; of what is known already nothing is asked again."""

    def __init__(
        self,
        *args: Any,
        agencies: Iterable[Agency],
        professions: QuerySet[Profession],
        learner: Learner | None = None,
        asks_manager: bool = False,
        for_colleague: bool = False,
        **kwargs: Any,
    ) -> None:
        """`agencies` are those the address may belong to; `learner` is whom we know under it."""
        super().__init__(*args, **kwargs)
        whose = "Their" if for_colleague else "Your"
        offered = tuple(agencies)
        if for_colleague:
            self.fields["email"] = email_field(
                "Their work email address",
                "Enter the work email address of your colleague.",
                "At your own agency. We send them what they need to know.",
            )
        if for_colleague or learner is None or not learner.name:
            self.fields["name"] = forms.CharField(
                label=f"{whose} name",
                max_length=200,
                error_messages={"required": f"Enter {whose.lower()} name."},
            )
        if len(offered) > 1 and (learner is None or learner.agency not in offered):
            self.fields["agency"] = forms.ModelChoiceField(
                label="The agency you work for",
                queryset=Agency.objects.filter(pk__in=[one.pk for one in offered]).order_by("name"),
                empty_label="Choose",
                error_messages={"required": "Choose the agency you work for."},
            )
        if professions.exists() and (for_colleague or learner is None or learner.profession is None):
            self.fields["profession"] = forms.ModelChoiceField(
                label=f"What {'they work' if for_colleague else 'you work'} as",
                queryset=professions,
                empty_label="Choose",
                error_messages={"required": "Choose a profession; “Others” is one."},
            )
        if asks_manager and not for_colleague:
            self.fields["manager_email"] = email_field(
                "Your manager’s work email address",
                "Enter your manager’s work email address.",
                "This course needs a manager’s yes. We write to them.",
            )

    def answers(self) -> dict[str, Any]:
        """Everything a booking is asked with; what was not asked is empty."""
        given = self.cleaned_data
        return {
            "name": given.get("name", ""),
            "agency": given.get("agency"),
            "profession": given.get("profession"),
        }


class CancelForm(forms.Form):
    """Why a place is given back, for who likes to say."""

    why = words("Why, if you would like to say", hint="Do not name a child or a family.")
    why.required = False


class DecideForm(forms.Form):
    """A manager's yes or no."""

    answer = forms.ChoiceField(
        label="May they take part?",
        choices=[("yes", "Yes"), ("no", "No")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose yes or no."},
    )
