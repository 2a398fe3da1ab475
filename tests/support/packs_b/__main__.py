"""Write the packs, and on request their truth files."""

import argparse
import importlib
from pathlib import Path

from .folder import Folder
from .profile import write_profile

PACKS = {
    "b1_instrument": "instrument",
    "b2_cabinet": "cabinet",
    "b3_software": "software",
    "b4_piano": "piano",
}


def build(pack: str, out: Path, truth_dir: Path | None) -> None:
    """One pack: its profile, papers, records and truth."""
    home = importlib.import_module(f"{__package__}.{PACKS[pack]}")
    folder = Folder(out / pack, home.COMPANY)
    write_profile(out / pack / "profile.yaml", home.COMPANY)
    folder.write_papers(Path(str(home.__file__)).parent / "papers.txt")
    counts = home.write_records(folder)
    truth = home.grades(pack, counts)
    truth.check_files(out / pack)
    if truth_dir is not None:
        truth.save(truth_dir / f"{pack}.json")


def main() -> None:
    """Read the command line and build."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--truth", type=Path, help="also write <pack>.json here")
    parser.add_argument("--pack", choices=sorted(PACKS), action="append")
    args = parser.parse_args()
    for pack in args.pack or sorted(PACKS):
        build(pack, args.out, args.truth)


if __name__ == "__main__":
    main()
