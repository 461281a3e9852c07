"""What is asked about a case audit."""

from collections.abc import Collection
from typing import Any

from django import forms

from agencies.models import Agency
from design.forms import DateField
from registers.actions.words import LINE, PAGE
from registers.models import AuditGrade, CaseAudit
from registers.rules.audits import GRADES, MOST_CASES, counts_fit


class ChoosesAudit(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when run
    """Case audits by reference, theme and day."""

    def label_from_instance(self, obj: CaseAudit) -> str:
        """Such as “AU-3: Neglect, 6 February 2018”."""
        return f"{obj}: {obj.theme}, {obj.held_on:%-d %B %Y}"


class AuditForm(forms.Form):
    """An audit. Its grades are four fields: `grade_good` and so on."""

    theme = forms.CharField(
        label="Theme",
        help_text="What the audit was about, such as neglect.",
        max_length=LINE,
        error_messages={"required": "Say what the audit was about."},
    )
    held_on = DateField(label="Day it was held", error_messages={"required": "Enter the day it was held."})
    agencies = forms.ModelMultipleChoiceField(
        label="Agencies that took part",
        queryset=Agency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose the agencies that took part."},
    )
    cases = forms.IntegerField(
        label="Number of cases",
        help_text="How many were looked at. Write nothing of any of them.",
        min_value=1,
        max_value=MOST_CASES,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter how many cases were looked at.",
            "invalid": "Enter how many cases were looked at, in figures.",
            "min_value": f"Say how many cases were looked at: from 1 to {MOST_CASES}.",
            "max_value": f"Say how many cases were looked at: from 1 to {MOST_CASES}.",
        },
    )
    showed = forms.CharField(
        label="What it showed",
        help_text="What practice is like, and what is to change. Name no child and describe no case.",
        widget=forms.Textarea(attrs={"rows": 8}),
        max_length=PAGE,
        error_messages={"required": "Say what it showed."},
    )
    again = ChoosesAudit(
        label="Earlier audit that it repeats",
        queryset=CaseAudit.objects.none(),
        required=False,
        empty_label="It repeats none",
    )

    def __init__(
        self, *args: Any, agencies: Collection[Agency], audits: Collection[CaseAudit], **kwargs: Any
    ) -> None:
        """Offer these agencies, and these audits to repeat."""
        super().__init__(*args, **kwargs)
        chosen, again = self.fields["agencies"], self.fields["again"]
        assert isinstance(chosen, forms.ModelMultipleChoiceField)  # noqa: S101 - declared above
        assert isinstance(again, ChoosesAudit)  # noqa: S101 - declared above
        chosen.queryset = Agency.objects.filter(pk__in=[one.pk for one in agencies]).order_by("name")
        again.queryset = CaseAudit.objects.filter(pk__in=[one.pk for one in audits]).order_by("-held_on")
        for grade in GRADES:
            self.fields[f"grade_{grade}"] = _grade_field(grade)
        self.order_fields(["theme", "held_on", "agencies", "cases", *map("grade_{}".format, GRADES)])

    @property
    def grades(self) -> dict[str, int]:
        """How many cases were given each grade, of a form that is valid."""
        return {grade: self.cleaned_data.get(f"grade_{grade}") or 0 for grade in GRADES}

    def clean(self) -> dict[str, Any]:
        """No more grades than cases."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "cases" in given and not any(f"grade_{grade}" in self.errors for grade in GRADES):
            verdict = counts_fit(given["cases"], self.grades)
            if not verdict:
                self.add_error("cases", verdict.reason)
        return given


def _grade_field(grade: str) -> forms.IntegerField:
    words = str(AuditGrade.Grade(grade).label)
    return forms.IntegerField(
        label=f"Graded {words.lower()}",
        required=False,
        min_value=0,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-4", "inputmode": "numeric"}),
        error_messages={
            "invalid": f"Graded {words.lower()}: enter a number, or leave it empty.",
            "min_value": f"Graded {words.lower()}: enter a number, or leave it empty.",
        },
    )
