"""What is asked when a review is opened, put right, moved on, ended or published."""

from collections.abc import Collection
from typing import Any

from django import forms

from agencies.models import Agency
from design.forms import DateField
from registers.actions.words import PAGE
from registers.forms.fields import words as lines
from training.rules.reviews import KIND_WORDS

NO_CHILD = "Name no child, and describe nobody so that they could be known."


def _title() -> forms.CharField:
    return forms.CharField(
        label="Anonymised name",
        help_text="What it is called in public, such as “Child F” or “Family W”. Never a real name or initials.",
        max_length=120,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-20"}),
        error_messages={"required": "Give it an anonymised name, such as “Child F”."},
    )


def _lead() -> forms.ModelChoiceField:  # type: ignore[type-arg]  # not generic when run
    return forms.ModelChoiceField(
        label="Agency that leads it",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="The board itself",
    )


class AmendForm(forms.Form):
    """What it is called, what it looks at, who leads it."""

    title = _title()
    about = lines(
        "What it looks at",
        hint=f"In general words, such as how agencies worked with fathers. {NO_CHILD}",
        rows=5,
        longest=PAGE,
    )
    lead = _lead()

    def __init__(self, *args: Any, agencies: Collection[Agency], **kwargs: Any) -> None:
        """Offer these agencies to lead it."""
        super().__init__(*args, **kwargs)
        lead = self.fields["lead"]
        assert isinstance(lead, forms.ModelChoiceField)  # noqa: S101 - declared above
        lead.queryset = Agency.objects.filter(pk__in=[one.pk for one in agencies]).order_by("name")


class OpenForm(AmendForm):
    """The same, with its kind and the day its clocks run from."""

    kind = forms.ChoiceField(
        label="Kind of review",
        choices=[(kind.value, text) for kind, text in KIND_WORDS.items()],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the kind of review."},
    )
    known_on = DateField(
        label="Day the board came to know of what happened",
        help_text="The days of its steps are counted from here, by the guidance in force on that day.",
        error_messages={"required": "Enter the day the board came to know of it."},
    )
    field_order = ("kind", "title", "known_on", "lead", "about")


class DoneForm(forms.Form):
    """The day a step was done, and what came of it."""

    done_on = DateField(label="Day it was done", error_messages={"required": "Enter the day it was done."})
    words = lines("What came of it", hint=f"Such as “to hold a serious case review”. {NO_CHILD}", rows=3)


class DayForm(forms.Form):
    """A new day, and why."""

    due_on = DateField(
        label="New day",
        help_text="Every day it had stays on the page.",
        error_messages={"required": "Enter the new day."},
    )
    reason = lines("Why the day changes", "Say why the day changes.", hint=NO_CHILD, rows=3)


class EndForm(forms.Form):
    """Why it is not held."""

    why = lines("Why it is not held", "Say why it is not held.", hint=NO_CHILD, rows=4, longest=PAGE)


class PublishForm(forms.Form):
    """The day it was published, and where."""

    published_on = DateField(
        label="Day it was published", error_messages={"required": "Enter the day it was published."}
    )
    url = forms.URLField(
        label="Where it can be read",
        help_text="Its address on the board’s website, such as https://www.example.org/child-f.",
        max_length=500,
        required=False,
        assume_scheme="https",
        error_messages={"invalid": "Enter a web address, such as https://www.example.org/child-f."},
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )
    sure = forms.BooleanField(
        label="Nothing in its lessons and recommendations could identify a child or a member of a family",
        error_messages={"required": "Read its lessons and recommendations through first, and say so."},
    )
