"""The forms of the reports room."""

from typing import Any

from django import forms

from reports.rules.kinds import Kind
from scorecard.rules.periods import Period


class OpenForm(forms.Form):
    """Which report to open: a kind and a period that has ended, as `kind/period`."""

    report = forms.ChoiceField(label="Report", error_messages={"required": "Choose a report."})

    def __init__(
        self, *args: Any, openable: tuple[tuple[str, tuple[tuple[Kind, Period], ...]], ...], **kwargs: Any
    ) -> None:
        """`openable`: the name of each kind with its periods."""
        super().__init__(*args, **kwargs)
        self._openable = {
            f"{kind}/{period.key}": (kind, period) for _, pairs in openable for kind, period in pairs
        }
        field = self.fields["report"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (name, [(f"{kind}/{period.key}", f"{name}, {period.label}") for kind, period in pairs])
            for name, pairs in openable
        ]

    def chosen(self) -> tuple[Kind, Period]:
        """The kind and the period, once the form is valid."""
        return self._openable[self.cleaned_data["report"]]


class TextForm(forms.Form):
    """One text of the report."""

    text = forms.CharField(
        label="Text",
        help_text="Leave an empty line between paragraphs. Write nothing that could identify a child.",
        widget=forms.Textarea(attrs={"rows": 16}),
        required=False,
        max_length=20_000,
    )
