"""A mail server on loopback with bad days: away, busy, refusing, slow, or hanging up once it has the words."""

import asyncio
import random
import socket
from dataclasses import dataclass
from datetime import datetime
from email import message_from_bytes
from email.message import Message
from enum import Enum
from typing import Any

from aiosmtpd.controller import Controller
from aiosmtpd.smtp import SMTP, Envelope, Session
from django.test import override_settings
from django.utils import timezone

#: Seconds the portal waits for an answer, and how long a slow server takes over one.
PATIENCE, SLOW = 0.3, 0.8


class Mood(Enum):
    """How it answers."""

    WELL = "well"
    AWAY = "away"
    BUSY = "busy"
    REFUSES = "refuses"
    HANGS = "hangs"
    DROPS = "drops"


@dataclass(frozen=True)
class Taken:
    """One letter it took; `told` where it also said so, and the portal can know."""

    at: datetime
    to: str
    subject: str
    text: str
    #: Empty where it came in plain words alone.
    html: str
    told: bool


class Post:
    """The server, and what it took. In a bad mood about every other letter fares badly, by the dice."""

    def __init__(self, dice: random.Random) -> None:
        self.dice, self.mood = dice, Mood.WELL
        self.taken: list[Taken] = []
        self.failed = dict.fromkeys((Mood.BUSY, Mood.REFUSES, Mood.HANGS, Mood.DROPS), 0)
        self._slow_left = 0
        self._controller: Any = Controller(self, hostname="127.0.0.1", port=_free_port())

    def __enter__(self) -> "Post":
        self._controller.start()
        self._settings = override_settings(
            EMAIL_BACKEND="django.core.mail.backends.smtp.EmailBackend",
            EMAIL_HOST="127.0.0.1",
            EMAIL_PORT=self._controller.port,
            EMAIL_TIMEOUT=PATIENCE,
        )
        self._settings.enable()
        return self

    def __exit__(self, *_: object) -> None:
        self._settings.disable()
        self._controller.stop()

    def in_mood(self, mood: Mood) -> Any:
        """A block in which it answers so. Away, nobody listens where the portal was told to call."""
        self.mood, self._slow_left = mood, 2
        return override_settings(EMAIL_PORT=_free_port()) if mood is Mood.AWAY else override_settings()

    async def handle_RCPT(  # noqa: N802 (aiosmtpd's own name)
        self, server: SMTP, session: Session, envelope: Envelope, address: str, options: list[str]
    ) -> str:
        if self.mood is Mood.REFUSES and self._unlucky():
            return "550 no such person here"
        envelope.rcpt_tos.append(address)
        return "250 OK"

    async def handle_DATA(self, server: SMTP, session: Session, envelope: Envelope) -> str:  # noqa: N802
        if self.mood is Mood.BUSY and self._unlucky():
            return "451 try later"
        if self.mood is Mood.HANGS and self._slow_left and self._unlucky():
            self._slow_left -= 1
            self._take(envelope, told=False)
            await asyncio.sleep(SLOW)
            return "250 OK"
        if self.mood is Mood.DROPS and self._unlucky():
            if self.dice.random() < 0.5:
                self._take(envelope, told=False)
            server.transport.abort()
            return "250 OK"
        self._take(envelope, told=True)
        return "250 OK"

    def _unlucky(self) -> bool:
        unlucky = self.dice.random() < 0.5
        self.failed[self.mood] += unlucky
        return unlucky

    def _take(self, envelope: Envelope, *, told: bool) -> None:
        content = envelope.content
        message = message_from_bytes(content if isinstance(content, bytes) else (content or "").encode())
        subject = " ".join(str(message["Subject"]).split())
        self.taken.append(Taken(timezone.now(), envelope.rcpt_tos[0], subject, *_words(message), told))


def _words(message: Message) -> tuple[str, str]:
    """The words in plain text, and in HTML."""
    found = {"text/plain": "", "text/html": ""}
    for part in message.walk():
        payload = part.get_payload(decode=True)
        if part.get_content_type() in found and isinstance(payload, bytes):
            found[part.get_content_type()] = payload.decode()
    return found["text/plain"], found["text/html"]


def _free_port() -> int:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return int(door.getsockname()[1])
