"""The forms of the reports room."""

from typing import Any

from django import forms


class BuildForm(forms.Form):
    """Which year's report to build."""

    year = forms.TypedChoiceField(label="Year", coerce=int, error_messages={"required": "Choose a year."})

    def __init__(self, *args: Any, years: tuple[int, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["year"]
        assert isinstance(field, forms.TypedChoiceField)  # noqa: S101 - declared above
        field.choices = [(year, f"April {year} to March {year + 1}") for year in years]


class TextForm(forms.Form):
    """One text of the report."""

    text = forms.CharField(
        label="Text",
        help_text="Leave an empty line between paragraphs. Write nothing that could identify a child.",
        widget=forms.Textarea(attrs={"rows": 16}),
        required=False,
        max_length=20_000,
    )
