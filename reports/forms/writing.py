"""What is asked of whoever writes, asks for, comments on or settles something of a report's texts."""

from collections.abc import Collection, Mapping
from typing import Any

from django import forms

from agencies.models import Person
from design.forms import DateField
from registers.queries.owners import PossibleOwner
from reports.rules.guidance import GUIDANCE


class ChoosesPerson(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when run
    """People by name and hats."""

    called: Mapping[int, str] = {}

    def label_from_instance(self, obj: Person) -> str:
        """Such as “Helen Price (Agency lead, County Health)”."""
        return self.called.get(obj.pk, obj.name)


class AskForm(forms.Form):
    """Who is to write a text, and by when."""

    author = ChoosesPerson(
        label="Who writes it",
        queryset=Person.objects.none(),
        empty_label="Choose somebody",
        error_messages={"required": "Choose who writes it.", "invalid_choice": "Choose who writes it."},
    )
    due_on = DateField(label="By when", error_messages={"required": "Enter the day by which it is due."})

    def __init__(self, *args: Any, people: Collection[PossibleOwner], **kwargs: Any) -> None:
        """Offer these people."""
        super().__init__(*args, **kwargs)
        field = self.fields["author"]
        assert isinstance(field, ChoosesPerson)  # noqa: S101 - declared above
        field.called = {one.person_id: one.words for one in people}
        field.queryset = Person.objects.filter(pk__in=field.called).order_by("name")


class DayForm(forms.Form):
    """Another day for what somebody was asked for."""

    due_on = DateField(label="By when", error_messages={"required": "Enter the day by which it is due."})


class CommentForm(forms.Form):
    """A remark on a text."""

    comment = forms.CharField(
        label="Comment on this text",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": "Write your comment."},
    )


class SettleForm(forms.Form):
    """What became of a comment."""

    answer = forms.CharField(
        label="What became of it",
        help_text="Such as “Added to the second paragraph”, or why nothing was changed.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=2_000,
        error_messages={"required": "Say what became of it."},
    )


class GuidanceForm(forms.Form):
    """Which statutory guidance a report follows."""

    guidance = forms.ChoiceField(
        label="Guidance this report follows",
        choices=[(one.code, f"{one.name}, {one.source}") for one in GUIDANCE],
    )
