"""What a file holds and its printed page does not show: it proves nothing, and the user is told that it was left aside."""

from collections.abc import Sequence

from scoring.documents.model import Block, Page


def unseen_page(unseen: Sequence[Block], place: str, number: int) -> Page:
    """A hidden page that holds what is not seen of a place: of a sheet by its name, or of the file."""
    return Page(number, tuple(unseen), f"{place}里看不见的内容（{len(unseen)} 处）", hidden=True)
