"""What a paper leaves out: blanks of a template, and keywords strung together without a statement."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from scoring.documents.normalise import HAN
from scoring.facts.model import Source
from scoring.facts.paper_lexicon import mark_words
from scoring.facts.paper_lines import Line, dateless
from scoring.facts.quoting import one_line
from scoring.facts.reading import Reading

_MOST = 200
_MASKED_NAME = re.compile(rf"(?<![{HAN}])[{HAN}][×xX*○]{{1,2}}(?:先生|女士|同志)?(?=$|[\s|、,;。)])")
_LABEL = re.compile(rf"(?:^|[\s|,;(。])[{HAN}()/]{{2,14}}[ \t]*:(?=(?P<rest>[^|\n]{{0,40}}))")
_RULE = re.compile(r"^[_\-=—.\s]+$")
_EMPTY = re.compile(rf"^\s*(?:$|[{HAN}()/]{{2,10}}\s*:)")
_SIGN_OFF = re.compile(r"签|章|盖|日期|时间|年|月")
_REMARK = re.compile(r"(?:备注|说明|其他|其它|意见|remarks?|notes?|comments?)\s*[:：|]?\s*$", re.IGNORECASE)  # often left blank
_LATIN_LABEL = re.compile(r"(?:^|[\s|,;(])[A-Z][A-Za-z]{2,14}(?: [A-Za-z]{2,12}){0,2}[ \t]*:(?=\s?\S)")
_EMPTY_FIELDS = 3
# A card that goes with the goods: the buyer's fields are open until it is sold, and what is printed on it holds already.
_CARD = re.compile(
    r"(?:保修|质保|保用|维修|三包|服务|售后|延保|质量保证|warranty|service)[^。;]{0,6}(?:卡|凭证|证|单|card)(?![^。;]{0,6}(?:模板|样本|范本|式样))|warranty",
    re.IGNORECASE,
)
_OF_BUYER = re.compile(
    r"(?:顾客|客户|用户|购买[人者]?|购机|买方|消费者|车主|业主|姓名|单位|联系人|(?:联系|手机|用户|顾客|客户)?(?:电话|方式)|手机|住址|地址|邮编|车牌|"
    r"(?:购买|购机|销售|出售|交付|验收|安装|提货|送货|开票|启用)(?:日期|时间|单位|门店|商|网点)?|(?:机器|产品|机身|商品|设备|出厂|整机)?(?:编号|序列号|机号|编码|型号|规格)|"
    r"发票(?:号码?|编号)|票号|经销商|门店|安装(?:人|工|师傅|技师)|故障|维修|签[字名收]|盖章|customer|buyer|owner|purchase|serial|model|invoice|dealer|phone|address|name)"
    r"[^|:]{0,8}[|: ]*$",
    re.IGNORECASE,
)
_TERM = r"(?:保修|质保|包修|保用|免费|退货|换货|上门|响应|修理|warranty|repair)"
_PRINTED = re.compile(
    rf"{_TERM}[^。;|]{{0,16}}?\d|\d ?(?:个月|年|天|日|小时|months?|years?|days?|hours?)[^。;|]{{0,16}}{_TERM}",
    re.IGNORECASE,
)
_SET_FIGURE = re.compile(rf"(?<=[{HAN}]) (?=\d)|(?<=\d) (?=[{HAN}])")  # 10 月, 4 单: spaces of typesetting
_LATIN_GAP = re.compile(r"(?<=[A-Za-z0-9.:]) (?=[A-Za-z0-9])")  # the words of an English phrase are one item
_ENGLISH_WORD = r"(?<![A-Za-z])(?:the|we|our|you|your|is|are|was|were|will|shall|must|within|if|by|to|has|have|been|an?|of|in|on|for|and)(?![A-Za-z])"
_ENGLISH_SENTENCE = re.compile(rf"{_ENGLISH_WORD}.*{_ENGLISH_WORD}", re.IGNORECASE)
_SPLIT = re.compile(r"[、,，;；/|\s·]+")
_LIST_ITEMS = 8
_ITEM_CHARS = 9
_REPEATS = 12
_TERMS = 2
_PLAIN_SHARE = 0.12
_LIST_SHARE = 0.5
_SHORT_LIST_SHARE = 0.75  # for lines of a few words each
_SHORT_ITEMS = 3
_LETTERS = re.compile(rf"[{HAN}A-Za-z0-9]")
_CHAIN = re.compile(r"(?:[^→⇒➔➜➤]+(?:→|->|=>|⇒|➔|➜|➤)){2}")  # steps in their order say how it goes
_ITEM_START = re.compile(r"^(?:\d+(?:\.\d+)*|[一二三四五六七八九十]+|[(（][^()（）]{1,3}[)）])[、.．\s]")


def placeholders(reading: Reading, lines: Sequence[Line]) -> tuple[Source, ...]:
    """Blanks of the paper's own fields. Empty forms annexed to a paper are not its fields, nor are masked names and numbers."""
    own = [line for line in lines if not is_annex(reading, line)]
    if sum(len(line.text) for line in own) * 3 < sum(len(line.text) for line in lines):
        own = list(lines)  # the paper is nothing but forms
    out: list[Source] = []
    card = _is_card(reading, own)
    for line in own:
        if _RULE.match(line.text):
            continue
        text = _MASKED_NAME.sub("", line.text)
        out.extend(_source(line, match) for match in _placeholder().finditer(text) if not _left_open(text[: match.start()], card))
        if len(out) >= _MOST:
            break
    out.extend(() if card else _empty_fields(own))
    return tuple(out[:_MOST])


def _is_card(reading: Reading, lines: Sequence[Line]) -> bool:
    """A warranty card on which the terms are printed, so that nothing but the buyer is open."""
    terms = [line for line in lines if _PRINTED.search(line.text) and not _placeholder().search(line.text)]
    return _CARD.search(reading.parts[0].title) is not None and len(terms) >= _TERMS


def _left_open(before: str, card: bool) -> bool:
    return _REMARK.search(before) is not None or (card and _OF_BUYER.search(before) is not None)


def count_fields(lines: Sequence[Line], blanks: Sequence[Source]) -> int:
    """Labelled values, filled or not, and blanks in running text."""
    labelled = sum(
        len(_LABEL.findall(line.text)) + len(_LATIN_LABEL.findall(line.text)) + (line.cells // 2 if line.cells > 1 and not line.records else 0)
        for line in lines
    )
    return max(labelled, len(blanks))


def keyword_list(reading: Reading, lines: Sequence[Line]) -> Source | None:
    """The paper is mostly words in a row: many short items without a predicate, or the same words over and over."""
    body = [line for line in lines if not line.heading and not line.cells and not _is_title_or_signature(line, reading)]
    if any(line.cells for line in lines):
        return None
    letters = [len(_LETTERS.findall(line.text)) for line in body]
    strung = {number: words for number, line in enumerate(body) if (words := _strung(line.text))}
    share = sum(letters[number] for number in strung) / max(1, sum(letters))
    enough = max(strung.values(), default=0) >= _LIST_ITEMS or (sum(strung.values()) >= _LIST_ITEMS and share >= _SHORT_LIST_SHARE)
    return body[min(strung)].source if enough and share >= _LIST_SHARE else None


def _empty_fields(lines: Sequence[Line]) -> Iterator[Source]:
    """Labels with nothing behind them, if they are most of the labels: an empty form. Blank signatures are common in filled ones."""
    empty: list[Source] = []
    filled = 0
    for line in lines:
        if line.records:
            continue
        for match in _LABEL.finditer(line.text):
            if _SIGN_OFF.search(match[0].split(":")[0]):
                continue
            if _EMPTY.match(match["rest"]) and (line.cells or line.text[match.end() :].strip() == "" or match["rest"].strip()):
                empty.append(_source(line, match))
            else:
                filled += 1
    return iter(empty if len(empty) >= _EMPTY_FIELDS and len(empty) > filled else ())


def _strung(text: str) -> int:
    """How many words a line strings together; 0 if it states something, carries figures or is a single phrase."""
    text = text.strip("。.;； ")
    if re.search(r"[。；;：:]", text) or _ITEM_START.match(text) or _CHAIN.match(text):
        return 0
    if _ENGLISH_SENTENCE.search(text):
        return 0
    items = [item for item in _SPLIT.split(_LATIN_GAP.sub("_", _SET_FIGURE.sub("", text))) if item]
    words = [item for item in items if re.search(rf"[{HAN}A-Za-z]", item)]
    if len(words) >= _REPEATS and len(set(words)) * 2 <= len(words):
        return len(words)
    if len(words) < _LIST_ITEMS and (len(words) < _SHORT_ITEMS or re.search(r"\d", text) or not re.search(rf"[{HAN}]", text)):
        return 0
    speaking = sum(len(item) > _ITEM_CHARS or _function_word().search(item) is not None for item in words)
    return len(words) if speaking <= _PLAIN_SHARE * len(words) else 0


def _is_title_or_signature(line: Line, reading: Reading) -> bool:
    return len(line.text) <= 30 and (
        line.text == reading.parts[0].title or dateless(line.text) != line.text or re.search(r"(?:公司|部|中心|厂)\S{0,4}$", line.text) is not None
    )


def is_annex(reading: Reading, line: Line) -> bool:
    """Whether the line stands in a form at the end of a paper (附表一 …（空白）)."""
    return any(_annex().search(reading.parts[number].title) is not None for number in reading.lineage(line.section)[:-1])


def _source(line: Line, match: re.Match[str]) -> Source:
    return Source(line.locator, one_line(f"{match[0].strip()} ← {line.raw}") if len(line.raw) > 60 else line.source.quote)


@lru_cache(maxsize=1)
def _placeholder() -> re.Pattern[str]:
    return re.compile("|".join(f"(?:{one})" for one in mark_words().placeholders), re.IGNORECASE)


@lru_cache(maxsize=1)
def _function_word() -> re.Pattern[str]:
    return re.compile("|".join(mark_words().function_words))


@lru_cache(maxsize=1)
def _annex() -> re.Pattern[str]:
    return re.compile("|".join(mark_words().annex), re.IGNORECASE)
