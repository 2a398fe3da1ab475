"""Text -> a picture of it (PNG)."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFont

from tests.support.tricks.write.font import cjk_font

_SIZE, _LINE = 28, 30


def drawn(text: str) -> bytes:
    lines = [text[start : start + _LINE] for start in range(0, len(text), _LINE)]
    picture = Image.new("RGB", (_SIZE * (_LINE + 2), (len(lines) + 1) * _SIZE * 2), "white")
    font = ImageFont.truetype(str(cjk_font()), _SIZE)
    for number, line in enumerate(lines):
        ImageDraw.Draw(picture).text((_SIZE, _SIZE + number * _SIZE * 2), line, "black", font)
    out = BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()
