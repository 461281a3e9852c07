"""The database as it stood at several moments, kept side by side, so that pages on all of them are timed in turn."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Self

from django.db import DEFAULT_DB_ALIAS, connections


class Snapshot:
    """A copy of the database as it is now. A context manager that throws the copy away at its end."""

    def __init__(self, name: str) -> None:
        """`name` becomes part of the copy's own."""
        self._name = name
        self._creation = connections[DEFAULT_DB_ALIAS].creation
        self._creation.clone_test_db(name, verbosity=0)
        self._connection = connections[DEFAULT_DB_ALIAS].copy()
        self._connection.settings_dict = self._creation.get_test_db_clone_settings(name)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._connection.close()
        self._creation.destroy_test_db(suffix=self._name, verbosity=0)

    @contextmanager
    def asked(self) -> Iterator[None]:
        """Until the block ends whoever asks the database asks this copy. Its connection stays open afterwards."""
        own = connections[DEFAULT_DB_ALIAS]
        connections[DEFAULT_DB_ALIAS] = self._connection
        try:
            yield
        finally:
            connections[DEFAULT_DB_ALIAS] = own
