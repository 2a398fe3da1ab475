"""The program and what it needs of the machine."""

import platform
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from importlib.metadata import PackageNotFoundError, requires, version
from importlib.util import find_spec
from pathlib import Path
from shutil import which

from assistant.doctor.finding import Finding
from assistant.settings import Settings
from scoring.documents.scans.installed import ocr_installed
from scoring.libreoffice import soffice

_OLDEST = (3, 11)
_MODELS = ("det", "cls", "rec")
_SECONDS = 2  # for a program that lists fonts
_FONTS = ("noto*cjk*", "wqy*", "source*han*", "simsun*", "simhei*", "msyh*", "droidsansfallback*", "uming*", "ukai*")


def program(running: tuple[int, ...] = sys.version_info[:2], name: str = "xingping") -> Iterator[Finding]:
    """Python and the packages that are required."""
    found = platform.python_version()
    if running < _OLDEST:
        yield Finding("python", "程序", "bad", f"Python {found} 太旧", "请用 Python 3.11 或更新的版本重新安装")
        return
    try:
        needed = [one.partition(";")[0] for one in requires(name) or () if "extra ==" not in one]
        own = version(name)
    except PackageNotFoundError:
        yield Finding("python", "程序", "warn", f"Python {found}；程序没有安装，是从源码目录直接运行的", "依赖是否齐全没有检查")
        return
    missing = [one for one in map(_distribution, needed) if not _installed(one)]
    if missing:
        yield Finding("python", "程序", "bad", f"缺少 {len(missing)} 个依赖：{'、'.join(missing[:5])}", "请重新安装本程序")
    else:
        yield Finding("python", "程序", "ok", f"{own}，Python {found}，{len(needed)} 个依赖齐全")


def pictures(_: Settings) -> Iterator[Finding]:
    """Programs and models that read scans and photos."""
    place = find_spec("rapidocr") if ocr_installed() else None
    if place is None or place.origin is None:
        yield Finding("ocr", "图片识别", "bad", "没有装齐识别扫描件的组件", "请重新安装本程序；不装也能用，但扫描件和照片读不了")
        return
    yield from recognition_models(Path(place.origin).parent / "models")


def recognition_models(folder: Path) -> Iterator[Finding]:
    """Of each of the three parts one with something in it."""
    missing = [part for part in _MODELS if not any(path.stat().st_size for path in folder.glob(f"*_{part}_*.onnx"))]
    if missing:
        yield Finding("ocr", "图片识别", "bad", f"缺少识别模型（{'、'.join(missing)}）", "请重新安装 rapidocr")
    else:
        yield Finding("ocr", "图片识别", "ok", "模型齐全")


def office(_: Settings) -> Iterator[Finding]:
    """LibreOffice is of use for old formats only."""
    found = soffice()
    if found is None:
        todo = "要读就安装 LibreOffice，或用 XINGPING_SOFFICE 指明位置"
        yield Finding("office", "旧格式", "warn", "没有 LibreOffice，DOC、WPS、PPT 读不了（可选）", todo)
    else:
        yield Finding("office", "旧格式", "ok", f"LibreOffice 在 {found}")


def fonts(_: Settings) -> Iterator[Finding]:
    """Pages of documents that bring no fonts along are drawn with the machine's."""
    if sys.platform in ("win32", "darwin") or _listed_fonts() or _font_files((Path("/usr/share/fonts"), Path.home() / ".fonts")):
        yield Finding("fonts", "中文字体", "ok", "有")
    else:
        yield Finding("fonts", "中文字体", "warn", "没有中文字体，没嵌字体的文件画出来缺字", "请安装一种，如 fonts-noto-cjk")


def _listed_fonts() -> bool:
    program = which("fc-list")
    if program is None:
        return False
    try:
        told = subprocess.run([program, ":lang=zh", "family"], capture_output=True, timeout=_SECONDS, check=False)
    except (OSError, subprocess.TimeoutExpired):
        return False
    return bool(told.stdout.strip())


def _font_files(folders: tuple[Path, ...]) -> bool:
    files = (path.name.lower() for folder in folders if folder.is_dir() for path in folder.rglob("*"))
    return any(fnmatch(name, like) for name in files for like in _FONTS)


def _distribution(requirement: str) -> str:
    """langchain>=1.4 -> langchain"""
    for end, letter in enumerate(requirement):
        if not (letter.isalnum() or letter in "._-"):
            return requirement[:end]
    return requirement


def _installed(name: str) -> bool:
    try:
        version(name)
    except PackageNotFoundError:
        return False
    return True
