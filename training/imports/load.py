"""Sound rows to tables, whole sets at a time: staged with COPY, then people, sessions and bookings a statement each.

Called only by an action, which owns the transaction.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

import pgtrigger
from django.apps import apps
from django.db import connection
from django.db.models import Count, F, Max, Model

from agencies.rules import clock
from agencies.rules.standing import Actor
from training.imports.rows import SoundRow
from training.models import Booking, Evaluation, Intake, IntakeRow, Learner, Session

#: So many rows come at once that PostgreSQL must know before it plans how to join them.
_MANY = 2_000
_ROW, _LEARNER, _BOOKING = (one._meta.db_table for one in (IntakeRow, Learner, Booking))
_SESSION, _EVALUATION = Session._meta.db_table, Evaluation._meta.db_table


@dataclass(frozen=True, slots=True)
class Changes:
    """What loading a file does, or did: by how many."""

    rows: int
    new: int
    corrected: int
    same: int
    people: int
    sessions: int


def stage(intake: Intake, rows: Iterable[SoundRow]) -> None:
    """Write the sound rows with COPY; they wait there for a yes."""
    written = 0
    with (
        connection.cursor() as cursor,
        cursor.copy(f"COPY {_ROW} (intake_id, {', '.join(SoundRow._fields)}) FROM STDIN") as copy,
    ):
        for row in rows:
            copy.write_row((intake.pk, *row))
            written += 1
    if written >= _MANY:
        _take_statistics(f"{_ROW} (intake_id, key, email, session_id, course_id, starts)")


def _take_statistics(of: str) -> None:
    """Count how the values of a table's columns lie, of those that are joined or chosen by."""
    with connection.cursor() as cursor:
        cursor.execute(f"ANALYZE {of}")


def changes(intake: Intake) -> Changes:
    """Hold the waiting rows against the records, changing nothing."""
    sql = f"""
        SELECT count(*), count(*) FILTER (WHERE b.id IS NULL AND h.id IS NULL),
               count(*) FILTER (WHERE b.id IS NOT NULL AND (b.state, b.walk_in) <> (r.state, r.walk_in)),
               count(*) FILTER (WHERE (b.state, b.walk_in) = (r.state, r.walk_in) OR (b.id IS NULL AND h.id > 0)),
               count(DISTINCT r.email) FILTER (WHERE b.id IS NULL AND l.id IS NULL),
               count(DISTINCT (r.course_id, r.starts)) FILTER (WHERE b.id IS NULL AND r.session_id IS NULL)
        FROM {_ROW} r
        LEFT JOIN {_BOOKING} b ON b.imported = r.key AND b.imported <> ''
        LEFT JOIN {_LEARNER} l ON l.board_id = %s AND l.email = r.email
        LEFT JOIN {_BOOKING} h ON h.session_id = r.session_id AND h.learner_id = coalesce(l.merged_into_id, l.id)
            AND h.state IN ('attended', 'no_show')
        WHERE r.intake_id = %s
    """  # noqa: S608 - the names of our own tables and columns only
    with connection.cursor() as cursor:
        cursor.execute(sql, [intake.board_id, intake.pk])
        return Changes(*cursor.fetchone())


def load(intake: Intake, by: Actor, *, number: int) -> Changes:
    """Load the waiting rows; those that came before are corrected where their outcome differs, and else left.

    `number`: what the first session that is held anew is called by.
    """
    now = clock.now()
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('pgtrigger.ignore', %s, true)", [history_triggers()])
        # Whole tables are joined, not row by row: what is written on the way is in no statistics yet.
        cursor.execute("SET LOCAL enable_nestloop = off")
    done = _load(intake, by, now, number)
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_nestloop TO DEFAULT")
        cursor.execute("SELECT set_config('pgtrigger.ignore', '{}', true)")
    if intake.rows_read >= _MANY:
        _take_statistics(f"{_LEARNER} (board_id, email)")
        _take_statistics(f"{_BOOKING} (session_id, learner_id, agency_id, profession_id, state, imported)")
    intake.rows.all().delete()
    return done


def history_triggers() -> str:
    """The triggers that would write the history of what is inserted, as PostgreSQL is told to pass over them."""
    names = (f"training.{one.__name__}:insert_insert" for one in (Learner, Session, Booking, Evaluation))
    return "{" + ",".join(trigger.get_pgid(model) for model, trigger in pgtrigger.registered(*names)) + "}"


def _load(intake: Intake, by: Actor, now: datetime, number: int) -> Changes:
    names: dict[str, int | str | datetime] = {
        "intake": intake.pk,
        "board": intake.board_id,
        "now": now,
        "by": by.words,
        "number": number,
    }
    rows = intake.rows.count()
    with connection.cursor() as cursor:

        def written(statement: str) -> int:
            cursor.execute(statement, names)
            return int(cursor.rowcount)

        corrected = written(_CORRECT)
        written(_DROP_KNOWN)
        people = written(_with_history(Learner, _LEARNERS))
        written(_FILL_IN)
        written(_HELD_SINCE)
        sessions = _sessions(intake, by, now, number)
        new = written(_SETTLE) + written(_with_history(Booking, _BOOKINGS))
        written(_with_history(Evaluation, _FOLLOW_UPS))
    return Changes(rows, new, corrected, rows - new - corrected, people, sessions)


def _with_history(model: type[Model], insert: str) -> str:
    """The statement, writing the history of what it inserts too: whole, where the trigger would go row by row.

    The trigger starts a subtransaction or two a row: ten thousand bookings took it 30 seconds, and this takes less
    than one. It writes what the trigger would.
    """
    return f"WITH made AS ({insert} RETURNING *) {_history(model, 'made')}"


def _history(model: type[Model], made: str) -> str:
    """The statement that writes the history of rows just inserted: those of a table or query `made`."""
    event = apps.get_model("training", f"{model.__name__}Event")
    columns = ", ".join(one.column for one in event._meta.fields if not one.name.startswith("pgh_"))
    return f"""
        INSERT INTO {event._meta.db_table} (pgh_created_at, pgh_label, pgh_obj_id, {columns})
        SELECT now(), 'insert', id, {columns} FROM {made}
    """  # noqa: S608


def _sessions(intake: Intake, by: Actor, now: datetime, number: int) -> int:
    """Hold sessions anew that the file tells of and nobody planned here: closed, for their lists are known.

    Returns how many. Theirs are the numbers from `number` on.
    """
    rows = intake.rows.filter(session__isnull=True)
    wanted = (
        rows.values("course_id", "starts", hours=F("course__hours"))
        .annotate(places=Max("capacity"), people=Count("pk"))
        .order_by("starts", "course_id")
    )
    made = Session.objects.bulk_create(
        Session(
            board_id=intake.board_id,
            number=number + place,
            course_id=one["course_id"],
            starts=one["starts"],
            ends=one["starts"] + timedelta(hours=float(one["hours"])),
            capacity=one["places"] or one["people"],
            closed_at=now,
            closed_by=by.words,
            planned_at=now,
            planned_by=by.words,
        )
        for place, one in enumerate(wanted)
    )
    with connection.cursor() as cursor:
        cursor.execute(f"{_history(Session, _SESSION)} WHERE id = ANY(%s)", [[one.pk for one in made]])
    return len(made)


# Nothing below comes from outside: the names of our own tables and columns only.
_CORRECT = f"""
    UPDATE {_BOOKING} b SET state = r.state, walk_in = r.walk_in, ended_at = %(now)s, ended_by = %(by)s,
        attended_how = CASE WHEN r.state = 'attended' THEN 'import' ELSE '' END
    FROM {_ROW} r
    WHERE r.intake_id = %(intake)s AND b.imported = r.key AND b.imported <> ''
      AND (b.state, b.walk_in) <> (r.state, r.walk_in)
"""  # noqa: S608
_DROP_KNOWN = f"""
    DELETE FROM {_ROW} r USING {_BOOKING} b
    WHERE r.intake_id = %(intake)s AND b.imported = r.key AND b.imported <> ''
"""  # noqa: S608
_LEARNERS = f"""
    INSERT INTO {_LEARNER} (board_id, pseudonym, email, name, agency_id, profession_id, added_at, added_by, erased_by)
    SELECT DISTINCT ON (r.email) %(board)s, 'L' || left(replace(gen_random_uuid()::text, '-', ''), 12), r.email,
        r.name, r.agency_id, r.profession_id, %(now)s, %(by)s, ''
    FROM {_ROW} r WHERE r.intake_id = %(intake)s
      AND NOT EXISTS (SELECT 1 FROM {_LEARNER} l WHERE l.board_id = %(board)s AND l.email = r.email)
    ORDER BY r.email, r.starts DESC, r.id
"""  # noqa: S608
_FILL_IN = f"""
    UPDATE {_LEARNER} l SET name = CASE WHEN l.name = '' THEN r.name ELSE l.name END,
        profession_id = coalesce(l.profession_id, r.profession_id)
    FROM (SELECT DISTINCT ON (email) email, name, profession_id FROM {_ROW}
          WHERE intake_id = %(intake)s ORDER BY email, starts DESC, id) r
    WHERE l.board_id = %(board)s AND l.email = r.email
      AND ((l.name = '' AND r.name <> '') OR (l.profession_id IS NULL AND r.profession_id IS NOT NULL))
"""  # noqa: S608
#: Sessions planned here, or held by another file, since this one was looked at: the day's first, as looking has it.
_HELD_SINCE = f"""
    UPDATE {_ROW} r SET session_id = s.id, starts = s.starts
    FROM (SELECT DISTINCT ON (course_id, on_day) id, course_id, starts,
                 (starts AT TIME ZONE 'Europe/London')::date AS on_day
          FROM {_SESSION} WHERE board_id = %(board)s AND cancelled_at IS NULL
          ORDER BY course_id, on_day, starts, id) s
    WHERE r.intake_id = %(intake)s AND r.session_id IS NULL AND s.course_id = r.course_id
      AND s.on_day = (r.starts AT TIME ZONE 'Europe/London')::date
"""  # noqa: S608
#: Whoever booked or waited here and came, as the file says, has come; what has an outcome here already keeps it.
_SETTLE = f"""
    UPDATE {_BOOKING} b SET state = r.state, walk_in = r.walk_in, ended_at = %(now)s, ended_by = %(by)s,
        imported = r.key, attended_how = CASE WHEN r.state = 'attended' THEN 'import' ELSE '' END
    FROM {_ROW} r JOIN {_LEARNER} l ON l.board_id = %(board)s AND l.email = r.email
    WHERE r.intake_id = %(intake)s AND b.session_id = r.session_id AND b.imported = ''
      AND b.state IN ('asked', 'waiting', 'booked') AND b.learner_id = coalesce(l.merged_into_id, l.id)
"""  # noqa: S608
_BOOKINGS = f"""
    INSERT INTO {_BOOKING} (session_id, learner_id, agency_id, profession_id, state, walk_in, manager_email, booked_at,
        booked_by, approved_by, ended_at, ended_by, ended_why, attended_how, code_tries, imported)
    SELECT DISTINCT ON (session, learner) coalesce(r.session_id, s.id) AS session,
        coalesce(l.merged_into_id, l.id) AS learner, r.agency_id, coalesce(r.profession_id, l.profession_id), r.state,
        r.walk_in, '', %(now)s, %(by)s, '', %(now)s, %(by)s, '',
        CASE WHEN r.state = 'attended' THEN 'import' ELSE '' END, 0, r.key
    FROM {_ROW} r
    JOIN {_LEARNER} l ON l.board_id = %(board)s AND l.email = r.email
    LEFT JOIN {_SESSION} s ON r.session_id IS NULL AND s.board_id = %(board)s AND s.number >= %(number)s
        AND s.course_id = r.course_id AND s.starts = r.starts
    WHERE r.intake_id = %(intake)s
    ORDER BY session, learner, r.id
    ON CONFLICT DO NOTHING
"""  # noqa: S608
_FOLLOW_UPS = f"""
    INSERT INTO {_EVALUATION} (booking_id, stage, asked_at, asked_by, answered_at, answered_by, changed, text)
    SELECT b.id, 'three_months', (r.followed_up_on + time '09:00') AT TIME ZONE 'Europe/London', %(by)s,
        CASE WHEN r.changed IS NOT NULL THEN %(now)s::timestamptz END,
        CASE WHEN r.changed IS NOT NULL THEN %(by)s ELSE '' END, r.changed, ''
    FROM {_ROW} r JOIN {_BOOKING} b ON b.imported = r.key AND b.imported <> ''
    WHERE r.intake_id = %(intake)s AND r.followed_up_on IS NOT NULL AND b.state = 'attended'
    ON CONFLICT DO NOTHING
"""  # noqa: S608
