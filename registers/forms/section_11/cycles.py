"""What is asked about a cycle of self-assessment: its name, its days, by which standards, on which scale."""

from collections.abc import Collection
from typing import Any

from django import forms

from design.forms import DateField
from registers.models import Cycle, StandardSet
from registers.rules.section_11.cycles import days_fit
from registers.rules.section_11.scales import LEVELS, SCALE_WORDS, Scale


def _scale_words(scale: Scale) -> str:
    return f"{SCALE_WORDS[scale]}: {', '.join(f'{one.word} ({one.means.lower()})' for one in LEVELS[scale])}"


class CycleForm(forms.Form):
    """A cycle. `fixed`: it is launched, so its standards, scale and opening day stay."""

    name = forms.CharField(
        label="Name",
        help_text="What people call it, such as 2017-18.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        max_length=80,
        error_messages={"required": "Give the cycle a name, such as 2017-18."},
    )
    standards = forms.TypedChoiceField(
        label="Standards", coerce=int, error_messages={"required": "Choose the standards."}
    )
    scale = forms.TypedChoiceField(
        label="Scale",
        widget=forms.RadioSelect,
        choices=[(one.value, _scale_words(one)) for one in Scale],
        coerce=Scale,
        error_messages={"required": "Choose the scale."},
    )
    opens_on = DateField(
        label="Opens",
        help_text="From this day it can be launched. Letters go out when you launch it.",
        error_messages={"required": "Enter the day on which it opens."},
    )
    due_on = DateField(
        label="Due", error_messages={"required": "Enter the day by which self-assessments are due."}
    )
    panel_on = DateField(
        label="Challenge day",
        help_text="When a panel goes through what came. It may be left open.",
        required=False,
    )
    report_on = DateField(
        label="Told to the board",
        help_text="When the board hears what came of it. It may be left open.",
        required=False,
    )

    def __init__(
        self, *args: Any, sets: Collection[StandardSet], cycle: Cycle | None = None, **kwargs: Any
    ) -> None:
        """Offer these versions of the standards; a cycle that exists fills the form."""
        if cycle is not None:
            names = ("name", "scale", "opens_on", "due_on", "panel_on", "report_on")
            kwargs.setdefault(
                "initial", {name: getattr(cycle, name) for name in names} | {"standards": cycle.standards_id}
            )
        super().__init__(*args, **kwargs)
        self._cycle = cycle
        chosen = self.fields["standards"]
        assert isinstance(chosen, forms.TypedChoiceField)  # noqa: S101 - declared above
        chosen.choices = [(one.pk, str(one)) for one in sets]
        if cycle is not None and cycle.launched_at is not None:
            for name in ("standards", "scale", "opens_on"):
                del self.fields[name]
        elif not sets:
            del self.fields["standards"]

    def clean(self) -> dict[str, Any]:
        """Say beside the due day when the days are out of order."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        opens = given.get("opens_on") or (self._cycle.opens_on if self._cycle else None)
        due = given.get("due_on")
        if opens and due and not {"panel_on", "report_on"} & set(self.errors):
            verdict = days_fit(opens, due, given.get("panel_on"), given.get("report_on"))
            if not verdict:
                self.add_error("due_on", verdict.reason)
        return given

    def given(self) -> dict[str, Any]:
        """What was entered, as the actions take it; what is fixed comes from the cycle."""
        given, cycle = self.cleaned_data, self._cycle
        standards_id = given.get("standards") or (cycle.standards_id if cycle else None)
        return {
            "name": given["name"],
            "standards_id": standards_id,
            "scale": given.get("scale") or Scale(cycle.scale if cycle else Scale.NOUGHT_TO_THREE),
            "opens_on": given.get("opens_on") or (cycle.opens_on if cycle else None),
            "due_on": given["due_on"],
            "panel_on": given["panel_on"],
            "report_on": given["report_on"],
        }
