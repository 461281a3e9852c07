"""A stamp that changes whenever anything at a board may have changed: what was worked out under it may be kept."""

from hashlib import sha256

from django.db import connection

#: So far out of order may entries of one board be committed.
_LOOKED_AT = 200
_LATEST = """
    (SELECT id FROM agencies_entry WHERE board_code = %s ORDER BY id DESC LIMIT {most})
    UNION ALL
    (SELECT id FROM agencies_entry WHERE board_code = '' ORDER BY id DESC LIMIT {most})
    ORDER BY id
"""


def stamp(board_code: str) -> str:
    """The board's stamp, from one query however much the board holds.

    Every write leaves one entry in the record, in its own transaction. The latest entries, and not the last one
    alone: of two transactions the one that began first may be committed last.
    """
    with connection.cursor() as cursor:
        cursor.execute(_LATEST.format(most=_LOOKED_AT), [board_code])
        return sha256(",".join(str(row[0]) for row in cursor.fetchall()).encode()).hexdigest()
