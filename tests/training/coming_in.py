"""Coming in by a link, as tests do it: ask for one, have a code sent, type it."""

import re
from datetime import UTC, datetime

from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from agencies.models import Letter

NOON = datetime(2026, 3, 2, 12, tzinfo=UTC)
HOLLY, MONA = "holly@health.example", "mona@health.example"


def ask(client: Client, email: str, board: str = "wessex") -> HttpResponse:
    """Ask for a link to an address."""
    return client.post(reverse("training:learn-ask", args=[board]), {"email": email})


def newest_token() -> str:
    """The token of the link in the newest letter."""
    found = re.search(r"/learn/([\w-]+)/", Letter.objects.latest("pk").text)
    assert found is not None
    return found[1]


def opened(client: Client, email: str) -> str:
    """Come in by a link to the address; the link's token."""
    ask(client, email)
    token = newest_token()
    code = reverse("training:learn-code", args=[token])
    client.post(code)
    figures = re.search(r"\b\d{6}\b", Letter.objects.latest("pk").text)
    assert figures is not None
    assert client.post(code, {"code": figures[0]}).status_code == 302
    return token


def page(client: Client, name: str, *args: object) -> str:
    """What a page says that must open."""
    answer = client.get(reverse(f"training:{name}", args=args))
    assert answer.status_code == 200
    return str(answer.content.decode())
