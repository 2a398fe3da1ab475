"""corpus/ -> Corpus, strictly: every fault is collected and named by file and line."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from assistant.knowledge.claims import check_claims, read_claims
from assistant.knowledge.model import (
    Confidence,
    Corpus,
    English,
    FaqEntry,
    Frozen,
    Lexicon,
    Passage,
    Refusal,
    Source,
    Synonyms,
    Topic,
)
from assistant.knowledge.noise import FILE as NOISE_FILE
from assistant.knowledge.noise import load_noise
from assistant.knowledge.validation import problem_text
from assistant.knowledge.yaml_lines import CorpusError, Fault, Item, read_items

T = TypeVar("T", bound=Frozen)
Placed = list[tuple[Item, T]]

_PASSAGE_FOLDERS = ("standard", "guidance")


def load_corpus(folder: Path) -> Corpus:
    """Read and check the whole corpus. Raises CorpusError with every fault found."""
    if not folder.is_dir():
        raise CorpusError([Fault(str(folder), 1, "没有这个知识库文件夹，请检查路径（环境变量 XINGPING_CORPUS_DIR）")])
    faults: list[Fault] = []
    topics = _read(folder, ["topics.yaml"], Topic, faults)
    sources = _read(folder, ["sources.yaml"], Source, faults)
    passages = _read(folder, _yaml_below(folder, _PASSAGE_FOLDERS), Passage, faults)
    faq = _read(folder, _yaml_below(folder, ("faq",)), FaqEntry, faults)
    lexicon = Lexicon(
        synonyms=_values(_read(folder, ["lexicon/thesaurus.yaml"], Synonyms, faults)),
        words=_read_words(folder, "lexicon/words.yaml", faults),
        english=_values(_read(folder, ["lexicon/english.yaml"], English, faults)),
        refusals=_values(_read(folder, ["lexicon/out-of-scope.yaml"], Refusal, faults)),
    )
    claims = read_claims(folder, faults)
    _check_noise(folder, faults)
    _check_unique(topics, "主题", faults)
    _check_unique([*passages, *faq], "编号", faults)
    _check_unique(sources, "来源代号", faults, key=lambda source: source.code, field="code")
    _check_passages(passages, topics, sources, faults)
    _check_faq(faq, topics, passages, faults)
    faults.extend(check_claims(claims, passages, faq))
    if not passages and not faults:
        faults.append(Fault(str(folder), 1, "没有找到任何段落"))
    if faults:
        raise CorpusError(sorted(set(faults), key=lambda fault: (fault.file, fault.line, fault.text)))
    return Corpus(
        topics=_values(topics), sources=_values(sources), passages=_values(passages), faq=_values(faq), lexicon=lexicon
    )


def corpus_files(folder: Path) -> list[Path]:
    """Every file the corpus is made of, in a fixed order (the index is fingerprinted over them)."""
    return sorted(path for path in folder.rglob("*.yaml") if "samples" not in path.parts)


def _values(placed: Placed[T]) -> tuple[T, ...]:
    return tuple(value for _, value in placed)


def _yaml_below(folder: Path, names: Iterable[str]) -> list[str]:
    return [
        path.relative_to(folder).as_posix() for name in names for path in sorted((folder / name).glob("*.yaml"))
    ]


def _read(folder: Path, names: Iterable[str], model: type[T], faults: list[Fault]) -> Placed[T]:
    placed: Placed[T] = []
    for name in names:
        try:
            for item in read_items(folder / name, name):
                value = _validated(item, model, faults)
                if value is not None:
                    placed.append((item, value))
        except CorpusError as error:
            faults.extend(error.faults)
    return placed


def _read_words(folder: Path, name: str, faults: list[Fault]) -> tuple[str, ...]:
    words: list[str] = []
    try:
        for item in read_items(folder / name, name):
            if isinstance(item.value, str) and item.value.strip():
                words.append(item.value.strip())
            else:
                faults.append(item.fault("应是一个词"))
    except CorpusError as error:
        faults.extend(error.faults)
    return tuple(words)


def _validated(item: Item, model: type[T], faults: list[Fault]) -> T | None:
    try:
        return model.model_validate(item.value)
    except ValidationError as error:
        for problem in error.errors():
            key = str(problem["loc"][0]) if problem["loc"] else None
            faults.append(item.fault(problem_text(problem), key))
        return None


def _check_noise(folder: Path, faults: list[Fault]) -> None:
    """The cleaning rules are used only when a document is added; their faults should show before."""
    if (folder / NOISE_FILE).exists():
        try:
            load_noise(folder)
        except CorpusError as error:
            faults.extend(error.faults)


def _check_unique(
    placed: Iterable[tuple[Item, Any]],
    what: str,
    faults: list[Fault],
    key: Callable[[Any], str] = lambda value: str(value.id),
    field: str = "id",
) -> None:
    seen: dict[str, Item] = {}
    for item, value in placed:
        name = key(value)
        if name in seen:
            first = seen[name]
            faults.append(item.fault(f"{what}“{name}”重复，第一次在 {first.file}:{first.line}", field))
        seen.setdefault(name, item)


def _check_passages(
    passages: Placed[Passage], topics: Placed[Topic], sources: Placed[Source], faults: list[Fault]
) -> None:
    topic_ids = {topic.id for _, topic in topics}
    codes = {source.code for _, source in sources}
    for item, passage in passages:
        if passage.topic not in topic_ids:
            faults.append(item.fault(f"主题“{passage.topic}”不在 topics.yaml 里", "topic"))
        for code in passage.sources:
            if code not in codes:
                faults.append(item.fault(f"来源“{code}”不在 sources.yaml 里", "sources"))
        for side in passage.sides:
            for code in side.sources:
                if code not in codes:
                    faults.append(item.fault(f"来源“{code}”不在 sources.yaml 里", "sides"))
        if len(passage.sides) == 1:
            faults.append(item.fault("有争议的事实至少要写两方", "sides"))
        if passage.confidence is Confidence.USER:
            faults.append(item.fault("confidence 的 user 只用于用户文档", "confidence"))
        if not passage.sources and passage.confidence is not Confidence.NOT_FOUND:
            faults.append(item.fault("没有来源的段落只能标 not-found", "sources"))


def _check_faq(faq: Placed[FaqEntry], topics: Placed[Topic], passages: Placed[Passage], faults: list[Fault]) -> None:
    topic_ids = {topic.id for _, topic in topics}
    passage_ids = {passage.id for _, passage in passages}
    owners: dict[str, str] = {}
    for item, entry in faq:
        if entry.topic not in topic_ids:
            faults.append(item.fault(f"主题“{entry.topic}”不在 topics.yaml 里", "topic"))
        for reference in entry.passages:
            if reference not in passage_ids:
                faults.append(item.fault(f"引用的段落“{reference}”不存在", "passages"))
        for phrasing in entry.phrasings:
            owner = owners.setdefault(phrasing, entry.id)
            if owner != entry.id or entry.phrasings.count(phrasing) > 1:
                faults.append(item.fault(f"问法“{phrasing}”重复（在 {owner} 里已有）", "phrasings"))
