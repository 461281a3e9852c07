"""Signed links: sent to an address, opened by a one-time code that is sent to the same address, and shut.

What a link opens is its room's: `purpose` and `key` are words of that room, which also asks whether an address may
have one. Nothing here tells whoever asks whether an address is known. Moments are the machine's: they protect.
"""

import secrets
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from enum import Enum

from django.conf import settings
from django.db import transaction
from django.db.models import Sum
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac

from agencies import mail
from agencies.actions import record
from agencies.locks import Work, one_after_another
from agencies.models import Board, OneTimeCode, SignedLink
from agencies.queries.links import hash_of, working
from agencies.rules.links import (
    CODE_LASTS,
    FIGURES,
    HOUR,
    LINK_LASTS,
    MOST_CODES_A_LINK,
    MOST_LINKS_A_BOARD,
    MOST_LINKS_AN_ADDRESS,
    as_typed,
    code_opens,
    may_send,
    shuts,
)
from agencies.rules.standing import Actor

#: Who a stranger is in the record, who gave an address and asked for a link to it.
STRANGER = Actor(None, "somebody who gave a work address")
#: Who has a link, and who has the mailbox too: all that is known of them here.
HOLDER = Actor(None, "somebody who has the link")
OWNER = Actor(None, "somebody who has the link and its code")
#: Who shuts a link that somebody guesses at.
GUARD = Actor(None, "the portal, after too many wrong codes")


class Answer(Enum):
    """What came of typing a code."""

    OPENED = "opened"
    WRONG = "wrong"
    SPOILT = "spoilt"
    SHUT = "shut"


@transaction.atomic
def send(
    *,
    board: Board,
    purpose: str,
    key: str,
    email: str,
    subject: str,
    text: Callable[[str], str],
    address: Callable[[str], str],
    by: Actor,
    lasts: timedelta = LINK_LASTS,
    calendar: str = "",
    about: Sequence[str] = (),
) -> SignedLink:
    """Send a link to an address. `address` makes the path of a token, `text` the letter of the whole link.

    Only the token's hash is kept. Whoever has the letter still needs a code, which goes to the same address.
    `calendar` and `about` are the letter's, as in `mail.queue`.
    """
    token, now = secrets.token_urlsafe(32), timezone.now()
    link = SignedLink.objects.create(
        board=board,
        purpose=purpose,
        key=key,
        email=email.strip().lower(),
        token_hash=hash_of(token),
        sent_at=now,
        sent_by=by.words,
        expires_at=now + lasts,
    )
    mail.queue(
        to=link.email,
        subject=subject,
        text=text(f"{settings.PUBLIC_URL}{address(token)}"),
        calendar=calendar,
        about=about,
    )
    _enter(link, board, "send", "Sent a link to a work address.", by)
    return link


@transaction.atomic
def send_when_asked(
    *,
    board: Board,
    purpose: str,
    key: str,
    email: str,
    subject: str,
    text: Callable[[str], str],
    address: Callable[[str], str],
) -> bool:
    """Send a link because a stranger asked for it; False, and nothing sent, when it is asked for too often.

    What the stranger is told must be the same either way.
    """
    where, now = email.strip().lower(), timezone.now()
    one_after_another(Work.LINKING, board.pk)
    lately = SignedLink.objects.filter(board=board, sent_by=STRANGER.words, sent_at__gt=now - HOUR)
    sent = list(lately.values_list("email", "sent_at"))
    to_them = [at for one, at in sent if one == where]
    if not may_send(to_them, now, MOST_LINKS_AN_ADDRESS) or not may_send(
        [at for _, at in sent], now, MOST_LINKS_A_BOARD
    ):
        return False
    send(
        board=board,
        purpose=purpose,
        key=key,
        email=where,
        subject=subject,
        text=text,
        address=address,
        by=STRANGER,
    )
    return True


@transaction.atomic
def send_code(*, link_id: int) -> bool:
    """Mail six figures to the link's own address; False when that was done too often in the last hour.

    A new code takes the place of those before it.
    """
    link, now = _locked(link_id), timezone.now()
    if link is None or not may_send(
        list(link.codes.values_list("sent_on", flat=True)), now, MOST_CODES_A_LINK
    ):
        return False
    code = f"{secrets.randbelow(10**FIGURES):0{FIGURES}d}"
    link.codes.filter(used_on__isnull=True, expires_on__gt=now).update(expires_on=now)
    OneTimeCode.objects.create(
        link=link, code_hash=_code_hash(link.pk, code), sent_on=now, expires_on=now + CODE_LASTS
    )
    minutes = int(CODE_LASTS.total_seconds() // 60)
    mail.queue(
        to=link.email,
        subject="Your code",
        text=(
            f"Your code is {code}.\n\nType it on the page you have open. It works once, within {minutes} minutes.\n\n"
            "If you did not ask for it, do nothing: without the code nobody comes in. Never tell it to anybody.\n"
        ),
    )
    _enter(link, link.board, "send_code", "Sent a one-time code for a link.", HOLDER)
    return True


@transaction.atomic
def open_by_code(*, link_id: int, code: str) -> Answer:
    """Try a code against a link. Wrong ones are counted before anything is said, so that two at once count twice."""
    link, now = _locked(link_id), timezone.now()
    if link is None:
        return Answer.SHUT
    newest = link.codes.order_by("-pk").first()
    if newest is None or not _still_opens(newest, now):
        return Answer.SPOILT
    typed = as_typed(code)
    if typed and constant_time_compare(_code_hash(link.pk, typed), newest.code_hash):
        newest.used_on = now
        newest.save(update_fields=["used_on"])
        _enter(link, link.board, "open", "Opened a link with its code.", OWNER)
        return Answer.OPENED
    wrong = link.codes.aggregate(all=Sum("tries"))["all"] or 0
    newest.tries += 1
    newest.save(update_fields=["tries"])
    if shuts(wrong):
        _shut(link, GUARD, now)
        return Answer.SHUT
    return Answer.WRONG if _still_opens(newest, now) else Answer.SPOILT


@transaction.atomic
def revoke(*, board: Board, purpose: str, key: str, by: Actor) -> int:
    """Shut every link that opens this thing; how many worked until now."""
    found = list(working().select_for_update(of=("self",)).filter(board=board, purpose=purpose, key=key))
    for link in found:
        _shut(link, by, timezone.now())
    return len(found)


@transaction.atomic
def forget(*, board: Board, email: str) -> int:
    """Remove every link sent to an address, with its codes, for somebody who is erased; how many there were."""
    found = SignedLink.objects.filter(board=board, email=email.strip().lower())
    number = found.count()
    found.delete()
    return number


@transaction.atomic
def clear_out() -> int:
    """Remove links that stopped working a day ago or longer: their addresses need not be held. How many there were."""
    long_ago = timezone.now() - timedelta(days=1)
    found = SignedLink.objects.filter(expires_at__lt=long_ago) | SignedLink.objects.filter(
        revoked_at__lt=long_ago
    )
    number = found.count()
    found.delete()
    return number


def _locked(link_id: int) -> SignedLink | None:
    """The link, if it works, held until this transaction ends: guesses at it come one after another."""
    return working().select_for_update(of=("self",)).select_related("board").filter(pk=link_id).first()


def _still_opens(code: OneTimeCode, now: datetime) -> bool:
    return code_opens(expires=code.expires_on, tries=code.tries, used=code.used_on is not None, now=now)


def _code_hash(link_id: int, code: str) -> str:
    """Keyed with the portal's secret: from the hash alone, a million guesses would tell six figures."""
    return salted_hmac("agencies.links", f"{link_id}:{code}", algorithm="sha256").hexdigest()


def _shut(link: SignedLink, by: Actor, now: datetime) -> None:
    link.revoked_at, link.revoked_by = now, by.words
    link.save(update_fields=["revoked_at", "revoked_by"])
    _enter(link, link.board, "shut", "Shut a link that was sent to a work address.", by)


def _enter(link: SignedLink, board: Board, verb: str, words: str, by: Actor) -> None:
    record.enter(
        by=by, verb=f"links.{verb}", kind="signed_link", reference=link.pk, board_code=board.code, words=words
    )
