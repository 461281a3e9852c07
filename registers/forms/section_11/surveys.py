"""What is asked of those who make a survey, and of those who answer it."""

from collections.abc import Sequence
from typing import Any

from django import forms

from agencies.models import Agency
from design.forms import DateField
from registers.actions.section_11.surveys import LONGEST
from registers.actions.words import LINE
from registers.models import Standard, SurveyQuestion, Tally


class SurveyForm(forms.Form):
    """A survey: what it is called, and when it can be answered."""

    title = forms.CharField(
        label="Title",
        help_text="As staff read it, such as “Keeping children safe: what you see at work”.",
        max_length=LINE,
        error_messages={"required": "Give the survey a title."},
    )
    opens_on = DateField(
        label="First day",
        help_text="Its statements stay as they are from this day on.",
        error_messages={"required": "Enter the first day on which it can be answered."},
    )
    closes_on = DateField(
        label="Last day",
        help_text="What it showed is seen on the day after.",
        error_messages={"required": "Enter the last day on which it can be answered."},
    )


class QuestionForm(forms.Form):
    """One statement, and the standard it is about."""

    text = forms.CharField(
        label="Statement",
        help_text="Staff agree with it or not, such as “I know how to escalate a concern”. One thing at a time.",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Write the statement."},
    )
    standard = forms.ModelChoiceField(
        label="Standard it is about",
        help_text="The answers are set against what organisations say of themselves under it.",
        queryset=Standard.objects.none(),
        required=False,
        empty_label="None of them",
    )

    def __init__(self, *args: Any, standards: Sequence[Standard], **kwargs: Any) -> None:
        """Offer these standards."""
        super().__init__(*args, **kwargs)
        field = self.fields["standard"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Standard.objects.filter(pk__in=[one.pk for one in standards]).order_by("number")


class PlacesForm(forms.Form):
    """Which organisations get a link."""

    agencies = forms.ModelMultipleChoiceField(
        label="Organisations to make a link for",
        queryset=Agency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose at least one organisation."},
    )

    def __init__(self, *args: Any, agencies: Sequence[Agency], **kwargs: Any) -> None:
        """Offer these organisations, all of them chosen."""
        super().__init__(*args, **kwargs)
        field = self.fields["agencies"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - declared above
        field.queryset = Agency.objects.filter(pk__in=[one.pk for one in agencies]).order_by("name")
        field.initial = [one.pk for one in agencies]


class AnswerForm(forms.Form):
    """Every statement with its choices; none is chosen beforehand. Fields are `statement_` and the question's id."""

    def __init__(self, *args: Any, questions: Sequence[SurveyQuestion], **kwargs: Any) -> None:
        """Ask these."""
        super().__init__(*args, **kwargs)
        self._questions = tuple(questions)
        for number, one in enumerate(questions, 1):
            self.fields[f"statement_{one.pk}"] = forms.ChoiceField(
                label=f"{number}. {one.text}",
                choices=Tally.Choice.choices,
                widget=forms.RadioSelect,
                error_messages={
                    "required": f"Choose an answer to statement {number}.",
                    "invalid_choice": f"Choose an answer to statement {number}.",
                },
            )

    def choices(self) -> dict[int, str]:
        """What was chosen, by question, of a form that is valid."""
        return {one.pk: self.cleaned_data[f"statement_{one.pk}"] for one in self._questions}
