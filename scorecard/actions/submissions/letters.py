"""Letters about deliveries nobody is looking at: those a feed found."""

from django.conf import settings
from django.urls import reverse

from agencies import mail
from agencies.queries.people import emails_with
from agencies.queries.words import word
from agencies.rules.roles import Permission
from agencies.rules.vocabulary import Idea
from scorecard.models import Return, Submission
from scorecard.rules.holding import held_until
from scorecard.rules.periods import Period, PeriodKind


def _page(submission: Submission) -> str:
    kwargs = {"board": submission.board.code, "submission_id": submission.pk}
    return settings.PUBLIC_URL + reverse("scorecard:submission", kwargs=kwargs)


def could_not_load(submission: Submission, why: str) -> None:
    """Tell the senders and the business manager that a feed's file was not loaded, and why.

    A person who uploads by hand reads it on the page instead.
    """
    if submission.feed is None:
        return
    called = word(submission.board, Idea.NAME)
    for to in _senders_and_office(submission.board_id, submission.agency_id):
        mail.queue(
            to=to,
            subject=f"{called}: “{submission.file_name}” was not loaded",
            text=(
                f"The scheduled import found “{submission.file_name}” from {submission.agency.name}.\n\n"
                f"{why}\n\nEvery problem, with its cell and what to do:\n{_page(submission)}\n\n"
                "The figures on file stand. Put the corrected file in the same folder and it is taken up by itself.\n"
            ),
        )


def _senders_and_office(board_id: int, agency_id: int) -> list[str]:
    senders = emails_with(board_id, Permission.RETURN_SEND, agency_id)
    office = emails_with(board_id, Permission.RETURN_ACCEPT)
    return list(dict.fromkeys([*senders, *office]))


def ready_to_release(submission: Submission) -> None:
    """Tell those who release for the agency that a feed's file waits for them."""
    called = word(submission.board, Idea.NAME)
    for to in emails_with(submission.board_id, Permission.RETURN_RELEASE, submission.agency_id):
        mail.queue(
            to=to,
            subject=f"{called}: “{submission.file_name}” waits for you to release it",
            text=(
                f"The scheduled import found “{submission.file_name}” from {submission.agency.name}. "
                f"No error stands. The board sees its figures when you release them:\n{_page(submission)}\n"
            ),
        )


def reasons_wanted(submission: Submission, quarters: list[str]) -> None:
    """Tell those who release for the agency that a feed's file changes released returns and waits for reasons."""
    called = word(submission.board, Idea.NAME)
    for to in emails_with(submission.board_id, Permission.RETURN_RELEASE, submission.agency_id):
        mail.queue(
            to=to,
            subject=f"{called}: “{submission.file_name}” waits for your reasons",
            text=(
                f"The scheduled import found “{submission.file_name}” from {submission.agency.name}. "
                f"No error stands, but it changes figures the board has already, for {', '.join(quarters)}. "
                f"Say why on its page, and release it:\n{_page(submission)}\n\nUntil then the figures on file stand.\n"
            ),
        )


def sent_back(sent: Return) -> None:
    """Tell the agency's senders that the board's office has sent a return back, and why."""
    quarter = Period(sent.first, sent.last, PeriodKind.QUARTER).label
    kwargs = {"board": sent.board.code, "return_id": sent.pk}
    page = settings.PUBLIC_URL + reverse("scorecard:return", kwargs=kwargs)
    called = word(sent.board, Idea.NAME)
    for to in emails_with(sent.board_id, Permission.RETURN_SEND, sent.agency_id):
        mail.queue(
            to=to,
            subject=f"{called}: your return for {quarter} was sent back",
            text=(
                f"{sent.sent_back_by} sent {sent.agency.name}’s return for {quarter} back:\n\n"
                f"{sent.sent_back_why}\n\n"
                "Its figures stand, marked “sent back”, until you send a corrected file and release it:\n"
                f"{page}\n"
            ),
        )


def was_stopped(submission: Submission, *, again: bool = False) -> None:
    """Tell the senders and the business manager that a file is held for its words, and until when; never the words."""
    if submission.checked_at is None:
        return
    until = held_until(submission.checked_at)
    called = word(submission.board, Idea.NAME)
    for to in _senders_and_office(submission.board_id, submission.agency_id):
        mail.queue(
            to=to,
            subject=f"{called}: “{submission.file_name}” is {'still ' if again else ''}stopped",
            text=(
                f"Words in “{submission.file_name}” from {submission.agency.name} could identify a child. "
                "Nothing of it was loaded. Only its sender and the business manager can see the file.\n\n"
                f"The words, and what can be done:\n{_page(submission)}\n\n"
                f"Unless it is sent anew without them, withdrawn, or let stand, it is deleted on "
                f"{until:%-d %B %Y at %H:%M}.\n"
            ),
        )


def was_deleted(submission: Submission, why: str) -> None:
    """Tell the senders and the business manager that a file was deleted, and why."""
    called = word(submission.board, Idea.NAME)
    for to in _senders_and_office(submission.board_id, submission.agency_id):
        mail.queue(
            to=to,
            subject=f"{called}: “{submission.file_name}” was deleted",
            text=(
                f"“{submission.file_name}” from {submission.agency.name} was deleted.\n\n{why}\n\n"
                f"Its name, size and time of arrival stay on record:\n{_page(submission)}\n"
            ),
        )
