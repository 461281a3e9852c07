"""Emptying the database after a test that committed: only the tables that hold something, which are few of many."""

from collections.abc import Sequence
from typing import Any

from django.contrib.auth.management import create_permissions
from django.contrib.contenttypes.management import create_contenttypes
from django.db import connection
from django.db.models.signals import post_migrate

#: What Django itself keeps of our tables: the same for every test, and made anew by nobody.
_KEPT = frozenset({"django_content_type", "auth_permission"})


def only_what_is_filled() -> None:
    """Have Django's flush of this thread's connection delete from filled tables, instead of truncating every one.

    The tests' own database alone: its user may set triggers and keys aside, which guard what is append-only.
    """

    def sql_flush(style: Any, tables: Sequence[str], **_: Any) -> list[str]:
        filled = _filled([table for table in tables if table not in _KEPT])
        if not filled:
            return []
        deletes = [f"DELETE FROM {connection.ops.quote_name(table)};" for table in filled]
        return [
            "SET session_replication_role = replica;",
            *deletes,
            "SET session_replication_role = DEFAULT;",
        ]

    connection.ops.sql_flush = sql_flush  # type: ignore[method-assign]
    post_migrate.disconnect(create_contenttypes)
    post_migrate.disconnect(
        create_permissions, dispatch_uid="django.contrib.auth.management.create_permissions"
    )


def _filled(tables: Sequence[str]) -> list[str]:
    if not tables:
        return []
    asked = " UNION ALL ".join(
        f"SELECT {number} WHERE EXISTS (SELECT 1 FROM {connection.ops.quote_name(table)})"
        for number, table in enumerate(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(asked)
        return [tables[number] for (number,) in cursor.fetchall()]
