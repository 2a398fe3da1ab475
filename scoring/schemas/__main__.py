"""`python -m scoring.schemas`: writes the schema of the grade result anew."""

import sys

from scoring.schemas.generating import schema_file, schema_text

if __name__ == "__main__":
    schema_file().write_text(schema_text(), encoding="utf-8")
    sys.stdout.write(f"{schema_file().name}\n")
