"""python -m tests.support.samples OUT_DIR [--truth DIR] [--no-pdf]: writes the three folders, and the truth about them.

PDFs need Noto Sans CJK (package fonts-noto-cjk); --no-pdf leaves them out.
"""

import argparse
import json
from pathlib import Path

from tests.support.samples.companies import companies
from tests.support.samples.markup import read_papers
from tests.support.samples.truth import as_json
from tests.support.samples.write import write

_TEXTS = Path(__file__).parent / "texts"


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m tests.support.samples")
    parser.add_argument("out", type=Path)
    parser.add_argument("--truth", type=Path, help="write <name>.json here")
    parser.add_argument("--no-pdf", action="store_true")
    options = parser.parse_args()
    for name, make in companies().items():
        company = make()
        folder = options.out / company.folder
        text = (_TEXTS / f"{name}.txt").read_text(encoding="utf-8")
        _put(folder / "profile.yaml", company.profile.encode())
        for paper in read_papers(text, company.tables, company.words):
            if not (options.no_pdf and paper.path.endswith(".pdf")):
                _put(folder / paper.path, write(paper))
        if options.truth:
            truth = json.dumps(as_json(company.truth), ensure_ascii=False, indent=1) + "\n"
            _put(options.truth / f"{name}.json", truth.encode())


def _put(path: Path, content: bytes) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content)


if __name__ == "__main__":
    main()
