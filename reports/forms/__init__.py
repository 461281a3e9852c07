"""The forms of the reports room."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django import forms

from agencies.rules.clock import LONDON
from design.forms import DateField
from registers.actions.words import REASON
from registers.forms.fields import words
from registers.models import Challenge
from reports.rules.kinds import Kind
from reports.rules.packs import EARLIEST
from scorecard.rules.periods import Period


class OpenForm(forms.Form):
    """Which report to open: a kind and a period that has ended, as `kind/period`."""

    report = forms.ChoiceField(label="Report", error_messages={"required": "Choose a report."})

    def __init__(
        self, *args: Any, openable: tuple[tuple[str, tuple[tuple[Kind, Period], ...]], ...], **kwargs: Any
    ) -> None:
        """`openable`: the name of each kind with its periods."""
        super().__init__(*args, **kwargs)
        self._openable = {
            f"{kind}/{period.key}": (kind, period) for _, pairs in openable for kind, period in pairs
        }
        field = self.fields["report"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [
            (name, [(f"{kind}/{period.key}", f"{name}, {period.label}") for kind, period in pairs])
            for name, pairs in openable
        ]

    def chosen(self) -> tuple[Kind, Period]:
        """The kind and the period, once the form is valid."""
        return self._openable[self.cleaned_data["report"]]


class PacksForm(forms.Form):
    """When packs build themselves."""

    days = forms.IntegerField(
        label="Working days before a meeting",
        help_text="So long before each board meeting its pack is built. 0 means that packs never build themselves.",
        min_value=0,
        max_value=EARLIEST,
        widget=forms.NumberInput(attrs={"inputmode": "numeric"}),
        error_messages={
            "required": "Enter a number of working days, or 0 for never.",
            "invalid": "Enter a whole number of working days, such as 5.",
            "min_value": "Enter 0 for never, or a number of working days.",
            "max_value": f"Enter no more than {EARLIEST} working days.",
        },
    )


class ThreadsForm(forms.Form):
    """Which threads an evidence pack tells in full; none is a choice, too."""

    threads = forms.MultipleChoiceField(
        label="Threads",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        error_messages={"invalid_choice": "Choose threads from the list."},
    )

    def __init__(self, *args: Any, found: Iterable[Challenge], **kwargs: Any) -> None:
        """`found`: the challenges there are to choose from."""
        super().__init__(*args, **kwargs)
        field = self.fields["threads"]
        assert isinstance(field, forms.MultipleChoiceField)  # noqa: S101 - declared above
        field.choices = [(one.pk, _thread_words(one)) for one in found]

    def chosen(self) -> tuple[int, ...]:
        """The ids of their challenges, once the form is valid."""
        return tuple(int(one) for one in self.cleaned_data["threads"])


def _thread_words(one: Challenge) -> str:
    shown = " with shown impact" if one.shown_impact else ""
    return f"{one.reference} {one.title} ({one.get_state_display()}{shown})"


class TextForm(forms.Form):
    """One text of the report."""

    text = forms.CharField(
        label="Text",
        help_text="Leave an empty line between paragraphs. Write nothing that could identify a child.",
        widget=forms.Textarea(attrs={"rows": 16}),
        required=False,
        max_length=20_000,
    )


class NothingForm(forms.Form):
    """Asks for nothing but to go on. `number` is the draft the page was about."""

    number = forms.IntegerField(widget=forms.HiddenInput, required=False)


class WhyForm(forms.Form):
    """Why something is done."""

    why = words(
        "Why",
        "Say why.",
        hint="It is kept in the record, for everybody who reads this page.",
        rows=4,
        longest=REASON,
    )


class CorrectForm(forms.Form):
    """What a new edition puts right."""

    what = words(
        "What does it put right?",
        "Say what the new edition puts right.",
        hint="Readers of the older edition are told this. Name the table, figure or page.",
        rows=4,
        longest=REASON,
    )


class EmbargoForm(forms.Form):
    """Until when what is published is held back; empty: not at all."""

    day = DateField(
        label="Hold back until, day", help_text="Leave it empty to publish at once.", required=False
    )
    hour = forms.TimeField(
        label="Time",
        help_text="Such as 9:30. Left empty it is midnight, as the day begins.",
        input_formats=("%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%H"),
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
        error_messages={"invalid": "Enter a time, such as 9:30 or 13:45."},
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """The day and the time as one moment, `until`."""
        given = super().clean() or {}
        day, hour = given.get("day"), given.get("hour")
        if day is None and hour is not None:
            self.add_error("day", "Enter the day.")
        given["until"] = datetime.combine(day, hour or time(0), LONDON) if day else None
        return given
