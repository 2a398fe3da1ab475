"""Paper -> PPTX: each heading starts a slide."""

from io import BytesIO
from typing import Any

from pptx import Presentation
from pptx.dml.color import RGBColor
from pptx.util import Cm, Pt

from tests.support.samples.write.archive import repacked
from tests.support.tricks.markup import Paper, Part
from tests.support.tricks.write.drawn import drawn


def write_slides(paper: Paper) -> bytes:
    show: Any = Presentation()
    slide: Any = None
    for part in paper.parts:
        if slide is None or part.kind in ("h1", "h2"):
            slide = show.slides.add_slide(show.slide_layouts[5])
            slide.shapes.title.text = part.text if part.kind in ("h1", "h2") else ""
            if part.kind in ("h1", "h2"):
                continue
        _put(show, slide, part)
    out = BytesIO()
    show.save(out)
    return repacked(out.getvalue())


def _put(show: Any, slide: Any, part: Part) -> None:
    top = Cm(3 + len(slide.shapes) * 1.2)
    match part.kind:
        case "hide":
            slide._element.set("show", "0")
        case "notes":
            slide.notes_slide.notes_text_frame.text = part.text
        case "title":
            show.core_properties.title = part.text
        case "picture":
            slide.shapes.add_picture(BytesIO(drawn(part.text)), Cm(1), top)
        case "table":
            width = max(map(len, part.rows))
            table = slide.shapes.add_table(len(part.rows), width, Cm(1), top, Cm(22), Cm(len(part.rows))).table
            for number, row in enumerate(part.rows):
                for column, value in enumerate(row):
                    table.cell(number, column).text = "" if value is None else str(value)
        case _:
            run = slide.shapes.add_textbox(Cm(1), top, Cm(22), Cm(1)).text_frame.paragraphs[0].add_run()
            run.text = part.text
            if part.kind == "white":
                run.font.color.rgb = RGBColor(255, 255, 255)
            elif part.kind == "tiny":
                run.font.size = Pt(1)
