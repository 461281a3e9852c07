"""The web process's log of requests, without those whose address is a secret or whose moment would tell who answered.

A link's token stands in its address; so do an invitation's key, a new password's and a certificate's word. Who answers
a survey is nobody's to know: a line with the moment and the machine, beside a tally that rose by one, would tell.
"""

from datetime import timedelta
from typing import Any

from gunicorn.glogging import Logger

#: What these addresses begin with.
UNLOGGED = ("/survey/", "/assess/", "/learn/", "/invitation/", "/password/", "/certificates/")


class AccessLog(Logger):  # type: ignore[misc]
    """Gunicorn's own, which keeps silent about some addresses."""

    def access(self, resp: Any, req: Any, environ: dict[str, Any], request_time: timedelta) -> None:
        """Write the line of a request that was answered, unless its address must not be kept."""
        if not environ.get("PATH_INFO", "").startswith(UNLOGGED):
            super().access(resp, req, environ, request_time)
