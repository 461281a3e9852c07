"""Letters about feeds themselves: to those who send for the agency, and to the business manager."""

from django.conf import settings
from django.urls import reverse

from agencies import mail
from agencies.queries.people import emails_with
from agencies.queries.words import word
from agencies.rules.roles import Permission
from agencies.rules.vocabulary import Idea
from scorecard.models import Feed


def could_not_take(feed: Feed, name: str, why: str) -> None:
    """A file that could not even be taken was set aside."""
    _write(
        feed,
        f"“{name}” was not loaded",
        f"The scheduled import found “{name}” from {feed.agency.name} in the folder “{feed.folder}”, "
        f"but could not take it: {why}.\n\n"
        "It is set aside and left where it is. The figures on file stand. Put a file that can be read, of 20 MB "
        "at most, in the same folder and it is taken up by itself.\n",
    )


def unreachable(feed: Feed, why: str) -> None:
    """A folder could not be looked into several times in a row."""
    _write(
        feed,
        f"the folder of {feed.agency.name} cannot be reached",
        f"The scheduled import could not look into “{feed.folder}” of {feed.agency.name} for some time: {why}.\n\n"
        "It goes on trying, less and less often, and writes again when it succeeds. Until then send files on the "
        "return’s own page.\n",
    )


def reached_again(feed: Feed) -> None:
    """The folder can be looked into again."""
    _write(
        feed,
        f"the folder of {feed.agency.name} is reached again",
        f"The scheduled import looks into “{feed.folder}” of {feed.agency.name} again. Nothing need be done.\n",
    )


def _write(feed: Feed, subject: str, text: str) -> None:
    page = settings.PUBLIC_URL + reverse("scorecard:feed", args=[feed.board.code, feed.pk])
    senders = emails_with(feed.board_id, Permission.RETURN_SEND, feed.agency_id)
    office = emails_with(feed.board_id, Permission.RETURN_ACCEPT)
    called = word(feed.board, Idea.NAME)
    for to in dict.fromkeys([*senders, *office]):
        mail.queue(to=to, subject=f"{called}: {subject}", text=f"{text}\nFor the board’s office: {page}\n")
