"""Forms about sending figures: files, nil returns, feeds, keys, commentary. What is measured is `measures`'."""

from typing import Any

from django import forms
from django.core.files.uploadedfile import UploadedFile

from agencies.models import Agency
from scorecard.actions.submissions import LARGEST_FILE
from scorecard.actions.submissions.typed import Nil
from scorecard.models import Feed
from scorecard.rules import schedules


class CommentaryForm(forms.Form):
    """What an agency says about its figure."""

    text = forms.CharField(
        label="Your commentary on the latest figure",
        help_text="Why it is as it is, and what you are doing. Write nothing that could identify a child.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=4000,
        error_messages={"required": "Write the commentary first."},
    )


class LetStandForm(forms.Form):
    """Why words that were stopped identify no child."""

    why = forms.CharField(
        label="Why these words identify no child",
        help_text="Your reason goes on record: do not repeat the words.",
        widget=forms.Textarea(attrs={"rows": 3}),
        max_length=1000,
        error_messages={"required": "Say why these words identify no child."},
    )


class UploadForm(forms.Form):
    """One file."""

    file = forms.FileField(
        label="Your spreadsheet",
        help_text="An Excel or OpenDocument spreadsheet or a CSV file, as you have it. Workbooks up to 20 MB.",
        widget=forms.FileInput(attrs={"accept": ".xlsx,.xlsm,.xls,.xlsb,.ods,.csv,.tsv,.txt"}),
        allow_empty_file=True,
        max_length=255,
        error_messages={"required": "Choose a file first."},
    )

    def clean_file(self) -> "UploadedFile[bytes]":
        """Refuse only what is too large to take; what is wrong inside is the check's to say."""
        given: UploadedFile[bytes] = self.cleaned_data["file"]
        if given.size and given.size > LARGEST_FILE:
            raise forms.ValidationError(
                f"“{given.name}” is larger than {LARGEST_FILE // 1024 // 1024} MB. Send the figures alone."
            )
        return given


class FeedPlaceForm(forms.Form):
    """Where a feed's files lie: a folder of the inbox, or a distant store."""

    folder = forms.CharField(
        label="Folder",
        help_text="A folder inside the inbox, such as “police”. The agency drops its files there.",
        max_length=200,
        required=False,
    )
    source = forms.CharField(
        label="Or the address of a store elsewhere",
        help_text="Such as sftp://files.example.gov.uk/outbox, without name or password. "
        "The server must be one this portal was told of.",
        max_length=400,
        required=False,
    )
    secret = forms.CharField(
        label="Name of the secret that opens it",
        help_text="Whoever runs the server keeps the name and password under this name. Never write them here.",
        max_length=100,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Ask for one place, and for no more than one."""
        given: dict[str, Any] = super().clean() or self.cleaned_data
        if not {"folder", "source"} & set(self.errors):
            if not given["folder"] and not given["source"]:
                self.add_error("folder", "Name the folder.")
            elif given["folder"] and given["source"]:
                self.add_error("source", "Name a folder of the inbox or a store elsewhere, not both.")
        return given

    def refuse(self, why: str) -> None:
        """Say beside the field in use why an action refused the place."""
        self.add_error("source" if self.cleaned_data.get("source") else "folder", why)


class SendBackForm(forms.Form):
    """Why a return is sent back."""

    why = forms.CharField(
        label="What the agency is to put right",
        help_text="The agency reads this, in a letter and on its page. Write nothing that could identify a child.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Say what the agency is to put right."},
    )


class FeedForm(FeedPlaceForm):
    """A folder to look into for an agency."""

    agency = forms.ModelChoiceField(
        label="Agency",
        queryset=Agency.objects.none(),
        empty_label="Choose an agency",
        error_messages={"required": "Choose the agency whose files these are."},
    )
    policy = forms.ChoiceField(
        label="When a file has no error",
        widget=forms.RadioSelect,
        choices=[(value, label.capitalize()) for value, label in Feed.Policy.choices],
        initial=Feed.Policy.WAIT,
    )

    def __init__(self, *args: Any, agencies: tuple[Agency, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Agency.objects.filter(pk__in=[one.pk for one in agencies]).order_by("name")


class FeedEditForm(FeedPlaceForm):
    """Where a feed's files lie, and when they are looked for."""

    how = forms.ChoiceField(
        label="When to look",
        widget=forms.RadioSelect,
        choices=[("every", "Every so many minutes"), ("daily", "Every day"), ("weekly", "Every week")],
        error_messages={"required": "Choose when to look."},
    )
    minutes = forms.IntegerField(label="Minutes between looks", required=False)
    weekday = forms.ChoiceField(
        label="Day of the week", choices=[(day.lower(), day) for day in schedules.DAYS], required=False
    )
    at = forms.CharField(
        label="Time of day",
        help_text="Such as 06:30, by the clock on the wall.",
        max_length=5,
        required=False,
    )

    def clean(self) -> dict[str, Any]:
        """Read the schedule; what does not fit is said beside the field it was written in."""
        given = super().clean()
        how, at = given.get("how"), given.get("at", "")
        if how == "every" and "minutes" not in self.errors:
            self._read("minutes", f"every {given.get('minutes') or 0} minutes")
        elif how == "daily":
            self._read("at", f"daily {at}")
        elif how == "weekly" and "weekday" not in self.errors:
            self._read("at", f"weekly {given.get('weekday') or 'monday'} {at}")
        return given

    def _read(self, field: str, text: str) -> None:
        try:
            self.cleaned_data["schedule"] = schedules.parse(text)
        except schedules.NotASchedule:
            wrong = {
                "minutes": f"Write a number of minutes from 1 to {schedules.LONGEST:,}.",
                "at": "Write the time as hours and minutes, such as 06:30.",
            }
            self.add_error(field, wrong[field])


def feed_as_entered(feed: Feed) -> dict[str, Any]:
    """What stands in the form of a feed that is edited."""
    schedule = schedules.parse(feed.schedule)
    how = "every" if schedule.at is None else "daily" if schedule.weekday is None else "weekly"
    return {
        "folder": "" if feed.source else feed.folder,
        "source": feed.source,
        "secret": feed.secret,
        "how": how,
        "minutes": schedule.minutes or None,
        "weekday": schedules.DAYS[schedule.weekday or 0].lower(),
        "at": f"{schedule.at:%H:%M}" if schedule.at else "",
    }


class NilForm(forms.Form):
    """Which kind of nothing there is to report, and why."""

    says = forms.ChoiceField(
        label="What is true of this quarter?",
        widget=forms.RadioSelect,
        choices=[
            (Nil.NOTHING_HAPPENED, "There was nothing to count: every count is nought"),
            (Nil.NO_FIGURES, "We have no figures for this quarter: they are not supplied"),
        ],
        error_messages={"required": "Say which of the two is true."},
    )
    reason = forms.CharField(
        label="Why?",
        help_text="The board reads this beside each figure. Write nothing that could identify a child.",
        widget=forms.Textarea(attrs={"rows": 4}),
        max_length=2000,
        error_messages={"required": "Say why there is nothing to report."},
    )


class TokenForm(forms.Form):
    """A key for an agency's program."""

    agency = forms.ModelChoiceField(
        label="Agency",
        queryset=Agency.objects.none(),
        empty_label=None,
        error_messages={"required": "Choose the agency whose program this is."},
    )
    name = forms.CharField(
        label="Name",
        help_text="What uses it, such as “case system”.",
        max_length=100,
        error_messages={"required": "Give the key a name, such as the program’s."},
    )

    def __init__(self, *args: Any, agencies: tuple[Agency, ...] = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["agency"]
        assert isinstance(field, forms.ModelChoiceField)  # noqa: S101 - declared above
        field.queryset = Agency.objects.filter(pk__in=[one.pk for one in agencies]).order_by("name")
        field.initial = agencies[0] if len(agencies) == 1 else None
