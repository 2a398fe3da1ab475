"""A plain folder of any subject: every file read, the right one first, bad folders refused in one line."""

import codecs
from pathlib import Path

import pytest

from assistant.knowledge.folder import FolderError, FolderSearcher

FILES = {
    "tea.md": "# 茶树的栽培\n\n茶树喜欢酸性土壤和湿润的气候。云南的古茶树有的已经一千多岁。\n\n春茶在清明前后采摘，秋茶在白露之后采摘。",
    "bridge.txt": "安平桥位于福建晋江，建于南宋绍兴年间，全长约两千多米，是中世纪最长的梁式石桥。主持修建的是僧人祖派和黄护。",
    "whale.txt": "蓝鲸是体型最大的动物，成年蓝鲸体长可达三十米，体重约150吨。它以磷虾为食，每天要吃掉数吨。",
    "lake.txt": "青海湖是中国最大的咸水湖，湖面海拔3196米。每年五月湟鱼逆流而上产卵，鸟岛上栖息着斑头雁和棕头鸥。",
    "opera.md": "## 昆曲\n昆曲发源于江苏昆山，魏良辅改革了它的唱腔。汤显祖的《牡丹亭》是昆曲的代表剧目。",
    "opera-peking.md": "## 京剧\n京剧形成于北京，四大徽班进京是它的开端。梅兰芳创立了梅派，代表剧目有《贵妃醉酒》。",
    "radio.txt": "The transistor radio Regency TR-1 was sold from 1954. It used four transistors and cost 49.95 dollars.",
    "year.txt": "1998年夏天长江发生大洪水。九江的决口用沉船和钢木土石堵住，历时五天。",
    "deep/inner/comet.txt": "哈雷彗星每隔大约七十六年回归一次，最近一次回到近日点是1986年，下一次要到2061年。",
    "traditional.txt": "鹿港龍山寺位於臺灣彰化縣，創建於明朝永曆年間，寺內的八卦藻井是臺灣現存最早的藻井。",
}

QUESTIONS = [
    ("春茶什么时候采摘？", "tea"),
    ("安平桥是谁主持修建的", "bridge"),
    ("成年蓝鲸有多重？", "whale"),
    ("湟鱼在哪个月产卵", "lake"),
    ("昆曲的代表剧目是哪一部？", "opera"),
    ("京剧的代表剧目有什么", "opera-peking"),
    ("How many transistors did the Regency radio use?", "radio"),
    ("1998年的决口堵了多少天", "year"),
    ("哈雷彗星下一次回归是哪一年？", "comet"),
    ("彗星下一次到近日点", "comet"),
]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    root = tmp_path_factory.mktemp("passages")
    for name, text in FILES.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture(scope="module")
def searcher(folder: Path) -> FolderSearcher:
    return FolderSearcher.open(folder)


def _first(searcher: FolderSearcher, question: str) -> str:
    return searcher.search(question)[0].passage


@pytest.mark.parametrize(("question", "passage"), QUESTIONS)
def test_the_right_file_comes_first(searcher: FolderSearcher, question: str, passage: str) -> None:
    assert _first(searcher, question) == passage


@pytest.mark.parametrize(
    ("question", "passage"),
    [
        ("藍鯨以什麼為食？", "whale"),
        ("魏良輔改革了哪一種戲曲的唱腔", "opera"),
        ("鹿港龙山寺在哪个县", "traditional"),
        ("臺灣現存最早的藻井在哪座寺廟？", "traditional"),
    ],
)
def test_either_script_finds_either_script(searcher: FolderSearcher, question: str, passage: str) -> None:
    assert _first(searcher, question) == passage


@pytest.mark.parametrize(
    ("question", "passage"),
    [("慧星多久回归一次", "comet"), ("魏亮甫", "opera"), ("蓝京吃什么", "whale"), ("梅岚方创立了什么", "opera-peking")],
)
def test_homophone_slips_still_find_the_file(searcher: FolderSearcher, question: str, passage: str) -> None:
    assert _first(searcher, question) == passage


def test_scores_fall_and_stay_between_nothing_and_all(searcher: FolderSearcher) -> None:
    hits = searcher.search("昆曲的代表剧目是哪一部？")
    scores = [hit.score for hit in hits]
    assert len(hits) > 1
    assert scores == sorted(scores, reverse=True)
    assert 0 < scores[-1] < scores[0] <= 1.2


def test_more_of_the_question_close_together_scores_higher(searcher: FolderSearcher) -> None:
    near = searcher.search("青海湖湖面海拔")[0]
    far = searcher.search("青海湖的邮票面值")[0]
    assert near.passage == far.passage == "lake"
    assert near.score > far.score


def test_a_number_inside_a_longer_number_is_not_a_match(searcher: FolderSearcher) -> None:
    assert "year" not in [hit.passage for hit in searcher.search("99")]
    assert _first(searcher, "1998") == "year"


def test_as_many_hits_as_asked_for(searcher: FolderSearcher) -> None:
    assert len(searcher.search("代表剧目", limit=1)) == 1
    assert searcher.search("代表剧目", limit=0) == []


@pytest.mark.parametrize("question", ["", "   ", "？！。", "😀😀", "\x00\x07", "zzz qqq"])
def test_a_question_about_nothing_finds_nothing(searcher: FolderSearcher, question: str) -> None:
    assert searcher.search(question) == []


def test_a_huge_question_is_answered_from_its_beginning(searcher: FolderSearcher) -> None:
    assert _first(searcher, "湟鱼产卵" + "好" * 100_000) == "lake"


def test_the_same_question_gives_the_same_hits(folder: Path, searcher: FolderSearcher) -> None:
    again = FolderSearcher.open(folder)
    for question, _ in QUESTIONS:
        assert again.search(question) == searcher.search(question)


def test_titles(searcher: FolderSearcher) -> None:
    assert searcher.search("茶树")[0].title == "茶树的栽培"
    title = searcher.search("安平桥")[0].title
    assert title.startswith("安平桥位于福建")
    assert len(title) == 31


def test_a_file_is_also_found_by_a_name_in_words(tmp_path: Path) -> None:
    (tmp_path / "锦地罗.txt").write_text("又称宽叶毛毡苔，分布在热带和亚热带。", encoding="utf-8")
    (tmp_path / "黄蝉.txt").write_text("夹竹桃科的灌木，分布在热带。", encoding="utf-8")
    assert _first(FolderSearcher.open(tmp_path), "锦地罗分布在哪里") == "锦地罗"


@pytest.mark.parametrize(
    "data",
    [
        "退货期限是七天".encode(),
        codecs.BOM_UTF8 + "退货期限是七天".encode(),
        "退货期限是七天".encode("gb18030"),
        "退货期限是七天".encode("utf-16"),
    ],
)
def test_encodings(tmp_path: Path, data: bytes) -> None:
    (tmp_path / "rule.TXT").write_bytes(data)
    (hit,) = FolderSearcher.open(tmp_path).search("退货期限")
    assert (hit.passage, hit.title) == ("rule", "退货期限是七天")


def test_files_of_one_stem_have_ids_of_their_own(tmp_path: Path) -> None:
    for name in ("a/note.md", "b/note.md", "b/note.txt", "only.md"):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(f"保修条款 {name}", encoding="utf-8")
    found = {hit.passage for hit in FolderSearcher.open(tmp_path).search("保修条款")}
    assert found == {"a/note", "b/note.md", "b/note.txt", "only"}


def test_hidden_other_and_empty_files_are_left_out(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    for name in (".git/description.txt", ".hidden.txt", "table.csv", "real.txt"):
        (tmp_path / name).write_text("保修条款", encoding="utf-8")
    (tmp_path / "empty.txt").write_text(" \n", encoding="utf-8")
    assert [hit.passage for hit in FolderSearcher.open(tmp_path).search("保修条款")] == ["real"]


def _bad_folder(kind: str, root: Path) -> Path:
    if kind == "missing":
        return root / "没有这个"
    if kind == "file":
        (root / "a.txt").write_text("字", encoding="utf-8")
        return root / "a.txt"
    if kind == "blank":
        (root / "a.txt").write_text("\n", encoding="utf-8")
    if kind == "binary":
        (root / "a.txt").write_bytes(bytes(range(128, 256)) * 3)
    if kind == "huge":
        (root / "a.txt").write_bytes(b"a" * 5_000_001)
    return root


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("missing", "找不到文件夹"),
        ("file", "不是文件夹"),
        ("empty", "没有可检索的内容"),
        ("blank", "没有可检索的内容"),
        ("binary", "编码无法识别"),
        ("huge", "超过 5 MB"),
    ],
)
def test_a_bad_folder_is_refused_in_one_line(tmp_path: Path, kind: str, said: str) -> None:
    folder = _bad_folder(kind, tmp_path)
    with pytest.raises(FolderError) as caught:
        FolderSearcher.open(folder)
    assert said in str(caught.value)
    assert str(folder) in str(caught.value)
    assert "\n" not in str(caught.value)
