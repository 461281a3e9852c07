"""A refresher rule as it is asked for."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import QuerySet

from training.actions.refreshers import LONGEST
from training.models import Course, Profession

_MONTHS = f"Enter a whole number of months from 1 to {LONGEST}."


class RuleForm(forms.Form):
    """A course, whom it is for, and after how many months it is taken again."""

    def __init__(
        self, *args: Any, courses: Iterable[Course], professions: QuerySet[Profession], **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        ids = [one.pk for one in courses]
        self.fields["course"] = forms.ModelChoiceField(
            label="Course",
            queryset=Course.objects.filter(pk__in=ids).order_by("title"),
            empty_label="Choose",
            error_messages={"required": "Choose a course."},
        )
        self.fields["course"].label_from_instance = lambda one: one.title  # type: ignore[attr-defined]
        self.fields["profession"] = forms.ModelChoiceField(
            label="For",
            queryset=professions,
            empty_label="All who have no rule of their own",
            required=False,
        )
        self.fields["months"] = forms.IntegerField(
            label="Months until it is taken again",
            min_value=1,
            max_value=LONGEST,
            widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
            error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), _MONTHS),
        )
