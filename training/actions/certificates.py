"""Certificates: issued to who came once the list is closed, under a random word that anybody may check."""

import secrets

from django.db import transaction

from agencies.actions import record
from agencies.rules import clock
from agencies.rules.verdict import Refused
from training.actions.learners import said_of
from training.models import Booking, Certificate
from training.queries.holders import Holder
from training.queries.own_training import own_booking


@transaction.atomic
def issue(*, holder: Holder, booking_id: int) -> Certificate:
    """The certificate of one's own booking: the one there is, or a new one. Raises `Refused` where none is due."""
    mine = own_booking(holder, booking_id)
    if mine is None or not mine.has_certificate:
        raise Refused("There is a certificate once you have come and the trainer has closed the list.")
    booking = Booking.objects.select_for_update(of=("self",), no_key=True).get(pk=booking_id)
    found = Certificate.objects.filter(booking=booking).first()
    if found is not None:
        return found
    made = Certificate.objects.create(
        booking=booking,
        word=secrets.token_urlsafe(15),
        issued_at=clock.now(),
        issued_by=holder.actor.words,
    )
    record.enter(
        by=holder.actor,
        verb="certificates.issue",
        kind="session",
        reference=booking.session_id,
        board_code=holder.board.code,
        words=f"Issued a certificate to {said_of(booking.learner)}, {booking.session}.",
        details={"certificate": made.pk},
    )
    return made
