"""What the database itself refuses, whoever asks: changing or deleting rows that must stay. Used by migrations only, so never edited."""

from collections.abc import Sequence


def guards(dialect: str, table: str, *, changeable: Sequence[str] = (), columns: Sequence[str] = ()) -> list[str]:
    """DDL that refuses DELETE, and UPDATE of any of `columns` but the `changeable` ones; of every column where both are empty."""
    fixed = [name for name in columns if name not in changeable]
    return _sqlite(table, fixed) if dialect == "sqlite" else _postgres(table, fixed)


def for_good(dialect: str, table: str, columns: Sequence[str]) -> str:
    """DDL that refuses to change any of `columns` once the first is set. PostgreSQL takes the function that `guards` made for the table."""
    same = "IS NOT" if dialect == "sqlite" else "IS DISTINCT FROM"
    changed = " OR ".join(f'OLD."{name}" {same} NEW."{name}"' for name in columns)
    when = f'WHEN (OLD."{columns[0]}" IS NOT NULL AND ({changed}))'
    if dialect == "sqlite":
        return f"CREATE TRIGGER {table}_for_good BEFORE UPDATE ON {table} {when} BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END"
    return f"CREATE TRIGGER {table}_for_good BEFORE UPDATE ON {table} FOR EACH ROW {when} EXECUTE FUNCTION {table}_refuse()"


def _sqlite(table: str, fixed: Sequence[str]) -> list[str]:
    when = " WHEN " + " OR ".join(f'OLD."{name}" IS NOT NEW."{name}"' for name in fixed) if fixed else ""
    refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END"
    return [
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {refuse}",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table}{when} {refuse}",
    ]


def _postgres(table: str, fixed: Sequence[str]) -> list[str]:
    when = " WHEN (" + " OR ".join(f'OLD."{name}" IS DISTINCT FROM NEW."{name}"' for name in fixed) + ")" if fixed else ""
    function = f"{table}_refuse()"
    return [
        f"CREATE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN RAISE EXCEPTION '{table}: append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} FOR EACH ROW EXECUTE FUNCTION {function}",
        f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} FOR EACH ROW{when} EXECUTE FUNCTION {function}",
        f"CREATE TRIGGER {table}_no_truncate BEFORE TRUNCATE ON {table} FOR EACH STATEMENT EXECUTE FUNCTION {function}",
    ]
