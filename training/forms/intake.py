"""The form a file of attendance is sent by."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from agencies.models import Agency
from training.actions.intake import LARGEST_FILE


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
        given: UploadedFile[bytes] = self.cleaned_data["file"]
        if given.size and given.size > LARGEST_FILE:
            raise forms.ValidationError(f"“{given.name}” is larger than {LARGEST_FILE // 1024 // 1024} MB.")
        return given
