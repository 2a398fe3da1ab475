"""Lines of a file by what they can state: sentences, rows, records, headers, titles - and lists of words that state nothing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from scoring.documents.model import CELL_SEPARATOR
from scoring.documents.normalise import normalise
from scoring.facts.concept_lexicon import Place
from scoring.facts.model import Source
from scoring.facts.quoting import cut
from scoring.facts.reading import Reading, Sentence, once
from scoring.facts.substance import is_claim, is_glossary, is_keyword_header, is_noun, standing

_LONG_TABLE = 40  # rows; the rows of a longer table are records
_COVER_LINES = 5
_TITLE_WORDS = 3  # a line of more words is a menu
_FORM_ROWS = 10
_CAPTIONS = 2
_FORM_CELLS = 4
_TITLE_CHARS = 12
_TOPIC_CHARS = 18
_QUESTION_CHARS = 24
_PUNCTUATION = re.compile(r"[,，。;；:：!！?？|=→>@]|https?:|www\.")
_NO_TOPIC = re.compile(_PUNCTUATION.pattern + r"|\d{3}")
_ASKS = re.compile(r"^(?:q|问)\d*[:.、 ]*")
_DIGIT = re.compile(r"\d")
_PREDICATE = re.compile(r"[由应须需设有为是不请可将内后前到免按均已把让给在会能要]|负责|提供|承担|实行|开展|组织")
_RECORD_DATE = re.compile(r"(?:^|\| )['’]?(?:20)?\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?: ?\d{1,2}:\d\d(?::\d\d)?)?(?: \||$)")
_NUMBER = re.compile(r"[\d.,%￥¥]+")
_ENDS = "。.;；!！ \u3000"
_WORDS = re.compile(r"[、,，;；/·|\s]+")
_STATES = re.compile(
    r"可以|均可|[请拨由须需]|不得|负责|按照|包括|包含|涵盖|适用|下设|设有|公司设|分为|提供|不[准许可能]|严禁|禁止|为成员|(?:是|为)(?:我|本)?公司|,.*(?:后|即|再)|"
    r"(?:部|科|室|中心|组)(?:是|为|系)[一-龥]{0,8}(?:部门|机构)|下面?有|归[一-龥]{2,10}管|(?:对象|范围|方式|内容|区域)(?:为|是|有)|(?:都|全|均)在(?:里面|其中|里头|上面)|"
    r"(?<![a-z])(?:is|are|be|shall|will|must|may|can|please|reserves?|within|we|you|your|our|of)(?![a-z])"
)
# In a short list only: a long one may name these things as well.
_SHORTLY_STATES = re.compile(
    r"每(?:半|季|两?周|个?月|年|天|日|台|单|次)|里有|现有|统一|限期|撤销|奖励|免费[,;]|免收|按.{2,20}执行|讲清|"
    r"(?<!\d)\d[\d,.]* ?(?:元|万元|%|户|份|名|人|次|条|具|台)(?!一)"
)
_FEW_WORDS = 14
_STRUNG_WORDS = 6
_OPEN_CELLS = 2
_TO_FILL = re.compile(r"[\[(【]?(?:待|未)(?:填写?|补充?|录入|更新|完善)[\])】]?|请?填写|tbd|to be (?:filled|completed)")
_GLOSSARY_ROWS = 4
_CHAPTERS = 3
_SPOKEN_LETTERS = 5
_LEADER = re.compile(r"[.…·]{4,} ?\d*$")
_STRUNG_CHARS = 8
_STROKE = re.compile(r"[/·|#•＃／]")
_MOST_STATED = 40  # words; a longer list states nothing whatever stands in it
_LISTED = re.compile(r"[、/·\s]")
_FUNCTION = re.compile(r"[的了是由应须在把将后前内时对为]|→|->|\d")
_LABEL = re.compile(r"^[^、,:]{1,12}:")
_KEYWORD_LABEL = re.compile(r"关键词?字?|标签|检索|keywords?|tags?|主题词")
_PAPER = re.compile(
    r"[^,。;:!?|]{2,30}(?:办法|制度|规定|预案|程序|规程|细则|手册|清单|台账|方案|规范|通知|证书|协议书?|合同|报告|汇编|须知|承诺书?|声明)"
)
# A numbered line that states something is an item of a list, though no full stop ends it: 1、每月评选服务之星2名.
_ITEM = re.compile(
    r"(?:\d{1,2}(?:\.\d{1,2}){0,3}(?:[、.)]|(?= ))|[(（][一二三四五六七八九十\d]{1,2}[)）]|[①-⑳]) ?(?=.{6})(?!.{0,20}(?:制度|办法|规定|流程|程序)$).*"
    r"(?:,|每[个月季年半天次周日]|(?<![响供反对适相效])应(?![急用答变])|必须|须(?!知)|需(?!求)|不得|不[准许能可]|[由按].{2}|负责|提供|承担|发放|给予|享受|安排|接到|收到|做好|"
    r"填写|佩戴|奖励.{0,4}\d|\d ?(?:[元名人次天年月%㎡个台套]|小时|分钟|平))"
)
_NUMBERED = re.compile(
    r"第[一二三四五六七八九十\d]+[章节条]|[一二三四五六七八九十]+、|[(（][一二三四五六七八九十]+[)）]|\d{1,2}(?:[.、](?!\d{3})| +(?=[一-龥]))"
)
# 某某有限公司（章） 2026年3月5日: a signature states nothing.
_SIGNATURE = re.compile(
    r"[^,。;:|]{2,30}(?:公司|厂|店|部|中心|集团|商会|协会|科|室)(?:\([^)]{1,3}\))?(?: ?[一-龥]{2,10})?(?: ?\d{4} ?[-年./].{0,12})?"
)
_ENDS_SENTENCE = re.compile(r"[。;!]$|,.*,")
_LETTERS = re.compile(r"[^\W_]")


@dataclass(frozen=True, slots=True)
class Line:
    """A sentence with its place and its topic: the titles above it, the last title-like line, the header of its table."""

    sentence: Sentence
    place: Place
    topic: str
    word_list: bool


@once
def lines(reading: Reading) -> tuple[Line, ...]:
    """In reading order."""
    return tuple(_lines(reading))


def _lines(reading: Reading) -> Iterator[Line]:
    above = _titles(reading)
    heads = _headers(reading)
    last, last_section = "", -1
    keywords: Sentence | None = None
    for number, sentence in enumerate(reading.sentences):
        keywords = sentence if _is_keyword(sentence, keywords) else None
        if sentence.section != last_section:
            last, last_section = "", sentence.section
        place = heads[number][0] if _is_row(sentence) else _place(reading, sentence)
        header = heads[number][1] if place in ("row", "record") else ""
        topic = "\n".join(part for part in (above[sentence.section], last, header) if part)
        yield Line(sentence, place, topic, _is_bare(sentence, place, keywords is not None))
        if not sentence.table_row and _is_topic(sentence.text):
            last = sentence.text


def _is_bare(sentence: Sentence, place: Place, keyword: bool) -> bool:
    """Whether the line strings words together, speaks to whoever grades, or is a row still to be filled in."""
    if place in ("row", "record"):
        cells = [cell for cell in _cells(sentence.text) if cell and not _NUMBER.fullmatch(cell)]
        return 2 * sum(1 for cell in cells if _TO_FILL.fullmatch(cell)) >= max(2 * _OPEN_CELLS, len(cells))
    return place == "sentence" and (keyword or is_word_list(sentence.raw) or is_claim(sentence.text))


def _is_keyword(sentence: Sentence, before: Sentence | None) -> bool:
    """关键词：召回；评估；…: a semicolon does not end the list."""
    label = _LABEL.match(sentence.text)
    if label is not None and _KEYWORD_LABEL.search(label[0]):
        return True
    if before is None or not before.raw.endswith((";", "；")) or before.locator != sentence.locator:
        return False
    word = sentence.text.strip(_ENDS)
    return len(word) <= _TITLE_CHARS and not _PUNCTUATION.search(word)


def _is_topic(text: str) -> bool:
    """A short line without a break, or a question: what stands below answers it."""
    asked = text.endswith("?")
    name = _ASKS.sub("", text.rstrip(":?"))
    return len(name) <= (_QUESTION_CHARS if asked else _TOPIC_CHARS) and not _NO_TOPIC.search(name)


def is_word_list(raw: str) -> bool:
    """Whether a text strings words together, or says the same words over and over, without stating anything."""
    text = normalise(raw)
    label = _LABEL.match(text)
    if label is not None and _KEYWORD_LABEL.search(label[0]):
        return True
    words = [word for word in _WORDS.split(raw.strip(_ENDS)) if word]
    if sum(1 for word in words if len(word) == 1) > len(words) / 2:  # 检 验 报 告: letters set apart, not words
        words = [word for word in _WORDS.split(text.strip(_ENDS)) if word]
    if len(words) >= 8 and len(set(words)) <= len(words) * 0.6:
        return True
    labelled = label is not None and len(words) <= 12
    stated = (len(words) <= _MOST_STATED and _STATES.search(text) is not None) or (
        len(words) <= _FEW_WORDS and _SHORTLY_STATES.search(text) is not None
    )
    if _strung(words, raw) and not (_STATES.search(text) or labelled):
        return True
    stating = sum(1 for word in words if len(word) > 10 or _FUNCTION.search(word))
    if len(words) < 5 or labelled or stated or stating > len(words) * 0.2:
        return False
    short = sum(map(len, words)) / len(words) <= (7 if len(_LISTED.findall(raw)) >= len(words) * 0.6 else 4.5)
    return short and (len(words) >= 6 or len(text) <= 30)


def _strung(words: list[str], raw: str) -> bool:
    """Nouns set apart by strokes or dots all the way: 评优/奖励/晋升, 渠道 · 电话 · 时限."""
    if len(words) < _STRUNG_WORDS or len(_STROKE.findall(raw)) < len(words) - 2:
        return False
    stating = sum(1 for word in words if len(word) > _STRUNG_CHARS or (_FUNCTION.search(word) and not is_noun(word)))
    figures = sum(1 for word in words if _DIGIT.search(word))
    return stating <= len(words) * 0.2 and figures <= len(words) * 0.25


def part_sizes(reading: Reading) -> tuple[tuple[int, int], ...]:
    """(letters, statements) of each part, what it encloses included; titles count for neither, nor does for the whole what is hidden."""
    letters = [0] * len(reading.parts)
    stated = [0] * len(reading.parts)
    for line in lines(reading):
        if line.place == "heading":
            continue
        size = len(_LETTERS.findall(line.sentence.text))
        states = line.place in ("row", "record") or (line.place == "sentence" and size >= 5 and _is_statement(line))
        hidden = reading.parts[line.sentence.section].hidden
        for number in reading.lineage(line.sentence.section):
            if hidden and not reading.parts[number].hidden:
                break
            letters[number] += size
            stated[number] += states
    return tuple(zip(letters, stated, strict=True))


def _is_statement(line: Line) -> bool:
    return not line.word_list and not _SIGNATURE.fullmatch(line.sentence.text) and standing(line.sentence.text) == "holds"


def hollow(reading: Reading) -> tuple[Source, bool] | None:
    """Where a paper begins to say nothing that holds, if all it says is so; and whether it is a plan throughout.

    Keywords, titles, conditions, denials, plans and words to whoever grades hold nothing; a table does, unless it lists words.
    """
    shown = [line for line in lines(reading) if not reading.parts[line.sentence.section].hidden]
    rows = [line.sentence for line in shown if _is_row(line.sentence)]
    wordy = bool(rows) and (is_keyword_header(rows[0].text) or (len(rows) >= _GLOSSARY_ROWS and is_glossary([one.text for one in rows])))
    if rows and not wordy:
        return None
    spoken = [line for line in shown if line.place == "sentence" and _speaks(line)]
    if any(not line.word_list and standing(line.sentence.text) == "holds" for line in spoken):
        return None
    if not spoken and not wordy and len(reading.parts) - 1 < _CHAPTERS:
        return None
    first = spoken[0].sentence if spoken else rows[0] if rows else shown[0].sentence if shown else None
    planned = bool(spoken) and all(not line.word_list and standing(line.sentence.text) == "planned" for line in spoken)
    return None if first is None else (Source(first.locator, cut(first.raw)), planned)


def _speaks(line: Line) -> bool:
    """It is neither the head of the paper, a signature, a line of contents nor what is left out."""
    text = line.sentence.text
    contents = _LEADER.search(text) is not None or _PAPER.fullmatch(text) is not None
    named = standing(text) in ("head", "omitted") or _SIGNATURE.fullmatch(text) is not None
    return not contents and not named and len(_LETTERS.findall(text)) >= _SPOKEN_LETTERS


def title_lines(reading: Reading, limit: int = 10, most: int = 5) -> tuple[str, ...]:
    """What the file calls itself: its title and the title-like lines in front of its first chapter, normalised."""
    first = reading.sentences[:limit]
    out = [] if first and _is_row(first[0]) else [normalise(reading.parts[0].title)]
    opening = next((sentence.section for sentence in first), 0)
    for number, sentence in enumerate(first):
        text = sentence.text.strip("()*#_ ")
        outside = (number >= _COVER_LINES and sentence.section not in (0, opening)) or _NUMBERED.match(text)
        menu = len(sentence.raw.split()) > _TITLE_WORDS
        if not (outside or menu or _is_row(sentence)) and len(text) <= 45 and not _ENDS_SENTENCE.search(text):
            out.append(text)
    return tuple(dict.fromkeys(out))[:most]


def _is_row(sentence: Sentence) -> bool:
    """More than one cell: a row of a single cell is a line of text."""
    return sentence.table_row and CELL_SEPARATOR.strip() in sentence.text


def _place(reading: Reading, sentence: Sentence) -> Place:
    text = sentence.text
    part = reading.parts[sentence.section]
    if sentence.heading or text in (normalise(part.title), normalise(reading.parts[0].title)) or _PAPER.fullmatch(text):
        return "sentence" if not sentence.heading and _ITEM.match(text) else "heading"
    bare = len(text) <= _TITLE_CHARS and not _PUNCTUATION.search(text) and not _DIGIT.search(text) and not _PREDICATE.search(text)
    return "heading" if bare else "sentence"


def _titles(reading: Reading) -> list[str]:
    """For each part the titles of the parts it stands in, innermost first, and what the file calls itself."""
    stem = normalise(reading.path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0])
    own = "\n".join((*title_lines(reading, 4, 4), stem))
    captions = _captions(reading)
    return [
        "\n".join([*(normalise(reading.parts[one].title) for one in reading.lineage(part.number) if one), captions.get(part.number, own)])
        for part in reading.parts
    ]


def _captions(reading: Reading) -> dict[int, str]:
    """For each sheet of a book of several: the lines in front of its table, and the book's name. Its neighbours' titles are not its own."""
    sheets = [part.number for part in reading.parts if part.number and part.depth == 1 and part.locator.endswith("!A1")]
    if len(sheets) < 2:
        return {}
    stem = normalise(reading.path.replace("\\", "/").rsplit("/", 1)[-1].rsplit(".", 1)[0])
    out: dict[int, list[str]] = {number: [] for number in sheets}
    closed: set[int] = set()
    for sentence in reading.sentences:
        number = sentence.section
        if number not in out or number in closed:
            continue
        if _is_row(sentence) or len(out[number]) == _CAPTIONS:
            closed.add(number)
        else:
            out[number].append(sentence.text)
    return {number: "\n".join((*found, stem)) for number, found in out.items()}


def _headers(reading: Reading) -> list[tuple[Place, str]]:
    """For each sentence that is a row: its place and the header of its table."""
    out: list[tuple[Place, str]] = [("row", "")] * len(reading.sentences)
    for run in _tables(reading.sentences):
        header = next((number for number in run[:4] if len(set(_cells(reading.sentences[number].text))) >= 2), run[0])
        if header + 1 in run and _opens(reading.sentences[header].text, reading.sentences[header + 1].text):
            header += 1
        second = header + 1
        text = reading.sentences[header].text
        grouped = second in run and not _DIGIT.search(reading.sentences[second].text) and _has_gaps(text)
        heads = {*range(run[0], header + 1), second} if grouped else set(range(run[0], header + 1))
        if grouped:
            text += " | " + reading.sentences[second].text
        form = _is_form([reading.sentences[number].text for number in run])
        for number in run:
            row = reading.sentences[number].text
            if number in heads and not form:
                out[number] = ("header", text)
            elif len(run) > _LONG_TABLE or _RECORD_DATE.search(row):
                out[number] = ("record", "" if form else text)
            else:
                out[number] = ("row", "" if form else text)
    return out


def _tables(sentences: tuple[Sentence, ...]) -> Iterator[list[int]]:
    run: list[int] = []
    for number, sentence in enumerate(sentences):
        if run and (not sentence.table_row or sentence.locator.split("!")[0] != sentences[run[-1]].locator.split("!")[0]):
            yield run
            run = []
        if sentence.table_row:
            run.append(number)
    if run:
        yield run


def _cells(text: str) -> list[str]:
    return [cell.strip() for cell in text.split("|")]


def _has_gaps(header: str) -> bool:
    cells = _cells(header)
    return len(set(cells)) < len(cells)


def _opens(row: str, following: str) -> bool:
    """Whether a row is the head of a paper (时间 | 2026-07-14 | 地点 | …) and the next one the header of its table."""
    cells = _cells(row)
    under = [cell for cell in _cells(following) if cell]
    filled = any(_DIGIT.search(cell) for cell in cells[1::2]) and not any(_DIGIT.search(cell) for cell in cells[::2])
    return filled and len(cells) >= _FORM_CELLS and len(cells) % 2 == 0 and len(set(under)) >= 3 and not any(map(_DIGIT.search, under))


def _is_form(rows: list[str]) -> bool:
    """Label and value side by side in every row: no header, but a paper form."""
    first = _cells(rows[0])
    if len(rows) > _FORM_ROWS or len(first) not in (2, 4, 6):
        return False
    filled = any(_DIGIT.search(cell) or len(cell) > 14 for cell in first[1::2])
    labels = [cell for row in rows for cell in _cells(row)[::2]]
    return filled and not any(_NUMBER.fullmatch(label) or _RECORD_DATE.fullmatch(label) for label in labels)
