"""The evidence files that belong to a pack: found by their fingerprint, while they may be handed out."""

import hashlib

from django.core.files.storage import default_storage

from registers.models import Evidence
from reports.rules.enclosures import Missing


def enclosed(sha256: str) -> bytes | Missing:
    """The bytes of the file with this fingerprint, or why it is not handed out.

    Several items may have the same file: it is handed out if one of them lets it be.
    """
    items = Evidence.objects.filter(sha256=sha256).order_by("pk")
    why = {_why(one) for one in items}
    if None not in why:
        return next((one for one in Missing if one in why), Missing.LOST)
    stored = next(one.stored for one in items if one.may_be_handed_out)
    try:
        with default_storage.open(stored) as kept:
            data: bytes = kept.read()
    except FileNotFoundError:
        return Missing.LOST
    return data if hashlib.sha256(data).hexdigest() == sha256 else Missing.ALTERED


def _why(one: Evidence) -> Missing | None:
    """Why this item's file may not be handed out; None where it may."""
    if one.may_be_handed_out:
        return None
    if one.taken_back_at is not None:
        return Missing.TAKEN_BACK
    if one.scan == Evidence.Scan.INFECTED:
        return Missing.INFECTED
    return Missing.WAITING if one.stored else Missing.LOST
