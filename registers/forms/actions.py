"""What is asked when an action is agreed, changed, finished, checked, taken up again or dropped."""

from typing import Any

from django import forms

from agencies.models import Agency, Person
from design.forms import DateField
from registers.actions.follow_through import LONGEST
from registers.actions.words import REASON
from registers.queries.owners import PossibleOwner


def _words(label: str, hint: str, missing: str, *, rows: int = 4, longest: int = REASON) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=hint,
        widget=forms.Textarea(attrs={"rows": rows}),
        max_length=longest,
        error_messages={"required": missing},
    )


class _ChoosesOwner(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when run
    """People by name and hat."""

    hats: dict[int, str]

    def label_from_instance(self, obj: Person) -> str:
        """Such as “Helen Price (Agency lead, County Health)”."""
        return self.hats.get(obj.pk, obj.name)


class AmendForm(forms.Form):
    """What is to be done, and by whom."""

    text = _words(
        "What is to be done",
        "One thing that can be seen to be done. Name no child.",
        "Say what is to be done.",
        rows=3,
        longest=LONGEST,
    )
    agency = forms.ModelChoiceField(
        label="Agency",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="No agency: the person below does it for the board",
    )
    owner = _ChoosesOwner(
        label="Person",
        help_text="The agency’s leads answer for it where nobody is named.",
        queryset=Person.objects.none(),
        required=False,
        empty_label="Nobody by name",
    )

    def __init__(
        self, *args: Any, agencies: tuple[Agency, ...], owners: tuple[PossibleOwner, ...], **kwargs: Any
    ) -> None:
        """Offer these agencies and people."""
        super().__init__(*args, **kwargs)
        agency, owner = self.fields["agency"], self.fields["owner"]
        assert isinstance(agency, forms.ModelChoiceField)  # noqa: S101 - declared above
        assert isinstance(owner, _ChoosesOwner)  # noqa: S101 - declared above
        agency.queryset = Agency.objects.filter(pk__in=[one.pk for one in agencies]).order_by("name")
        owner.queryset = Person.objects.filter(pk__in=[one.person_id for one in owners]).order_by("name")
        owner.hats = {one.person_id: one.words for one in owners}

    def clean(self) -> dict[str, Any]:
        """Somebody does it."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not ({"agency", "owner"} & set(self.errors) or given.get("agency") or given.get("owner")):
            self.add_error("agency", "Choose an agency, a person, or both.")
        return given


class AgreeForm(AmendForm):
    """An action: where it comes from unless that is known, what, who, by when."""

    about = forms.CharField(
        label="What it comes from",
        help_text="A challenge, risk, meeting or case audit by its reference, such as CH-29, R-07, M-7 or AU-3.",
        widget=forms.TextInput(attrs={"class": "govuk-input--width-10", "spellcheck": "false"}),
        max_length=40,
        error_messages={"required": "Write the reference of what it comes from."},
    )
    due_on = DateField(
        label="Due",
        help_text="A day, such as 28 9 2018. “Ongoing” is not a date.",
        error_messages={"required": "Enter the day it is due."},
    )
    field_order = ("about", "text", "agency", "owner", "due_on")

    def __init__(self, *args: Any, known: bool, **kwargs: Any) -> None:
        """Ask where it comes from unless that is known."""
        super().__init__(*args, **kwargs)
        if known:
            del self.fields["about"]


class NoteForm(forms.Form):
    """How it goes."""

    text = _words(
        "How it goes",
        "What has been done, what is in the way. It stays as you write it. Name no child.",
        "Say how it goes.",
    )


class CompleteForm(forms.Form):
    """What was done, and when to look whether it stuck."""

    words = _words(
        "What was done",
        "What is different now, and how you know. Evidence can be added beside it. Name no child.",
        "Say what was done.",
    )
    check_on = DateField(
        label="Day on which to look whether it stuck",
        help_text="Somebody else looks on that day. Left empty, it is in a quarter.",
        required=False,
    )


class EmbedForm(forms.Form):
    """How it is known that it stuck."""

    words = _words(
        "How you know that it stuck",
        "What you looked at, and what it showed. Name no child.",
        "Say how you know that it stuck.",
    )


class DateForm(forms.Form):
    """A new day, and why."""

    due_on = DateField(
        label="New date",
        help_text="Every date it had stays on its page.",
        error_messages={"required": "Enter the new date."},
    )
    reason = _words("Why the date changes", "Name no child.", "Say why the date changes.", rows=3)


class TakeUpForm(DateForm):
    """Why it is owed anew, and by when."""

    field_order = ("reason", "due_on")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask for both in its own words."""
        super().__init__(*args, **kwargs)
        self.fields["due_on"].label = "Due"
        self.fields["due_on"].help_text = "The day by which it is to be done now."
        self.fields["due_on"].error_messages["required"] = "Enter the day it is due."
        self.fields["reason"].label = "Why it is taken up again"
        self.fields["reason"].error_messages["required"] = "Say why it is taken up again."


class DropForm(forms.Form):
    """Why it is given up."""

    reason = _words("Why it is dropped", "Name no child.", "Say why it is dropped.", rows=3)
