"""Writers of the file formats the packs use; every file is the same, byte for byte, on every run."""
