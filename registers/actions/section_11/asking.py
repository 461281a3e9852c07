"""A new link to one's self-assessment, because somebody gave the address it was sent to."""

from agencies.actions import links
from agencies.models import Board
from registers.actions.section_11.sending import address, letter
from registers.queries.section_11.parts import PURPOSE
from registers.queries.section_11.writers import assignments_asked


def ask(*, board: Board, email: str) -> bool:
    """Send a link to each self-assessment in which this address has a part; False where it has none, or asks too often.

    The page that asks says the same either way. Those with an account sign in instead.
    """
    sent = False
    for assignment in assignments_asked(board.pk, email):
        words = letter(assignment)
        sent = (
            links.send_when_asked(
                board=board,
                purpose=PURPOSE,
                key=str(assignment.pk),
                email=assignment.email,
                subject=words.subject,
                text=words.text,
                address=address,
            )
            or sent
        )
    return sent
