"""What is asked under one standard, about an improvement, at the sign-off, and of whoever wants a new link."""

from typing import Any

from django import forms

from design.forms import DateField
from registers.actions.words import LINE, PAGE, REASON
from registers.forms import fields
from registers.forms.evidence import EvidenceForm
from registers.models import Improvement
from registers.rules.section_11.answering import Written
from registers.rules.section_11.scales import LEVELS, Scale

#: What is chosen where a standard does not apply.
NOT_APPLICABLE = "na"
_WAS = "was_"


class AnswerForm(forms.Form):
    """One standard: a level of the scale or that it does not apply and why, and the words. Nothing is wanted yet.

    What stood there when the page was made goes along, so that nobody's words are lost.
    """

    choice = forms.ChoiceField(label="How far you meet it", widget=forms.RadioSelect, required=False)
    why_not = fields.words(
        "Why it does not apply", rows=2, hint="Only where you choose that it does not apply."
    )
    words = fields.words(
        "What bears this out",
        rows=8,
        longest=PAGE,
        hint="What is in place, how you know that it works, and what is not there yet. Name no child.",
    )
    was_choice = forms.CharField(required=False, widget=forms.HiddenInput)
    was_why_not = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)
    was_words = forms.CharField(required=False, strip=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, scale: Scale, written: Written, **kwargs: Any) -> None:
        """Offer the levels of the cycle's scale, the best first; show what stands there."""
        shown = given_of(written)
        kwargs["initial"] = shown | {f"{_WAS}{name}": value for name, value in shown.items()}
        super().__init__(*args, **kwargs)
        choice = self.fields["choice"]
        assert isinstance(choice, forms.ChoiceField)  # noqa: S101 - declared above
        levels = [(str(one.value), _level_words(one.word, one.means)) for one in reversed(LEVELS[scale])]
        choice.choices = [*levels, (NOT_APPLICABLE, "It does not apply to us")]

    @property
    def written(self) -> Written:
        """What is to stand there."""
        return _written(self.cleaned_data, "")

    @property
    def saw(self) -> Written:
        """What stood there when the page was made."""
        return _written(self.cleaned_data, _WAS)


def given_of(written: Written) -> dict[str, str]:
    """What stands in an answer, as the form's fields hold it."""
    choice = NOT_APPLICABLE if written.not_applicable else "" if written.score is None else str(written.score)
    return {"choice": choice, "why_not": written.why_not, "words": written.words}


def _written(given: dict[str, str], prefix: str) -> Written:
    choice = given.get(f"{prefix}choice", "")
    return Written(
        score=int(choice) if choice.isdecimal() and choice.isascii() and len(choice) < 3 else None,
        not_applicable=choice == NOT_APPLICABLE,
        why_not=given.get(f"{prefix}why_not", "") if choice == NOT_APPLICABLE else "",
        words=given.get(f"{prefix}words", ""),
    )


def _level_words(word: str, means: str) -> str:
    return f"{word}: {means[0].lower()}{means[1:]}"


class ImprovementForm(forms.Form):
    """What will improve, who sees to it, and by when."""

    text = forms.CharField(
        label="What you will do",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Say what you will do."},
    )
    owner_words = forms.CharField(
        label="Who sees to it",
        help_text="A post or a name.",
        max_length=LINE,
        error_messages={"required": "Say who sees to it."},
    )
    due_on = DateField(label="By when", error_messages={"required": "Enter the day by which it is done."})

    def __init__(self, *args: Any, improvement: Improvement | None = None, **kwargs: Any) -> None:
        """Show what it says now."""
        if improvement is not None:
            kwargs["initial"] = {
                "text": improvement.text,
                "owner_words": improvement.owner_words,
                "due_on": improvement.due_on,
            }
        super().__init__(*args, **kwargs)


class SignOffForm(forms.Form):
    """The executive's own words, and the version they read."""

    statement = fields.words(
        "Your statement",
        "Say in your own words that you sign it off.",
        rows=3,
        hint="For example: I have read this self-assessment, and it is a fair account of what we do.",
        longest=REASON,
    )
    seen = forms.IntegerField(widget=forms.HiddenInput)


class AnswerEvidenceForm(EvidenceForm):
    """One item of evidence under a standard. Figures of the scorecard are for those who read it."""

    def __init__(self, *args: Any, sees_scorecard: bool, **kwargs: Any) -> None:
        """Do not ask whoever came by a link for an indicator."""
        super().__init__(*args, **kwargs)
        self.fields["words"].help_text = "Say where it can be looked at, and what it shows. Name no child."
        if not sees_scorecard:
            del self.fields["figure"]


class AskForm(forms.Form):
    """The address a new link is sent to."""

    email = forms.EmailField(
        label="Your email address",
        help_text="The one our letter was sent to.",
        max_length=254,
        widget=forms.EmailInput(attrs={"autocomplete": "email", "spellcheck": "false"}),
        error_messages={
            "required": "Enter your email address.",
            "invalid": "Enter an email address, such as name@organisation.example.",
            "max_length": "An email address has at most 254 characters.",
        },
    )
