"""What is asked when a challenge is raised, sent, answered, judged, moved, escalated and ended."""

from collections.abc import Sequence
from typing import Any

from django import forms

from agencies.models import Agency, Priority
from design.forms import DateField
from registers.actions.words import LINE, PAGE, REASON
from registers.rules.challenges import LONGEST_REPLY_DAYS, Verb
from registers.rules.ladder import RUNG_WORDS, Rung

NO_CHILD = "Write nothing that could identify a child."


def _text(label: str, hint: str, missing: str = "", *, rows: int = 4, longest: int = PAGE) -> forms.CharField:
    """Some lines of text; needed where `missing` says so."""
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=longest,
        required=bool(missing),
        error_messages={"required": missing},
    )


class QuestionForm(forms.Form):
    """What is asked, of whom, and why."""

    title = forms.CharField(
        label="The question, in one line",
        help_text="As it will stand in the log, such as “Why are conferences held late?” Name no child.",
        max_length=LINE,
        error_messages={"required": "Ask a question."},
    )
    agencies = forms.ModelMultipleChoiceField(
        label="Who is asked",
        help_text="Each owes its own reply.",
        queryset=Agency.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose who is asked."},
    )
    lead = forms.ModelChoiceField(
        label="Which of them leads",
        help_text="Its reply answers the challenge. Needed when more than one is asked.",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="The one that is asked",
    )
    question = _text(
        "What exactly is asked", f"More than the line says, if it does not say enough. {NO_CHILD}"
    )
    why = _text("Why it matters", f"For children, and for this board. {NO_CHILD}")
    priority = forms.ModelChoiceField(
        label="Priority of the board",
        queryset=Priority.objects.none(),
        required=False,
        empty_label="None of them",
    )
    forum = forms.CharField(
        label="Where it was raised",
        help_text="Such as “Board meeting” or “Quality group”.",
        max_length=120,
        required=False,
    )
    minute = forms.CharField(
        label="Minute",
        help_text="Its number, such as “4.2 of 12 June 2018”.",
        max_length=80,
        required=False,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
    )

    def __init__(
        self, *args: Any, agencies: Sequence[Agency], priorities: Sequence[Priority], **kwargs: Any
    ) -> None:
        """Offer the agencies that sit here and the board's own priorities."""
        super().__init__(*args, **kwargs)
        seated = Agency.objects.filter(pk__in=[one.pk for one in agencies]).order_by("name")
        self.fields["agencies"].queryset = seated  # type: ignore[attr-defined]
        self.fields["lead"].queryset = seated  # type: ignore[attr-defined]
        ours = Priority.objects.filter(pk__in=[one.pk for one in priorities])
        self.fields["priority"].queryset = ours  # type: ignore[attr-defined]
        if not priorities:
            del self.fields["priority"]

    def clean(self) -> dict[str, Any]:
        """Of several, one leads."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        asked, lead = given.get("agencies"), given.get("lead")
        if asked is not None and len(asked) > 1 and lead is None:
            self.add_error("lead", "Say which of the agencies leads.")
        if asked is not None and lead is not None and lead not in asked:
            self.add_error("lead", "The agency that leads must be one that is asked.")
        return given


class SendForm(forms.Form):
    """In how many working days a reply is owed."""

    days = forms.IntegerField(
        label="Working days to reply",
        help_text="Bank holidays of England and Wales are left out.",
        min_value=1,
        max_value=LONGEST_REPLY_DAYS,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages={
            "required": "Enter how many working days they have.",
            "invalid": "Enter a whole number, such as 20.",
        },
    )


class ReplyForm(forms.Form):
    """What the agency says."""

    text = _text(
        "Your agency’s reply",
        f"What you found, what you do about it, and by when. It stays as you write it. {NO_CHILD}",
        "Write the reply.",
        rows=10,
    )


class JudgeForm(forms.Form):
    """The chair's word on a reply."""

    verdict = forms.ChoiceField(
        label="Is the question answered?",
        choices=[
            (Verb.ACCEPT.value, "Yes: accept the reply"),
            (Verb.ACCEPT_PARTLY.value, "In part: accept what is there, and ask for the rest"),
            (Verb.NOT_ACCEPT.value, "No: do not accept it, and ask again"),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you make of the reply."},
    )
    words = _text("Your words on it", f"The agency reads them. {NO_CHILD}", rows=3)
    missing = _text("What is missing", "Needed unless you accept the reply. The agency reads it.", rows=3)
    due_on = DateField(
        label="By when is that owed", help_text="Needed unless you accept the reply.", required=False
    )

    def clean(self) -> dict[str, Any]:
        """What is asked for again needs words and a day; a reply that is accepted asks for nothing."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        accepted = given.get("verdict") == Verb.ACCEPT.value
        if given.get("verdict") and not accepted:
            if not given.get("missing") and "missing" not in self.errors:
                self.add_error("missing", "Say what is missing.")
            if not given.get("due_on") and "due_on" not in self.errors:
                self.add_error("due_on", "Say by when it is owed.")
        if accepted and given.get("missing"):
            self.add_error("missing", "A reply with something missing is accepted in part, or not at all.")
        return given


class DateForm(forms.Form):
    """A new day, and why."""

    due_on = DateField(
        label="New date",
        help_text="“Ongoing” is not a date. Every date it had stays on the page.",
        error_messages={"required": "Enter the new date."},
    )
    reason = _text("Why the date changes", NO_CHILD, "Say why the date changes.", rows=3, longest=REASON)


class TakeBackForm(forms.Form):
    """Why an agency is no longer asked."""

    reason = _text(
        "Why it is no longer asked", NO_CHILD, "Say why it is no longer asked.", rows=3, longest=REASON
    )


class EscalateForm(forms.Form):
    """How far it is taken up, and who was told."""

    rung = forms.TypedChoiceField(
        label="How far is it taken up?",
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose how far it is taken up."},
    )
    told = forms.CharField(
        label="Who was told",
        help_text="Their names, as they should stand in the log.",
        max_length=300,
        required=False,
    )

    def __init__(self, *args: Any, above: int, **kwargs: Any) -> None:
        """Offer the rungs that have not been reached."""
        super().__init__(*args, **kwargs)
        self.fields["rung"].choices = [  # type: ignore[attr-defined]
            (int(one), f"{RUNG_WORDS[one][:1].upper()}{RUNG_WORDS[one][1:]}") for one in Rung if one > above
        ]


class ImpactForm(forms.Form):
    """What came of it."""

    outcome = _text(
        "Outcome", f"What is different now in how agencies work. {NO_CHILD}", "Write what came of it.", rows=4
    )
    impact = _text(
        "Impact on children",
        f"What that means for children and families. Needed to close it. {NO_CHILD}",
        rows=4,
    )
    chair_words = _text(
        "The chair’s words on whether practice changed",
        "Shown impact needs them, beside the figure and evidence of another kind.",
        rows=3,
    )

    def __init__(self, *args: Any, speaks: bool, **kwargs: Any) -> None:
        """Only the chair writes the chair's words."""
        super().__init__(*args, **kwargs)
        if not speaks:
            del self.fields["chair_words"]


class ReopenForm(forms.Form):
    """Why it is opened again, and what then."""

    WATCH, ASK = "watch", "ask"
    reason = _text("Why it is opened again", NO_CHILD, "Say why it is opened again.", rows=3, longest=REASON)
    then = forms.ChoiceField(
        label="What then?",
        choices=[(WATCH, "Go on watching its figure"), (ASK, "Ask the lead again, by the date below")],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what happens then."},
    )
    due_on = DateField(label="Further reply due", required=False)

    def __init__(self, *args: Any, watched: bool, **kwargs: Any) -> None:
        """With no figure to watch, the lead is asked again."""
        super().__init__(*args, **kwargs)
        if not watched:
            del self.fields["then"]

    def clean(self) -> dict[str, Any]:
        """Asking again needs a day, and watching none."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        asks = given.get("then", self.ASK) == self.ASK
        if asks and not given.get("due_on") and not {"due_on", "then"} & set(self.errors):
            self.add_error("due_on", "Enter the day the further reply is due.")
        if not asks:
            given["due_on"] = None
        return given


class WithdrawForm(forms.Form):
    """Why it is taken back."""

    reason = _text(
        "Why it is withdrawn",
        f"The agencies read it. {NO_CHILD}",
        "Say why it is withdrawn.",
        rows=3,
        longest=REASON,
    )


class CloseForm(forms.Form):
    """Nothing more is asked: what came of it is written already."""
