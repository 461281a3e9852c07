"""What is asked when somebody is booked by hand, and when a place is passed on."""

from collections.abc import Collection
from typing import Any

from django import forms

from agencies.models import Agency
from registers.actions.words import LINE
from training.models import Profession


class ColleagueForm(forms.Form):
    """Somebody of a known agency."""

    name = forms.CharField(label="Name", max_length=LINE, error_messages={"required": "Enter the name."})
    email = forms.EmailField(
        label="Work email address",
        max_length=254,
        error_messages={
            "required": "Enter the work email address.",
            "invalid": "Enter an email address, such as name@example.org.",
        },
    )
    profession = forms.ModelChoiceField(
        label="Profession", queryset=Profession.objects.none(), required=False, empty_label="Not known"
    )

    def __init__(self, *args: Any, professions: Collection[Profession], **kwargs: Any) -> None:
        """Offer these professions."""
        super().__init__(*args, **kwargs)
        field = self.fields["profession"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Profession.objects.filter(pk__in=[one.pk for one in professions])


class PersonForm(ColleagueForm):
    """Somebody, and where they work."""

    agency = forms.ModelChoiceField(
        label="Agency",
        queryset=Agency.objects.none(),
        empty_label="Choose",
        error_messages={"required": "Choose the agency."},
    )

    def __init__(self, *args: Any, agencies: Collection[Agency], **kwargs: Any) -> None:
        """Offer these agencies; a single one is chosen."""
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Agency.objects.filter(pk__in=[one.pk for one in agencies]).order_by("name")
        if len(agencies) == 1:
            field.empty_label = None
        self.order_fields(["name", "email", "agency", "profession"])
