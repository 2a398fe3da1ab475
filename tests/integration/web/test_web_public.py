"""A stranger hears nothing of users' documents and of entries meant for others, on any public route."""

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from assistant.service import Service
from assistant.settings import Settings
from assistant.web.app import create_app

SECRET, WHISPER = "紫檀暗号贰零柒", "顾问价三八折"
DOCUMENT = f"# 蓝鲸售后制度\n\n{SECRET}：报修后三小时内上门。投诉四小时内答复，五星由王工负责。\n"
CORPUS = {
    "topics.yaml": "- {id: levels, label: 星级, examples: [五星要多少分？, 四星呢？]}\n",
    "sources.yaml": "- {code: S1, name: 甲站, kind: 标准转述, trust: 中}\n",
    "claims.yaml": "[]\n",
    "standard/a.yaml": (
        "- {id: lines, title: 分数线, topic: levels, confidence: single, sources: [S1], text: 五星级要95分，四星级要90分。}\n"
        f"- {{id: price, title: 给老客户的折扣, topic: levels, confidence: single, sources: [S1], text: 老客户复评按{WHISPER}结算。}}\n"
    ),
    "faq/a.yaml": (
        "- {id: faq-five, question: 五星要多少分？, answer: 五星要95分。, topic: levels, audience: [public], passages: [lines],\n"
        "   phrasings: [拿五星几分, 最高那档要多少, 五颗星分数, 满几分五星, 五星线]}\n"
        f"- {{id: faq-price, question: 老客户复评打几折？, answer: 按{WHISPER}结算。, topic: levels, audience: [consultant], passages: [price],\n"
        "   phrasings: [老客户折扣, 复评有优惠吗, 打折吗, 老顾客便宜多少, 五星复评几折]}\n"
    ),
    "lexicon/thesaurus.yaml": "- {term: 分数, words: [打分, 几分]}\n",
    "lexicon/words.yaml": "- 分数线\n",
    "lexicon/english.yaml": "- {en: [five stars], zh: [五星]}\n",
    "lexicon/out-of-scope.yaml": "- {group: smalltalk, examples: [今天天气怎么样, 讲个笑话]}\n",
}
QUESTIONS = [
    "我们公司报修后几小时上门", "蓝鲸售后制度里投诉几小时答复", SECRET, f"{SECRET}是什么", "五星由谁负责", "五星要多少分？", "老客户复评打几折？",
    "老客户折扣", WHISPER, "复评有优惠吗", "蓝鲸售后制度.md",
]  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory, root: Path) -> Service:
    """A service over a small corpus and one user's document, really added and indexed."""
    folder = tmp_path_factory.mktemp("public")
    for name, text in CORPUS.items():
        path = folder / "corpus" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    shutil.copy(root / "corpus" / "lexicon" / "noise.yaml", folder / "corpus" / "lexicon" / "noise.yaml")
    (folder / "蓝鲸售后制度.md").write_text(DOCUMENT, encoding="utf-8")
    service = Service(Settings(data_dir=folder / "var", corpus_dir=folder / "corpus", allowed_hosts="testserver"), "exact")
    service.add_documents([folder / "蓝鲸售后制度.md"])
    service.build_index()
    return service


@pytest.fixture(scope="module")
def stranger(service: Service) -> Iterator[TestClient]:
    with TestClient(create_app(service)) as client:
        yield client


def test_whoever_works_here_hears_of_both(service: Service) -> None:
    assert SECRET in service.ask("我们公司报修后几小时上门").text
    assert WHISPER in service.ask("老客户复评打几折？").text
    assert "95" in service.ask_public("五星要多少分？").text


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_stranger_hears_of_neither(stranger: TestClient, question: str) -> None:
    history = [["user", "我们公司报修后几小时上门"], ["assistant", "这要看贵方资料。"]]
    replies = [
        stranger.post("/api/ask", json={"question": question}),
        stranger.post("/api/ask", json={"question": question, "history": history}),
        stranger.get("/api/faq", params={"q": question, "limit": 100}),
    ]
    for reply in replies:
        assert reply.status_code == 200
        said = reply.text.replace(question, "")
        for hidden in (SECRET, "三小时", "四小时", "王工", "蓝鲸", "三八折", "贵方资料", "faq-price", "user-"):
            assert hidden not in said, (question, hidden)


def test_all_that_is_listed_is_public(stranger: TestClient) -> None:
    listed = stranger.get("/api/faq", params={"limit": 100}).json()
    assert [item["id"] for item in listed["items"]] == ["faq-five"]
    assert stranger.get("/api/faq/faq-price").status_code == 404
    assert stranger.post("/api/faq/faq-price/feedback", json={"vote": "up"}).status_code == 404
