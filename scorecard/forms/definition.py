"""The form of an indicator's definition: to add one, to change one, to take one up from the catalogue."""

from collections.abc import Iterable
from typing import Any

from django import forms
from django.db.models import Q

from agencies.models import Agency
from design.forms import DateField
from scorecard.models import Indicator, Perspective
from scorecard.rules.definitions import DEFINITION, WORDS, code_fault, faults
from scorecard.rules.figures import Basis, Kind, Polarity, Unit

UNITS = (
    (Unit.COUNT, "A number"),
    (Unit.PERCENT, "A percentage"),
    (Unit.RATE, "A rate per so many people"),
    (Unit.MEAN, "An average"),
    (Unit.MEDIAN, "A median"),
)
KINDS = (
    (Kind.FLOW, "What happened in a period (flow)"),
    (Kind.SNAPSHOT, "What stood at the end of a period (snapshot)"),
)
BASES = (
    (Basis.IN_PERIOD, "The period alone"),
    (Basis.SNAPSHOT, "The day it ends"),
    (Basis.YEAR_TO_DATE, "From April up to its end"),
    (Basis.ROLLING, "The twelve months up to its end"),
)
FREQUENCIES = (("quarter", "Every quarter"), ("term", "Every school term"), ("year", "Every year"))
POLARITIES = (
    (Polarity.HIGHER, "Higher is better"),
    (Polarity.LOWER, "Lower is better"),
    (Polarity.BAND, "Best within a band"),
    (Polarity.CONTEXT, "Neither: it tells how things stand"),
)
WHOLES = (
    ("yes", "Whole things, such as children or visits"),
    ("no", "Parts of them too, such as full-time equivalents or days"),
)


def offer_places(
    form: forms.BaseForm, *, board_id: int, agencies: Iterable[Agency], of: Indicator | None = None
) -> None:
    """Let a form's owner and perspective be chosen from those in use, and those an indicator has already."""
    owner, perspective = form.fields["owner"], form.fields["perspective"]
    assert isinstance(owner, forms.ModelChoiceField)  # noqa: S101 - declared so by every form that calls this
    assert isinstance(perspective, forms.ModelChoiceField)  # noqa: S101 - declared so by every form that calls this
    seated = [one.pk for one in agencies] + ([of.owner_id] if of is not None and of.owner_id else [])
    owner.queryset = Agency.objects.filter(pk__in=seated).order_by("name")
    perspective.queryset = Perspective.objects.filter(
        Q(retired_at__isnull=True) | Q(pk=of.perspective_id if of is not None else None), board=board_id
    )


class _Lines(forms.CharField):
    """A list of texts, one a line."""

    widget = forms.Textarea

    def to_python(self, value: Any) -> list[str]:  # type: ignore[override]
        """The lines that hold something."""
        if isinstance(value, list):
            return value
        return [" ".join(line.split()) for line in str(value or "").splitlines() if line.strip()]

    def prepare_value(self, value: Any) -> Any:
        """A list as lines."""
        return "\n".join(value) if isinstance(value, list) else value

    def has_changed(self, initial: Any, data: Any) -> bool:
        """Whether other lines were written."""
        return self.to_python(initial) != self.to_python(data)


def _radio(label: str, choices: Iterable[tuple[str, str]], required: str, **more: Any) -> forms.ChoiceField:
    return forms.ChoiceField(
        label=label,
        widget=forms.RadioSelect,
        choices=[(str(value), words) for value, words in choices],
        error_messages={"required": required},
        **more,
    )


def _text(label: str, *, required: str = "", lines: int = 0, **more: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": lines}) if lines else forms.TextInput()
    return forms.CharField(
        label=label, widget=widget, required=bool(required), error_messages={"required": required}, **more
    )


class DefinitionForm(forms.Form):
    """Everything an indicator is, but its code and its dates."""

    title = _text("Title", required="Give the indicator a title.", max_length=160)
    perspective = forms.ModelChoiceField(
        label="Perspective",
        queryset=Perspective.objects.none(),
        empty_label="Choose a perspective",
        error_messages={"required": "Choose the perspective it stands in."},
    )
    owner = forms.ModelChoiceField(
        label="Agency that reports it",
        queryset=Agency.objects.none(),
        empty_label="Every agency, of itself",
        required=False,
    )
    frequency = _radio(
        "How often it is reported", FREQUENCIES, "Say how often it is reported.", initial="quarter"
    )
    kind = _radio("What a figure counts", KINDS, "Say whether it happened or stood so.", initial=Kind.FLOW)
    basis = _radio("Which time a figure covers", BASES, "Say which time it covers.", initial=Basis.IN_PERIOD)
    numerator = _text("What is counted, in words", required="Say what is counted.", max_length=300)
    unit = _radio("What the figure is", UNITS, "Say what the figure is.", initial=Unit.PERCENT)
    denominator = _text(
        "Out of what, in words",
        max_length=300,
        help_text="Of a percentage, a rate or an average. Leave it empty for a number or a median.",
    )
    per = forms.IntegerField(
        label="Per how many people", help_text="Rates only, such as 10000.", required=False, min_value=1
    )
    ages = _text("Of which ages", max_length=10, help_text="Rates only, such as 0-17.")
    whole = _radio("What is counted are", WHOLES, "Say whether they are whole.", initial="yes")
    breakdown = _text("Broken down by", max_length=60, help_text="Such as age or source. Empty: by nothing.")
    breakdown_values = _Lines(
        label="Its parts",
        help_text="One a line. Empty, and broken down by “agency”: the board’s agencies.",
        required=False,
        max_length=8000,
    )
    polarity = _radio("Which way is good", POLARITIES, "Say which way is good.", initial=Polarity.CONTEXT)
    band_low = forms.DecimalField(
        label="Lower end of its band", required=False, max_digits=12, decimal_places=3
    )
    band_high = forms.DecimalField(
        label="Upper end of its band", required=False, max_digits=12, decimal_places=3
    )
    tolerance = forms.DecimalField(
        label="How far from target still counts as near",
        help_text="In the indicator’s own unit.",
        initial=0,
        max_digits=12,
        decimal_places=3,
        error_messages={"required": "Write nought or more."},
    )
    decimals = forms.IntegerField(
        label="Decimal places shown", initial=1, error_messages={"required": "Write 0, 1, 2 or 3."}
    )
    why = _text("Why it matters", lines=3, max_length=2000)
    questions = _Lines(
        label="Questions to ask", help_text="One a line, three at most.", required=False, max_length=800
    )
    varies_because = _text("Why it may vary", lines=3, max_length=2000)

    def clean(self) -> dict[str, Any]:
        """What contradicts itself is said beside the field it is in."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if "whole" in given:
            given["whole"] = given["whole"] == "yes"
        if not set(self.errors) & {*WORDS, *DEFINITION}:
            for field, sentence in faults(given).items():
                self.add_error(field, sentence)
        return given

    @property
    def definition(self) -> dict[str, Any]:
        """Every word and every part of the definition, as it was given."""
        return {name: self.cleaned_data[name] for name in (*WORDS, *DEFINITION)}


def as_entered(indicator: Indicator) -> dict[str, Any]:
    """What stands in the form of an indicator that is changed."""
    entered = {name: getattr(indicator, name) for name in (*WORDS, *DEFINITION)}
    for name in ("band_low", "band_high", "tolerance"):
        if entered[name] is not None:
            entered[name] = f"{entered[name].normalize():f}"
    return {**entered, "whole": "yes" if indicator.whole else "no"}


class AddForm(DefinitionForm):
    """An indicator of the board's own."""

    code = _text(
        "Code",
        required="Give it a code.",
        max_length=20,
        help_text="One to four capital letters and a number, such as L01. It never changes.",
    )
    since = DateField(
        label="From which day on it is measured",
        help_text="The first day of a period, such as 1 4 2018.",
        error_messages={"required": "Enter the day from which on it is measured."},
    )

    def clean_code(self) -> str:
        """In capitals but for a small letter at the end; refused when it is no code."""
        code: str = self.cleaned_data["code"].strip()
        wrong = code_fault(code)
        if wrong:
            raise forms.ValidationError(wrong)
        return code


class ChangeForm(DefinitionForm):
    """A definition changed: its wording put right, or counted differently from a day on."""

    how = _radio(
        "What kind of change this is",
        (
            ("correct", "Wording put right: it is counted as before"),
            ("version", "Counted differently from a day on: a new version, whose line begins anew"),
        ),
        "Say whether it is counted as before.",
    )
    since = DateField(
        label="From which day on, for a new version",
        help_text="The first day of a period, such as 1 4 2018.",
        required=False,
    )
    reason = _text(
        "Why, where the same is counted in other words",
        lines=2,
        max_length=1000,
        help_text="It goes on record.",
    )

    def clean(self) -> dict[str, Any]:
        """A new version begins on a day."""
        given = super().clean()
        if given.get("how") == "version" and "since" not in self.errors and given.get("since") is None:
            self.add_error("since", "Enter the day from which on it is counted so.")
        return given


class TakeUpForm(forms.Form):
    """Where an indicator of the catalogue stands at this board, and from when."""

    perspective = forms.ModelChoiceField(
        label="Perspective",
        queryset=Perspective.objects.none(),
        empty_label="Choose a perspective",
        error_messages={"required": "Choose the perspective it stands in."},
    )
    owner = forms.ModelChoiceField(
        label="Agency that reports it",
        queryset=Agency.objects.none(),
        empty_label="Choose an agency",
        required=False,
    )
    since = DateField(
        label="From which day on it is measured",
        help_text="The first day of a period, such as 1 4 2018.",
        error_messages={"required": "Enter the day from which on it is measured."},
    )
