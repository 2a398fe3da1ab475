"""What stands in quotation marks and in no source: a quotation made up, a paraphrase, or words that are only set off."""

import re
from collections.abc import Sequence

from assistant.answering.grounded.claims import claims_in
from assistant.answering.grounded.facts import Text
from assistant.answering.grounded.fold import folded
from assistant.answering.grounded.lexicon import words
from assistant.answering.grounded.pairing import grams_of, text_grams

_TERM = 6  # characters of a term
_SET_OFF = 12  # of what may be set off without being a quotation
_SOURCES_WORDS = 0.6  # share of a paraphrase's words that its sources have
_BINDING = re.compile("不得|不能|不可|必须|应|须|一律|保证|免|只能|禁止|允许|可以|即可|不用|无需|无须|均|都|全")
_PROMISING = re.compile("一律|保证|一定|肯定|免|不[用必需]|无[需须]")
_SAYING = re.compile("(?:原[话文句]|写(?:的|明|道|着)?(?:是|有)?|用[词语]是|规定|说的?(?:是)?|明确|载明|要求|称|表述(?:是|为))(?:就|便)?是?[:,]?$")
_NOT_SO = re.compile(
    "(?:别|不要|勿|不能|避免|不是|不只|不光|没有?|未)[^,。;]{0,4}(?:写|说|提|规定|要求|找到|见到)[^,。;]{0,4}$|(?:常|俗|一般|通常|平时|口头)说的$"
)
_ASKING = re.compile(
    "(?:可否|(.)不\\1|多少|多久|几(?!乎|率)|什么|怎么|怎样|如何|哪|谁|是否|能否|能不能|要不要|吗)(?!都|也|[一-龥]{0,2}(?:都|也))"
)


def set_off(before: str, quoted: str, texts: Sequence[Text], *, elsewhere: bool) -> bool:
    """Whether what stands in quotation marks is nobody's sentence: a question, or a short term whose words a source or the user has.

    `before` is the folded sentence up to the marks; `elsewhere`: a passage that is not cited has it.
    """
    if _SAYING.search(before):
        return elsewhere and len(quoted) <= _TERM
    if _ASKING.search(quoted) and not _PROMISING.search(quoted):
        return True
    if len(quoted) > _TERM:
        return False
    grams = grams_of([quoted])
    return elsewhere or (bool(grams) and grams <= _grams(texts))


def paraphrase(before: str, quoted: str, texts: Sequence[Text]) -> bool:
    """Whether a quotation that is none is in the sources' words, or sets off a few words that nobody is said to have said."""
    excused = bool(_NOT_SO.search(before) or words().denying.search(before))
    if _SAYING.search(before) and not excused:
        return False
    said = Text(folded(quoted), claims_in(quoted))
    grams = grams_of([said.blanked])
    if (grams or said.claims) and len(grams & _grams(texts)) >= _SOURCES_WORDS * len(grams):
        return True
    return len(quoted) <= _SET_OFF and (excused or not _BINDING.search(quoted))


def _grams(texts: Sequence[Text]) -> frozenset[str]:
    return frozenset().union(*(text_grams(text) for text in texts))
