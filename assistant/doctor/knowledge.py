"""Corpus, index and what its vectors come from and lie in."""

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from assistant.doctor.finding import Finding
from assistant.doctor.network import fetched
from assistant.knowledge.embedding import BUNDLED
from assistant.knowledge.index import current
from assistant.knowledge.yaml_lines import CorpusError
from assistant.service import Service
from assistant.settings import Settings

_REBUILD = "运行 xingping index 重建"


def corpus(settings: Settings) -> Iterator[Finding]:
    """Read strictly, as before an index is built."""
    from assistant.knowledge.loader import load_corpus

    try:
        loaded = load_corpus(settings.corpus_dir)
    except CorpusError as error:
        text = f"{len(error.faults)} 处错误，第一处：{error.faults[0]}"
        yield Finding("corpus", "知识库", "bad", text, "用 xingping index --check 看全部；没有改过知识库的话，请重新安装")
        return
    yield Finding("corpus", "知识库", "ok", f"{len(loaded.passages)} 个段落、{len(loaded.faq)} 个问答")


def embedding(settings: Settings) -> Iterator[Finding]:
    """Without loading one that needs torch."""
    from assistant.knowledge.embedding import BUNDLED_FOLDER

    name = settings.embedding_model
    folder = BUNDLED_FOLDER if name == BUNDLED else Path(name)
    if name == BUNDLED or folder.is_dir():
        wanted = ("model.safetensors", "tokenizer.json") if name == BUNDLED else ("config.json",)
        missing = [one for one in wanted if not (folder / one).is_file()]
        if missing:
            yield Finding("embedding", "向量模型", "bad", f"“{name}”缺少 {'、'.join(missing)}", "请重新安装，或检查 XINGPING_EMBEDDING_MODEL")
            return
        yield Finding("embedding", "向量模型", "ok", "自带模型" if name == BUNDLED else f"本地模型 {name}")
    elif settings.embedding_allow_download:
        yield Finding("embedding", "向量模型", "warn", f"“{name}”按名称使用，本机没有时会联网下载", "内网机器请改用模型文件夹")
    else:
        told = f"“{name}”不是本机的文件夹，只有以前下载过才能用"
        yield Finding("embedding", "向量模型", "warn", told, "请把 XINGPING_EMBEDDING_MODEL 设为模型文件夹")


def index(settings: Settings) -> Iterator[Finding]:
    """Whether there is one, of today's corpus, that opens; one of another model is only held against today's files."""
    from assistant.knowledge import index_folder

    place = Service(settings).place
    folder = current(place)
    if folder is None:
        yield Finding("index", "索引", "warn", "还没有建", "首次启动时自动建，或先运行 xingping index")
        return
    if settings.embedding_model == BUNDLED:
        try:
            index_folder.read(folder, model=BUNDLED, allow_download=False, chroma_url="", backend="exact")
        except (OSError, ValueError, KeyError) as error:
            yield Finding("index", "索引", "bad", f"{folder.name} 打不开（{type(error).__name__}）", _REBUILD)
            return
    try:
        stale = folder.name != place.fingerprint()
    except OSError as error:
        yield Finding("index", "索引", "bad", f"读不了知识库或用户文档（{error.strerror or type(error).__name__}）", "请检查文件权限")
        return
    if stale:
        yield Finding("index", "索引", "warn", "不是按今天的知识库和设置建的", f"下次启动时自动重建，或{_REBUILD}")
    else:
        yield Finding("index", "索引", "ok", f"{folder.name}，与知识库一致")


def vectors(settings: Settings) -> Iterator[Finding]:
    """A Chroma server by its heartbeat, an embedded one by its file."""
    if settings.chroma_url:
        answer = fetched(f"{settings.chroma_url}/api/v2/heartbeat")
        if answer.status == 200:
            yield Finding("chroma", "向量库", "ok", f"Chroma 服务 {settings.chroma_url} 有应答")
        else:
            yield Finding("chroma", "向量库", "bad", f"Chroma 服务 {settings.chroma_url} {answer.fault}", "请检查 XINGPING_CHROMA_URL 或启动服务")
        return
    folder = current(Service(settings).place)
    file = folder / "chroma" / "corpus" / "chroma.sqlite3" if folder is not None else None
    if file is None or not file.is_file():
        yield Finding("chroma", "向量库", "ok", "还没有，启动时自动建")
        return
    try:
        with closing(sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True)) as connection:
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
            held = connection.execute("SELECT COUNT(*) FROM collections").fetchone()[0]
    except sqlite3.Error:
        sound, held = False, 0
    if sound:
        yield Finding("chroma", "向量库", "ok", f"本地 Chroma，{held} 个集合")
    else:
        yield Finding("chroma", "向量库", "bad", "本地 Chroma 的文件已损坏", f"删除 {file.parents[2]} 后{_REBUILD}")
