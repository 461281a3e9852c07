"""Whether the web part answers: `python -m ops.healthy`, for its container. Exits 0 when it does, else 1."""

import http.client
import os
import sys


def main() -> int:
    """Ask the page that is there for this; it asks the database."""
    host = os.environ.get("LSCB_HOSTS", "localhost").split(",")[0]
    connection = http.client.HTTPConnection("127.0.0.1", 8000, timeout=8)
    try:
        connection.request("GET", "/alive/", headers={"Host": host, "X-Forwarded-Proto": "https"})
        status = connection.getresponse().status
    except OSError as trouble:
        sys.stderr.write(f"The web part does not answer: {trouble}\n")
        return 1
    finally:
        connection.close()
    return 0 if status == 200 else 1


if __name__ == "__main__":
    sys.exit(main())
