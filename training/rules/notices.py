"""What people are told by email about a session: who has a place, who waits, what changed. Plain words."""

from dataclasses import dataclass
from datetime import date, datetime, timedelta
from itertools import count

from agencies.rules.clock import LONDON
from agencies.rules.working_days import working_days_between


@dataclass(frozen=True, slots=True)
class Facts:
    """A session as a letter tells of it. `teaches`: the trainers, with their agencies."""

    board: str
    course: str
    reference: str
    starts: datetime
    ends: datetime
    venue: str = ""
    online: str = ""
    joining: str = ""
    teaches: tuple[str, ...] = ()
    #: The last day on which a place can be given up in time; None where every day is.
    in_time_until: date | None = None

    @property
    def day(self) -> str:
        """Such as “12 June 2018”."""
        return f"{self.starts.astimezone(LONDON):%-d %B %Y}"

    @property
    def when(self) -> str:
        """Such as “Tuesday 12 June 2018, 9:30am to 4pm”."""
        starts, ends = self.starts.astimezone(LONDON), self.ends.astimezone(LONDON)
        return f"{starts:%A %-d %B %Y}, {o_clock(starts)} to {o_clock(ends)}"

    @property
    def called(self) -> str:
        """Such as “Working with fathers on 12 June 2018 (S-41)”."""
        return f"{self.course} on {self.day} ({self.reference})"


@dataclass(frozen=True, slots=True)
class Notice:
    """A letter's subject, which names nobody, and what it says between greeting and signature."""

    subject: str
    text: str


def o_clock(moment: datetime) -> str:
    """A time as people write it: 9am, 1:30pm, midday."""
    if (moment.hour, moment.minute) == (12, 0):
        return "midday"
    minutes = f":{moment.minute:02d}" if moment.minute else ""
    return f"{moment.hour % 12 or 12}{minutes}{'am' if moment.hour < 12 else 'pm'}"


def last_day_in_time(held_on: date, notice_days: int) -> date | None:
    """The last day on which a cancellation is in time; None where no notice is asked for."""
    if not notice_days:
        return None
    return next(
        day
        for day in (held_on - timedelta(days=n) for n in count())
        if working_days_between(day, held_on) >= notice_days
    )


def joining_words(facts: Facts) -> str:
    """When and where it is, who teaches, and what the board's office adds."""
    lines = [
        f"When: {facts.when}",
        f"Where: {facts.venue}" if facts.venue else "",
        f"Join online: {facts.online}" if facts.online else "",
        f"Who teaches: {', '.join(facts.teaches)}" if facts.teaches else "",
    ]
    return "\n\n".join(part for part in ("\n".join(line for line in lines if line), facts.joining) if part)


def give_up_words(facts: Facts) -> str:
    """Until when a place can be given up without being late."""
    if facts.in_time_until is None:
        return "If you cannot come, give your place up, so that somebody else can have it."
    return (
        f"If you cannot come, give your place up by {facts.in_time_until:%-d %B %Y}, so that somebody else can have "
        "it. After that day it counts as cancelled late."
    )


def booked(facts: Facts) -> Notice:
    """A place, with the joining instructions."""
    return _with_place(
        f"You have a place: {facts.course}, {facts.day}", f"You have a place on {facts.called}.", facts
    )


def moved_up(facts: Facts) -> Notice:
    """A place, after waiting."""
    said = f"A place has come free, and it is yours. You have a place on {facts.called}."
    return _with_place(f"You now have a place: {facts.course}, {facts.day}", said, facts)


def took_over(facts: Facts) -> Notice:
    """A colleague's place."""
    said = f"You have taken a colleague’s place on {facts.called}."
    return _with_place(f"You have a place: {facts.course}, {facts.day}", said, facts)


def reminder(facts: Facts) -> Notice:
    """It is soon."""
    said = f"You have a place on {facts.called}. This is to remind you."
    return _with_place(f"Reminder: {facts.course}, {facts.day}", said, facts)


def changed(facts: Facts) -> Notice:
    """When or where it is has changed."""
    said = f"Something about {facts.called} has changed. You still have a place. This is how it stands now."
    return _with_place(f"Changed: {facts.course}, {facts.day}", said, facts)


def waiting(facts: Facts) -> Notice:
    """No place is free."""
    return Notice(
        f"You are on the waiting list: {facts.course}, {facts.day}",
        f"{facts.course} on {facts.day} ({facts.reference}) is full, or the places left are kept for other agencies. "
        "You are on the waiting list. When a place comes free that you may have, it is yours at once, in the order "
        "people asked, and we write to you.",
    )


def asked(facts: Facts) -> Notice:
    """The manager is asked first."""
    return Notice(
        f"Your manager has been asked: {facts.course}, {facts.day}",
        f"You asked for a place on {facts.called}. This course needs your manager’s yes first. We have written to your "
        "manager, and write to you as soon as there is an answer.",
    )


def declined(facts: Facts) -> Notice:
    """The manager said no."""
    return Notice(
        f"Not approved: {facts.course}, {facts.day}",
        f"Your manager did not approve a place for you on {facts.called}. Please talk to your manager.",
    )


def cancelled(facts: Facts, *, late: bool) -> Notice:
    """A place, or the wait for one, was given up."""
    after = " This was after the last day for it, so it counts as cancelled late." if late else ""
    return Notice(
        f"Cancelled: {facts.course}, {facts.day}",
        f"You are no longer booked on {facts.called}.{after}",
    )


def passed_on(facts: Facts) -> Notice:
    """A colleague goes instead."""
    return Notice(
        f"A colleague goes in your place: {facts.course}, {facts.day}",
        f"Your place on {facts.called} has been passed on to a colleague.",
    )


def called_off(facts: Facts, why: str) -> Notice:
    """The session does not happen."""
    return Notice(
        f"Session cancelled: {facts.course}, {facts.day}",
        f"{facts.called} will not take place. {why}\n\nYou need do nothing.",
    )


def ask_manager(facts: Facts, who: str) -> Notice:
    """To a manager: somebody of theirs asks for a place."""
    return Notice(
        f"Your yes is needed: {facts.course}, {facts.day}",
        f"{who} has asked for a place on {facts.called}, and named you as the manager who approves it.\n\n"
        f"{joining_words(facts)}\n\nUntil you answer no place is kept.",
    )


def letter(notice: Notice, *, name: str, board: str, link: str = "") -> str:
    """The whole letter."""
    parts = [f"Dear {name}," if name else "Hello,", notice.text]
    if link:
        parts.append(f"See this and answer, or give up a place, here:\n{link}")
    return "\n\n".join([*parts, board]) + "\n"


def _with_place(subject: str, said: str, facts: Facts) -> Notice:
    parts = (said, joining_words(facts), "A calendar file comes with this email.", give_up_words(facts))
    return Notice(subject, "\n\n".join(parts))
