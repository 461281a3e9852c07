"""Locks that PostgreSQL keeps for a connection or a transaction: a worker that is killed lets go of its own."""

from collections.abc import Iterator
from contextlib import contextmanager
from enum import IntEnum

from django.db import connection

_LARGEST = 2_147_483_647


class Work(IntEnum):
    """What is done by one at a time; the number is the lock's class in the database."""

    CHECKING = 20_825
    LOADING = 20_826
    PRINTING = 20_827
    FEEDING = 20_828
    NUMBERING = 20_829
    CHASING = 20_830
    LINKING = 20_831


@contextmanager
def only_one(work: Work, number: int) -> Iterator[bool]:
    """Whether this connection now holds the lock on (work, number); it lets go at the end of the block.

    False when another holds it: that one will do the work.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s, %s)", [int(work), number % _LARGEST])
        held = bool(cursor.fetchone()[0])
        try:
            yield held
        finally:
            if held:
                cursor.execute("SELECT pg_advisory_unlock(%s, %s)", [int(work), number % _LARGEST])


def one_after_another(work: Work, number: int) -> None:
    """Wait for whoever holds the lock on (work, number), then hold it until this transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [int(work), number % _LARGEST])
