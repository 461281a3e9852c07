"""Factories of the agencies room's models."""

from datetime import UTC, date, datetime, timedelta

from django.contrib.auth.hashers import make_password
from factory import LazyAttribute, LazyFunction, Sequence, SubFactory
from factory.django import DjangoModelFactory

from agencies import models as agencies
from agencies.rules.roles import Role

HAMPSHIRE = "E10000014"
THE_DAY = datetime(2018, 5, 1, 9, 30, tzinfo=UTC)


class BoardFactory(DjangoModelFactory):
    code = Sequence(lambda n: f"board-{n}")
    name = LazyAttribute(lambda o: f"The board called {o.code}")
    area_code = HAMPSHIRE

    class Meta:
        model = agencies.Board


class PriorityFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    title = "Neglect"
    first_year = 2016
    last_year = 2018

    class Meta:
        model = agencies.Priority


class TermFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    idea = "chair"
    word = "Independent chair"
    since = date(2012, 4, 1)
    set_at = THE_DAY
    set_by = "Bridget Marsh (Business manager)"

    class Meta:
        model = agencies.Term


class AgencyKindFactory(DjangoModelFactory):
    code = Sequence(lambda n: f"kind-{n}")
    name = LazyAttribute(lambda o: f"The kind called {o.code}")

    class Meta:
        model = agencies.AgencyKind


class AgencyFactory(DjangoModelFactory):
    code = Sequence(lambda n: f"agency-{n}")
    name = LazyAttribute(lambda o: f"The agency called {o.code}")
    kind = SubFactory(AgencyKindFactory)

    class Meta:
        model = agencies.Agency


class AgencyAliasFactory(DjangoModelFactory):
    agency = SubFactory(AgencyFactory)
    name = Sequence(lambda n: f"Alias {n}")

    class Meta:
        model = agencies.AgencyAlias


class SeatFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    agency = SubFactory(AgencyFactory)
    since = date(2012, 4, 1)

    class Meta:
        model = agencies.Seat


class PersonFactory(DjangoModelFactory):
    email = Sequence(lambda n: f"person{n}@example.org")
    name = Sequence(lambda n: f"Person {n}")
    password = LazyFunction(lambda: make_password(None))

    class Meta:
        model = agencies.Person


class MembershipFactory(DjangoModelFactory):
    person = SubFactory(PersonFactory)
    board = SubFactory(BoardFactory)
    role = Role.BOARD_MEMBER.value
    since = date(2012, 4, 1)

    class Meta:
        model = agencies.Membership


class InvitationFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    email = Sequence(lambda n: f"invited{n}@example.org")
    name = "Ingrid Invited"
    role = Role.BOARD_MEMBER.value
    token_hash = Sequence(lambda n: f"{n:064x}")
    sent_at = LazyFunction(lambda: datetime.now(UTC))
    expires_at = LazyAttribute(lambda o: o.sent_at + timedelta(days=14))

    class Meta:
        model = agencies.Invitation


class EntryFactory(DjangoModelFactory):
    at = THE_DAY
    by = "Somebody"
    verb = "things.do"
    kind = "thing"
    reference = "1"
    words = "Did a thing."

    class Meta:
        model = agencies.Entry


class LetterFactory(DjangoModelFactory):
    to = "reader@example.org"
    subject = "A letter"
    text = "With a secret link."
    written_on = THE_DAY

    class Meta:
        model = agencies.Letter


class TokenFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    agency = SubFactory(AgencyFactory)
    name = "The case system"
    hint = "lscb_a1"
    token_hash = Sequence(lambda number: f"{number:064x}")
    made_at = THE_DAY
    made_by = "A lead"

    class Meta:
        model = agencies.Token


class SignedLinkFactory(DjangoModelFactory):
    board = SubFactory(BoardFactory)
    purpose = "learner"
    key = "1"
    email = "staff@health.example"
    token_hash = Sequence(lambda n: f"{n:064x}")
    sent_at = THE_DAY
    sent_by = "Tessa Ward (Training coordinator)"
    expires_at = THE_DAY

    class Meta:
        model = agencies.SignedLink


class OneTimeCodeFactory(DjangoModelFactory):
    link = SubFactory(SignedLinkFactory)
    code_hash = "0" * 64
    sent_on = THE_DAY
    expires_on = THE_DAY

    class Meta:
        model = agencies.OneTimeCode
