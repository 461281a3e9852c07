"""What is asked about an item of evidence."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from files.kinds import LARGEST
from registers.actions.words import REASON
from registers.forms.audits import ChoosesAudit
from registers.models import CaseAudit
from registers.rules.evidence import KIND_WORDS, STRENGTH, STRENGTH_WORDS, Kind


def _choices() -> list[tuple[str, str]]:
    """The strongest first, each saying how strong it is."""
    return [
        (kind.value, f"{KIND_WORDS[kind]} ({STRENGTH_WORDS[STRENGTH[kind]]})")
        for kind in sorted(Kind, key=lambda kind: -STRENGTH[kind])
    ]


class EvidenceForm(forms.Form):
    """One item: its kind, what it shows, and what can be looked at."""

    kind = forms.ChoiceField(
        label="What kind of evidence it is",
        widget=forms.RadioSelect,
        choices=_choices,
        error_messages={"required": "Choose what kind of evidence it is."},
    )
    words = forms.CharField(
        label="What it shows",
        help_text="What is different for children, and how you know. Name no child.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=REASON,
        error_messages={"required": "Say what it shows."},
    )
    file = forms.FileField(
        label="File",
        help_text="PDF, PNG, JPEG, Word, Excel, PowerPoint, OpenDocument, text or CSV, up to 10 MB, without macros. "
        "Look through it first: it must hold nothing about a child.",
        widget=forms.FileInput(
            attrs={"accept": ".pdf,.png,.jpg,.jpeg,.docx,.xlsx,.pptx,.odt,.ods,.odp,.txt,.csv"}
        ),
        required=False,
        allow_empty_file=True,
        max_length=255,
    )
    no_child = forms.BooleanField(
        label="I have looked through the file: nothing in it could identify a child", required=False
    )
    link = forms.CharField(
        label="Link",
        help_text="Such as https://www.example.org/page.",
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )
    figure = forms.CharField(
        label="Indicator",
        help_text="Its code on the scorecard, such as T02. Its latest figure is kept in words.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
        max_length=20,
        required=False,
    )
    audit = ChoosesAudit(
        label="Case audit", queryset=CaseAudit.objects.none(), required=False, empty_label="None"
    )

    def __init__(self, *args: Any, audits: tuple[CaseAudit, ...] = (), **kwargs: Any) -> None:
        """Offer these audits; where there is none, do not ask."""
        super().__init__(*args, **kwargs)
        field = self.fields["audit"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = CaseAudit.objects.filter(pk__in=[one.pk for one in audits]).order_by("-held_on")
        if not audits:
            del self.fields["audit"]

    def clean_file(self) -> "UploadedFile[bytes] | None":
        """Refuse what is too large before it is read."""
        given: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if given and given.size and given.size > LARGEST:
            raise forms.ValidationError(f"“{given.name}” is larger than {LARGEST // 1024 // 1024} MB.")
        return given

    def clean(self) -> dict[str, Any]:
        """Whoever sends a file has looked through it."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("file") and not given.get("no_child"):
            self.add_error("no_child", "Say that you have looked through the file.")
        return given


class TakeBackForm(forms.Form):
    """Why an item counts no more."""

    reason = forms.CharField(
        label="Why it is taken back",
        help_text="It stays on the page, struck through, with your reason. Name no child.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=REASON,
        error_messages={"required": "Say why it is taken back."},
    )
    delete_file = forms.BooleanField(
        label="Delete its file for good, because it holds what it must not", required=False
    )

    def __init__(self, *args: Any, has_file: bool, **kwargs: Any) -> None:
        """Ask about the file only where there is one."""
        super().__init__(*args, **kwargs)
        if not has_file:
            del self.fields["delete_file"]
