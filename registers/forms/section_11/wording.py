"""What is asked about the words of a group, and about by what right a kind of organisation is asked."""

from typing import Any

from django import forms

from agencies.models import AgencyKind
from registers.actions.words import LINE, PAGE
from registers.forms.fields import words
from registers.rules.section_11.duties import CHECK, DUTY_WORDS, Duty, Words
from registers.rules.section_11.wording import fits


class WordsForm(forms.Form):
    """What a group is told: by what right, what is asked, how it is asked again."""

    legal = words(
        "By what right they are asked",
        "Say by what right they are asked, or that nothing obliges them.",
        hint=f"{CHECK} {{basis}} is where the law of the organisation’s kind comes in.",
        rows=5,
        longest=PAGE,
    )
    asking = words(
        "What is asked",
        "Say what is asked.",
        hint="{due} is where the day comes in by which it is asked for.",
        rows=4,
        longest=PAGE,
    )
    again = words(
        "How they are asked again", "Say how they are asked again.", hint="In letters after the first.", rows=4,
        longest=PAGE,
    )  # fmt: skip

    def clean(self) -> dict[str, Any]:
        """Nothing is left open that is not known, and the day is said."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors:
            verdict = fits(Words(given["legal"], given["asking"], given["again"]))
            if not verdict:
                self.add_error("asking", verdict.reason)
        return given


class KindForm(forms.Form):
    """By what right a kind of organisation is asked."""

    duty = forms.TypedChoiceField(
        label="Group",
        widget=forms.RadioSelect,
        choices=[
            (Duty.SECTION_11.value, f"{DUTY_WORDS[Duty.SECTION_11]}: must report when the board asks"),
            (
                Duty.OWN_DUTY.value,
                f"{DUTY_WORDS[Duty.OWN_DUTY]}: the law binds their arrangements, the board asks for the assessment",
            ),
            (Duty.INVITED.value, f"{DUTY_WORDS[Duty.INVITED]}: nothing obliges them"),
        ],
        coerce=Duty,
        error_messages={"required": "Choose the group."},
    )
    basis = forms.CharField(
        label="The law",
        help_text=f"Such as section 175, Education Act 2002. {CHECK}",
        max_length=LINE,
        required=False,
    )
    kindly = forms.BooleanField(
        label="Ask them again in friendly words only",
        help_text="They are not taken up with their leaders, and are named to the board as not having taken part. "
        "Who is invited is always asked so.",
        required=False,
    )

    def __init__(self, *args: Any, kind: AgencyKind, **kwargs: Any) -> None:
        """Begin with what holds now."""
        names = ("duty", "basis", "kindly")
        kwargs.setdefault("initial", {name: getattr(kind, name) for name in names})
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        """Whoever is bound is bound by a law."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("duty") in (Duty.SECTION_11, Duty.OWN_DUTY) and not given.get("basis", "").strip():
            self.add_error("basis", "Name the law, such as section 175, Education Act 2002.")
        return given
