"""Two people at once: the second begins while what the first does is not yet saved."""

import threading
from collections.abc import Callable

from django.db import connection, transaction

from agencies.rules.verdict import Refused


def second(first: Callable[[], object], then: Callable[[], object]) -> str:
    """Do the second while the first is not yet saved; what came of it, in words."""
    said: list[str] = []

    def work() -> None:
        try:
            then()
            said.append("done")
        except Refused as refusal:
            said.append(f"{type(refusal).__name__}: {refusal}")
        finally:
            connection.close()

    thread = threading.Thread(target=work)
    with transaction.atomic():
        first()
        thread.start()
        thread.join(1)
        assert thread.is_alive(), "The second did not wait for the first."
    thread.join(20)
    assert not thread.is_alive()
    return said[0]
