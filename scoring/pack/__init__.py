"""What an enterprise hands in -> the files in it: folders, archives in archives, mails. Nothing is written to disk."""

from scoring.pack.model import Pack, PackError, PackFile
from scoring.pack.opening import open_pack, pack_of

__all__ = ["Pack", "PackError", "PackFile", "open_pack", "pack_of"]
