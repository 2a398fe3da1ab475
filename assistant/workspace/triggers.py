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


_OF_ERASED = "SELECT 1 FROM erasures e WHERE e.organisation_id = OLD.organisation_id AND e.client_id = OLD.client_id"


def erasable(dialect: str, table: str) -> list[str]:
    """DDL that lets rows of a client go whose erasure is on record, in place of the refusal that `guards` made."""
    if dialect == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END"
        when = f"WHEN NOT EXISTS ({_OF_ERASED})"
        return [f"DROP TRIGGER {table}_no_delete", f"CREATE TRIGGER {table}_no_delete BEFORE DELETE ON {table} {when} {refuse}"]
    return _postgres_unless(table, "delete", _OF_ERASED, "OLD")


def redactable(dialect: str, table: str, columns: Sequence[str]) -> list[str]:
    """DDL that lets the details of such a client's rows, and nothing else of them, be replaced by the mark of the erasure."""
    same = "IS" if dialect == "sqlite" else "IS NOT DISTINCT FROM"
    kept = " AND ".join(f'OLD."{name}" {same} NEW."{name}"' for name in columns if name != "details")
    mark = f"""{_OF_ERASED} AND NEW.details = '{{"erased":"' || e.id || '"}}' AND {kept}"""
    if dialect == "sqlite":
        refuse = f"BEGIN SELECT RAISE(ABORT, '{table}: append-only'); END"
        return [f"DROP TRIGGER {table}_no_update", f"CREATE TRIGGER {table}_no_update BEFORE UPDATE ON {table} WHEN NOT EXISTS ({mark}) {refuse}"]
    return _postgres_unless(table, "update", mark, "NEW")


def _postgres_unless(table: str, act: str, allowed: str, row: str) -> list[str]:
    """A trigger's own condition may hold no query there, so that a function asks. `row` is what an allowed act goes on with."""
    function, trigger = f"{table}_refuse_{act}()", f"{table}_no_{act}"
    return [
        f"CREATE FUNCTION {function} RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF EXISTS ({allowed}) THEN RETURN {row}; END IF; "
        f"RAISE EXCEPTION '{table}: append-only' USING ERRCODE = 'integrity_constraint_violation'; END $$",
        f"DROP TRIGGER {trigger} ON {table}",
        f"CREATE TRIGGER {trigger} BEFORE {act.upper()} ON {table} FOR EACH ROW EXECUTE FUNCTION {function}",
    ]
