"""What the documents that leave the program look like, as JSON Schema (draft 2020-12). The files are made by `python -m scoring.schemas`."""

from scoring.schemas.generating import schema_file, schema_text

__all__ = ["schema_file", "schema_text"]
