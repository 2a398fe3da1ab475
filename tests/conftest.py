"""What every test may use: the shipped corpus, one searcher over it, settings in a temporary place."""

import gc
import os
import shutil
import time
from collections.abc import Callable, Iterator
from datetime import datetime, tzinfo
from pathlib import Path

import pytest
from hypothesis import settings as hypothesis_settings

import assistant.today
from assistant.answering.engine import Answerer
from assistant.knowledge.analysis import Analyser, reading_table
from assistant.knowledge.index import IndexPlace, build, open_searcher
from assistant.knowledge.loader import load_corpus
from assistant.knowledge.model import Corpus
from assistant.knowledge.searcher import Searcher
from assistant.settings import Settings, get_settings
from tests.support.certificates import self_signed

ROOT = Path(__file__).resolve().parent.parent

# how busy the machine is says nothing of the code; the same examples each time, so that what is green stays green
hypothesis_settings.register_profile("here", deadline=None, derandomize=True, database=None)
hypothesis_settings.load_profile("here")


def pytest_collection_finish() -> None:
    """What is loaded by now stays; looking through it for garbage again and again took a seventh of the time of long runs."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


@pytest.fixture(scope="session", autouse=True)
def _one_authority(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Every client of an HTTP server reads all authorities of the world, which takes longer than most questions; no test needs them."""
    before = os.environ.get("SSL_CERT_FILE")
    os.environ["SSL_CERT_FILE"], _ = self_signed(tmp_path_factory.mktemp("authority"))
    yield
    os.environ.pop("SSL_CERT_FILE")
    if before is not None:
        os.environ["SSL_CERT_FILE"] = before


@pytest.fixture(scope="session", autouse=True)
def _one_day() -> Iterator[None]:
    """A run that goes past midnight in Beijing ends on the day it began: a day's bounds and plans are of one day."""
    began = datetime.now().astimezone()

    class Still(datetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return began.astimezone(tz)

    with pytest.MonkeyPatch.context() as still:
        still.setattr(assistant.today, "datetime", Still)
        yield


@pytest.fixture(autouse=True)
def _own_data_dir(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test writes into the checkout, and none sees another's settings."""
    monkeypatch.setenv("XINGPING_DATA_DIR", str(tmp_path / "var"))
    get_settings.cache_clear()
    yield
    get_settings.cache_clear()


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def corpus() -> Corpus:
    return load_corpus(ROOT / "corpus")


@pytest.fixture(scope="session")
def analyser(corpus: Corpus) -> Analyser:
    return Analyser(corpus.lexicon.words, reading_table())


@pytest.fixture(scope="session")
def make_place() -> Callable[..., IndexPlace]:
    """(data_dir, corpus_dir=the shipped one) -> where an index of it lives."""

    def make(data_dir: Path, corpus_dir: Path = ROOT / "corpus") -> IndexPlace:
        settings = Settings(data_dir=data_dir, corpus_dir=corpus_dir)
        return IndexPlace(settings.corpus_dir, settings.index_dir, settings.library_dir)

    return make


@pytest.fixture(scope="session")
def built_dir(tmp_path_factory: pytest.TempPathFactory, make_place: Callable[..., IndexPlace]) -> Path:
    """A data directory of this process's own with an index of the shipped corpus, which one of the processes builds for all."""
    own = tmp_path_factory.getbasetemp()
    common = (own.parent if "PYTEST_XDIST_WORKER" in os.environ else own) / "built-for-all"
    ready = common / "ready"
    try:
        common.mkdir()
    except FileExistsError:
        deadline = time.monotonic() + 300
        while not ready.exists():
            assert time.monotonic() < deadline, "no other process has built the index"
            time.sleep(0.1)
    else:
        build(make_place(common))
        ready.touch()
    data_dir = tmp_path_factory.mktemp("built")
    shutil.copytree(common / "index", data_dir / "index", ignore=shutil.ignore_patterns("open"))
    return data_dir


@pytest.fixture(scope="session")
def searcher(built_dir: Path, make_place: Callable[..., IndexPlace]) -> Searcher:
    return open_searcher(make_place(built_dir), "exact")


@pytest.fixture(scope="session")
def answerer(searcher: Searcher) -> Answerer:
    return Answerer(searcher, 2000)


@pytest.fixture
def small_corpus(tmp_path: Path) -> Path:
    """A tiny corpus of its own, valid and fit for taking documents in, for tests that break it or rebuild it."""
    folder = tmp_path / "corpus"
    for name, text in SMALL.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copy(ROOT / "corpus/lexicon/noise.yaml", folder / "lexicon")
    return folder


SMALL = {
    "topics.yaml": "- {id: levels, label: 星级, examples: [五星要多少分？, 四星呢？]}\n",
    "sources.yaml": '- {code: "S1", name: 甲站, kind: 标准转述, trust: 中, url: "https://a.example/1"}\n'
    '- {code: "S2", name: 乙站, kind: 咨询公司, trust: 低}\n',
    "claims.yaml": "- id: five\n  says: 五星级分数线\n  rubric: level:five_star\n  patterns: ['五星级?(?:要|是)(\\d+)分']\n",
    "standard/levels.yaml": (
        "- id: lines\n  title: 分数线\n  topic: levels\n  confidence: confirmed\n  sources: [S1, S2]\n"
        "  text: 五星级要95分，四星级要90分。\n"
    ),
    "faq/levels.yaml": (
        "- id: faq-five\n  question: 五星要多少分？\n  answer: 五星要95分。\n  topic: levels\n  audience: [public]\n"
        "  passages: [lines]\n  phrasings: [拿五星几分, 最高那档要多少, 五颗星分数, 满几分五星, 五星线]\n"
    ),
    "lexicon/thesaurus.yaml": "- {term: 分数, words: [打分, 几分]}\n",
    "lexicon/words.yaml": "- 分数线\n",
    "lexicon/english.yaml": "- {en: [five stars], zh: [五星]}\n",
    "lexicon/out-of-scope.yaml": "- {group: smalltalk, examples: [今天天气怎么样, 讲个笑话]}\n",
}
