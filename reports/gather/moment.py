"""Everything a report tells is of one moment, whatever is released meanwhile."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connection, transaction


@contextmanager
def one_moment() -> Iterator[None]:
    """Let every question see the database as it is at the first, whatever is released meanwhile; nothing is written.

    Inside a transaction that has already begun, its own rule holds: PostgreSQL lets only the first statement set it.
    """
    outermost = not connection.in_atomic_block
    with transaction.atomic():
        if outermost:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
        yield
