"""What is asked about a version of the standards, and about one standard of it."""

from collections.abc import Collection
from typing import Any

from django import forms

from registers.actions.words import LINE, PAGE
from registers.forms.fields import words
from registers.models import Standard
from registers.rules.section_11.principles import YEARS


class BeginForm(forms.Form):
    """From what a new version begins: an earlier one, or the guidance of a year."""

    source = forms.ChoiceField(
        label="Begin from", widget=forms.RadioSelect, error_messages={"required": "Choose where it begins."}
    )

    def __init__(self, *args: Any, latest: tuple[int, str] | None, **kwargs: Any) -> None:
        """Offer the latest version, where there is one, and what guidance asked since when."""
        super().__init__(*args, **kwargs)
        field = self.fields["source"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            *([("version", f"{latest[1]}, as it is")] if latest else []),
            *((f"year-{year}", f"The guidance of {year}: {says}") for year, says in YEARS),
        ]

    @property
    def year(self) -> int | None:
        """The year of the guidance; None for the latest version."""
        source: str = self.cleaned_data["source"]
        return int(source.removeprefix("year-")) if source.startswith("year-") else None


class NameForm(forms.Form):
    """What a version is called."""

    name = forms.CharField(label="Name", max_length=LINE, error_messages={"required": "Enter a name."})


class StandardForm(forms.Form):
    """A standard: its title, what is asked, what may show it, and what it takes up of the version before."""

    title = forms.CharField(
        label="Title",
        help_text="In a few words, as tables show it.",
        max_length=120,
        error_messages={"required": "Enter a title."},
    )
    asks = words("What is asked", "Say what is asked.", rows=4, longest=PAGE)
    prompts = words(
        "What may be shown as evidence",
        hint="One a line. They stand beside the question.",
        rows=5,
        longest=PAGE,
    )
    takes_up = forms.TypedMultipleChoiceField(
        label="Takes up, of the version before",
        help_text="Answers to these are carried forward into it. With none it is new.",
        widget=forms.CheckboxSelectMultiple,
        coerce=int,
        required=False,
    )

    def __init__(self, *args: Any, before: Collection[Standard], **kwargs: Any) -> None:
        """Offer the standards of the version before; with none there is nothing to take up."""
        super().__init__(*args, **kwargs)
        field = self.fields["takes_up"]
        assert isinstance(field, forms.TypedMultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(one.pk, str(one)) for one in before]
        if not before:
            del self.fields["takes_up"]

    def given(self) -> dict[str, Any]:
        """What was entered, as the actions take it."""
        return {"takes_up": [], **self.cleaned_data}
