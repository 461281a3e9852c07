"""Saving what somebody types into the web form. Nothing of it is the board's, nor checked, until it is sent."""

from collections.abc import Mapping
from typing import Any

from django.db import transaction

from agencies.rules import clock
from agencies.rules.screening import screen
from agencies.rules.standing import Standing
from agencies.rules.verdict import Refused
from scorecard.models import Draft, Return
from scorecard.permissions import can_send
from scorecard.queries.form import rows_of
from scorecard.queries.template import template_for
from scorecard.rules.form import names, too_long


@transaction.atomic
def save(*, return_id: int, typed: Mapping[str, str], by: Standing) -> Draft | None:
    """Keep these boxes; the others stay as they are, so of two people at one box the last to save wins that box.

    Boxes the form does not have are passed over. Raises `Refused` for words that could identify a child or a text
    too long for its box: then nothing is kept. Returns None when nothing has ever been typed.
    """
    owed = Return.objects.select_for_update(of=("self",), no_key=True).get(pk=return_id, board_id=by.board_id)
    can_send(by, owed.agency_id).demand()
    known = names(rows_of(template_for(owed)))
    kept = {name: text.replace("\0", "").strip() for name, text in typed.items() if name in known}
    for name, text in kept.items():
        _demand_fit(name, text)
    draft = Draft.objects.filter(owed=owed).first()
    if not kept:
        return draft
    draft = draft or Draft(owed=owed)
    at = clock.now()
    said: dict[str, Any] = {"at": at.isoformat(), "by": by.name, "by_id": by.person_id}
    draft.boxes = {**draft.boxes, **{name: {"text": text, **said} for name, text in kept.items()}}
    draft.saved_at, draft.saved_by_id = at, by.person_id
    draft.save()
    return draft


def _demand_fit(name: str, text: str) -> None:
    if too_long(name, text):
        raise Refused("This is too long for its box.")
    if screen(text):
        raise Refused(
            "This holds words that could identify a child, so it was not kept. Say it without names, dates of birth, "
            "numbers or addresses."
        )
