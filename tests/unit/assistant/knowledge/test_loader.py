"""The loader is strict: each fault names file and line."""

import re
from pathlib import Path

import pytest

from assistant.knowledge.claims import read_claims, unspaced
from assistant.knowledge.loader import load_corpus
from assistant.knowledge.model import Confidence, Corpus
from assistant.knowledge.validation import problem_text
from assistant.knowledge.yaml_lines import CorpusError


def test_the_small_corpus_is_sound(small_corpus: Path) -> None:
    corpus = load_corpus(small_corpus)
    assert [passage.id for passage in corpus.passages] == ["lines"]
    assert corpus.faq[0].passages == ("lines",)


BREAKS = {
    "unknown key": ("standard/levels.yaml", "  topic: levels\n", "  topic: levels\n  colour: red\n", 4, "不认识的键"),
    "missing key": ("standard/levels.yaml", "  title: 分数线\n", "", 1, "缺少"),
    "empty text": ("standard/levels.yaml", "  text: 五星级要95分，四星级要90分。\n", "  text: '  '\n", 6, "为空"),
    "unknown topic": ("standard/levels.yaml", "topic: levels", "topic: moon", 3, "topics.yaml"),
    "unknown source": ("standard/levels.yaml", "[S1, S2]", "[S1, S9]", 5, "S9"),
    "bad confidence": ("standard/levels.yaml", "confirmed", "surely", 4, "取值"),
    "no source": ("standard/levels.yaml", "[S1, S2]", "[]", 5, "not-found"),
    "dangling passage": ("faq/levels.yaml", "[lines]", "[nowhere]", 6, "nowhere"),
    "few phrasings": ("faq/levels.yaml", ", 满几分五星, 五星线]", "]", 7, "条目太少"),
    "same phrasing twice": ("faq/levels.yaml", "满几分五星", "五星线", 7, "重复"),
    "number against the rubric": ("standard/levels.yaml", "五星级要95分", "五星级要96分", 6, "应为 95"),
    "number in an answer": ("faq/levels.yaml", "answer: 五星要95分", "answer: 五星要90分", 3, "应为 95"),
    "twice the same key": ("faq/levels.yaml", "  topic: levels\n", "  topic: levels\n  topic: levels\n", 5, "写了两次"),
    "bad yaml": ("faq/levels.yaml", "- id: faq-five", "- id: [faq-five", 2, "YAML"),
    "no list": ("sources.yaml", '- {code: "S1"', '{code: "S1"', 2, "YAML"),
    "code as number": ("sources.yaml", 'code: "S1"', "code: 969", 1, "引号"),
    "no such place in the rubric": ("claims.yaml", "level:five_star", "level:nine_star", 1, "nine_star"),
    "value that is no number": ("claims.yaml", "rubric: level:five_star", "value: 1/0", 1, "不是一个数"),
    "both values": ("claims.yaml", "rubric: level:five_star", "value: '95'\n  rubric: level:five_star", 1, "只能写一个"),
    "unknown key of a claim": ("claims.yaml", "  says:", "  more: x\n  says:", 1, "more：不认识的键"),
    "pattern that does not compile": ("claims.yaml", "(\\d+)分", "(\\d+分", 4, "正则表达式"),
    "mapping for a list": ("standard/levels.yaml", "sources: [S1, S2]", "sources: {a: b}", 5, "sources：应是列表"),
    "a date that is none": ("standard/levels.yaml", "title: 分数线", "title: 2011-13-45", 1, "日期"),
    "a list as key": ("standard/levels.yaml", "  title: 分数线", "  ? [a]\n  : 分数线", 2, "键应是一个词"),
    "pattern without group": ("claims.yaml", "(\\d+)分", "\\d+分", 4, "分组"),
}


@pytest.mark.parametrize("name", BREAKS)
def test_every_break_is_named_with_file_and_line(small_corpus: Path, name: str) -> None:
    file, old, new, line, complaint = BREAKS[name]
    path = small_corpus / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        load_corpus(small_corpus)
    assert any(f"{file}:{line}：" in str(fault) and complaint in str(fault) for fault in caught.value.faults), str(caught.value)


def test_duplicate_ids_name_the_first_place(small_corpus: Path) -> None:
    text = (small_corpus / "standard/levels.yaml").read_text(encoding="utf-8")
    (small_corpus / "guidance").mkdir()
    (small_corpus / "guidance/more.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError, match=r"guidance/more\.yaml:1.*lines.*standard/levels\.yaml:1"):
        load_corpus(small_corpus)


def test_all_faults_are_told_at_once(small_corpus: Path) -> None:
    for file, old, new in (("faq/levels.yaml", "[lines]", "[nowhere]"), ("standard/levels.yaml", "[S1, S2]", "[S9]")):
        path = small_corpus / file
        path.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        load_corpus(small_corpus)
    assert {fault.file for fault in caught.value.faults} == {"faq/levels.yaml", "standard/levels.yaml"}


def test_an_absent_folder_is_a_fault_not_a_crash(tmp_path: Path) -> None:
    with pytest.raises(CorpusError):
        load_corpus(tmp_path / "nothing")


def test_the_shipped_corpus_keeps_its_promises(corpus: Corpus) -> None:
    assert len(corpus.faq) >= 120
    assert all(len(entry.phrasings) >= 5 for entry in corpus.faq)
    contested = [passage for passage in corpus.passages if passage.sides]
    assert len(contested) >= 12
    assert any(passage.confidence is Confidence.NOT_FOUND for passage in corpus.passages)
    told = {name for entry in corpus.faq for name in entry.passages}
    assert {passage.id for passage in corpus.passages} <= told, "every passage is reachable by a question"
    assert {entry.topic for entry in corpus.faq} <= {topic.id for topic in corpus.topics}


def test_no_url_of_an_untrustworthy_site_is_linked(corpus: Corpus) -> None:
    named_only = {"DFD", "WUAI", "JVL", "FY1", "FY2", "CTC", "CNCA9A", "JIZZ1", "JIZZ2", "KONGBU", "AYWH", "FIVEP", "WCZ", "SQHM"}
    linked = {source.code for source in corpus.sources if source.url}
    assert not named_only & linked


def test_points_that_no_source_gives_are_nowhere_in_the_corpus(corpus: Corpus) -> None:
    """Only 5.1.2.2 has public points; a passage or answer that gives another clause points would mislead."""
    points = re.compile(r"(5\.[123]\.\d\.\d|5\.\d\.\d-[a-d])[^。；，]{0,10}?(?:占|为|是|值)\s?(\d+)\s?分")
    texts = [passage.text for passage in corpus.passages] + [entry.answer for entry in corpus.faq]
    assert {match[1] for text in texts for match in points.finditer(text)} <= {"5.1.2.2"}


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("- pattern: '('\n  why: b\n", "lexicon/noise.yaml:1：句式有误"),
        ("- why: b\n", "lexicon/noise.yaml:1：写法有误：pattern：缺少这个键"),
        ("- {", "lexicon/noise.yaml:2：YAML 写法有误"),
    ],
)
def test_cleaning_rules_are_checked_with_the_rest(small_corpus: Path, text: str, says: str) -> None:
    (small_corpus / "lexicon/noise.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(CorpusError) as caught:
        load_corpus(small_corpus)
    assert [str(fault).startswith(says) for fault in caught.value.faults] == [True], str(caught.value)


def test_files_that_cannot_be_read_are_told_in_chinese(small_corpus: Path) -> None:
    (small_corpus / "topics.yaml").unlink()
    (small_corpus / "sources.yaml").write_bytes("- {code: S1}".encode("utf-16"))
    (small_corpus / "lexicon/words.yaml").unlink()
    (small_corpus / "lexicon/words.yaml").mkdir()
    (small_corpus / "lexicon/english.yaml").write_bytes(b"- \x01\n")
    with pytest.raises(CorpusError) as caught:
        load_corpus(small_corpus)
    said = {fault.file: fault.text for fault in caught.value.faults}
    assert said["topics.yaml"] == "没有这个文件"
    assert said["sources.yaml"].startswith("读不了这个文件：不是 UTF-8")
    assert said["lexicon/words.yaml"].startswith("读不了这个文件")
    assert "lexicon/english.yaml" in said
    assert not re.search(r"Errno|codec|special characters", str(caught.value))


def test_a_pattern_that_catches_no_number_is_told(small_corpus: Path) -> None:
    path = small_corpus / "claims.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("(\\d+)分", "\\d+(分)"), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"standard/levels\.yaml:6：“五星级要95分”与别处不一致"):
        load_corpus(small_corpus)


def test_unknown_kinds_of_fault_are_not_told_in_english() -> None:
    assert problem_text({"type": "bytes_type", "loc": ("a", 0), "msg": "Input should be bytes"}) == "a.0：内容不合要求"


def test_a_figure_is_compared_however_it_is_spaced(small_corpus: Path) -> None:
    path = small_corpus / "standard/levels.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("五星级要95分", "五星级要 96 分"), encoding="utf-8")
    with pytest.raises(CorpusError, match=r"standard/levels\.yaml:6：“五星级要96分”与别处不一致：五星级分数线应为 95"):
        load_corpus(small_corpus)


def test_every_pattern_of_the_shipped_claims_finds_a_figure(corpus: Corpus, root: Path) -> None:
    """One that matches nowhere guards nothing, and nobody would notice."""
    texts = [unspaced(passage.text) for passage in corpus.passages] + [unspaced(entry.answer) for entry in corpus.faq]
    claims = [claim for _, claim in read_claims(root / "corpus", [])]
    idle = [pattern for claim in claims for pattern in claim.patterns if not any(re.search(pattern, text) for text in texts)]
    assert claims
    assert not idle
