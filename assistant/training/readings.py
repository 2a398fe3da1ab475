"""Write the table of readings: `python -m assistant.training.readings`. Needs pypinyin; nothing at run time does."""

import sys
import unicodedata
from collections import defaultdict

from assistant.knowledge.analysis import READINGS_FILE, fold_reading


def table() -> str:
    """One line a folded reading with all its characters, sorted."""
    from pypinyin.pinyin_dict import pinyin_dict

    characters: dict[str, list[str]] = defaultdict(list)
    for code, readings in sorted(pinyin_dict.items()):
        if 0x4E00 <= code <= 0x9FA5:
            plain = unicodedata.normalize("NFD", readings.split(",")[0]).encode("ascii", "ignore").decode()
            characters[fold_reading(plain)].append(chr(code))
    return "".join(f"{reading} {''.join(chars)}\n" for reading, chars in sorted(characters.items()))


def main() -> int:
    READINGS_FILE.write_text(table(), encoding="utf-8")
    sys.stdout.write(f"写到 {READINGS_FILE}\n")
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
