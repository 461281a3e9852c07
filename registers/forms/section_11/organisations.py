"""What is asked about an organisation in a cycle: which, who has which part in it, more time, why it is left out."""

from collections.abc import Collection, Iterable
from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from agencies.models import Agency, AgencyKind
from design.forms import DateField
from registers.actions.words import LINE
from registers.forms.fields import words
from registers.queries.section_11.kinds import KindLeft
from registers.rules.section_11.parts import PART_WORDS, Part

#: A list of names is small: five megabytes are the most.
LARGEST = 5 * 1024 * 1024
_EMAIL = {"invalid": "Enter an email address, such as name@example.org."}


class AddForm(forms.Form):
    """One that is known here, or a new one with its kind; and who writes for it, where that is known."""

    agency = forms.ModelChoiceField(
        label="An organisation that is known here",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="None of these",
    )
    name = forms.CharField(
        label="Or the name of a new one",
        help_text="One that has no seat at the board and was never asked before.",
        max_length=LINE,
        required=False,
    )
    kind = forms.ModelChoiceField(
        label="Its kind",
        help_text="For a new one. By its kind it is told why it is asked.",
        queryset=AgencyKind.objects.none(),
        required=False,
        empty_label="Choose",
    )
    author = forms.CharField(
        label="Who writes the self-assessment",
        help_text="A name. More can be named later.",
        max_length=LINE,
        required=False,
    )
    email = forms.EmailField(
        label="Their email address", max_length=254, required=False, error_messages=_EMAIL
    )

    def __init__(
        self, *args: Any, agencies: Collection[Agency], kinds: Collection[AgencyKind], **kwargs: Any
    ) -> None:
        """Offer these organisations and kinds."""
        super().__init__(*args, **kwargs)
        for name, model, offered in (("agency", Agency, agencies), ("kind", AgencyKind, kinds)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
            order = "name"
            field.queryset = model._default_manager.filter(pk__in=[one.pk for one in offered]).order_by(order)

    def clean(self) -> dict[str, Any]:
        """One of the two; a new one has a kind; who writes has a name and an address."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(given.get("agency")) is bool(given.get("name")):
            self.add_error("agency", "Choose an organisation, or enter the name of a new one.")
        elif given.get("name") and not given.get("kind"):
            self.add_error("kind", "Choose its kind.")
        if given.get("author") and not given.get("email") and "email" not in self.errors:
            self.add_error("email", "Enter an email address, such as name@example.org.")
        if given.get("email") and not given.get("author"):
            self.add_error("author", "Enter the name.")
        return given


class KindsForm(forms.Form):
    """Which kinds are added whole."""

    kinds = forms.TypedMultipleChoiceField(
        label="Kinds",
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        error_messages={"required": "Choose at least one kind."},
    )

    def __init__(self, *args: Any, left: Iterable[KindLeft], **kwargs: Any) -> None:
        """Offer the kinds of which some are left."""
        super().__init__(*args, **kwargs)
        field = self.fields["kinds"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (one.kind.pk, f"{one.kind.name}: {one.left} ({one.kind.get_duty_display().lower()})")
            for one in left
        ]


class ListForm(forms.Form):
    """A list, pasted or sent as a file, and the kind of those whose row names none."""

    pasted = forms.CharField(
        label="Paste the list",
        help_text="As it stands in a spreadsheet, with its headings: organisation, kind, author, author email and, "
        "where you have them, substitute and executive with their email addresses.",
        widget=forms.Textarea(attrs={"rows": 8, "spellcheck": "false"}),
        required=False,
        max_length=500_000,
    )
    file = forms.FileField(
        label="Or send a file",
        help_text="CSV, Excel or OpenDocument. Columns are known by their headings, whatever their order.",
        widget=forms.FileInput(attrs={"accept": ".csv,.txt,.xlsx,.xlsm,.xls,.xlsb,.ods"}),
        error_messages={"empty": "This file is empty."},
        required=False,
        max_length=255,
    )
    kind = forms.ModelChoiceField(
        label="Kind", help_text="For rows that name none.", queryset=AgencyKind.objects.none(), required=False,
        empty_label="Each row names it",
    )  # fmt: skip

    def __init__(self, *args: Any, kinds: Collection[AgencyKind], **kwargs: Any) -> None:
        """Offer these kinds."""
        super().__init__(*args, **kwargs)
        field = self.fields["kind"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = AgencyKind.objects.filter(pk__in=[one.pk for one in kinds]).order_by("name")

    def clean_file(self) -> "UploadedFile[bytes] | None":
        """No larger than a list of names can be."""
        file: UploadedFile[bytes] | None = self.cleaned_data["file"]
        if file and (file.size or 0) > LARGEST:
            raise forms.ValidationError("This file is larger than 5 MB. Send only the list of names.")
        return file

    def clean(self) -> dict[str, Any]:
        """One of the two."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if bool(given.get("pasted")) is bool(given.get("file")) and not self.errors:
            self.add_error("pasted", "Paste a list, or send a file: one of the two.")
        return given

    def data_given(self) -> tuple[bytes, str]:
        """The bytes, and what to call them."""
        file = self.cleaned_data.get("file")
        if file:
            return file.read(), file.name
        return self.cleaned_data["pasted"].encode(), "what you pasted"


class PartForm(forms.Form):
    """Who gets which part, until when."""

    part = forms.TypedChoiceField(
        label="Part",
        widget=forms.RadioSelect,
        choices=[
            (Part.AUTHOR.value, f"{PART_WORDS[Part.AUTHOR]}: writes it, alone or with others"),
            (
                Part.SUBSTITUTE.value,
                f"{PART_WORDS[Part.SUBSTITUTE]}: may write it, and is told when it is late",
            ),
            (
                Part.EXECUTIVE.value,
                f"{PART_WORDS[Part.EXECUTIVE]}: signs it off. Another one takes the place of the one there is",
            ),
            (
                Part.MODERATOR.value,
                f"{PART_WORDS[Part.MODERATOR]}: looks at it for the board. Needs an account here",
            ),
        ],
        coerce=Part,
        error_messages={"required": "Choose the part."},
    )
    name = forms.CharField(label="Name", max_length=LINE, error_messages={"required": "Enter the name."})
    email = forms.EmailField(
        label="Email address",
        help_text="Whoever has an account here signs in. Others get a link of their own.",
        max_length=254,
        error_messages={**_EMAIL, "required": _EMAIL["invalid"]},
    )
    until = DateField(
        label="Until",
        help_text="The first day on which it is theirs no longer. Leave it empty where there is none.",
        required=False,
    )


class UntilForm(forms.Form):
    """Until when a part is somebody's."""

    until = DateField(
        label="Until",
        help_text="The first day on which it is theirs no longer. Leave it empty where there is none.",
        required=False,
    )


class TimeForm(forms.Form):
    """Another day for one organisation, and why."""

    due_on = DateField(label="Due", error_messages={"required": "Enter the new day."})
    reason = words("Why", "Say why it has another day.", hint="Your reason goes on record.")


class LeaveOutForm(forms.Form):
    """Why an organisation is left out."""

    reason = words(
        "Why",
        "Say why it is left out.",
        hint="Such as: it closed, or was asked by mistake. It goes on record.",
    )
