"""The year's facts as typed in: contributions, costs, sub-groups, what children and families said."""

from collections.abc import Collection
from typing import Any

from django import forms

from agencies.models import Agency
from design.forms import DateField
from registers.actions.words import LINE, REASON
from reports.models import Cost

_MONEY = {"class": "govuk-input--width-10", "inputmode": "decimal"}


class MoneyField(forms.DecimalField):
    """An amount in pounds, as people write one: “£1,234.50”."""

    def __init__(self, **kwargs: Any) -> None:
        """Up to ten figures before the point, and pence."""
        errors = {
            "invalid": "Enter the amount in pounds, in figures, such as 12,500.",
            "max_digits": "Enter the amount in pounds, in figures, such as 12,500.",
            "max_decimal_places": "Enter pounds and pence: no more than two figures after the point.",
            "min_value": "Enter an amount of nought or more.",
        } | kwargs.pop("error_messages", {})
        super().__init__(
            max_digits=12,
            decimal_places=2,
            min_value=0,
            widget=forms.TextInput(attrs=_MONEY),
            error_messages=errors,
            **kwargs,
        )

    def to_python(self, value: Any) -> Any:
        """Without the pound sign, commas and spaces."""
        if isinstance(value, str):
            value = value.replace("£", "").replace(",", "").replace(" ", "")
        return super().to_python(value)


def _text(label: str, *, rows: int = 4, **more: Any) -> forms.CharField:
    return forms.CharField(
        label=label, widget=forms.Textarea(attrs={"rows": rows}), max_length=REASON * 2, **more
    )


class ContributionForm(forms.Form):
    """What one partner gave."""

    agency = forms.ModelChoiceField(
        label="Partner", queryset=Agency.objects.none(), required=False, empty_label="None of these"
    )
    source = forms.CharField(
        label="Where else it came from",
        help_text="Only where it was none of these partners, such as “Carried forward from last year”.",
        max_length=LINE,
        required=False,
    )
    amount = MoneyField(
        label="Amount in pounds", help_text="Leave it empty for help in kind alone.", required=False
    )
    in_kind = _text(
        "In kind", rows=3, required=False, help_text="Such as rooms, trainers or an analyst’s day a week."
    )

    def __init__(self, *args: Any, agencies: Collection[Agency], **kwargs: Any) -> None:
        """Offer these agencies."""
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Agency.objects.filter(pk__in=[one.pk for one in agencies]).order_by("name")


class CostForm(forms.Form):
    """One line of what was spent."""

    line = forms.CharField(
        label="What it was spent on",
        max_length=LINE,
        error_messages={"required": "Say what it was spent on."},
    )
    about = forms.ChoiceField(
        label="What kind of cost it is",
        help_text="Guidance wants reviews, child deaths and training shown by themselves.",
        choices=Cost.About.choices,
        widget=forms.RadioSelect,
        initial=Cost.About.RUNNING,
        error_messages={"required": "Say what kind of cost it is."},
    )
    amount = MoneyField(label="Amount in pounds", error_messages={"required": "Enter the amount in pounds."})


class SubGroupForm(forms.Form):
    """One of the board's groups."""

    name = forms.CharField(
        label="Name", max_length=LINE, error_messages={"required": "Enter the group’s name."}
    )
    chair = forms.CharField(
        label="Who leads it",
        help_text="An office or an agency, not a person’s name.",
        max_length=LINE,
        required=False,
    )
    meetings = forms.IntegerField(
        label="How often it met in the year",
        required=False,
        min_value=0,
        max_value=366,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("invalid", "min_value", "max_value"), "Enter how often it met, in figures, or leave it empty."
        ),
    )
    purpose = _text("What it is for", rows=3, required=False)
    did = _text("What it did, and what changed", required=False)


class VoiceForm(forms.Form):
    """What children, young people or families said."""

    who = forms.CharField(
        label="Who said it",
        help_text="A group, never a person: “Young people who had been in care”.",
        max_length=LINE,
        error_messages={"required": "Say which group said it."},
    )
    source = forms.CharField(
        label="Where it was said",
        help_text="Such as “A workshop of the youth council”.",
        max_length=LINE,
        error_messages={"required": "Say where it was said."},
    )
    said_on = DateField(label="When", error_messages={"required": "Enter the day it was said."})
    said = _text(
        "What they said",
        help_text="In their own words. Write nothing that could identify a child.",
        error_messages={"required": "Write what they said."},
    )
    did = _text(
        "What was done about it", required=False, help_text="Leave it empty if nothing has been done yet."
    )
