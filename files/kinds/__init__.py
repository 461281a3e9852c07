"""What a file sent as evidence is, by looking at its bytes; nothing that could run, hide or burst is let in.

What lives here: PDFs, pictures, Office and OpenDocument files, and text. Spreadsheets sent as returns are the readers'.
"""

from files.errors import Unreadable
from files.kinds.kind import FileKind
from files.kinds.recognise import LARGEST, recognise

__all__ = ["LARGEST", "FileKind", "Unreadable", "recognise"]
