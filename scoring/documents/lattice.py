"""The cells of a ruled table by their boxes, whether its rules were drawn in a PDF or found in a picture."""

from bisect import bisect_right
from dataclasses import dataclass, field

Box = tuple[float, float, float, float]  # left, top, right, bottom; top-down


@dataclass(frozen=True)
class Lattice:
    """The cells of one table, and the distinct places of its rules."""

    cells: tuple[Box, ...]
    columns: tuple[float, ...] = field(init=False)
    rows: tuple[float, ...] = field(init=False)
    owner: dict[tuple[int, int], int] = field(init=False)

    def __post_init__(self) -> None:
        columns = tuple(sorted({x for cell in self.cells for x in (cell[0], cell[2])}))
        rows = tuple(sorted({y for cell in self.cells for y in (cell[1], cell[3])}))
        owner: dict[tuple[int, int], int] = {}
        for number, (left, top, right, bottom) in enumerate(self.cells):
            for row in range(rows.index(top), rows.index(bottom)):
                for column in range(columns.index(left), columns.index(right)):
                    owner.setdefault((row, column), number)
        for name, value in (("columns", columns), ("rows", rows), ("owner", owner)):
            object.__setattr__(self, name, value)

    def find(self, x: float, y: float) -> int | None:
        """The cell at a point."""
        return self.owner.get((bisect_right(self.rows, y) - 1, bisect_right(self.columns, x) - 1))
