"""The forms files are sent by: of attendance, and of places told as numbers."""

from datetime import date
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from agencies.models import Agency
from scorecard.rules.periods import Period, financial_year, parse, quarter_holding
from training.actions.intake import LARGEST_FILE

#: So many quarters, and their years, may be chosen from.
_QUARTERS = 28


class IntakeForm(forms.Form):
    """One file, and whose staff its rows are of where they do not say."""

    file = forms.FileField(
        label="The export",
        help_text="A spreadsheet or a CSV file as the agency’s own system gave it.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.txt"}),
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": "Choose a file first."},
    )
    agency = forms.ModelChoiceField(
        label="Whose staff, where a row names no agency",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="every row names one",
    )

    def __init__(self, *args: Any, board_id: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Agency.objects.filter(seats__board_id=board_id).distinct().order_by("name")

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse only what is too large to take; what is wrong inside is the check's to say."""
        return not_too_large(self.cleaned_data["file"])


class PlacesForm(forms.Form):
    """One file of courses by agencies, and the period it is of where it does not say."""

    file = forms.FileField(
        label="The spreadsheet",
        help_text="Courses down and agencies across, or the other way round.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.txt"}),
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": "Choose a file first."},
    )
    period = forms.ChoiceField(label="The quarter or year, where the file does not say", required=False)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["period"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "as the file says"), *((one.key, one.label) for one in _periods_to(today))]

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse only what is too large to take; what is wrong inside is the check's to say."""
        return not_too_large(self.cleaned_data["file"])

    def clean_period(self) -> Period | None:
        """The period itself; None where the file says it."""
        chosen = self.cleaned_data["period"]
        return parse(chosen) if chosen else None


def not_too_large(given: "UploadedFile[bytes]") -> "UploadedFile[bytes]":
    """The file; refused where it is larger than we take."""
    if given.size and given.size > LARGEST_FILE:
        raise forms.ValidationError(f"“{given.name}” is larger than {LARGEST_FILE // 1024 // 1024} MB.")
    return given


def _periods_to(today: date) -> list[Period]:
    """Quarters and financial years that have begun, of the last seven years, the latest first."""
    latest = quarter_holding(today)
    year = latest.first.year - (latest.first.month < 4)
    quarters = [latest]
    while len(quarters) < _QUARTERS:
        quarters.append(quarters[-1].previous())
    return [*quarters, *(financial_year(start) for start in range(year, year - _QUARTERS // 4, -1))]
