"""The forms of the scorecard room."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from agencies.models import Agency
from scorecard.actions.submissions import LARGEST_FILE
from scorecard.models import Feed


class CommentaryForm(forms.Form):
    """What an agency says about its figure."""

    text = forms.CharField(
        label="Your commentary on the latest figure",
        help_text="Why it is as it is, and what you are doing. Write nothing that could identify a child.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Write the commentary first."},
    )


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="Your spreadsheet",
        help_text="An Excel workbook (XLSX) or a CSV file, as you have it. Up to 20 MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.csv,.tsv,.txt"}),
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": "Choose a file first."},
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse only what is too large to take; what is wrong inside is the check's to say."""
        given: UploadedFile[bytes] = self.cleaned_data["file"]
        if given.size and given.size > LARGEST_FILE:
            raise forms.ValidationError(
                f"“{given.name}” is larger than {LARGEST_FILE // 1024 // 1024} MB. Send the figures alone."
            )
        return given


class FeedForm(forms.Form):
    """A folder to look into for an agency."""

    agency = forms.ModelChoiceField(
        label="Agency",
        queryset=Agency.objects.none(),
        empty_label="Choose an agency",
        error_messages={"required": "Choose the agency whose files these are."},
    )
    folder = forms.CharField(
        label="Folder",
        help_text="A folder inside the inbox, such as “police”. The agency drops its files there.",
        max_length=200,
        error_messages={"required": "Name the folder."},
    )
    policy = forms.ChoiceField(
        label="When a file has no error",
        widget=forms.RadioSelect,
        choices=[(value, label.capitalize()) for value, label in Feed.Policy.choices],
        initial=Feed.Policy.WAIT,
    )

    def __init__(self, *args: Any, agencies: tuple[Agency, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Agency.objects.filter(pk__in=[one.pk for one in agencies]).order_by("name")
