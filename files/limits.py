"""How large a file may be before we stop reading it, so that no file can hurt a worker."""

from collections.abc import Iterable
from dataclasses import dataclass

from files.errors import too_large

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Limits:
    """Upper bounds, all generous: 100 indicators by 24 quarters in three rows each are 7,200 cells.

    Sizes are in bytes. `ratio` is how many times larger a part may unpack; it counts only for parts over
    `ratio_from` bytes, because short repetitive parts of honest files reach it too. `elements` bounds the XML
    elements of one sheet, blank styled cells included. `covered` is the places under merged cells.
    """

    size: int = 20 * _MEGABYTE
    unpacked: int = 120 * _MEGABYTE
    ratio: int = 200
    ratio_from: int = 5 * _MEGABYTE
    parts: int = 5_000
    sheets: int = 200
    cells: int = 500_000
    elements: int = 4_000_000
    covered: int = 100_000
    text: int = 32_767
    columns: int = 16_384
    rows: int = 1_048_576

    def check_size(self, size: int) -> None:
        """Raises Unreadable for a file of more bytes than we take."""
        if size > self.size:
            raise too_large(f"it is over {self.size // _MEGABYTE} MB")

    def check_parts(self, parts: Iterable[tuple[int, int]]) -> None:
        """Raises Unreadable when packed parts, (packed, unpacked) sizes each, would unpack to too much."""
        total = 0
        for count, (packed, unpacked) in enumerate(parts, start=1):
            total += unpacked
            if count > self.parts or total > self.unpacked:
                raise too_large(
                    f"it would unpack to over {self.unpacked // _MEGABYTE} MB or {self.parts:,} parts"
                )
            if unpacked > self.ratio_from and unpacked > packed * self.ratio:
                raise too_large(f"a part of it would unpack to over {self.ratio} times its size")

    def check_cells(self, count: int) -> None:
        """Raises Unreadable once more cells are filled than we take."""
        if count > self.cells:
            raise too_large(f"it has more than {self.cells:,} filled cells")

    def check_text(self, length: int) -> None:
        """Raises Unreadable for a longer text than a spreadsheet cell can hold."""
        if length > self.text:
            raise too_large(f"one of its cells holds more than {self.text:,} characters")


LIMITS = Limits()
