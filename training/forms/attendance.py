"""The attendance list as a form: who came, somebody who walked in, closing it."""

from collections.abc import Iterable, Mapping
from typing import Any

from django import forms
from django.db.models import QuerySet

from agencies.models import Agency
from registers.forms.fields import words
from training.forms.own_training import email_field
from training.models import Profession

WHY = "The list is closed: say why it is put right."


def marked(posted: Mapping[str, str]) -> dict[int, bool]:
    """Who was ticked or unticked on a page of boxes, by booking: only where the box is not as the page showed it.

    What was noted elsewhere while the page lay open, by the code on the screen for one, is left as it is.
    """
    shown = {
        key.removeprefix("was-"): value == "1" for key, value in posted.items() if key.startswith("was-")
    }
    return {
        int(pk): f"came-{pk}" in posted
        for pk, was in shown.items()
        if pk.isascii() and pk.isdecimal() and (f"came-{pk}" in posted) != was
    }


def sent(posted: Mapping[str, str]) -> dict[int, bool]:
    """Who came and who did not, by booking, as a phone sends it: `mark-17=1`."""
    pairs = [(key.removeprefix("mark-"), value) for key, value in posted.items() if key.startswith("mark-")]
    return {
        int(pk): value == "1"
        for pk, value in pairs
        if pk.isascii() and pk.isdecimal() and value in ("0", "1")
    }


class WhyForm(forms.Form):
    """Why a closed list is put right; nothing is asked of an open one."""

    def __init__(self, *args: Any, closed: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if closed:
            self.fields["correcting"] = words("Why is it put right?", WHY)

    @property
    def said_why(self) -> str:
        """The reason; empty of an open list."""
        return str(self.cleaned_data.get("correcting", ""))


class WalkInForm(WhyForm):
    """Somebody who came without a booking."""

    def __init__(
        self, *args: Any, agencies: Iterable[Agency], professions: QuerySet[Profession], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        ids = [one.pk for one in agencies]
        asked: dict[str, forms.Field] = {
            "name": forms.CharField(
                label="Name",
                max_length=200,
                widget=forms.TextInput(attrs={"autocomplete": "off"}),
                error_messages={"required": "Enter the name of who came."},
            ),
            "agency": forms.ModelChoiceField(
                label="Agency",
                queryset=Agency.objects.filter(pk__in=ids).order_by("name"),
                empty_label="Choose",
                error_messages={"required": "Choose the agency."},
            ),
            "profession": forms.ModelChoiceField(
                label="Works as, if you know",
                queryset=professions,
                empty_label="Not known",
                required=False,
            ),
            "email": email_field(
                "Work email address, if you have it",
                "",
                "Where the certificate and the evaluation go.",
            ),
        }
        asked["email"].required = False
        self.fields = asked | self.fields


class CloseForm(forms.Form):
    """Closing the list: who opened the day, if anybody."""

    chair = forms.BooleanField(label="The chair of the board introduced it", required=False)
    introduced = forms.CharField(
        label="Who introduced it, if somebody else did",
        help_text="By office, such as “Assistant director”.",
        max_length=200,
        required=False,
    )
