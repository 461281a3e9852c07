"""What is asked when a risk is raised, put right, scored, held, linked, reviewed, accepted, archived, brought back."""

from collections.abc import Sequence
from typing import Any, ClassVar

from django import forms
from django.forms.boundfield import BoundField

from agencies.models import Agency, Person, Priority
from design.forms import DateField
from registers.actions.risks import Judged, Words
from registers.actions.words import LINE, PAGE
from registers.forms.fields import impact, likelihood, words
from registers.models import Risk, RiskLink, Score

#: A part of a long form: its heading, what to know, the names of its fields.
Group = tuple[str, str, tuple[str, ...]]
_ASSURANCE = "How the board knows that it works: who looks, how often. May be left empty."
_GAP = "What it leaves open, such as “No cover at weekends”. May be left empty."


class Grouped(forms.Form):
    """A form long enough to want headings."""

    groups: ClassVar[tuple[Group, ...]] = ()

    def grouped(self) -> list[tuple[str, str, list[BoundField]]]:
        """Its fields under their headings; those under none come first."""
        named = {name for _, _, names in self.groups for name in names}
        loose = [field for field in self.visible_fields() if field.name not in named]
        under = [
            (heading, hint, [self[name] for name in names if name in self.fields])
            for heading, hint, names in self.groups
        ]
        return [("", "", loose), *under] if loose else under


class WordsForm(Grouped):
    """A risk in words: why, what, what then; whose it is, and what is done about it."""

    title = forms.CharField(
        label="Title",
        help_text="The risk in a line, as lists show it, such as “Conferences are held late”.",
        max_length=LINE,
        error_messages={"required": "Give the risk a title."},
    )
    cause = words("Cause", "Say what causes it.", hint="What makes it likely.", longest=PAGE, rows=3)
    event = words("Event", "Say what may happen.", hint="What may happen.", longest=PAGE, rows=3)
    consequence = words(
        "Consequence",
        "Say what it would mean for children.",
        hint="What it would mean for children.",
        longest=PAGE,
    )
    priority = forms.ModelChoiceField(
        label="Priority of the board", queryset=Priority.objects.none(), required=False, empty_label="None"
    )
    agency = forms.ModelChoiceField(
        label="Owner", queryset=Agency.objects.none(), required=False, empty_label="The board’s own office"
    )
    owner = forms.ModelChoiceField(
        label="Person who looks after it",
        help_text="Reviews are asked of this person; with nobody named, of the office.",
        queryset=Person.objects.none(),
        required=False,
        empty_label="Nobody by name",
    )
    response = forms.ChoiceField(
        label="What the board does about it",
        widget=forms.RadioSelect,
        initial=Risk.Response.TREAT,
        error_messages={"required": "Choose what the board does about it."},
    )

    _RESPONSES: ClassVar[dict[str, str]] = {
        Risk.Response.TREAT.value: "Treat: make it less likely, or less grave",
        Risk.Response.TRANSFER.value: "Transfer: another body takes it on",
        Risk.Response.TERMINATE.value: "Terminate: stop what causes it",
        Risk.Response.TOLERATE.value: "Tolerate: go on accepting it, as decided",
    }

    def __init__(
        self,
        *args: Any,
        agencies: Sequence[Agency],
        owners: Sequence[Person],
        priorities: Sequence[Priority],
        risk: Risk | None = None,
        **kwargs: Any,
    ) -> None:
        """Offer these, and what the risk has already. Tolerating is offered only to one that is tolerated."""
        super().__init__(*args, **kwargs)
        had = {name: getattr(risk, f"{name}_id", None) for name in ("agency", "owner", "priority")}
        for name, model, offered in (
            ("agency", Agency, agencies),
            ("owner", Person, owners),
            ("priority", Priority, priorities),
        ):
            field = self.fields[name]
            assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
            keys = [one.pk for one in offered] + [key for key in (had[name],) if key is not None]
            order = "title" if model is Priority else "name"
            field.queryset = model._default_manager.filter(pk__in=keys).order_by(order)
        owner = self.fields["owner"]
        owner.label_from_instance = lambda person: person.name  # type: ignore[attr-defined]
        response = self.fields["response"]
        assert isinstance(response, forms.ChoiceField)  # noqa: S101 - declared above
        tolerated = risk is not None and risk.response == Risk.Response.TOLERATE
        response.choices = [
            (value, said)
            for value, said in self._RESPONSES.items()
            if tolerated or value != Risk.Response.TOLERATE
        ]

    def words(self) -> Words:
        """What was written and chosen."""
        given = self.cleaned_data
        names = ("title", "cause", "event", "consequence", "priority", "agency", "owner", "response")
        return Words(**{name: given[name] for name in names})


class AmendForm(WordsForm):
    """The words of a risk, with the version that was seen."""

    seen = forms.IntegerField(widget=forms.HiddenInput)


class RaiseForm(WordsForm):
    """A new risk with its scores, its main control and its first review."""

    before_likelihood, before_impact = likelihood(), impact()
    now_likelihood, now_impact = likelihood(), impact()
    target_likelihood, target_impact = likelihood(), impact()
    why = words("Why it is scored so now", hint="May be left empty.")
    control = words("Main control", hint="What holds it already. May be left empty.")
    assurance = words("Assurance", hint=_ASSURANCE)
    gap = words("Gap", hint=_GAP)
    review_on = DateField(
        label="First review",
        help_text="The day by which it is looked at again.",
        error_messages={"required": "Enter the day of its first review."},
    )

    groups = (
        ("The risk", "", ("title", "cause", "event", "consequence", "priority")),
        ("Whose it is", "", ("agency", "owner", "response")),
        ("Before controls", "If nothing held it.", ("before_likelihood", "before_impact")),
        ("What holds it", "", ("control", "assurance", "gap")),
        ("Now", "As it is, with what holds it.", ("now_likelihood", "now_impact", "why")),
        ("Target", "Where the board wants it.", ("target_likelihood", "target_impact")),
        ("Review", "", ("review_on",)),
    )

    def judged(self, moment: str) -> Judged:
        """One of its three scores."""
        return Judged(self.cleaned_data[f"{moment}_likelihood"], self.cleaned_data[f"{moment}_impact"])


class ScoreForm(Grouped):
    """A score with its reason, and the control that brings it down."""

    moment = forms.ChoiceField(
        label="What you are scoring",
        widget=forms.RadioSelect,
        choices=[
            (Score.Moment.NOW.value, "The risk as it is now"),
            (Score.Moment.BEFORE.value, "What it would be without its controls"),
            (Score.Moment.TARGET.value, "Where the board wants it"),
        ],
        initial=Score.Moment.NOW,
        error_messages={"required": "Choose what you are scoring."},
    )
    likelihood, impact = likelihood(), impact()
    why = words("Why", "Say why: the reason stands in its history.")
    control = words("New control", hint="What brings the score down.")
    assurance = words("Assurance", hint=_ASSURANCE)
    gap = words("Gap", hint=_GAP)
    without = forms.BooleanField(
        label="No new control brings it down",
        help_text="It then stands among what is worth a second look.",
        required=False,
    )

    groups = (
        (
            "If the score falls",
            "Name the new control, unless one was added since the last score.",
            ("control", "assurance", "gap", "without"),
        ),
    )

    def __init__(self, *args: Any, only_now: bool, **kwargs: Any) -> None:
        """Its named owner says how it is now; the other two are the board's to say."""
        super().__init__(*args, **kwargs)
        if only_now:
            del self.fields["moment"]


class ControlForm(forms.Form):
    """A control with its assurance and its gap."""

    text = words("Control", "Say what holds the risk.", hint="What makes it less likely, or less grave.")
    assurance = words("Assurance", hint=_ASSURANCE)
    gap = words("Gap", hint=_GAP)


class WhyForm(forms.Form):
    """A reason, and nothing else."""

    why = words("Why", "Say why.", hint="It stands on record.")


class LinkForm(forms.Form):
    """An indicator or challenge it has to do with."""

    to = forms.ChoiceField(
        label="Indicator or challenge", error_messages={"required": "Choose what it has to do with."}
    )

    def __init__(
        self, *args: Any, choices: Sequence[tuple[str, list[tuple[str, str]]]], **kwargs: Any
    ) -> None:
        """Offer what the board has, under a heading a kind."""
        super().__init__(*args, **kwargs)
        field = self.fields["to"]
        assert isinstance(field, forms.ChoiceField)  # noqa: S101 - declared above
        field.choices = [("", "Choose"), *choices]

    def chosen(self) -> tuple[RiskLink.Kind, str]:
        """Its kind and key."""
        kind, _, key = self.cleaned_data["to"].partition("/")
        return RiskLink.Kind(kind), key


class ReviewForm(forms.Form):
    """What a review found, and when the next is."""

    text = words("What the review found", "Say what the review found.", rows=5, longest=PAGE)
    next_on = DateField(
        label="Next review",
        help_text="The day by which it is looked at again, within two quarters.",
        error_messages={"required": "Enter the day of the next review."},
    )


class MoveReviewForm(forms.Form):
    """Another day for a review that has not been held."""

    to = DateField(label="New day", error_messages={"required": "Enter the new day."})
    reason = words("Why the date changes", "Say why the date changes.", hint="The day it had stays known.")


class AcceptForm(forms.Form):
    """Until when the board lives with a risk, and why."""

    why = words("Why the board accepts it", "Say why the board accepts it.")
    until = DateField(
        label="Accepted until",
        help_text="On the day after, it goes back for review. Leave it empty only where the board has set no end: it "
        "then stands among what is worth a second look.",
        required=False,
    )


class BringBackForm(forms.Form):
    """Why an archived risk comes back, and when it is looked at."""

    why = words("Why it comes back", "Say why it comes back.")
    review_on = DateField(
        label="Next review", error_messages={"required": "Enter the day of its next review."}
    )


class LetStandForm(forms.Form):
    """Why a finding may stand."""

    reason = words("Why it may stand", "Say why it may stand.", hint="It stands on record, with your name.")
    mark = forms.CharField(widget=forms.HiddenInput, required=False, max_length=80)
