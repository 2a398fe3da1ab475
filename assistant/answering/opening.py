"""要。可以。不是。: the first word of an answer to whether, which answers nothing where what, when or how much was asked."""

import re

_WHAT = re.compile(
    r"几|多少|多久|多长|多大|啥|什么|怎么|咋|哪|谁|何|如何|为什么|\b(?:how|what|when|where|which|who|whom|whose|why)\b"
)
_ASKS_WHETHER = re.compile(r"[吗嘛否]|(?<![怎什多那这])么|不$|不[?。]|没[?。]?$|(.)不\1|(.)没\2|能不能|可不可以|是不是|有没有|要不要")
_OPENING = re.compile(
    "(?:需?要|可以|不可以|能|不能|会|不会|可能会|会影响受理|是的?|不是|有|没有|算|不算|需要|不需要|不用|不一定|行|不行|必须|不必|不是必须)。"
)


def without_opening(answer: str, question: str) -> str:
    """The answer without a first sentence that only says yes or no, where the normalised question asks for something else."""
    opening = _OPENING.match(answer)
    asks_what = _WHAT.search(question) is not None and _ASKS_WHETHER.search(question) is None
    return answer[opening.end() :] if opening and asks_what else answer
