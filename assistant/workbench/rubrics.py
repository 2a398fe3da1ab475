"""The rubrics that ship, and those with official points that users imported, renamed or removed."""

from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

from assistant.errors import UsageError
from assistant.today import today
from scoring.rubric import Rubric, RubricError, load_rubric
from scoring.rubric.loader import DEFAULT, parse_rubric, rubric_ids, rubric_sha256
from scoring.rubric.workbook import export_workbook, import_workbook
from scoring.rubric.yaml_file import to_yaml

_LONGEST = 60  # characters of a name
_STEM = 30  # of them for the file's name in the name that an imported one begins with
_SOURCES = {"working": "工作口径", "confirmed": "有公开来源"}
_REMOVED = "removed"  # folder of what was removed: results made by it still say what it was called


@dataclass(frozen=True, slots=True)
class Known:
    """A rubric to choose; `id` is the shipped one's own, or that of the imported file."""

    id: str
    title: str
    imported: bool = False


@dataclass(frozen=True, slots=True)
class _Read:
    """What a list shows of a rubric's content."""

    title: str
    sha256: str


@lru_cache(maxsize=16)
def _shipped(rubric: str) -> _Read:
    loaded = load_rubric(rubric)
    return _Read(loaded.title, rubric_sha256(loaded))


def _read(path: Path) -> _Read | None:
    """None for a file that cannot be used."""
    try:
        state = path.stat()
    except OSError:
        return None
    return _read_once(path, state.st_ino, state.st_size, state.st_mtime_ns)


@lru_cache(maxsize=256)
def _read_once(path: Path, *_state: int) -> _Read | None:
    """Hashing a rubric takes some ten milliseconds and lists ask for every one of them, so it is done once for a state of the file."""
    try:
        loaded = parse_rubric(path.read_text(encoding="utf-8"), path.name)
    except (RubricError, OSError, UnicodeDecodeError):
        return None
    return _Read(loaded.title, rubric_sha256(loaded))


class NoRubricError(UsageError):
    """There is no such rubric to choose, or not for whoever asks."""


def no_rubric(rubric: str) -> NoRubricError:
    """What is told of it."""
    return NoRubricError(f"没有评分表 {rubric[:40]}，可能已被移除，请重新选择" if rubric else "没有评分表，请先选择")


def official_points(rubric: Rubric) -> tuple[int, int]:
    """How many clauses have official points, and how many there are."""
    listed = [clause.provenance for clause in rubric.clauses()]
    return listed.count("official"), len(listed)


def told_of_points(rubric: Rubric) -> str:
    """How many clauses have official points, and what those of the others are."""
    filled, of = official_points(rubric)
    if filled == of:
        return f"{of} 条都是正式分值"
    counts = Counter(str(clause.provenance) for clause in rubric.clauses())
    others = "，".join(f"{counts[kind]} 条{title}" for kind, title in _SOURCES.items() if counts[kind])
    rest = f"其余 {of - filled} 条不变（{others}）"
    return f"正式分值填了 {filled} 条，{rest}" if filled else f"没有填正式分值，只改了条件的文字；{of} 条的分值不变（{others}）"


class Rubrics:
    """By id: a shipped rubric, or `import-…` for a file in the folder of imported ones, its name in a file beside it.

    Names stand apart, so that renaming does not change a rubric's fingerprint, by which results find it.
    """

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> list[Known]:
        """The default first, then imported ones, then the neighbours."""
        shipped = [Known(name, _shipped(name).title) for name in sorted(rubric_ids(), key=lambda name: name != DEFAULT)]
        return [shipped[0], *self._imported(self._folder), *shipped[1:]]

    def load(self, rubric: str) -> Rubric:
        """Raises RubricError."""
        return load_rubric(self.name(rubric))

    def name(self, rubric: str) -> str:
        """What scoring calls it: an id, or the path of a file. Raises UsageError for one that is not known."""
        return rubric if rubric in rubric_ids() else str(self._file(rubric))

    def name_of(self, fingerprint: str, rubric: str) -> str:
        """The rubric a result was made by; the shipped one of that id where none has the fingerprint."""
        found = self.choice(fingerprint)
        return self.name(found) if found else rubric

    def choice(self, fingerprint: str) -> str:
        """The id of the rubric with that content, "" if there is none."""
        return next((one.id for one in self.all() if self._fingerprint(one) == fingerprint), "")

    def title_of(self, fingerprint: str, rubric: str) -> str:
        """What a result's rubric is called; a removed one and an earlier version of a shipped one say so."""
        return self.titles([(fingerprint, rubric)])[fingerprint, rubric]

    def titles(self, made_by: Iterable[tuple[str, str]]) -> dict[tuple[str, str], str]:
        """The same for many results, each by fingerprint and id: the folder is looked through once for all of them."""
        listed = self.all()
        known = {one.id: one.title for one in listed}
        by_content = {self._fingerprint(one): one.title for one in reversed(listed)}  # of two with one content the first
        removed = self._folder / _REMOVED
        gone = {self._fingerprint(one, removed): f"{one.title}（已移除）" for one in self._imported(removed)}
        called = gone | by_content
        return {
            (fingerprint, rubric): called.get(fingerprint) or (f"{known[rubric]}（旧版）" if rubric in known else rubric)
            for fingerprint, rubric in made_by
        }

    def title(self, rubric: str) -> str:
        """What an imported rubric is called. Raises UsageError."""
        file = self._file(rubric)
        return next(one.title for one in self._imported(file.parent) if one.id == rubric)

    def export(self, rubric: str) -> bytes:
        return export_workbook(self.load(rubric))

    def add(self, data: bytes, name: str, day: date | None = None) -> Known:
        """Official points from a workbook that was exported here, called by its file and the day. Raises RubricError."""
        made = self._imported_over(data, name)
        text = to_yaml(made)
        self._folder.mkdir(parents=True, exist_ok=True)
        key = f"import-{sha256(text.encode()).hexdigest()[:12]}"
        if not (self._folder / f"{key}.yaml").is_file():
            self._write(self._folder / f"{key}.name", self._first_title(made, name, day or today()))
        self._write(self._folder / f"{key}.yaml", text)
        return Known(key, self.title(key), imported=True)

    def _imported_over(self, data: bytes, name: str) -> Rubric:
        """Over the shipped rubric, or over an imported one that the workbook was exported from. Raises RubricError."""
        try:
            return import_workbook(data, load_rubric(DEFAULT), name)
        except RubricError:
            for one in self._imported(self._folder):
                with suppress(RubricError):
                    return import_workbook(data, self.load(one.id), name)
            raise

    def _first_title(self, made: Rubric, name: str, day: date) -> str:
        """The file's name and the day, how much is official, and a number where another is called so already."""
        stem = "".join(char for char in " ".join(Path(name).stem.split()) if char.isprintable())[:_STEM]
        filled, of = official_points(made)
        points = "正式分值" if filled == of else f"正式分值 {filled}/{of} 条"
        taken, title = {one.title for one in self.all()}, f"{stem} {day}（{points}）"
        names = (title, *(f"{title}之{number}" for number in range(2, len(taken) + 3)))
        return next(one for one in names if one not in taken)

    @staticmethod
    def _write(file: Path, text: str) -> None:
        """Whole or not at all."""
        aside = file.with_name(f"{file.name}.part")
        aside.write_text(text, encoding="utf-8")
        aside.replace(file)

    def rename(self, rubric: str, title: str) -> None:
        """Raises UsageError for a name that is empty, too long or another's."""
        file, name = self._file(rubric), " ".join(title.split())
        if not name or len(name) > _LONGEST or not name.isprintable():
            raise UsageError(f"评分表的名称应为 1 到 {_LONGEST} 个字")
        if any(one.title == name for one in self.all() if one.id != rubric):
            raise UsageError(f"已经有叫“{name}”的评分表，请换一个名称")
        self._write(file.with_suffix(".name"), name)

    def remove(self, rubric: str) -> None:
        """Take it from the choice; it is put aside, not deleted. Raises UsageError."""
        file = self._file(rubric)
        aside = self._folder / _REMOVED
        aside.mkdir(exist_ok=True)
        if file.with_suffix(".name").is_file():
            file.with_suffix(".name").replace(aside / f"{rubric}.name")
        file.replace(aside / file.name)

    def _fingerprint(self, known: Known, folder: Path | None = None) -> str:
        """"" for one that was taken away this very moment."""
        if not known.imported:
            return _shipped(known.id).sha256
        found = _read((folder or self._folder) / f"{known.id}.yaml")
        return found.sha256 if found else ""

    def _file(self, rubric: str) -> Path:
        path = self._folder / f"{rubric}.yaml"
        if not rubric.startswith("import-") or not rubric.removeprefix("import-").isalnum() or not path.is_file():
            raise no_rubric(rubric)
        return path

    @staticmethod
    def _imported(folder: Path) -> Iterator[Known]:
        for path in sorted(folder.glob("import-*.yaml")) if folder.is_dir() else ():
            found = _read(path)
            if found is None:
                continue  # of an earlier version of the schema: it stays where it is and is not offered
            title = f"{found.title}（导入的正式分值 {path.stem[-6:]}）"
            with suppress(OSError, UnicodeDecodeError):  # without a name of its own the title does as well
                title = path.with_suffix(".name").read_text(encoding="utf-8")
            yield Known(path.stem, title, imported=True)
