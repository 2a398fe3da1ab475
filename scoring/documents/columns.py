"""Column names of a spreadsheet: 1 -> A, 27 -> AA, and back."""


def column_letters(number: int) -> str:
    """1-based."""
    letters = ""
    while number > 0:
        number, rest = divmod(number - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def column_number(letters: str) -> int:
    """1-based; upper case letters."""
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - 64
    return number
