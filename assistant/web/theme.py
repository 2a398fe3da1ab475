"""The page's colours and type for Gradio's own components. Everything of ours is in static/chat.css."""

from gradio.themes import Base
from gradio.themes.utils.colors import Color
from gradio.themes.utils.fonts import Font

_PINE = Color(
    c50="#eff7f5", c100="#d9ece8", c200="#b5d9d2", c300="#86bfb5", c400="#4f9d92", c500="#2b7d73", c600="#17605a",
    c700="#134e49", c800="#103f3b", c900="#0c302d", c950="#081f1d",
)  # fmt: skip
_STONE = Color(
    c50="#faf9f6", c100="#f3f2ed", c200="#e4e2da", c300="#cfccc1", c400="#a19f95", c500="#73736b", c600="#565853",
    c700="#3b4140", c800="#252c2d", c900="#1b2122", c950="#14191a",
)  # fmt: skip
_SANS = [Font(name) for name in ("system-ui", "PingFang SC", "Microsoft YaHei", "Noto Sans CJK SC", "sans-serif")]
_MONO = [Font(name) for name in ("ui-monospace", "Consolas", "monospace")]


def calm_theme() -> Base:
    """System fonts only: nothing is fetched."""
    return Base(primary_hue=_PINE, secondary_hue=_PINE, neutral_hue=_STONE, font=_SANS, font_mono=_MONO).set(
        body_background_fill="#f7f6f2",
        body_background_fill_dark="#14191a",
        button_primary_background_fill="*primary_600",
        button_primary_background_fill_hover="*primary_700",
        button_primary_background_fill_dark="*primary_500",
        button_primary_background_fill_hover_dark="*primary_400",
    )
