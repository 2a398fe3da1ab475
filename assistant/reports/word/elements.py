"""WordprocessingML elements in few words. Widths are in millimetres outside and twentieths of a point inside."""

from collections.abc import Mapping
from typing import Any

Element = Any
_TWIPS_PER_MM = 1440 / 25.4
_EMU_PER_MM = 36000


def twips(millimetres: float) -> int:
    return round(millimetres * _TWIPS_PER_MM)


def emu(millimetres: float) -> int:
    return round(millimetres * _EMU_PER_MM)


def make(tag: str, attributes: Mapping[str, object] | None = None, *children: Element) -> Element:
    """`make("w:jc", {"w:val": "right"})`."""
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in (attributes or {}).items():
        element.set(qn(name), str(value))
    for child in children:
        element.append(child)
    return element


def run(text: str, strong: bool = False, colour: str = "", size: float = 0) -> Element:
    """A run; line feeds are breaks. `size` in points, 0: the style's."""
    from docx.oxml.ns import qn

    element = make("w:r")
    if strong or colour or size:
        properties = make("w:rPr")
        if strong:
            properties.append(make("w:b"))
        if colour:
            properties.append(make("w:color", {"w:val": colour}))
        if size:
            properties.append(make("w:sz", {"w:val": round(size * 2)}))
        element.append(properties)
    for number, line in enumerate(text.split("\n")):
        if number:
            element.append(make("w:br"))
        part = make("w:t")
        part.text = line
        part.set(qn("xml:space"), "preserve")
        element.append(part)
    return element


def paragraph(style: str, *runs: Element, align: str = "", keep: bool = False) -> Element:
    """A paragraph of a style id; `keep`: on the page of the next one."""
    properties = make("w:pPr", None, make("w:pStyle", {"w:val": style}))
    if keep:
        properties.append(make("w:keepNext"))
    if align:
        properties.append(make("w:jc", {"w:val": align}))
    return make("w:p", None, properties, *runs)


def field(code: str, shown: str = "", dirty: bool = False) -> list[Element]:
    """The runs of a field: begin, code, what is shown until it is updated, end."""
    from docx.oxml.ns import qn

    begin = make("w:fldChar", {"w:fldCharType": "begin", **({"w:dirty": "true"} if dirty else {})})
    instruction = make("w:instrText")
    instruction.text = f" {code} "
    instruction.set(qn("xml:space"), "preserve")
    return [
        make("w:r", None, begin),
        make("w:r", None, instruction),
        make("w:r", None, make("w:fldChar", {"w:fldCharType": "separate"})),
        run(shown),
        make("w:r", None, make("w:fldChar", {"w:fldCharType": "end"})),
    ]
