"""Fields that several forms of the room share: words with a hint, and likelihood and impact."""

from collections.abc import Sequence

from django import forms

from registers.actions.words import REASON
from registers.rules.risks import IMPACTS, LIKELIHOODS


def words(
    label: str, missing: str = "", *, hint: str = "", rows: int = 2, longest: int = REASON
) -> forms.CharField:
    """A text of some lines; wanted where `missing` says what to write."""
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=longest,
        required=bool(missing),
        error_messages={"required": missing} if missing else {},
    )


def likelihood(label: str = "Likelihood") -> forms.TypedChoiceField:
    """From 1 rare to 5 almost certain."""
    return _scale(label, LIKELIHOODS, "Choose how likely it is.")


def impact(label: str = "Impact") -> forms.TypedChoiceField:
    """From 1 minimal to 5 severe."""
    return _scale(label, IMPACTS, "Choose how grave it would be.")


def _scale(label: str, names: Sequence[str], missing: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=label,
        choices=[("", "Choose"), *((number, f"{number} {name}") for number, name in enumerate(names, 1))],
        coerce=int,
        empty_value=None,
        widget=forms.Select(attrs={"class": "board-scale"}),
        error_messages={"required": missing},
    )
