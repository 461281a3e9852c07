"""What is asked when a lesson or a recommendation is written, put right, looked at again or tested."""

from collections.abc import Collection
from typing import Any

from django import forms

from agencies.models import Agency
from design.forms import DateField
from registers.actions.words import PAGE
from registers.forms.audits import ChoosesAudit
from registers.forms.fields import words as lines
from registers.models import CaseAudit
from training.forms.reviews import NO_CHILD, DayForm
from training.models import EmbeddedTest, Lesson, Theme


class LessonForm(forms.Form):
    """What was learnt, and under which themes it is found again."""

    text = lines(
        "What was learnt",
        "Say what was learnt.",
        hint=f"What others should know, in general words. {NO_CHILD}",
        rows=5,
        longest=PAGE,
    )
    themes = forms.ModelMultipleChoiceField(
        label="Themes",
        help_text="By these it is found beside lessons of other reviews.",
        queryset=Theme.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    new_theme = forms.CharField(
        label="Another theme",
        help_text="Such as “Fathers are left out”. It is added to the board’s list.",
        max_length=120,
        required=False,
    )

    def __init__(self, *args: Any, themes: Collection[Theme], **kwargs: Any) -> None:
        """Offer these themes; none where the board has none yet."""
        super().__init__(*args, **kwargs)
        field = self.fields["themes"]
        assert isinstance(field, forms.ModelMultipleChoiceField)  # noqa: S101 - declared above
        field.queryset = Theme.objects.filter(pk__in=[one.pk for one in themes])
        if not themes:
            del self.fields["themes"]
            self.fields["new_theme"].label = "Theme"


class _ChoosesLesson(forms.ModelChoiceField):  # type: ignore[type-arg]  # not generic when run
    """Lessons of a review by number and what was learnt."""

    def label_from_instance(self, obj: Lesson) -> str:
        """Such as “Lesson 2: Fathers were seldom asked.”."""
        text = " ".join(obj.text.split())
        return f"Lesson {obj.number}: {text if len(text) <= 90 else f'{text[:89]}…'}"


class AmendRecommendationForm(forms.Form):
    """What is to be done, by whom, and because of which lesson."""

    text = lines(
        "What is recommended",
        "Say what is recommended.",
        hint=f"One thing that can be seen to be done. {NO_CHILD}",
        rows=4,
        longest=PAGE,
    )
    multi_agency = forms.TypedChoiceField(
        label="To whom it is",
        choices=[("several", "Several agencies together"), ("one", "One agency")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "several",
        error_messages={"required": "Choose whether it is to several agencies or to one."},
    )
    lead = forms.ModelChoiceField(
        label="Agency that leads, or that it is to",
        queryset=Agency.objects.none(),
        required=False,
        empty_label="The board’s office",
    )
    lesson = _ChoosesLesson(
        label="Lesson it comes from",
        queryset=Lesson.objects.none(),
        required=False,
        empty_label="No lesson in particular",
    )

    def __init__(
        self, *args: Any, agencies: Collection[Agency], lessons: Collection[Lesson], **kwargs: Any
    ) -> None:
        """Offer these agencies and lessons."""
        super().__init__(*args, **kwargs)
        lead, lesson = self.fields["lead"], self.fields["lesson"]
        assert isinstance(lead, forms.ModelChoiceField)  # noqa: S101 - declared above
        assert isinstance(lesson, _ChoosesLesson)  # noqa: S101 - declared above
        lead.queryset = Agency.objects.filter(pk__in=[one.pk for one in agencies]).order_by("name")
        lesson.queryset = Lesson.objects.filter(pk__in=[one.pk for one in lessons]).order_by("number")

    def clean(self) -> dict[str, Any]:
        """One agency is named."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("multi_agency") is False and not given.get("lead") and "lead" not in self.errors:
            self.add_error("lead", "Say which agency it is to.")
        return given


class RecommendationForm(AmendRecommendationForm):
    """The same, with the day to look whether it stuck."""

    revisit_on = DateField(
        label="Day to look whether it stuck",
        help_text="Some months after it should be done. It can be set later.",
        required=False,
    )


class RevisitForm(DayForm):
    """Another day to look whether it stuck, and why."""

    field_order = ("revisit_on", "reason")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Ask in its own words."""
        super().__init__(*args, **kwargs)
        self.fields["revisit_on"] = self.fields.pop("due_on")
        self.fields["revisit_on"].label = "Day to look whether it stuck"
        self.order_fields(["revisit_on", "reason"])


class TestForm(forms.Form):
    """How it was looked at, what was seen, and whether it stuck."""

    #: Not a test of ours, though its name begins so.
    __test__ = False

    how = forms.ChoiceField(
        label="What was looked at",
        choices=[(one.value, str(one.label).capitalize()) for one in EmbeddedTest.How],
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what was looked at."},
    )
    audit = ChoosesAudit(
        label="Case audit",
        help_text="Where it was a re-audit: record it first among the case audits.",
        queryset=CaseAudit.objects.none(),
        required=False,
        empty_label="No case audit",
    )
    tested_on = DateField(
        label="Day it was looked at",
        help_text="Of a re-audit it is the audit’s day. Left empty, it is today.",
        required=False,
    )
    words = lines(
        "What it showed",
        "Say what was looked at, and what it showed.",
        hint=f"How many were asked or looked at, and what practice is like now. {NO_CHILD}",
        rows=5,
        longest=PAGE,
    )
    embedded = forms.TypedChoiceField(
        label="Has it stuck?",
        choices=[("yes", "Yes: it is how people work now"), ("no", "No, or not yet")],
        widget=forms.RadioSelect,
        coerce=lambda value: value == "yes",
        error_messages={"required": "Say whether it has stuck."},
    )
    again_on = DateField(
        label="Day to look again", help_text="Left empty, nobody is reminded of it.", required=False
    )

    def __init__(self, *args: Any, audits: Collection[CaseAudit], **kwargs: Any) -> None:
        """Offer these case audits."""
        super().__init__(*args, **kwargs)
        field = self.fields["audit"]
        assert isinstance(field, ChoosesAudit)  # noqa: S101 - declared above
        field.queryset = CaseAudit.objects.filter(pk__in=[one.pk for one in audits]).order_by("-held_on")

    def clean(self) -> dict[str, Any]:
        """A re-audit names the audit."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if (
            given.get("how") == EmbeddedTest.How.AUDIT
            and not given.get("audit")
            and "audit" not in self.errors
        ):
            self.add_error("audit", "Say which case audit looked at it.")
        return given
