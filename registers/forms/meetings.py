"""What is asked about a meeting: when and where, who came, what was decided."""

from collections.abc import Collection
from typing import Any

from django import forms

from design.forms import DateField
from registers.actions.meetings import Attendance
from registers.actions.words import LINE, PAGE, REASON
from registers.models import Invited


class MeetingForm(forms.Form):
    """When and where a meeting is."""

    title = forms.CharField(
        label="Meeting",
        help_text="Such as “Board meeting” or “Quality group”.",
        max_length=120,
        error_messages={"required": "Say what meeting it is."},
    )
    held_on = DateField(
        label="Day",
        help_text="Every agency with a seat on that day is invited. A meeting that was held can be entered too.",
        error_messages={"required": "Enter the day of the meeting."},
    )
    place = forms.CharField(label="Place", max_length=LINE, required=False)
    counts = forms.BooleanField(
        label="Attendance counts towards the board’s attendance figure", required=False, initial=True
    )


class AttendanceForm(forms.Form):
    """Who came, three fields a seat: `came_12`, `who_12`, `substitute_12` for the agency with that id."""

    def __init__(self, *args: Any, invited: Collection[Invited], early: bool, **kwargs: Any) -> None:
        """Ask for each of the invited; before the day only for apologies."""
        super().__init__(*args, **kwargs)
        self.invited = tuple(invited)
        self.early = early
        choices = [
            (value, str(label).capitalize())
            for value, label in Invited.Came.choices
            if not early or value in (Invited.Came.UNKNOWN, Invited.Came.APOLOGIES)
        ]
        for one in self.invited:
            self.fields[f"came_{one.agency_id}"] = forms.ChoiceField(
                label="Attendance", choices=choices, required=False, initial=one.came
            )
            self.fields[f"who_{one.agency_id}"] = forms.CharField(
                label="Name", max_length=LINE, required=False, initial=one.who
            )
            if not early:
                self.fields[f"substitute_{one.agency_id}"] = forms.BooleanField(
                    label="Came as a substitute", required=False, initial=one.substitute
                )

    @property
    def rows(self) -> list[tuple[Invited, Any, Any, Any]]:
        """Each of the invited with its fields as they are drawn; no substitute before the day."""
        return [
            (
                one,
                self[f"came_{one.agency_id}"],
                self[f"who_{one.agency_id}"],
                None if self.early else self[f"substitute_{one.agency_id}"],
            )
            for one in self.invited
        ]

    @property
    def noted(self) -> dict[int, Attendance]:
        """What was noted, by agency, of a form that is valid."""
        given = self.cleaned_data
        return {
            one.agency_id: Attendance(
                given[f"came_{one.agency_id}"],
                given[f"who_{one.agency_id}"],
                bool(given.get(f"substitute_{one.agency_id}")),
            )
            for one in self.invited
        }

    def clean(self) -> dict[str, Any]:
        """A substitute is somebody who came."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for one in self.invited:
            stood_in = given.get(f"substitute_{one.agency_id}")
            if stood_in and given.get(f"came_{one.agency_id}") != Invited.Came.YES:
                self.add_error(
                    f"came_{one.agency_id}", f"{one.agency.name}: a substitute is somebody who attended."
                )
        return given


class DecisionForm(forms.Form):
    """What was decided, about what."""

    text = forms.CharField(
        label="What was decided",
        help_text="Name no child.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=PAGE,
        error_messages={"required": "Write what was decided."},
    )
    about = forms.CharField(
        label="What it is about",
        help_text="A challenge, risk, action, case audit or indicator, such as CH-29, R-07, A-12, AU-3 or T02. "
        "It stands on that page too. Leave it empty where it is about none.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
        max_length=40,
        required=False,
    )
    minute = forms.CharField(
        label="Minute",
        help_text="Such as 7.2.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-5"}),
        max_length=40,
        required=False,
    )


class ReasonForm(forms.Form):
    """Why something is undone."""

    reason = forms.CharField(
        label="Why",
        help_text="Your reason goes on record. Name no child.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=REASON,
        error_messages={"required": "Say why."},
    )
