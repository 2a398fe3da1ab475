"""A pack and its files; what an opener gives for each member of an archive."""

from dataclasses import dataclass
from pathlib import Path

from scoring.errors import DeclaredError


class PackError(DeclaredError):
    """The pack as a whole cannot be read; the text says what and what to do, in Chinese."""


@dataclass(frozen=True, slots=True)
class PackFile:
    """A file of a pack: its bytes, or the reason why there are none. `path` of an archive's member is 附件.zip/文件.docx.

    `packed_as` is the path with the folder that `path` leaves out, "" where it leaves none out: names of folders are hints.
    """

    path: str
    data: bytes = b""
    location: Path | None = None  # on disk: read when needed
    reason: str = ""
    text: str = ""
    packed_as: str = ""

    @property
    def hinting(self) -> str:
        """The path by whose names and folders a kind may be guessed."""
        return self.packed_as or self.path

    def read(self) -> bytes:
        """The bytes. Raises OSError where a file on disk cannot be read."""
        return self.location.read_bytes() if self.location is not None else self.data


@dataclass(frozen=True, slots=True)
class Pack:
    """`profile` is the text of profile.yaml at the root, None if there is none. `notices` are lines for the user about the pack."""

    name: str
    files: tuple[PackFile, ...]
    profile: str | None
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Member:
    """One file in an archive or mail, under the name its maker gave it; "" is said of the archive itself.

    Where `reason` is given there are no bytes, and `text` says why.
    """

    name: str
    data: bytes = b""
    reason: str = ""
    text: str = ""
