"""By when a figure is to be explained. What is asked of it, and the answer, are the actions'."""

from datetime import date

from agencies.rules.working_days import working_days_after

#: Working days to answer in, counted from the day it was asked.
WITHIN = 10


def explain_by(*, asked_on: date, return_due: date | None) -> date:
    """The day an explanation is due: with the return it is about, and never sooner than ten working days after."""
    soonest = working_days_after(asked_on, WITHIN)
    return soonest if return_due is None else max(soonest, return_due)
