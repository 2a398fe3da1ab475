"""Papers that were bound, printed or scanned into one file: the pages that begin with a title of their own."""

import re
from collections import Counter
from collections.abc import Sequence

from scoring.documents.model import Page

# What papers of an enterprise are called; 第三章 ……制度 is a part of one.
_TITLE = re.compile(
    r"(?!第[一二三四五六七八九十\d]{1,3}[章节条部篇])(?![\d一二三四五六七八九十]{1,3}[、.．])[^。；;，,！!：:？?|]{2,26}"
    r"(?:制度|办法|规定|规程|程序|细则|预案|方案|政策|守则|须知|公约|手册|指南|承诺书?|声明|告知书|通知|决定|任命书?|协议书?|合同|证书|报告|纪要|清单"
    r"|一览表|名册|花名册)(?:[（(][^）)]{1,12}[）)])?"
)
_PRINTED = re.compile(r"p\.\d{1,5}")


def paper_titles(pages: Sequence[Page]) -> dict[int, int]:
    """Page number -> number of the block with the title of the paper that begins there; nothing for a file that is one paper.

    A line on top of several pages is a running header. A letterhead may stand above the title.
    """
    tops: dict[int, tuple[int, str]] = {}
    for page in pages:
        for number, block in enumerate(page.blocks[:2]):
            title = "".join(block.text.split())
            if block.kind == "paragraph" and _PRINTED.fullmatch(block.locator) and _TITLE.fullmatch(title):
                tops[page.number] = number, title
                break
    often = Counter(title for _, title in tops.values())
    single = {page: number for page, (number, title) in tops.items() if often[title] == 1}
    return single if any(page != pages[0].number for page in single) else {}
