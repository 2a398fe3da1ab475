"""The styles a report uses, and putting those a template lacks into it."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

BODY, CELL, HEAD, NOTE, QUOTE = "星评正文", "星评表格文字", "星评表头", "星评提示", "星评引文"
TABLE = "星评表格"
OWN = (BODY, CELL, HEAD, NOTE, QUOTE, TABLE)
BUILT_IN = ("heading 1", "heading 2", "heading 3", "toc 1", "toc 2", "caption")


def style_ids(document: Any, shipped: Any) -> Mapping[str, str]:
    """The ids of all styles of the report in this document, by name; those it lacks are copied from the shipped template."""
    from docx.oxml.ns import qn

    known = _by_name(document)
    default = next(
        (
            one.get(qn("w:styleId"))
            for one in document.styles.element.findall(qn("w:style"))
            if one.get(qn("w:type")) == "paragraph" and one.get(qn("w:default")) in ("1", "true")
        ),
        None,
    )
    taken = set(known.values())
    source = {_name(one): one for one in shipped.styles.element.findall(qn("w:style"))}
    for name in (*OWN, *BUILT_IN):
        if name in known:
            continue
        copy = deepcopy(source[name])
        own = copy.get(qn("w:styleId"))
        while own in taken:
            own += "x"
        copy.set(qn("w:styleId"), own)
        for tag in ("w:basedOn", "w:next", "w:link"):
            for one in copy.findall(qn(tag)):
                if tag == "w:basedOn" and default is not None and copy.get(qn("w:type")) == "paragraph":
                    one.set(qn("w:val"), default)
                else:
                    copy.remove(one)
        document.styles.element.append(copy)
        known[name] = own
        taken.add(own)
    return known


def _by_name(document: Any) -> dict[str, str]:
    from docx.oxml.ns import qn

    return {_name(one): one.get(qn("w:styleId")) for one in document.styles.element.findall(qn("w:style"))}


def _name(style: Any) -> str:
    """Built-in names are matched without regard to case: Word writes heading 1, others Heading 1."""
    from docx.oxml.ns import qn

    found = style.find(qn("w:name"))
    name = "" if found is None else str(found.get(qn("w:val")))
    return name.lower() if name.lower() in BUILT_IN else name
