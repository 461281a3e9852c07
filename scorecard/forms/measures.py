"""Forms about what is measured: an indicator's words, targets, breaks and definition; perspectives, comparators."""

from typing import Any

from django import forms

from agencies.models import Agency
from design.forms import DateField
from scorecard.actions.perspectives import LONGEST_QUESTION, LONGEST_TITLE
from scorecard.forms.definition import offer_places
from scorecard.models import Break, Indicator


class WordsForm(forms.ModelForm):  # type: ignore[type-arg]
    """What of an indicator may change without its figures meaning something else."""

    class Meta:
        model = Indicator
        fields = ("title", "why", "varies_because", "perspective", "owner", "tolerance")
        widgets = {
            "why": forms.Textarea(attrs={"rows": 3}),
            "varies_because": forms.Textarea(attrs={"rows": 3}),
        }
        labels = {
            "why": "Why it matters",
            "varies_because": "Why it may vary",
            "owner": "Agency that reports it",
            "tolerance": "How far from target still counts as near",
        }

    def __init__(self, *args: Any, agencies: tuple[Agency, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_places(self, board_id=self.instance.board_id, agencies=agencies, of=self.instance)
        self.initial["tolerance"] = f"{self.instance.tolerance.normalize():f}"  # 2, not 2.000
        owner = self.fields["owner"]
        assert isinstance(owner, forms.ModelChoiceField)  # noqa: S101 - of the model above
        owner.empty_label = "Every agency, of itself"


class TargetForm(forms.Form):
    """What the board wants of an indicator in a year."""

    year = forms.IntegerField(
        label="Year, by the calendar year it begins in", help_text="2017 is April 2017 to March 2018."
    )
    value = forms.DecimalField(
        label="Target",
        help_text="Leave it empty to take the year’s target away.",
        required=False,
        max_digits=12,
    )


class BreakForm(forms.Form):
    """Where an indicator's lines begin anew."""

    first = DateField(
        label="First day of the new stretch", help_text="The first day of a period, such as 1 4 2017."
    )
    kind = forms.ChoiceField(
        label="Why it begins anew",
        widget=forms.RadioSelect,
        choices=[(value, str(words).capitalize()) for value, words in Break.Kind.choices],
        initial=Break.Kind.REBASE,
    )
    reason = forms.CharField(
        label="The reason, as it stands beside the chart",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
    )


class ComparatorsForm(forms.Form):
    """The areas a board compares itself with."""

    name = forms.CharField(label="What they are called", max_length=120, initial="Similar areas")
    area_codes = forms.CharField(
        label="Their ONS codes",
        help_text="One a line, such as E10000008.",
        widget=forms.Textarea(attrs={"rows": 6}),
        max_length=2000,
    )

    def clean_area_codes(self) -> list[str]:
        """The codes, whatever stands between them."""
        return str(self.cleaned_data["area_codes"]).replace(",", " ").upper().split()


class SmallNumbersForm(forms.Form):
    """Which counts are hidden from the public."""

    agency = forms.ModelChoiceField(
        label="Of whose figures", queryset=Agency.objects.none(), empty_label="Everybody’s", required=False
    )
    highest = forms.IntegerField(
        label="Hide counts from one to", min_value=5, help_text="5 at the least. NHS figures: 7.", initial=5
    )
    round_to = forms.TypedChoiceField(
        label="Round other counts to the nearest",
        choices=[(1, "1: not rounded"), (5, "5, as NHS figures are"), (10, "10")],
        coerce=int,
    )

    def __init__(self, *args: Any, agencies: tuple[Agency, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Agency.objects.filter(pk__in=[one.pk for one in agencies]).order_by("name")


class PerspectiveForm(forms.Form):
    """What a way of looking is called, and what it asks."""

    title = forms.CharField(
        label="Title",
        max_length=LONGEST_TITLE,
        error_messages={"required": "Give the perspective a title."},
    )
    question = forms.CharField(
        label="The question it asks",
        help_text="Such as “Are children safer?”. It stands on its tile.",
        max_length=LONGEST_QUESTION,
        error_messages={"required": "Write the question it asks."},
    )


class RetireForm(forms.Form):
    """From when an indicator is no longer measured, and why."""

    first = DateField(
        label="From which day on it is no longer measured",
        help_text="The first day of a period, such as 1 4 2018. Agencies are asked for periods before it only.",
        error_messages={"required": "Enter the first day it is no longer measured."},
    )
    reason = forms.CharField(
        label="Why",
        help_text="It stands on the indicator’s page.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Say why it is no longer measured."},
    )


class BringBackForm(forms.Form):
    """From when a retired indicator is measured again."""

    since = DateField(
        label="From which day on it is measured again",
        help_text="The day it was retired from, as if it had never been; or the first day of a later period.",
        error_messages={"required": "Enter the day from which on it is measured again."},
    )
