"""What is asked about how a board's registers work."""

from typing import Any

from django import forms

from registers.actions.words import LINE
from registers.forms.risks import Grouped
from registers.queries.settings import Settings
from registers.rules.ladder import Ladder
from registers.rules.risks import Bands


def _number(label: str, *, lowest: int = 1, highest: int = 250, hint: str = "") -> forms.IntegerField:
    said = f"{label}: enter a whole number from {lowest} to {highest}."
    return forms.IntegerField(
        label=label,
        help_text=hint,
        min_value=lowest,
        max_value=highest,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(("required", "invalid", "min_value", "max_value"), said),
    )


class SettingsForm(Grouped):
    """Days to reply, the ladder, bands and tolerance."""

    reply_days = _number("Working days to reply to a challenge")
    member_after = _number("The agency’s board member is told after")
    letter_after = _number("A letter to its chief officer is drafted after")
    paper_after = _number("A board paper names it after")
    moderate_from = _number("Moderate from", lowest=2, highest=25)
    high_from = _number("High from", lowest=2, highest=25)
    extreme_from = _number("Extreme from", lowest=2, highest=25)
    tolerance = _number("Highest score the board puts up with", highest=25)

    groups = (
        ("Challenges", "", ("reply_days",)),
        (
            "When a reply is late",
            "In working days overdue. The agency’s lead is told on the first.",
            ("member_after", "letter_after", "paper_after"),
        ),
        (
            "Bands of risk",
            "The lowest score of each, likelihood times impact. Scores stay as they are; their bands change at once.",
            ("moderate_from", "high_from", "extreme_from", "tolerance"),
        ),
    )

    def clean(self) -> dict[str, Any]:
        """Say beside the field that is out of order what it must be above."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        for lower, higher, said in (
            ("member_after", "letter_after", "The letter comes later than telling the board member."),
            ("letter_after", "paper_after", "The board paper comes later than the letter."),
            ("moderate_from", "high_from", "High begins above moderate."),
            ("high_from", "extreme_from", "Extreme begins above high."),
        ):
            if not {lower, higher} & set(self.errors) and given[higher] <= given[lower]:
                self.add_error(higher, said)
        return given

    def ladder(self) -> Ladder:
        """The days as a ladder."""
        given = self.cleaned_data
        return Ladder(given["member_after"], given["letter_after"], given["paper_after"])

    def bands(self) -> Bands:
        """The scores as bands."""
        given = self.cleaned_data
        return Bands(given["moderate_from"], given["high_from"], given["extreme_from"], given["tolerance"])


def as_entered(settings: Settings) -> dict[str, int]:
    """What stands in the form before anything is changed."""
    ladder, bands = settings.ladder, settings.bands
    return {
        "reply_days": settings.reply_days,
        "member_after": ladder.member,
        "letter_after": ladder.letter,
        "paper_after": ladder.paper,
        "moderate_from": bands.moderate,
        "high_from": bands.high,
        "extreme_from": bands.extreme,
        "tolerance": bands.tolerance,
    }


class ChiefOfficerForm(forms.Form):
    """Who heads an agency, and where letters go."""

    name = forms.CharField(label="Name", max_length=LINE, error_messages={"required": "Enter the name."})
    title = forms.CharField(
        label="Title",
        help_text="Such as Chief Executive, or Chief Constable.",
        max_length=LINE,
        error_messages={"required": "Enter the title, such as Chief Executive."},
    )
    email = forms.EmailField(
        label="Email address",
        help_text="The chair’s letters are sent here. With none, they are printed.",
        required=False,
        max_length=254,
        error_messages={"invalid": "Enter an email address, such as name@example.org."},
    )
    address = forms.CharField(
        label="Postal address",
        help_text="As it stands on a letter.",
        widget=forms.Textarea(attrs={"rows": 4}),
        required=False,
        max_length=1000,
    )
