"""Courses and sessions in words: their facts, their lists' filters, how places stand."""

from training.models import Course, Session
from training.queries.sessions import Numbers, SessionPage, SessionRow, Show
from training.rules.notices import o_clock

SHOW_WORDS = {Show.TO_COME: "To come", Show.HELD: "Held", Show.CANCELLED: "Cancelled"}
EMPTY_WORDS = {
    Show.TO_COME: "No session is planned. Open a course to plan one.",
    Show.HELD: "No session has been held yet.",
    Show.CANCELLED: "No session was cancelled.",
}
_BEFORE = (("Kept", "kept"), ("Booked", "booked"), ("Waiting", "waiting"), ("Manager asked", "asked"))
_AFTER = (
    ("Came", "came"),
    ("Of them without a booking", "walked_in"),
    ("Did not come", "no_show"),
)
_ENDED = (("Cancelled in time", "cancelled"), ("Cancelled late", "cancelled_late"))


def course_facts(course: Course) -> list[tuple[str, str]]:
    """On which terms a place is had."""
    notice = f"{course.notice_days} working day{'' if course.notice_days == 1 else 's'} before the day"
    rows = [
        ("Manager’s yes", "Needed before a place is given" if course.needs_approval else "Not needed"),
        ("Cancelled in time", f"Until {notice}" if course.notice_days else "At any time"),
        ("Price of a place", f"£{course.price:,.2f}" if course.price else "Free"),
    ]
    if course.charges:
        rows.append(("Who pays", course.charges))
    return rows


def session_summary(row: SessionRow) -> str:
    """A session in a sentence."""
    when = f"{row.starts:%A}, {o_clock(row.starts)} to {o_clock(row.ends)}, {row.where}."
    if row.cancelled:
        return f"{when} Cancelled."
    taken = f"{row.taken} of {row.capacity} places taken"
    if row.held:
        return f"{when} {taken}, {row.came} came."
    return f"{when} {taken}, {row.waiting} waiting."


def session_facts(page: SessionPage, *, may_see_link: bool) -> list[tuple[str, str]]:
    """Where it is, who teaches and opens it, and what is kept for whom."""
    session = page.session
    teaches = [f"{one.name} ({one.agency.name})" if one.agency else one.name for one in page.trainers]
    rows = [
        ("Course", f"{session.course}: {session.course.title}"),
        ("Venue", session.venue),
        (
            "Online",
            (session.online if may_see_link else "Yes: the link is sent with each place")
            if session.online
            else "",
        ),
        ("Trainers", ", ".join(teaches) or "Nobody yet"),
        ("Introduced by", session.introduced or "Nobody but the trainers"),
        ("Places kept by agency", _kept(session)),
        ("Joining instructions", session.joining),
    ]
    return [(label, value) for label, value in rows if value]


def columns_of(page: SessionPage) -> tuple[tuple[str, str], ...]:
    """Which numbers the table of places shows: what is to come, or what came of it."""
    if page.row.held and not page.row.cancelled:
        return (*_AFTER, *_ENDED)
    return (*(_BEFORE if page.shares_kept else _BEFORE[1:]), *_ENDED)


def table_of(page: SessionPage) -> list[tuple[str, list[tuple[str, int]]]]:
    """The table of places: every agency, then all together."""
    rows: list[Numbers] = [*page.by_agency, *([page.in_all] if len(page.by_agency) > 1 else [])]
    columns = columns_of(page)
    return [(row.name, [(label, getattr(row, name)) for label, name in columns]) for row in rows]


def _kept(session: Session) -> str:
    if session.shared_until is None:
        return "None: places go to whoever asks first"
    if session.shares_released_on is not None:
        return f"Released on {session.shares_released_on:%-d %B %Y}"
    return f"Until {session.shared_until:%-d %B %Y}, then to those who wait"
