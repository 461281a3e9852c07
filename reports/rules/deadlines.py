"""By when a report's next step is owed: some working days after it could be taken, and before a pack's meeting."""

from datetime import date, timedelta

from agencies.rules.working_days import is_working_day, working_days_after

#: Working days to read and approve, to confirm, and to release.
DAYS = 5


def owed_by(begun: date, meeting_on: date | None) -> date:
    """The day a step is owed that could be taken from `begun` on; of a pack, before its meeting at the latest."""
    due = working_days_after(begun, DAYS)
    if meeting_on is None:
        return due
    before = meeting_on - timedelta(days=1)
    while not is_working_day(before):
        before -= timedelta(days=1)
    return max(begun, min(due, before))
