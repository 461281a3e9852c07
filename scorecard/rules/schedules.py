"""When a feed is looked into: every so many minutes, daily or weekly at a time on London's clocks.

A time that a day has twice (autumn) counts once, the first time; one that a day leaves out (spring) counts at
the moment the clocks jump. So each day has exactly one moment for each time.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")
#: From Monday, as `date.weekday` counts.
DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
#: In minutes: a feed looked into less often is a daily one.
LONGEST = 24 * 60

_EVERY = re.compile(r"every (\d{1,4}) minutes?")
_AT = re.compile(r"(?:daily|weekly ([a-z]{3,9})) (\d{1,2}):(\d{2})")


class NotASchedule(ValueError):
    """The words name no schedule; the message says what would."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """Every `minutes`; or `at` a time of day, on one weekday (0 is Monday) or on all."""

    minutes: int = 0
    at: time | None = None
    weekday: int | None = None

    def __str__(self) -> str:
        if self.at is None:
            return f"every {self.minutes} minutes"
        clock = f"{self.at:%H:%M}"
        return (
            f"daily {clock}" if self.weekday is None else f"weekly {DAYS[self.weekday][:3].lower()} {clock}"
        )

    @property
    def words(self) -> str:
        """As a page says it: “every 15 minutes”, “every day at 06:30”, “every Monday at 06:30”."""
        if self.at is None:
            return "every minute" if self.minutes == 1 else f"every {self.minutes} minutes"
        day = "day" if self.weekday is None else DAYS[self.weekday]
        return f"every {day} at {self.at:%H:%M}"


def parse(text: str) -> Schedule:
    """Read “every 15 minutes”, “daily 06:30” or “weekly mon 06:30”; raises `NotASchedule`."""
    said = " ".join(text.lower().split())
    if found := _EVERY.fullmatch(said):
        return every(int(found[1]))
    if found := _AT.fullmatch(said):
        if int(found[2]) > 23 or int(found[3]) > 59:
            raise NotASchedule("Write the time as hours and minutes, such as 06:30.")
        return Schedule(at=time(int(found[2]), int(found[3])), weekday=_weekday(found[1]))
    raise NotASchedule("Write “every 15 minutes”, “daily 06:30” or “weekly Monday 06:30”.")


def every(minutes: int) -> Schedule:
    """Every so many minutes; raises `NotASchedule` when that is none or more than a day."""
    if not 1 <= minutes <= LONGEST:
        raise NotASchedule(f"Write a number of minutes from 1 to {LONGEST:,}.")
    return Schedule(minutes=minutes)


def _weekday(name: str | None) -> int | None:
    if name is None:
        return None
    for number, day in enumerate(DAYS):
        if name in (day.lower(), day.lower()[:3]):
            return number
    raise NotASchedule(f"“{name}” is no day of the week: write one such as Monday.")


def next_after(moment: datetime, schedule: Schedule, zone: ZoneInfo = LONDON) -> datetime:
    """The first moment of the schedule after `moment`, in UTC.

    Every so many minutes is counted from 1970, so that the moments of a schedule are the same for every worker.
    """
    if schedule.at is None:
        length = schedule.minutes * 60
        return datetime.fromtimestamp((int(moment.timestamp()) // length + 1) * length, UTC)
    day = moment.astimezone(zone).date()
    while True:
        if schedule.weekday in (None, day.weekday()):
            found = moment_on(day, schedule.at, zone)
            if found > moment:
                return found
        day += timedelta(days=1)


def moment_on(day: date, at: time, zone: ZoneInfo = LONDON) -> datetime:
    """The one moment that counts as this time of this day, in UTC."""
    wall = datetime.combine(day, at)
    while True:
        found = wall.replace(tzinfo=zone, fold=0).astimezone(UTC)
        if found.astimezone(zone).replace(tzinfo=None) == wall:
            return found
        wall += timedelta(minutes=1)  # the clocks jump over it
