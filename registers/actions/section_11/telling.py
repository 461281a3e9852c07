"""The letter that a self-assessment was sent back: to everybody who writes in it or signs it off, with their link."""

from agencies import mail
from agencies.actions import links
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.standing import Actor
from agencies.rules.vocabulary import Idea
from registers.actions.section_11.sending import address, lasts, page
from registers.models import Assessment, Assignment
from registers.queries.section_11.parts import PURPOSE, assignments_now
from registers.rules.section_11.parts import WRITERS, Part


def tell_sent_back(assessment: Assessment, by: Actor) -> None:
    """Write to them in the caller's transaction: what is asked for, by when, and where."""
    for one in assignments_now(assessment):
        if Part(one.part) in WRITERS:
            one.assessment = assessment
            _tell(one, by)


def _tell(assignment: Assignment, by: Actor) -> None:
    assessment = assignment.assessment
    board, name = assessment.cycle.board, assessment.cycle.name
    called = vocabulary_of(board).word(Idea.NAME, clock.today()).text
    subject = f"{called}: more is asked of your self-assessment {name}"

    def text(link: str) -> str:
        return (
            f"Hello {assignment.name},\n\nThank you for the self-assessment of {assessment.agency.name} for {name}. "
            f"Before it is agreed, {called} asks for more:\n\n{assessment.sent_back_why}\n\n"
            f"Please change it, and have it signed off again, by {assessment.due_on:%-d %B %Y}:\n{link}\n"
        )

    if assignment.person_id is not None:
        mail.queue(to=assignment.email, subject=subject, text=text(page(assessment)))
        return
    links.send(
        board=board,
        purpose=PURPOSE,
        key=str(assignment.pk),
        email=assignment.email,
        subject=subject,
        text=lambda link: f"{text(link)}\nThe link asks for a code, which is sent to this address.\n",
        address=address,
        by=by,
        lasts=lasts(assignment),
    )
