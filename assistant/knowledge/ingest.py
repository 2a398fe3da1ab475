"""Files of a user -> cleaned, cut and stored documents of the library."""

from collections.abc import Iterable
from pathlib import Path

from assistant.knowledge.chunking import Chunk, chunk
from assistant.knowledge.cleaning import clean
from assistant.knowledge.library import Library, LibraryError, StoredDocument
from assistant.knowledge.model import Confidence, Passage
from assistant.knowledge.noise import Noise, load_noise
from assistant.knowledge.yaml_lines import CorpusError
from scoring.documents import Document, DocumentError
from scoring.documents.errors import one_line
from scoring.errors import UsageError
from scoring.limits import Limits
from scoring.reading_apart import read_apart

TOPIC = "user-documents"
MAX_CHARACTERS = 1_500_000  # of one file; some 4,000 passages

_BLOCK_COST = 5  # a line of one character is not free
_TITLE_CHARS = 80
_NAME_CHARS = 24


def add(library: Library, paths: Iterable[Path], max_mb: int, corpus_dir: Path) -> list[StoredDocument]:
    """Read, clean, cut and store the files, in order; a content that comes twice is stored and returned once.

    `corpus_dir` is where lexicon/noise.yaml is. Every good file is stored; then LibraryError is raised when there was
    a bad one, one line that names each.
    """
    try:
        noise = load_noise(corpus_dir)
    except CorpusError as error:
        raise LibraryError(f"知识库的清理规则有误，没有加入任何文件：{error.faults[0]}") from error
    try:
        limits = Limits.from_environment()
    except UsageError as error:
        raise LibraryError(f"{error}；没有加入任何文件") from error
    stored: dict[str, StoredDocument] = {}
    problems: list[str] = []
    for path in paths:
        try:
            document = _stored(read_apart(path, max_mb * 1024 * 1024, limits), noise)
            library.add(document)
            stored[document.id] = document
        except (DocumentError, LibraryError) as error:
            problems.append(str(error))
        except OSError as error:
            problems.append(f"{path.name}：写不进知识库目录 {library.folder}（{error.strerror or error}）")
    if problems:
        rest = f"（其余 {len(stored)} 个文件已加入）" if stored else ""
        raise LibraryError("；".join(dict.fromkeys(problems)) + rest)
    return list(stored.values())


def _stored(document: Document, noise: Noise) -> StoredDocument:
    name = one_line(document.name)
    characters = sum(len(block.text) + _BLOCK_COST for block in document.blocks())
    if characters > MAX_CHARACTERS:
        raise LibraryError(f"{name}：内容太多（约 {characters // 10_000} 万字，上限 {MAX_CHARACTERS // 10_000} 万字），请拆成几个文件再加入")
    chunks = [one for one in chunk(clean(document, noise)) if any(char.isalnum() for char in one.text)]
    if not chunks:
        raise LibraryError(f"{name}：去掉广告和网页导航之后没有可用的内容")
    identity = f"user-{document.sha256[:12]}"
    passages = tuple(
        Passage(
            id=f"{identity}-{number}",
            title=passage_title(name, one),
            text=one.text,
            topic=TOPIC,
            confidence=Confidence.USER,
            sources=(name,),
        )
        for number, one in enumerate(chunks, start=1)
    )
    return StoredDocument(id=identity, name=name, sha256=document.sha256, passages=passages)


def passage_title(file_name: str, one: Chunk) -> str:
    """售后服务手册：第三章 服务 › 第五条 上门时限（p.3）, at most 80 characters; outer headings go first."""
    stem = _shortened(Path(file_name).stem, _NAME_CHARS)
    place = f"（{_shortened(one.place, 40)}）"
    room = _TITLE_CHARS - len(stem) - len(place) - 2  # the colon and 等
    path = ""
    for heading in reversed([heading for heading in one.headings if heading != Path(file_name).stem]):
        longer = f"{' '.join(heading.split())} › {path}" if path else _shortened(" ".join(heading.split()), room)
        if len(longer) > room:
            break
        path = longer
    more = "等" if path and one.more else ""
    return f"{stem}：{path}{more}{place}" if path else f"{stem}{place}"


def _shortened(text: str, limit: int) -> str:
    return text if len(text) <= limit else text[: limit - 1] + "…"
