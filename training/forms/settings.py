"""What is asked about how a board's training is looked after."""

from collections.abc import Collection
from typing import Any

from django import forms

from agencies.models import Agency
from design.forms import DateField
from registers.actions.words import LINE
from training.actions.settings import MOST_STAFF
from training.models import Profession, TrainingSettings
from training.rules.settings import FEWEST_KEPT, MOST_KEPT, MOST_REMIND, Days

_SHORT = {"class": "govuk-input--width-4", "inputmode": "numeric"}


def _number(label: str, hint: str, lowest: int, highest: int) -> forms.IntegerField:
    said = f"{label}: enter a whole number from {lowest:,} to {highest:,}."
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=lowest,
        max_value=highest,
        widget=forms.TextInput(attrs=_SHORT),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), said),
    )


class DaysForm(forms.Form):
    """When people are reminded, and for how long names and free text are kept."""

    remind = _number(
        "Working days before a session on which people are reminded", "0 reminds nobody.", 0, MOST_REMIND
    )
    names = _number(
        "Days for which names and addresses are kept",
        "After somebody’s last session. Then a random name stays in their place, so that counts stand.",
        FEWEST_KEPT,
        MOST_KEPT,
    )
    words = _number(
        "Days for which free text is kept",
        "After the session: what people wrote in evaluations, and why they cancelled.",
        FEWEST_KEPT,
        MOST_KEPT,
    )

    def days(self) -> Days:
        """What was entered, of a form that is valid."""
        return Days(**self.cleaned_data)


def as_set(settings: TrainingSettings) -> dict[str, int]:
    """What stands in the form before anything is changed."""
    return {"remind": settings.remind_days, "names": settings.names_kept, "words": settings.words_kept}


class DomainForm(forms.Form):
    """What an agency's work addresses end with."""

    agency = forms.ModelChoiceField(
        label="Agency",
        queryset=Agency.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose the agency."},
    )
    domain = forms.CharField(
        label="What follows the @ in its work addresses",
        help_text="Such as police.example. Links are sent to no other addresses.",
        max_length=253,
        widget=forms.TextInput(attrs={"spellcheck": "false", "autocapitalize": "none"}),
        error_messages={"required": "Enter what follows the @."},
    )

    def __init__(self, *args: Any, agencies: Collection[Agency], **kwargs: Any) -> None:
        """Offer these agencies."""
        super().__init__(*args, **kwargs)
        _agencies(self, agencies)


class ProfessionForm(forms.Form):
    """A profession's name."""

    name = forms.CharField(
        label="Profession", max_length=120, error_messages={"required": "Enter the profession."}
    )


class HeadcountForm(forms.Form):
    """How many staff an agency has."""

    agency = forms.ModelChoiceField(
        label="Agency",
        queryset=Agency.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose the agency."},
    )
    profession = forms.ModelChoiceField(
        label="Profession", queryset=Profession.objects.none(), required=False, empty_label="All staff"
    )
    number = _number("Number of staff", "Those who work with children or their families.", 0, MOST_STAFF)
    as_of = DateField(label="On which day", error_messages={"required": "Enter the day."})
    source = forms.CharField(
        label="Who says so", help_text="Such as the workforce census.", max_length=LINE, required=False
    )

    def __init__(
        self, *args: Any, agencies: Collection[Agency], professions: Collection[Profession], **kwargs: Any
    ) -> None:
        """Offer these."""
        super().__init__(*args, **kwargs)
        _agencies(self, agencies)
        field = self.fields["profession"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Profession.objects.filter(pk__in=[one.pk for one in professions])


def _agencies(form: forms.Form, offered: Collection[Agency]) -> None:
    field = form.fields["agency"]
    assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
    field.queryset = Agency.objects.filter(pk__in=[one.pk for one in offered]).order_by("name")
