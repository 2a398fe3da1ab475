"""Makes pictures of papers as scanners and phones make them, with the truth of what stands on them.

A `Paper` is drawn clean, then worn: turned, photographed from the side, blurred, shaded, compressed. The same seed makes
the same pixels.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from pathlib import Path
from random import Random

import numpy as np
from PIL import Image, ImageChops, ImageDraw, ImageFilter, ImageFont

FONTS = (
    "/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/noto-cjk/NotoSansCJK-Regular.ttc",
    "/usr/share/fonts/google-noto-cjk/NotoSansCJK-Regular.ttc",
    "/System/Library/Fonts/PingFang.ttc",
    "C:/Windows/Fonts/simsun.ttc",
)
PAPER, INK, RED = (252, 251, 247), (25, 25, 30), (205, 35, 40)


@dataclass(frozen=True, slots=True)
class Paper:
    """`rows` begins with the header; `widths` are shares of the text's width. `pairs` are labels and values, two to a line."""

    title: str
    above: tuple[str, ...] = ()
    pairs: tuple[tuple[str, str], ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    widths: tuple[float, ...] = ()
    below: tuple[str, ...] = ()
    ruled: bool = True
    seal: str = ""


@dataclass(frozen=True, slots=True)
class Wear:
    """What happened to a paper on its way: angles in degrees, `aside` as a share of the width, `noise` in gray levels."""

    name: str
    angle: float = 0.0
    aside: float = 0.0
    quarters: int = 0
    blur: float = 0.0
    noise: float = 0.0
    shade: float = 0.0
    scale: float = 1.0
    quality: int = 90
    gray: bool = False
    desk: bool = False


WEARS = (
    Wear("clean"),
    Wear("turned 3°", angle=3.0),
    Wear("turned -2.5°, jpeg 40", angle=-2.5, quality=40),
    Wear("from the side, on a desk", aside=0.05, desk=True, angle=1.0),
    Wear("shadow, noise", shade=0.5, noise=8.0),
    Wear("quarter left", quarters=1),
    Wear("upside down", quarters=2, angle=1.5),
    Wear("quarter right, noise", quarters=3, noise=6.0),
    Wear("soft, small, gray", blur=1.0, scale=0.75, gray=True, quality=60),
    Wear("all of it", angle=-1.8, aside=0.03, shade=0.35, noise=5.0, blur=0.8, quality=55, desk=True),
)

_NAMES = ("周砚秋", "林可欣", "贺兰泽", "唐一鸣", "邵子墨", "费晓菲", "葛长庚", "罗望舒", "严冬青", "卞之雨")
_ITEMS = ("烘箱温控失灵", "输送带跑偏", "包装机卡膜", "称重不准", "触摸屏无反应", "电机异响", "气缸漏气", "传感器误报")
_RESULTS = ("已修复", "更换部件后正常", "现场调试合格", "返厂检修", "已解决")
_CUSTOMERS = ("宁川食品厂", "白石岭乳业", "东沽粮油", "青溪调味品", "和光烘焙", "南浦饮料")


def ledger(seed: int, rows: int = 10, ruled: bool = True, seal: str = "") -> Paper:
    """A register of repairs: number, date, customer, fault, who, result."""
    chance = Random(seed)
    head = ("单号", "报修日期", "客户", "故障", "维修员", "结果")
    body = [
        (
            f"WX{2600 + seed * 40 + number}",
            f"2026-{chance.randint(1, 10):02d}-{chance.randint(1, 28):02d}",
            chance.choice(_CUSTOMERS),
            chance.choice(_ITEMS),
            chance.choice(_NAMES),
            chance.choice(_RESULTS),
        )
        for number in range(rows)
    ]
    return Paper(
        title="维修登记表",
        above=("部门：售后服务部    登记月份：2026年10月",),
        rows=(head, *body),
        widths=(0.13, 0.16, 0.18, 0.2, 0.13, 0.2),
        below=("制表：" + chance.choice(_NAMES) + "    审核：" + chance.choice(_NAMES),),
        ruled=ruled,
        seal=seal,
    )


def certificate(seed: int, ruled: bool = True) -> Paper:
    """A personal certificate with labels and values and a seal."""
    chance = Random(seed)
    year = chance.randint(2024, 2026)
    return Paper(
        title="售后服务管理师证书",
        above=("经培训考试合格，准予发证。持证人应当按期参加复审，证书遗失须及时挂失。",),
        pairs=(
            ("姓名", chance.choice(_NAMES)),
            ("工作单位", "临江棋石包装机械有限公司"),
            ("证书编号", f"SG{year}{chance.randint(1000, 9999)}"),
            ("级别", "中级"),
            ("发证日期", f"{year}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"),
            ("有效期至", f"{year + 3}年{chance.randint(1, 12)}月{chance.randint(1, 28)}日"),
        ),
        ruled=ruled,
        seal="东海商业服务评审中心",
    )


def notice(seed: int) -> Paper:
    """Running text over several lines."""
    chance = Random(seed)
    name, date = chance.choice(_NAMES), f"2026年{chance.randint(1, 9)}月{chance.randint(1, 28)}日"
    return Paper(
        title="关于任命服务监督员的通知",
        above=(
            "各部门、各服务网点：",
            f"为加强售后服务质量的监督与考核，经公司研究决定，自{date}起任命{name}同志为服务监督员，负责受理顾客投诉、抽查维修记录，"
            "并于每季度末向总经理提交监督报告。",
            "监督员发现服务人员有违反服务规范的，应当在三个工作日内提出整改要求，并跟踪落实情况，直到顾客满意为止。",
        ),
        below=("临江棋石包装机械有限公司", date),
        seal="临江棋石包装机械有限公司",
    )


def font_path() -> str | None:
    return next((path for path in FONTS if Path(path).is_file()), None)


def draw(paper: Paper, size: int = 25, width: int = 1240, height: int = 1754) -> Image.Image:
    """The paper as printed: A4 at 150 dpi."""
    image = Image.new("RGB", (width, height), PAPER)
    pen = ImageDraw.Draw(image)
    left, right, y = round(0.09 * width), round(0.91 * width), round(0.08 * height)
    title = _font(round(size * 1.7))
    pen.text((width / 2, y), paper.title, INK, title, anchor="ma")
    y += size * 3
    for text in paper.above:
        y = _paragraph(pen, text, (left, right, y), size)
    if paper.pairs:
        y = _grid(pen, _paired(paper.pairs), (0.17, 0.33, 0.17, 0.33), (left, right, y + size // 2), size, ruled=paper.ruled)
    if paper.rows:
        y = _grid(pen, paper.rows, paper.widths, (left, right, y + size // 2), size, ruled=paper.ruled)
    y += size
    for text in paper.below:
        y = _paragraph(pen, text, (left, right, y), size)
    if paper.seal:
        _seal(image, paper.seal, (right - 190, y + 120), 130)
    return image


def _paired(pairs: Sequence[tuple[str, str]]) -> tuple[tuple[str, ...], ...]:
    cells = [cell for pair in pairs for cell in pair]
    return tuple(tuple(cells[start : start + 4]) for start in range(0, len(cells), 4))


def _font(size: int) -> ImageFont.FreeTypeFont:
    path = font_path()
    assert path is not None
    return ImageFont.truetype(path, size)


def _paragraph(pen: ImageDraw.ImageDraw, text: str, place: tuple[int, int, int], size: int) -> int:
    left, right, y = place
    font = _font(size)
    line, x = "", left + (2 * size if len(text) > 40 else 0)
    for char in text:
        if x + font.getlength(line + char) > right and char not in "，。；：！？":
            pen.text((x, y), line, INK, font)
            line, x, y = "", left, y + round(1.7 * size)
        line += char
    pen.text((x, y), line, INK, font)
    return y + round(1.9 * size)


def _grid(
    pen: ImageDraw.ImageDraw, rows: Sequence[Sequence[str]], widths: Sequence[float], place: tuple[int, int, int], size: int, *, ruled: bool
) -> int:
    left, right, y = place
    font = _font(size)
    edges = [left + round(sum(widths[:n]) * (right - left)) for n in range(len(widths) + 1)]
    for row in rows:
        wrapped = [_wrapped(text, font, edges[n + 1] - edges[n] - size // 2) for n, text in enumerate(row)]
        high = round(1.35 * size * max(map(len, wrapped)) + 0.7 * size)
        for n, lines in enumerate(wrapped):
            for number, line in enumerate(lines):
                pen.text((edges[n] + size // 4, y + 0.35 * size + number * 1.35 * size), line, INK, font)
            if ruled:
                pen.rectangle((edges[n], y, edges[n + 1], y + high), outline=INK, width=2)
        y += high
    return y


def _wrapped(text: str, font: ImageFont.FreeTypeFont, room: float) -> list[str]:
    lines = [""]
    for char in text:
        if lines[-1] and font.getlength(lines[-1] + char) > room:
            lines.append("")
        lines[-1] += char
    return lines


def _seal(image: Image.Image, name: str, middle: tuple[int, int], radius: int) -> None:
    """A round red seal: the name along the upper rim, a star in the middle; black print below it shows through."""
    layer = Image.new("RGB", (2 * radius + 8, 2 * radius + 8), "white")
    pen = ImageDraw.Draw(layer)
    centre = radius + 4
    pen.ellipse((4, 4, 2 * radius + 4, 2 * radius + 4), outline=RED, width=max(radius // 22, 3))
    star = [(centre + r * math.sin(n * math.pi / 5), centre - r * math.cos(n * math.pi / 5)) for n, r in enumerate([radius * 0.3, radius * 0.12] * 5)]
    pen.polygon(star, RED)
    size = round(radius * 0.27)
    font = _font(size)
    reach = min(250.0, 22.0 * len(name))
    for number, char in enumerate(name):
        angle = -reach / 2 + reach * number / max(len(name) - 1, 1)
        glyph = Image.new("L", (size * 2, size * 2), 0)
        ImageDraw.Draw(glyph).text((size, size), char, 255, font, anchor="mm")
        glyph = glyph.rotate(-angle, Image.Resampling.BICUBIC)
        away = radius * 0.76
        x, y = centre + away * math.sin(math.radians(angle)), centre - away * math.cos(math.radians(angle))
        layer.paste(RED, (round(x - size), round(y - size)), glyph)
    box = (middle[0] - centre, middle[1] - centre)
    below = image.crop((*box, box[0] + layer.width, box[1] + layer.height))
    image.paste(ImageChops.multiply(below, layer), box)


def worn(image: Image.Image, wear: Wear, seed: int = 0) -> Image.Image:
    """The picture that reaches us."""
    chance = np.random.default_rng(seed)
    around = (96, 70, 48) if wear.desk else PAPER
    if wear.desk:
        framed = Image.new("RGB", (round(image.width * 1.12), round(image.height * 1.1)), around)
        framed.paste(image, ((framed.width - image.width) // 2, (framed.height - image.height) // 2))
        image = framed
    if wear.angle:
        image = image.rotate(wear.angle, Image.Resampling.BICUBIC, expand=True, fillcolor=around)
    if wear.aside:
        image = _aside(image, wear.aside, around)
    if wear.scale != 1.0:
        image = image.resize((round(image.width * wear.scale), round(image.height * wear.scale)), Image.Resampling.LANCZOS)
    if wear.shade:
        across = np.linspace(1.0, 1.0 - wear.shade, image.width)[None, :, None]
        down = np.linspace(1.0, 1.0 - wear.shade / 3, image.height)[:, None, None]
        image = Image.fromarray((np.asarray(image) * across * down).astype(np.uint8))
    if wear.blur:
        image = image.filter(ImageFilter.GaussianBlur(wear.blur))
    if wear.noise:
        image = Image.fromarray(np.clip(np.asarray(image) + chance.normal(0, wear.noise, (image.height, image.width, 1)), 0, 255).astype(np.uint8))
    if wear.gray:
        image = image.convert("L").convert("RGB")
    return image.transpose(_TURNS[wear.quarters]) if wear.quarters else image


_TURNS = {1: Image.Transpose.ROTATE_90, 2: Image.Transpose.ROTATE_180, 3: Image.Transpose.ROTATE_270}


def _aside(image: Image.Image, share: float, around: tuple[int, int, int]) -> Image.Image:
    """Photographed from below and a little from the left."""
    width, height = image.size
    x, y = share * width, share * height
    corners = [(x, y / 2), (width - x * 0.6, 0), (width, height), (0, height - y * 0.4)]
    rows, targets = [], []
    for (tx, ty), (sx, sy) in zip(corners, [(0, 0), (width, 0), (width, height), (0, height)], strict=True):
        rows += [[tx, ty, 1, 0, 0, 0, -sx * tx, -sx * ty], [0, 0, 0, tx, ty, 1, -sy * tx, -sy * ty]]
        targets += [sx, sy]
    numbers = np.linalg.solve(np.array(rows, float), np.array(targets, float))
    return image.transform(image.size, Image.Transform.PERSPECTIVE, tuple(numbers), Image.Resampling.BICUBIC, fillcolor=around)


def as_bytes(image: Image.Image, kind: str = "JPEG", quality: int = 90) -> bytes:
    out = BytesIO()
    image.save(out, kind, **({"quality": quality} if kind in ("JPEG", "WEBP") else {}))
    return out.getvalue()


def picture(paper: Paper, wear: Wear | None = None, seed: int = 0) -> bytes:
    """The file of a worn paper."""
    wear = wear or Wear("clean")
    return as_bytes(worn(draw(paper), wear, seed), quality=wear.quality)


def as_pdf(pages: Sequence[Image.Image]) -> bytes:
    """A PDF of pictures, one a page, as a scanner writes it."""
    out = BytesIO()
    pages[0].save(out, "PDF", save_all=True, append_images=list(pages[1:]), resolution=150)
    return out.getvalue()
