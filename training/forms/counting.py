"""The form that says from which quarter on training is counted here."""

from collections.abc import Iterable
from typing import Any

from django import forms

from scorecard.rules.periods import Period


class KeptHereForm(forms.Form):
    """The first quarter."""

    first = forms.ChoiceField(
        label="First quarter counted here",
        help_text="Figures of earlier quarters stay as agencies sent them.",
        error_messages={
            "required": "Choose the first quarter.",
            "invalid_choice": "Choose one of the quarters listed.",
        },
    )

    def __init__(self, *args: Any, quarters: Iterable[Period] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["first"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [(one.first.isoformat(), one.label) for one in quarters]
