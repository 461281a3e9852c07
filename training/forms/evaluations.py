"""What an evaluation asks: scales from 1 to 5, whether practice changed, and one open question."""

from typing import Any

from django import forms

from registers.actions.words import PAGE
from registers.forms.fields import words
from training.rules.evaluations import ASKS, Stage

_LOW_HIGH = {1: "1, not at all", 5: "5, very"}
_CHOICES = [(number, _LOW_HIGH.get(number, str(number))) for number in range(1, 6)]
_SCALES = {
    "knowledge": "How well do you know what to do?",
    "confidence": "How confident are you in doing it?",
    "useful": "How useful was it for your work?",
}
_CHANGED = {
    Stage.THREE_MONTHS: "Has anything changed in how you work because of it?",
    Stage.MANAGER: "Have you seen a change in how they work?",
}
_OPEN = {
    Stage.BEFORE: "What would you like to be able to do afterwards?",
    Stage.END: "What will you do differently?",
    Stage.THREE_MONTHS: "What has changed, or what stood in the way?",
    Stage.MANAGER: "What have you seen, or what stood in the way?",
}


class EvaluationForm(forms.Form):
    """The questions of one asking."""

    def __init__(self, *args: Any, stage: Stage, **kwargs: Any) -> None:
        """Only what this stage asks."""
        super().__init__(*args, **kwargs)
        self.stage = stage
        for name in ASKS[stage]:
            self.fields[name] = _changed(stage) if name == "changed" else _scale(name)
        self.fields["text"] = words(
            _OPEN[stage],
            hint="If you like. Name no child, no family and no colleague. The board’s training coordinator reads it.",
            rows=4,
            longest=PAGE,
        )

    def answers(self) -> dict[str, int | bool | None]:
        """The answers but the open one."""
        return {name: self.cleaned_data[name] for name in ASKS[self.stage]}


def _scale(name: str) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_SCALES[name],
        choices=_CHOICES,
        coerce=int,
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": f"{_SCALES[name]} Choose from 1 to 5."},
    )


def _changed(stage: Stage) -> forms.TypedChoiceField:
    return forms.TypedChoiceField(
        label=_CHANGED[stage],
        choices=[("yes", "Yes"), ("no", "No")],
        coerce=lambda said: said == "yes",
        empty_value=None,
        widget=forms.RadioSelect,
        error_messages={"required": f"{_CHANGED[stage]} Choose yes or no."},
    )
