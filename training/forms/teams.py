"""What is asked when a team is booked from a spreadsheet."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from agencies.models import Agency
from training.models import Profession

#: A list of names is small: five megabytes are the most.
LARGEST = 5 * 1024 * 1024


class TeamForm(forms.Form):
    """The file, and what holds for everybody in it who is not said to be otherwise."""

    file = forms.FileField(
        label="Spreadsheet",
        help_text="CSV, Excel or OpenDocument, with a row for each person: name, work email address and, where you "
        "have it, profession. Columns are known by their headings, whatever their order.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.xlsm,.xls,.xlsb,.ods"}),
        error_messages={"required": "Choose the spreadsheet.", "empty": "This file is empty."},
        max_length=255,
    )
    agency = forms.ModelChoiceField(
        label="Agency", help_text="For rows that name none.", queryset=Agency.objects.none(), required=False,
        empty_label="Each row names it",
    )  # fmt: skip
    profession = forms.ModelChoiceField(
        label="Profession",
        help_text="For rows that name none, or one that is not in the board’s list.",
        queryset=Profession.objects.none(),
        required=False,
        empty_label="Not known",
    )

    def __init__(
        self, *args: Any, agencies: Collection[Agency], professions: Collection[Profession], **kwargs: Any
    ) -> None:
        """Offer these; with one agency alone there is nothing to choose."""
        super().__init__(*args, **kwargs)
        for name, model, offered in (("agency", Agency, agencies), ("profession", Profession, professions)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
            field.queryset = model._default_manager.filter(pk__in=[one.pk for one in offered])
        if len(agencies) == 1:
            del self.fields["agency"]

    def clean_file(self) -> "UploadedFile[bytes]":
        """No larger than a list of names can be."""
        file: UploadedFile[bytes] = self.cleaned_data["file"]
        if (file.size or 0) > LARGEST:
            raise forms.ValidationError("This file is larger than 5 MB. Send only the list of names.")
        return file
