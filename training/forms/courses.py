"""What is asked about a course."""

from collections.abc import Collection
from typing import Any

from django import forms

from agencies.models import Priority
from registers.actions.words import LINE, PAGE
from registers.forms.fields import words
from registers.forms.risks import Grouped
from training.models import Lesson
from training.rules.courses import LEVELS, MOST_HOURS, MOST_NOTICE, MOST_POUNDS, CourseFacts

_SHORT = {"class": "govuk-input--width-4", "inputmode": "decimal"}


class ChoosesLessons(forms.ModelMultipleChoiceField):  # type: ignore[type-arg]  # not generic when run
    """Lessons by review and number, with their first words."""

    def label_from_instance(self, obj: Lesson) -> str:
        """Such as “Lesson 2 of RV-4: Fathers were seldom asked.”."""
        return f"{obj}: {obj.text if len(obj.text) <= 120 else f'{obj.text[:117]}…'}"


class CourseForm(Grouped):
    """A course: what is taught, to whom, on which terms, and what it serves."""

    title = forms.CharField(
        label="Title", max_length=LINE, error_messages={"required": "Enter what the course is called."}
    )
    about = words(
        "What it is about", hint="What those who come will know or do better.", rows=4, longest=PAGE
    )
    level = forms.TypedChoiceField(
        label="Level",
        choices=[(number, said) for number, said in LEVELS.items()],
        coerce=int,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose the level."},
    )
    audience = forms.CharField(
        label="Whom it is for",
        help_text="Such as health visitors and midwives. Leave it empty where it is for everybody.",
        max_length=LINE,
        required=False,
    )
    hours = forms.DecimalField(
        label="Hours taught",
        min_value=0,
        max_value=MOST_HOURS,
        decimal_places=1,
        widget=forms.TextInput(attrs=_SHORT),
        error_messages={
            "required": "Enter how many hours are taught, such as 6.5.",
            "invalid": "Enter how many hours are taught, such as 6.5.",
        },
    )
    needs_approval = forms.BooleanField(
        label="A manager says yes before somebody gets a place", required=False
    )
    notice_days = forms.IntegerField(
        label="Working days of notice",
        help_text="A place given up later than so many working days before the day counts as cancelled late.",
        min_value=0,
        max_value=MOST_NOTICE,
        initial=5,
        widget=forms.TextInput(attrs={"class": "govuk-input--width-3", "inputmode": "numeric"}),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"Enter the working days of notice, from 0 to {MOST_NOTICE}.",
        ),
    )
    price = forms.DecimalField(
        label="Price of a place, in pounds",
        help_text="0 where it is free.",
        min_value=0,
        max_value=MOST_POUNDS,
        decimal_places=2,
        initial=0,
        widget=forms.TextInput(attrs=_SHORT),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            "Enter the price in pounds, 0 where it is free.",
        ),
    )
    charges = words("Who pays it", hint="Such as: free for members of the board, others pay.")
    lessons = ChoosesLessons(
        label="Lessons it passes on",
        queryset=Lesson.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    priorities = forms.ModelMultipleChoiceField(
        label="Priorities it serves",
        queryset=Priority.objects.none(),
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )

    groups = (
        ("What is taught", "", ("title", "about", "level", "audience", "hours")),
        ("Places", "", ("needs_approval", "notice_days", "price", "charges")),
        ("What it serves", "Impact is looked for in what a course serves.", ("lessons", "priorities")),
    )

    def __init__(
        self, *args: Any, lessons: Collection[Lesson], priorities: Collection[Priority], **kwargs: Any
    ) -> None:
        """Offer these lessons and priorities."""
        super().__init__(*args, **kwargs)
        for name, model, offered in (("lessons", Lesson, lessons), ("priorities", Priority, priorities)):
            field = self.fields[name]
            assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - declared above
            field.queryset = model._default_manager.filter(pk__in=[one.pk for one in offered])
            if not offered:
                del self.fields[name]

    def facts(self) -> CourseFacts:
        """What was entered, of a form that is valid."""
        given = self.cleaned_data
        rest = {name: value for name, value in given.items() if name not in ("lessons", "priorities")}
        return CourseFacts(
            **rest,
            lessons=frozenset(one.pk for one in given.get("lessons", ())),
            priorities=frozenset(one.pk for one in given.get("priorities", ())),
        )
