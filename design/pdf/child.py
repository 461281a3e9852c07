"""The process that prints: limits itself, reads HTML from its input, writes pages and PDF to its output.

Run by `design.pdf.printing` alone, as `python -m design.pdf.child FOLDER SECONDS MEMORY`. No Django here.
"""

import logging
import resource
import sys
from pathlib import Path
from urllib.parse import unquote, urlsplit

from weasyprint import HTML
from weasyprint.logger import LOGGER
from weasyprint.urls import URLFetcher, URLFetcherResponse

#: The only places under the project's folder that are read, and the only kinds of file.
_PLACES = ("design/static", "templates")
_KINDS = {".css": "text/css", ".svg": "image/svg+xml", ".png": "image/png"}


class OurFiles(URLFetcher):  # type: ignore[misc] # WeasyPrint publishes no types
    """Gives WeasyPrint our own style sheets and pictures, and nothing else in the world."""

    def __init__(self, folder: Path) -> None:
        """`folder` is the project's."""
        super().__init__(allowed_protocols=["file"], allow_redirects=False, fail_on_errors=True)
        self._places = [folder.resolve() / place for place in _PLACES]

    def fetch(self, url: str, headers: dict[str, str] | None = None) -> URLFetcherResponse:
        """The file at `url`; ValueError for any other address."""
        address = urlsplit(url)
        path = Path(unquote(address.path)).resolve()
        ours = any(path.is_relative_to(place) for place in self._places)
        if address.scheme != "file" or address.netloc or not ours or path.suffix not in _KINDS:
            raise ValueError(f"“{url}” is not one of our own files.")
        return URLFetcherResponse(url, path.read_bytes(), {"Content-Type": _KINDS[path.suffix]})


class _Complaints(logging.Handler):
    """Keeps what WeasyPrint warns of: a document it had to guess at is not handed out."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.said: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        """Keep the sentence."""
        self.said.append(record.getMessage())


def print_html(html: str, folder: Path) -> tuple[int, bytes]:
    """Pages and bytes of the PDF. Raises ValueError with every complaint, one a line."""
    complaints = _Complaints()
    LOGGER.addHandler(complaints)
    try:
        document = HTML(string=html, base_url=f"{folder.as_uri()}/", url_fetcher=OurFiles(folder)).render(
            pdf_variant="pdf/ua-1"
        )
        if not document.metadata.title:
            complaints.said.append("The document has no <title>.")
        if not document.metadata.lang:
            complaints.said.append("The document's <html> has no lang.")
        data = document.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    finally:
        LOGGER.removeHandler(complaints)
    if complaints.said:
        raise ValueError("\n".join(complaints.said))
    return len(document.pages), data


def main(folder: str, seconds: str, memory: str) -> int:
    """Print what is on the standard input under the limits given; the complaint goes to standard error."""
    resource.setrlimit(resource.RLIMIT_CPU, (int(seconds), int(seconds) + 1))
    resource.setrlimit(resource.RLIMIT_AS, (int(memory), int(memory)))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    try:
        pages, data = print_html(sys.stdin.buffer.read().decode(), Path(folder))
    except MemoryError:
        sys.stderr.write("MemoryError")
        return 1
    # Whatever WeasyPrint or a font trips over must reach the parent as a sentence, not as a trace.
    except Exception as trouble:
        causes = [trouble, trouble.__cause__] if trouble.__cause__ else [trouble]
        sys.stderr.write(": ".join(str(cause) or type(cause).__name__ for cause in causes))
        return 1
    sys.stdout.buffer.write(f"{pages}\n".encode() + data)
    return 0


if __name__ == "__main__":
    raise SystemExit(main(*sys.argv[1:]))
