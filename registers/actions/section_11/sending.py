"""Letters that ask for a self-assessment: in the words of the group, with a signed link for who has no account.

Whoever may have one is asked before: these are called by actions that have asked, and by the daily job.
"""

from dataclasses import dataclass
from datetime import timedelta

from django.conf import settings
from django.db import transaction

from agencies import mail
from agencies.actions import links
from agencies.models import SignedLink
from agencies.queries.words import vocabulary_of
from agencies.rules import clock
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from agencies.rules.vocabulary import Idea
from registers.actions.section_11.held import enter_of_assessment, held_assessment
from registers.models import Assessment, Assignment
from registers.queries.section_11.parts import PURPOSE, in_force
from registers.queries.section_11.wording import Wordings, wordings_of
from registers.rules.section_11.cycles import link_lasts
from registers.rules.section_11.duties import Duty
from registers.rules.section_11.letters import Asked, paragraphs
from registers.rules.section_11.parts import PART_WORDS, Part


@dataclass(frozen=True, slots=True)
class Words:
    """A letter before its link is known: the subject, what stands above the link, and below it."""

    subject: str
    above: str
    below: str

    def text(self, link: str) -> str:
        """The letter with its link."""
        return f"{self.above}\n{link}\n\n{self.below}"


@transaction.atomic
def send_link(
    *, assignment: Assignment, by: Actor, again: bool = False, wordings: Wordings | None = None
) -> SignedLink | None:
    """Write to somebody with a part in a self-assessment; `again` in the words for those who were asked before.

    None for somebody with an account, who gets the page's own address. Earlier links go on working, so that nobody is
    shut out of what is being written. Moderators are not written to.
    """
    if Part(assignment.part) is Part.MODERATOR:
        raise Refused("Moderators are not sent links: they have accounts.")
    assessment = assignment.assessment
    if assessment.left_out_at is not None or assessment.cycle.closed_at is not None:
        raise Refused("It is no longer asked for.")
    if not in_force().filter(pk=assignment.pk).exists():
        raise Refused("That part has ended.")
    words = letter(assignment, again=again, wordings=wordings)
    link = None
    if assignment.person_id is None:
        link = links.send(
            board=assessment.cycle.board,
            purpose=PURPOSE,
            key=str(assignment.pk),
            email=assignment.email,
            subject=words.subject,
            text=words.text,
            address=address,
            by=by,
            lasts=lasts(assignment),
        )
    else:
        mail.queue(to=assignment.email, subject=words.subject, text=words.text(page(assessment)))
    verb, board = ("send_again" if again else "send"), assessment.cycle.board
    what = f"{'Wrote again' if again else 'Wrote'} to the {_part(assignment)} at {assessment.agency.name}."
    enter_of_assessment(assessment, verb, what, by, board.code)
    return link


@transaction.atomic
def send_again(*, assignment_id: int, by: Standing) -> Assignment:
    """Write to somebody again, because they lost the letter or have not answered."""
    found = _held(assignment_id, by)
    if found.assessment.cycle.launched_at is None:
        raise Refused("The letters go out when the cycle is launched.")
    send_link(assignment=found, by=by.actor, again=found.assessment.sent_at is not None)
    return found


@transaction.atomic
def revoke_links(*, assignment_id: int, by: Standing) -> int:
    """Shut every link somebody has, as when it went to the wrong address; how many worked. The part stays theirs."""
    found = _held(assignment_id, by)
    shut = shut_links(found, by.actor)
    if not shut:
        raise Refused("No link of theirs works.")
    assessment = found.assessment
    words = f"Shut the links of the {_part(found)} at {assessment.agency.name}."
    enter_of_assessment(assessment, "revoke_links", words, by.actor, by.board_code)
    return shut


def shut_links(assignment: Assignment, by: Actor) -> int:
    """Shut every link of a part that ends; how many worked."""
    return links.revoke(
        board=assignment.assessment.cycle.board, purpose=PURPOSE, key=str(assignment.pk), by=by
    )


def letter(assignment: Assignment, *, again: bool = False, wordings: Wordings | None = None) -> Words:
    """The letter to somebody with a part in a self-assessment, in the words of the organisation's group."""
    assessment = assignment.assessment
    board, agency, today = assessment.cycle.board, assessment.agency, clock.today()
    told = (wordings or wordings_of(board.pk)).of(Duty(assessment.duty), agency.kind_id)
    called = vocabulary_of(board).word(Idea.NAME, today).text
    name = assessment.cycle.name
    asked = Asked(
        name=assignment.name,
        part=Part(assignment.part),
        organisation=agency.name,
        cycle=name,
        board=called,
        due=assessment.due_on,
        basis=assessment.basis,
        kindly=assessment.kindly,
    )
    *above, task = paragraphs(asked, told, again=again, today=today)
    opens = "It is here:" if assignment.person_id else "This link opens it, and is yours alone:"
    below = (
        "Sign in with your own account.\n"
        if assignment.person_id
        else "It asks for a code, which is sent to this address. Please do not pass the link on: tell us who else is "
        "to write, and they get their own.\n\nIf you are not the one to ask, please tell us who is.\n"
    )
    subject = f"{called}: safeguarding self-assessment {name}" + (", a reminder" if again else "")
    return Words(subject, "\n\n".join([*above, f"{task} {opens}"]), below)


def address(token: str) -> str:
    """Where a link leads."""
    return f"/assess/{token}/"


def lasts(assignment: Assignment) -> timedelta:
    """How long a link sent now works."""
    return link_lasts(assignment.assessment.due_on, assignment.until, clock.today())


def _held(assignment_id: int, by: Standing) -> Assignment:
    found = Assignment.objects.filter(pk=assignment_id, ended_at__isnull=True).first()
    if found is None:
        raise Refused("That part has ended.")
    found.assessment = held_assessment(found.assessment_id, by)
    return found


def page(assessment: Assessment) -> str:
    """The self-assessment's own page, for those who sign in."""
    cycle = assessment.cycle
    return f"{settings.PUBLIC_URL}/{cycle.board.code}/section-11/{cycle.number}/{assessment.agency.code}/"


def _part(assignment: Assignment) -> str:
    return PART_WORDS[Part(assignment.part)].lower()
