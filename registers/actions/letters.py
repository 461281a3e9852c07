"""The chair's letters to chief officers: drafted when an obligation is late enough, edited in versions, sent once."""

from collections.abc import Iterable

from django.db import transaction

from agencies import keeping, mail
from agencies.actions import record
from agencies.models import Board
from agencies.rules import clock
from agencies.rules.screening import demand_no_child
from agencies.rules.standing import Actor, Standing
from agencies.rules.verdict import Refused
from agencies.thread import Obligation, noun
from registers.actions.numbering import next_number
from registers.actions.overtaken import demand_newest
from registers.models import ChairLetter, ChiefOfficer, LetterVersion
from registers.permissions import can_send_letters, can_write_letters
from registers.rules.letters import first_words

LONGEST = 6000
_SENT = "This letter has been sent, and stays as it is."


@transaction.atomic
def draft(*, board: Board, agency_id: int, about: Iterable[Obligation], by: Actor) -> ChairLetter:
    """Draft a letter about what an agency owes, or add to the one that is not sent yet."""
    owed = sorted(about, key=lambda one: (one.due, one.reference))
    references = [one.reference for one in owed]
    letter = (
        ChairLetter.objects.select_for_update()
        .filter(board=board, agency_id=agency_id, state=ChairLetter.State.DRAFT)
        .first()
    )
    if letter is not None:
        new = [one for one in owed if one.reference not in letter.about]
        latest = letter.versions.get(version=letter.version).text
        added = "\n".join(_line(one) for one in new)
        letter.about = [*letter.about, *(one.reference for one in new)]
        return _write(letter, f"{latest}\n\nSince this was drafted, also:\n{added}", by) if new else letter
    officer = ChiefOfficer.objects.filter(board=board, agency_id=agency_id).first()
    letter = ChairLetter.objects.create(
        board=board,
        number=next_number(ChairLetter, board.pk),
        agency_id=agency_id,
        officer=officer.name if officer else "",
        title=officer.title if officer else "",
        email=officer.email if officer else "",
        address=officer.address if officer else "",
        about=references,
        version=0,
        drafted_at=clock.now(),
        drafted_by=by.words,
    )
    words = first_words(
        officer=letter.officer, agency=owed[0].agency, board=board.name, lines=[_line(one) for one in owed]
    )
    return _write(letter, words, by)


def _line(one: Obligation) -> str:
    return f"{noun(one.kind)} {one.reference}: due on {one.due:%-d %B %Y}"


def _write(letter: ChairLetter, text: str, by: Actor) -> ChairLetter:
    letter.version += 1
    letter.save()
    LetterVersion.objects.create(
        letter=letter, version=letter.version, text=text, written_at=clock.now(), written_by=by.words
    )
    _enter(letter, by, "write", f"Wrote version {letter.version} of {letter.reference}.")
    return letter


@transaction.atomic
def edit(
    *, letter_id: int, text: str, officer: str, title: str, email: str, address: str, seen: int, by: Standing
) -> ChairLetter:
    """Keep a new version of the words, and whom it goes to. The versions before it stay.

    Raises `Refused` when it was sent, is empty or could identify a child, `Overtaken` when somebody else was first.
    """
    can_write_letters(by).demand()
    letter = _draft_of(letter_id, by)
    demand_newest(seen=seen, version=letter.version)
    said = text.strip()
    if not said:
        raise Refused("A letter needs words.")
    if len(said) > LONGEST:
        raise Refused(f"This is longer than {LONGEST:,} characters. Say it shorter.")
    demand_no_child(said)
    letter.officer, letter.title, letter.email, letter.address = officer, title, email, address
    return _write(letter, said, by.actor)


@transaction.atomic
def send(*, letter_id: int, how: str, pdf: bytes, seen: int, by: Standing) -> ChairLetter:
    """Send the letter: by email with its PDF, or noted as posted. The PDF is kept as the record of what was sent.

    Raises `Refused` without an address to send it to, and when it was sent or dropped already.
    """
    can_send_letters(by).demand()
    letter = _draft_of(letter_id, by)
    demand_newest(seen=seen, version=letter.version)
    if not letter.officer:
        raise Refused("Write whom it goes to first.")
    if how == "email" and not letter.email:
        raise Refused("There is no email address to send it to. Add one, or post it.")
    letter.stored, letter.sha256 = keeping.keep("letters", pdf, ".pdf")
    letter.state, letter.how = ChairLetter.State.SENT, how
    letter.sent_at, letter.sent_by = clock.now(), by.actor.words
    letter.save()
    if how == "email":
        mail.queue(
            to=letter.email,
            subject=f"{by.board_name}: letter from the independent chair ({letter.reference})",
            text=f"Please find a letter from the independent chair of {by.board_name} with this email.\n",
            attached=letter.stored,
            attached_name=f"{by.board_code}-{letter.reference}.pdf",
        )
    _enter(
        letter, by.actor, "send", f"Sent {letter.reference} to {letter.officer}, {letter.get_how_display()}."
    )
    return letter


@transaction.atomic
def drop(*, letter_id: int, why: str, by: Standing) -> ChairLetter:
    """Decide not to send it, with a reason. A date missed anew drafts another."""
    can_send_letters(by).demand()
    letter = _draft_of(letter_id, by)
    reason = why.strip()
    if not reason:
        raise Refused("Say why it is not sent.")
    demand_no_child(reason)
    letter.state, letter.dropped_why = ChairLetter.State.DROPPED, reason
    letter.dropped_at, letter.dropped_by = clock.now(), by.actor.words
    letter.save()
    _enter(letter, by.actor, "drop", f"Did not send {letter.reference}: {reason}")
    return letter


def _draft_of(letter_id: int, by: Standing) -> ChairLetter:
    letter = ChairLetter.objects.select_for_update().get(pk=letter_id, board_id=by.board_id)
    if letter.state == ChairLetter.State.SENT:
        raise Refused(_SENT)
    if letter.state == ChairLetter.State.DROPPED:
        raise Refused("It was decided not to send this letter.")
    return letter


def _enter(letter: ChairLetter, by: Actor, verb: str, words: str) -> None:
    record.enter(
        by=by,
        verb=f"letters.{verb}",
        kind="chair_letter",
        reference=letter.pk,
        board_code=letter.board.code,
        words=words,
    )
