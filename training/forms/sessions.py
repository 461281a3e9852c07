"""What is asked about a session: when, where, for whom, who teaches, and how its places are shared."""

from collections.abc import Collection, Sequence
from datetime import date, datetime, time
from typing import Any

from django import forms
from django.forms.boundfield import BoundField

from agencies.models import Agency
from agencies.rules.clock import LONDON
from design.forms import DateField
from registers.actions.words import LINE, PAGE
from registers.forms.fields import words
from registers.forms.risks import Grouped
from training.models import Session, Trainer
from training.rules.sessions import MOST_PLACES, MOST_TRAINERS, SessionFacts, TrainerFacts

_NUMBER = {"class": "govuk-input--width-4", "inputmode": "numeric"}
_HOURS = ("%H:%M", "%H.%M", "%I:%M%p", "%I.%M%p", "%I%p", "%H")
#: Who opens a session, as it is chosen.
_NOBODY, _CHAIR, _OTHER = "nobody", "chair", "other"


def _hour(label: str, hint: str) -> forms.TimeField:
    said = f"{label}: enter a time, such as 9:30 or 13:45."
    return forms.TimeField(
        label=label,
        help_text=hint,
        input_formats=_HOURS,
        widget=forms.TimeInput(format="%H:%M", attrs={"class": "govuk-input--width-5"}),
        error_messages={"required": said, "invalid": said},
    )


class SessionForm(Grouped):
    """A session. Each trainer has three fields: `trainer_0`, `trainer_email_0`, `trainer_agency_0`."""

    day = DateField(label="Day", error_messages={"required": "Enter the day."})
    begins = _hour("Begins", "Such as 9:30.")
    finishes = _hour("Ends", "Such as 16:00.")
    venue = forms.CharField(label="Venue", max_length=LINE, required=False)
    online = forms.CharField(
        label="Link for joining online",
        help_text="The whole link, beginning with https://. It is sent to those with a place only.",
        max_length=500,
        required=False,
        widget=forms.TextInput(attrs={"inputmode": "url", "spellcheck": "false"}),
    )
    joining = words(
        "Joining instructions",
        hint="Where to park, what to bring. They are sent with each place.",
        rows=3,
        longest=PAGE,
    )
    capacity = forms.IntegerField(
        label="Places",
        min_value=1,
        max_value=MOST_PLACES,
        widget=forms.TextInput(attrs=_NUMBER),
        error_messages=dict.fromkeys(
            ("required", "invalid", "min_value", "max_value"),
            f"Enter the number of places, from 1 to {MOST_PLACES:,}.",
        ),
    )
    audience = forms.ChoiceField(
        label="Whom it is for",
        choices=[(value, str(label).capitalize()) for value, label in Session.Audience.choices],
        widget=forms.RadioSelect,
        initial=Session.Audience.STAFF,
    )
    opened_by = forms.ChoiceField(label="Who introduces it", widget=forms.RadioSelect, initial=_NOBODY)
    introduced = forms.CharField(
        label="Who, where it is somebody else",
        help_text="Such as Chief Nurse.",
        max_length=LINE,
        required=False,
    )

    groups = (
        ("When and where", "", ("day", "begins", "finishes", "venue", "online", "joining")),
        ("For whom", "", ("capacity", "audience", "opened_by", "introduced")),
    )

    def __init__(
        self, *args: Any, agencies: Collection[Agency], chair: str, trainers: int = 2, **kwargs: Any
    ) -> None:
        """Offer these agencies and so many trainers; `chair` is what the board calls its chair."""
        super().__init__(*args, **kwargs)
        opened = self.fields["opened_by"]
        assert isinstance(opened, forms.ChoiceField)  # noqa: S101 - declared above
        opened.choices = [(_NOBODY, "Nobody but the trainers"), (_CHAIR, chair), (_OTHER, "Somebody else")]
        self.places_for_trainers = min(trainers, MOST_TRAINERS)
        named = [("", "None of these"), *((str(one.pk), one.name) for one in agencies)]
        for n in range(self.places_for_trainers):
            self.fields[f"trainer_{n}"] = forms.CharField(label="Name", max_length=LINE, required=False)
            self.fields[f"trainer_email_{n}"] = forms.EmailField(
                label="Work email address",
                required=False,
                max_length=254,
                error_messages={"invalid": "Enter an email address, such as name@example.org."},
            )
            self.fields[f"trainer_agency_{n}"] = forms.ChoiceField(
                label="Agency", choices=named, required=False
            )

    def grouped(self) -> list[tuple[str, str, list[BoundField]]]:
        """Its fields under their headings; trainers stand below, in rows of their own."""
        return [(heading, hint, fields) for heading, hint, fields in super().grouped() if heading]

    @property
    def trainer_rows(self) -> list[tuple[int, tuple[BoundField, ...]]]:
        """Each trainer's fields as they are drawn."""
        names = ("trainer_{}", "trainer_email_{}", "trainer_agency_{}")
        return [
            (n + 1, tuple(self[name.format(n)] for name in names)) for n in range(self.places_for_trainers)
        ]

    def clean(self) -> dict[str, Any]:
        """Whoever is said to introduce it has a name; a trainer's address has a trainer."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if given.get("opened_by") == _OTHER and not given.get("introduced"):
            self.add_error("introduced", "Say who introduces it.")
        for n in range(self.places_for_trainers):
            if given.get(f"trainer_email_{n}") and not given.get(f"trainer_{n}"):
                self.add_error(f"trainer_{n}", "Enter the trainer’s name.")
        return given

    def facts(self) -> SessionFacts:
        """What was entered, of a form that is valid."""
        given = self.cleaned_data
        return SessionFacts(
            starts=_moment(given["day"], given["begins"]),
            ends=_moment(given["day"], given["finishes"]),
            capacity=given["capacity"],
            venue=given["venue"],
            online=given["online"],
            joining=given["joining"],
            for_councillors=given["audience"] == Session.Audience.COUNCILLORS,
            chair_introduces=given["opened_by"] == _CHAIR,
            introduced=given["introduced"] if given["opened_by"] == _OTHER else "",
            trainers=tuple(
                TrainerFacts(
                    given[f"trainer_{n}"],
                    given[f"trainer_email_{n}"],
                    int(given[f"trainer_agency_{n}"]) if given[f"trainer_agency_{n}"] else None,
                )
                for n in range(self.places_for_trainers)
                if given[f"trainer_{n}"]
            ),
        )


def as_planned(session: Session, trainers: Sequence[Trainer]) -> dict[str, Any]:
    """What stands in the form before anything is changed."""
    starts, ends = session.starts.astimezone(LONDON), session.ends.astimezone(LONDON)
    opened_by = _CHAIR if session.chair_introduces else _OTHER if session.introduced else _NOBODY
    known: dict[str, Any] = {
        "day": starts.date(),
        "begins": starts.time(),
        "finishes": ends.time(),
        "venue": session.venue,
        "online": session.online,
        "joining": session.joining,
        "capacity": session.capacity,
        "audience": session.audience,
        "opened_by": opened_by,
        "introduced": session.introduced if opened_by == _OTHER else "",
    }
    for n, one in enumerate(trainers):
        known |= {
            f"trainer_{n}": one.name,
            f"trainer_email_{n}": one.email,
            f"trainer_agency_{n}": str(one.agency_id or ""),
        }
    return known


class SharesForm(forms.Form):
    """How many places are kept for each agency, a field `agency_12` each, and until when."""

    until = DateField(
        label="Kept until the end of",
        help_text="After that day unused places go to those who wait, then to whoever asks.",
        error_messages={"required": "Enter the last day on which places are kept."},
    )

    def __init__(self, *args: Any, agencies: Collection[Agency], **kwargs: Any) -> None:
        """Ask for each of these."""
        super().__init__(*args, **kwargs)
        said = "Enter a number of places, or leave it empty."
        for one in agencies:
            self.fields[f"agency_{one.pk}"] = forms.IntegerField(
                label=one.name,
                required=False,
                min_value=0,
                max_value=MOST_PLACES,
                widget=forms.TextInput(attrs=_NUMBER),
                error_messages=dict.fromkeys(
                    ("invalid", "min_value", "max_value"), f"{one.name}: {said.lower()}"
                ),
            )
        self.order_fields([*(f"agency_{one.pk}" for one in agencies), "until"])

    @property
    def shares(self) -> dict[int, int]:
        """The places by agency, of a form that is valid."""
        return {
            int(name.removeprefix("agency_")): number
            for name, number in self.cleaned_data.items()
            if name.startswith("agency_") and number is not None
        }


class WhyForm(forms.Form):
    """Why a session or a booking is cancelled."""

    why = words("Why", "Say why.", rows=3)

    def __init__(self, *args: Any, hint: str = "", required: bool = True, **kwargs: Any) -> None:
        """With a hint; a booking may be cancelled without a reason."""
        super().__init__(*args, **kwargs)
        self.fields["why"].help_text, self.fields["why"].required = hint, required


def _moment(day: date, hour: time) -> datetime:
    return datetime.combine(day, hour, LONDON)
