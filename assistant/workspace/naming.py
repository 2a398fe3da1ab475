"""How a client's name is looked up. Migrations rest on it: a change needs a revision that fills the keys anew."""

from unicodedata import normalize


def name_key(name: str) -> str:
    """The name without what people type differently: full and half width, brackets, capitals, spaces."""
    return "".join(normalize("NFKC", name).casefold().split())
