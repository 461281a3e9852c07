"""A matrix as a grid: what heads its rows and columns, which of them are totals, and the cells between. No meaning."""

from collections.abc import Iterator

from files.headed import written
from files.sheets import Cell
from training.imports.matrix import Matrix
from training.rules.matrices import Grid, Telling, is_subtotal, is_total, told_in

_NO_TELLING = (Telling.BLANK, Telling.UNCLEAR)


class Table:
    """A matrix as a grid: what heads its rows and columns, its cells, and those of them that are totals."""

    def __init__(self, matrix: Matrix) -> None:
        sheet = matrix.sheet
        heads = {column: sheet.label(matrix.heading, column) for column in matrix.columns}
        labels = {row[0].row: sheet.label(row[0].row, matrix.labels) for row in matrix.rows}
        self.cells = {
            (cell.row, cell.column): cell
            for row in matrix.rows
            for cell in row
            if cell.column in heads and (cell.fault is not None or written(cell))
        }
        left_out_rows = {row for row, cell in labels.items() if is_subtotal(written(cell))}
        left_out_columns = {column for column, cell in heads.items() if is_subtotal(written(cell))}
        left_out_rows |= {row for row in labels if not self._tells(row)}
        self.subtotals = [labels[row] for row in sorted(left_out_rows) if is_subtotal(written(labels[row]))]
        self.subtotals += [heads[column] for column in sorted(left_out_columns)]
        self.cells = {
            (row, column): cell
            for (row, column), cell in self.cells.items()
            if row not in left_out_rows and column not in left_out_columns
        }
        self._total_rows = frozenset(row for row, cell in labels.items() if is_total(written(cell)))
        self._total_columns = frozenset(column for column, cell in heads.items() if is_total(written(cell)))
        self.rows = {
            row: cell
            for row, cell in labels.items()
            if row not in self._total_rows and row not in left_out_rows
        }
        self.columns = {
            column: cell
            for column, cell in heads.items()
            if column not in self._total_columns and column not in left_out_columns
        }
        self.grid = Grid(
            {place: told_in(written(cell)) for place, cell in self.cells.items()},
            self._total_rows,
            self._total_columns,
        )

    def _tells(self, row: int) -> bool:
        """Whether a row holds anything a matrix may: else it is a note, a title or a line of smaller headings."""
        return any(
            cell.fault is not None or told_in(written(cell)).telling not in _NO_TELLING
            for (of, _), cell in self.cells.items()
            if of == row
        )

    def parts(self) -> Iterator[tuple[tuple[int, int], Cell]]:
        """The cells under and beside headings that are no totals."""
        for (row, column), cell in self.cells.items():
            if row in self.rows and column in self.columns:
                yield (row, column), cell

    def at_row(self, row: int) -> list[Cell]:
        """The cells of a row, totals left out."""
        return [cell for (of, column), cell in self.cells.items() if of == row and column in self.columns]

    def at_column(self, column: int) -> list[Cell]:
        """The cells of a column, totals left out."""
        return [cell for (row, of), cell in self.cells.items() if of == column and row in self.rows]
