"""The rubrics that ship, and those with official points that users imported."""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path

from assistant.errors import UsageError
from scoring.rubric import Rubric, RubricError, load_rubric
from scoring.rubric.loader import DEFAULT, rubric_ids, rubric_sha256
from scoring.rubric.workbook import export_workbook, import_workbook
from scoring.rubric.yaml_file import to_yaml


@dataclass(frozen=True, slots=True)
class Known:
    """A rubric to choose; `id` is the shipped one's own, or that of the imported file."""

    id: str
    title: str


class Rubrics:
    """By id: a shipped rubric, or `import-…` for a file in the folder of imported ones."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> list[Known]:
        """The default first, then imported ones, then the neighbours."""
        shipped = [Known(name, load_rubric(name).title) for name in sorted(rubric_ids(), key=lambda name: name != DEFAULT)]
        return [shipped[0], *self._imported(), *shipped[1:]]

    def load(self, rubric: str) -> Rubric:
        """Raises RubricError."""
        return load_rubric(self.name(rubric))

    def name(self, rubric: str) -> str:
        """What scoring calls it: an id, or the path of a file. Raises UsageError for one that is not known."""
        if rubric in rubric_ids():
            return rubric
        path = self._folder / f"{rubric}.yaml"
        if not rubric.startswith("import-") or not rubric.removeprefix("import-").isalnum() or not path.is_file():
            raise UsageError(f"没有评分表 {rubric[:40]}，请重新选择")
        return str(path)

    def name_of(self, fingerprint: str, rubric: str) -> str:
        """The rubric a result was made by; the shipped one of that id where none has the fingerprint."""
        for one in self.all():
            if rubric_sha256(self.load(one.id)) == fingerprint:
                return self.name(one.id)
        return rubric

    def choice(self, fingerprint: str) -> str:
        """The id of the rubric with that content, "" if there is none."""
        return next((one.id for one in self.all() if rubric_sha256(self.load(one.id)) == fingerprint), "")

    def title_of(self, fingerprint: str, rubric: str) -> str:
        """What a result's rubric is called; an earlier version of a shipped one says so."""
        for one in self.all():
            if rubric_sha256(self.load(one.id)) == fingerprint:
                return one.title
        known = {one.id: one.title for one in self.all()}
        return f"{known[rubric]}（旧版）" if rubric in known else rubric

    def export(self, rubric: str) -> bytes:
        return export_workbook(self.load(rubric))

    def add(self, data: bytes, name: str) -> Known:
        """Official points from a workbook that was exported here. Raises RubricError."""
        text = to_yaml(import_workbook(data, load_rubric(DEFAULT), name))
        self._folder.mkdir(parents=True, exist_ok=True)
        key = f"import-{sha256(text.encode()).hexdigest()[:12]}"
        aside = self._folder / f"{key}.part"
        aside.write_text(text, encoding="utf-8")
        aside.replace(self._folder / f"{key}.yaml")
        return Known(key, load_rubric(self.name(key)).title)

    def _imported(self) -> Iterator[Known]:
        for path in sorted(self._folder.glob("import-*.yaml")) if self._folder.is_dir() else ():
            try:
                yield Known(path.stem, f"{load_rubric(str(path)).title}（导入的正式分值 {path.stem[-6:]}）")
            except RubricError:
                continue  # of an earlier version of the schema: it stays where it is and is not offered
