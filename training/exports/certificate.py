"""A certificate as a tagged PDF, with the address at which anybody may check it."""

from django.conf import settings
from django.template.loader import render_to_string

from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.vocabulary import Idea
from design.pdf import render
from training.models import Certificate

NOTICE = "Demonstration: this board, this course and this person are invented."


def certificate_pdf(certificate: Certificate) -> bytes:
    """The certificate of whoever came. The same certificate gives the same bytes."""
    booking = certificate.booking
    session = booking.session
    context = {
        "title": f"Certificate: {session.course.title}",
        "board_name": vocabulary_of(session.board).word(Idea.NAME, clock.today()).text,
        "holder": booking.learner.name,
        "course": session.course,
        "held_on": session.starts.astimezone(clock.LONDON).date(),
        "address": f"{settings.PUBLIC_URL}/certificates/{certificate.word}/",
        "reference": session.reference,
        "notice": NOTICE if session.board.synthetic else "",
    }
    return render(render_to_string("pdf/certificate.html", context), base_dir=settings.BASE_DIR).data
