"""Pieces of print -> lines, cells, columns. No picture is read here."""

import numpy as np
import pytest

from scoring.documents.scans.columns import cells_of, column_runs
from scoring.documents.scans.layout import LaidOut, lay_out
from scoring.documents.scans.pieces import Box, Piece, confidence_of, rows_of

HIGH = 30.0


def piece(text: str, x: float, y: float, confidence: float = 1.0, slope: float = 0.0) -> Piece:
    return Piece(text, confidence, (x, y, x + 24.0 * len(text), y + HIGH), slope)


def whole(box: Box) -> tuple[int, int, int, int]:
    left, top, right, bottom = map(round, box)
    return left, top, right, bottom


def laid_out(*pieces: Piece, width: float = 1240) -> LaidOut:
    return lay_out(pieces, [], width, 2, whole)


def said(*pieces: Piece) -> list[str]:
    return [block.text for block in laid_out(*pieces).blocks]


def test_pieces_side_by_side_are_one_line_with_a_gap() -> None:
    assert said(piece("名称", 100, 100), piece("临江棋石包装机械有限公司", 260, 103)) == ["名称  临江棋石包装机械有限公司"]
    assert said(piece("受理投诉，", 100, 100), piece("二十四小时内答复。", 230, 100)) == ["受理投诉，二十四小时内答复。"]


def test_lines_of_a_page_seen_from_the_side_are_followed_at_their_slope() -> None:
    labels = [piece(f"第{n}行", 100, 100 + 40 * n, slope=0.05) for n in range(3)]
    values = [piece(f"值{n}", 900, 100 + 40 * n + 40, slope=0.05) for n in range(3)]
    assert [[one.text for one in row.pieces] for row in rows_of([*values, *labels])] == [["第0行", "值0"], ["第1行", "值1"], ["第2行", "值2"]]


def test_a_cell_of_two_lines_without_rules() -> None:
    rows = rows_of(
        [
            *(piece(text, x, 100) for text, x in (("单号", 100), ("故障", 300), ("结果", 700))),
            *(piece(text, x, 160) for text, x in (("甲01", 100), ("输送带跑偏并且", 300), ("已修复", 700))),
            piece("有异响", 300, 195),
            *(piece(text, x, 260) for text, x in (("甲02", 100), ("卡膜", 300), ("已修复", 700))),
        ]
    )
    ((start, end, columns),) = column_runs(rows)
    assert (start, end, len(columns)) == (0, 4, 3)
    texts, _ = cells_of(rows, columns)
    assert texts == [["单号", "故障", "结果"], ["甲01", "输送带跑偏并且有异响", "已修复"], ["甲02", "卡膜", "已修复"]]


def test_two_lines_in_columns_are_no_table() -> None:
    page = laid_out(*(piece(text, x, y) for y in (100, 150) for text, x in (("甲", 100), ("乙", 400), ("丙", 700))))
    assert not page.tables


def test_columns_of_running_text_are_read_one_after_the_other() -> None:
    left = [piece(f"左栏第{n}行的文字说的是售后服务", 100, 100 + 40 * n) for n in range(7)]
    right = [piece(f"右栏第{n}行的文字说的是质量保证", 600, 100 + 40 * n) for n in range(7)]
    text = "".join(said(*left, *right))
    assert text.index("左栏第6行") < text.index("右栏第0行")


def test_a_speck_is_no_text_but_the_end_of_a_paragraph_is() -> None:
    long = "售后服务部负责受理顾客投诉并在二十四小时内答复超过时限的由主管记录原因并告知处理的进度"
    assert said(piece(long, 100, 100), piece("。", 100, 136), piece("司", 900, 500)) == [f"{long}。"]


def test_blocks_carry_place_and_confidence() -> None:
    (block,) = laid_out(piece("甲乙丙", 100, 100, 0.9), piece("丁", 400, 100, 0.5)).blocks
    assert (block.locator, block.box, block.confidence) == ("p.2", (100, 100, 424, 130), 0.8)
    assert confidence_of([]) == 0.0


@pytest.mark.parametrize("angle", [0.0, 1.0, -2.0])
def test_rules_make_a_lattice(angle: float) -> None:
    pytest.importorskip("cv2")
    from PIL import Image, ImageDraw

    from scoring.documents.scans.rules import ruled_tables

    image = Image.new("RGB", (800, 600), "white")
    pen = ImageDraw.Draw(image)
    for top, rows, columns in ((100, 3, 4), (330, 2, 2)):
        for row in range(rows):
            for column in range(columns):
                pen.rectangle((100 + column * 150, top + row * 50, 250 + column * 150, top + 50 + row * 50), outline="black", width=2)
    turned = np.asarray(image.rotate(angle, fillcolor="white"))
    found = ruled_tables(turned, np.eye(3), 26.0)
    assert [(len(one.lattice.cells), len(one.lattice.columns), len(one.lattice.rows)) for one in found] == [(12, 5, 4), (4, 3, 3)]
