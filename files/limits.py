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
    elements (in XLS and XLSB the records) of one part, blank styled cells included, and `depth` how deep they
    nest. `covered` is the places under merged cells; `places` those of the rectangles that hold all filled
    cells, which the reader of XLS and XLSB sets aside memory for. `characters` is all text of a workbook.

    Delimited text has its own limits, because it is read line by line: half a million figures in 30 MB are
    welcome. From `long_from` bytes on its rows are never all held at once (ADR 0014). `line` is in characters.
    """

    size: int = 20 * _MEGABYTE
    text_size: int = 100 * _MEGABYTE
    text_cells: int = 16_000_000
    long_from: int = _MEGABYTE // 2
    line: int = 2_000_000
    unpacked: int = 120 * _MEGABYTE
    ratio: int = 200
    ratio_from: int = 5 * _MEGABYTE
    parts: int = 5_000
    sheets: int = 200
    cells: int = 500_000
    elements: int = 4_000_000
    depth: int = 100
    places: int = 4_000_000
    characters: int = 50_000_000
    covered: int = 100_000
    text: int = 32_767
    columns: int = 16_384
    rows: int = 1_048_576

    def check_size(self, size: int, *, text: bool) -> None:
        """Raises Unreadable for a file of more bytes than we take: of delimited text, or of a workbook."""
        most = self.text_size if text else self.size
        if size > most:
            raise too_large(f"it is over {most // _MEGABYTE} MB")

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

    def check_cells(self, count: int, *, text: bool = False) -> None:
        """Raises Unreadable once more cells are filled than we take: of delimited text, or of a workbook."""
        most = self.text_cells if text else self.cells
        if count > most:
            raise too_large(f"it has more than {most:,} filled cells")

    def check_elements(self, count: int) -> None:
        """Raises Unreadable once one part of a workbook holds more elements or records than we take."""
        if count > self.elements:
            raise too_large(f"one of its parts has more than {self.elements:,} elements")

    def check_depth(self, depth: int) -> None:
        """Raises Unreadable for elements nested deeper than any spreadsheet program nests them."""
        if depth > self.depth:
            raise too_large(f"its elements are nested more than {self.depth} deep")

    def check_covered(self, places: int) -> None:
        """Raises Unreadable once merged cells cover more places than we take."""
        if places > self.covered:
            raise too_large(f"it has merged cells over more than {self.covered:,} places")

    def check_places(self, places: int) -> None:
        """Raises Unreadable when the filled cells lie too far apart."""
        if places > self.places:
            raise too_large(f"its filled cells are spread over more than {self.places:,} places")

    def check_sheets(self, count: int) -> None:
        """Raises Unreadable for more sheets than we take."""
        if count > self.sheets:
            raise too_large(f"it has more than {self.sheets} sheets")

    def check_text(self, length: int) -> None:
        """Raises Unreadable for a longer text than a spreadsheet cell can hold."""
        if length > self.text:
            raise too_large(f"one of its cells holds more than {self.text:,} characters")


LIMITS = Limits()
