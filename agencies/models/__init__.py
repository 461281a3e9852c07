"""The tables of the agencies room, one file an aggregate."""

from agencies.models.agency import Agency, AgencyAlias, AgencyKind, Seat
from agencies.models.board import Board, Priority, Term
from agencies.models.entry import Entry
from agencies.models.link import OneTimeCode, SignedLink
from agencies.models.outbox import Letter
from agencies.models.person import Invitation, Membership, Person
from agencies.models.token import Token

__all__ = [
    "Agency",
    "AgencyAlias",
    "AgencyKind",
    "Board",
    "Entry",
    "Invitation",
    "Letter",
    "Membership",
    "OneTimeCode",
    "Person",
    "Priority",
    "Seat",
    "SignedLink",
    "Term",
    "Token",
]
