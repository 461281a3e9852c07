"""Links for people without an account: to one's own training, and to the attendance list of a session.

Whoever has a work address may have a link to it; what it opens is what belongs to that address. A trainer has one to
the list of one session.
"""

from collections.abc import Callable, Sequence
from datetime import timedelta

from agencies.actions import links
from agencies.models import Board, SignedLink
from agencies.queries.links import Link
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.standing import Actor
from agencies.rules.vocabulary import Idea
from training.models import Trainer
from training.queries.holders import agencies_of, learner_of

#: What the links of this room open: a work address's own pages, and a session's attendance list.
OWN, TRAINER = "learner", "trainer"
#: A trainer's link is sent days before the session, and the list is put right days after.
TRAINER_LASTS = timedelta(days=30)
_ENDING = (
    "\nThe link works for 14 days. It asks for a code, which is sent to this address.\n"
    "If you did not expect this, ignore it and nothing happens.\n"
)


def send_own(
    *,
    board: Board,
    email: str,
    subject: str,
    words: Callable[[str], str],
    by: Actor,
    page: str = "",
    calendar: str = "",
    about: Sequence[str] = (),
) -> SignedLink | None:
    """Write to a work address with a link to its own training, or to a `page` of it, such as `team/`.

    None, and nothing is sent, where the address is at no domain of an agency of this board.
    """
    if not agencies_of(board, email):
        return None
    return links.send(
        board=board,
        purpose=OWN,
        key=_key(board, email),
        email=email,
        subject=subject,
        text=lambda link: words(link) + _ENDING,
        address=lambda token: f"/learn/{token}/{page}",
        by=by,
        calendar=calendar,
        about=about,
    )


def ask(*, board: Board, email: str) -> bool:
    """Send a link because somebody gave this work address; False where it is none, or is asked for too often.

    The page that asks says the same either way.
    """
    if not agencies_of(board, email):
        return False
    called = vocabulary_of(board).word(Idea.NAME, clock.today()).text
    return links.send_when_asked(
        board=board,
        purpose=OWN,
        key=_key(board, email),
        email=email,
        subject=f"{called}: your training",
        text=lambda link: f"Hello,\n\nYour training, your team’s, and places to book:\n{link}\n{_ENDING}",
        address=lambda token: f"/learn/{token}/",
    )


def send_to_trainer(*, trainer: Trainer, by: Actor) -> SignedLink:
    """Send a trainer the link to the attendance list of the session."""
    session = trainer.session
    day = session.starts.astimezone(clock.LONDON)
    return links.send(
        board=session.board,
        purpose=TRAINER,
        key=str(session.pk),
        email=trainer.email,
        subject=f"Who comes on {day:%-d %B}: {session.course.title}",
        text=lambda link: (
            f"Hello {trainer.name},\n\nOn {day:%-d %B %Y} at {day:%H:%M} you teach “{session.course.title}”. Note who "
            f"comes here, on a phone if you like; it works without signal too:\n{link}\n\n"
            "The link works for 30 days. It asks for a code, which is sent to this address.\n"
        ),
        address=lambda token: f"/learn/day/{token}/",
        by=by,
        lasts=TRAINER_LASTS,
    )


def trainer_session(link: Link) -> int:
    """The session whose list a trainer's link opens."""
    return int(link.key)


def _key(board: Board, email: str) -> str:
    """What the link is kept under: whom it is about, never their address."""
    learner = learner_of(board, email)
    return learner.pseudonym if learner else ""
