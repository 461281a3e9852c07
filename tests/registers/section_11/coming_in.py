"""Coming in by the link to a self-assessment, as tests do it: a letter, a code sent to that address, typed in."""

import re

from django.test import Client
from django.urls import reverse

from agencies.models import Letter
from agencies.rules.standing import Actor
from registers.actions.section_11.sending import send_link
from registers.models import Assignment

OFFICE = Actor(None, "Bridget Marsh (Business manager)")


def sent_to(assignment: Assignment) -> str:
    """Send somebody the link to their part; its token."""
    send_link(assignment=assignment, by=OFFICE)
    return newest_token()


def newest_token() -> str:
    """The token in the newest letter that has a link."""
    found = re.search(
        r"/assess/([\w-]{30,})/", Letter.objects.filter(text__contains="/assess/").latest("pk").text
    )
    assert found is not None
    return found[1]


def newest_code() -> str:
    """The six figures of the newest letter."""
    found = re.search(r"\b(\d{6})\b", Letter.objects.latest("pk").text)
    assert found is not None
    return found[1]


def opened(client: Client, assignment: Assignment) -> str:
    """Come in by a link to the part; the link's token."""
    token = sent_to(assignment)
    code = reverse("assess:code", args=[token])
    client.post(code)
    assert client.post(code, {"code": newest_code()}).status_code == 302
    return token
