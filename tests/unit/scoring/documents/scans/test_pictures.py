"""Picture files -> pixels: turned, flattened, bounded; nothing of it needs the recogniser."""

from io import BytesIO

import numpy as np
import pytest
from PIL import Image

from scoring.documents.errors import ReadError
from scoring.documents.scans.picture import Frames


def only(data: bytes) -> tuple[np.ndarray, float]:
    with Frames(data) as frames:
        assert frames.count == 1
        return frames.frame(0)


def saved(image: Image.Image, kind: str, **options: object) -> bytes:
    out = BytesIO()
    image.save(out, kind, **options)
    return out.getvalue()


def half_black(mode: str = "RGB") -> Image.Image:
    """Black above, white below."""
    return Image.fromarray(np.repeat(np.array([[0]] * 40 + [[255]] * 60, np.uint8), 80, axis=1)).convert(mode)


def test_a_phones_turn_is_undone() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # the camera was held upright: what is above lies at the right of the picture as kept
    image, scale = only(saved(half_black().transpose(Image.Transpose.ROTATE_90), "JPEG", exif=exif))
    assert image.shape == (100, 80, 3)
    assert (image[10].max(), image[90].min(), scale) == (0, 255, 1.0)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGBA", "LA", "I;16", "CMYK"])
def test_every_kind_of_pixel_becomes_rgb(mode: str) -> None:
    kind = {"I;16": "PNG", "CMYK": "JPEG"}.get(mode, "PNG")
    source = Image.fromarray(np.asarray(half_black("L")).astype(np.uint16) * 257) if mode == "I;16" else half_black(mode)
    image, _ = only(saved(source, kind))
    assert image.shape == (100, 80, 3)
    assert image[10].mean() < 5
    assert image[90].mean() > 250


def test_what_is_transparent_is_paper() -> None:
    image, _ = only(saved(Image.new("RGBA", (50, 50), (0, 0, 0, 0)), "PNG"))
    assert image.min() == 255


def test_every_page_of_a_tiff() -> None:
    data = saved(Image.new("L", (50, 50), 10), "TIFF", save_all=True, append_images=[Image.new("L", (60, 40), 200)])
    with Frames(data) as frames:
        assert frames.count == 2
        assert [frames.frame(n)[0].shape for n in (0, 1)] == [(50, 50, 3), (40, 60, 3)]


def test_large_pictures_are_shrunk_and_their_scale_is_told() -> None:
    image, scale = only(saved(Image.new("L", (6000, 300), 255), "PNG"))
    assert (image.shape, scale) == ((200, 4000, 3), 1.5)


def test_a_picture_of_too_many_pixels_is_refused_before_it_is_unpacked() -> None:
    with pytest.raises(ReadError, match="像素") as caught:
        only(saved(Image.new("1", (13_000, 11_000)), "PNG"))
    assert caught.value.reason == "too_large"


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "BMP", "WEBP"])
@pytest.mark.parametrize("share", [0.02, 0.5, 0.9])
def test_damaged_files_are_told(kind: str, share: float) -> None:
    whole = saved(Image.fromarray(np.random.default_rng(1).integers(0, 255, (90, 90, 3), np.uint8)), kind)
    with pytest.raises(ReadError, match="损坏"):
        only(whole[: int(len(whole) * share)])


def test_heic_says_how_to_take_another(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("scoring.documents.scans.picture.heic_opened", lambda: False)
    with pytest.raises(ReadError, match=r"HEIC.*JPG") as caught:
        only(b"\0\0\0\x18ftypheic\0\0\0\0mif1heic")
    assert caught.value.reason == "unsupported"
