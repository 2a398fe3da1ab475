"""A logo that every view can show."""

from io import BytesIO

from assistant.reports.errors import ReportError

_FORMATS = ("PNG", "JPEG")
_MOST = 5_000_000  # bytes


def checked(data: bytes) -> bytes:
    """The picture as it is. Raises ReportError unless it is a whole PNG or JPEG of modest size; b"" is none."""
    if not data:
        return data
    from PIL import Image

    try:
        if len(data) > _MOST:
            raise ValueError("too large")
        with Image.open(BytesIO(data), formats=_FORMATS) as picture:
            picture.load()
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError) as error:
        raise ReportError("标志图片不能用，请用完好的 PNG 或 JPEG 图片，不超过 5 MB") from error
    return data
