"""Progress: how many rows of a file are read, checked or loaded, for whoever waits; also after they closed the page.

It is written on a connection of its own, outside the work's transaction: a page must see it while the work is not
yet visible, and it must not undo with it. It is a meter: where it cannot be written, the work goes on without.
"""

import logging
import time
from enum import StrEnum

from django.db import DatabaseError, connections
from django.db.backends.base.base import BaseDatabaseWrapper

from agencies.rules import clock
from scorecard.models import Progress, Submission

log = logging.getLogger(__name__)

#: Seconds between two writes, and before the first: small files are done by then and cost nothing.
EVERY = 1.0
#: Bytes from which the first write does not wait: the first step of a large file may take long.
LARGE = 500_000
#: A row that somebody holds is not waited for.
_PATIENCE = "SET lock_timeout = '300ms'; SET statement_timeout = '1s'"


class Step(StrEnum):
    """What is being done with the rows; a word that follows their number."""

    READ = "read"
    CHECKED = "checked"
    LOADED = "loaded"


class Meter:
    """Tells how far the work on one submission is. Use as a context: at its end the connection is closed."""

    def __init__(self, submission: Submission) -> None:
        self._submission_id = submission.pk
        self._next = time.monotonic() + (0 if submission.size >= LARGE else EVERY)
        self._side: BaseDatabaseWrapper | None = None

    def __enter__(self) -> "Meter":
        return self

    def __exit__(self, *_: object) -> None:
        if self._side is not None:
            self._side.close()
            self._side = None

    def tell(self, step: Step, done: int = 0, of: int = 0) -> None:
        """So many rows, of how many (0: not known). Written once a second at most."""
        if time.monotonic() < self._next:
            return
        self._next = time.monotonic() + EVERY
        try:
            self._write(step, done, of)
        except DatabaseError as trouble:
            log.info("Progress of %s could not be written: %s", self._submission_id, trouble)

    def _write(self, step: Step, done: int, of: int) -> None:
        if self._side is None:
            self._side = connections.create_connection("default")
            with self._side.cursor() as cursor:
                cursor.execute(_PATIENCE)
        sql = f"""
            INSERT INTO {Progress._meta.db_table} (submission_id, step, done, "of", moved_on)
            VALUES (%s, %s, %s, %s, %s)
            ON CONFLICT (submission_id) DO UPDATE
            SET step = excluded.step, done = excluded.done, "of" = excluded."of", moved_on = excluded.moved_on
        """  # noqa: S608 - the name of our own table only
        with self._side.cursor() as cursor:
            cursor.execute(sql, [self._submission_id, step.value, done, of, clock.now()])


def over(submission: Submission) -> None:
    """Nothing is being done with it any more. In the caller's transaction."""
    Progress.objects.filter(submission=submission).delete()
