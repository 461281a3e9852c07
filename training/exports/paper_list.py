"""The attendance list on paper, to be signed: personal data, and marked as that on every sheet."""

from django.conf import settings
from django.template.loader import render_to_string

from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.vocabulary import Idea
from design.pdf import render
from training.queries.attendance import AttendanceList

MARKING = "Personal data: give it to the board’s office, and destroy it once it is entered"
#: Empty lines for those who come without a booking.
SPARE = 6


def paper_list(found: AttendanceList) -> bytes:
    """Who is expected, with room to sign and for those who walk in; a tagged PDF."""
    session = found.session
    context = {
        "title": f"Attendance list: {session.course.title}",
        "board_name": vocabulary_of(session.board).word(Idea.NAME, clock.today()).text,
        "marking": MARKING,
        "list": found,
        "spare": range(1, SPARE + 1),
    }
    return render(render_to_string("pdf/attendance.html", context), base_dir=settings.BASE_DIR).data
