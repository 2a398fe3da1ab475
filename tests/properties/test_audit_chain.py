"""Whatever is changed in a chain is found at the first row it touches; what is cut off its end, by any later anchor."""

from dataclasses import dataclass, replace

from hypothesis import given
from hypothesis import strategies as st

from assistant.workspace.audit import START, Head, row_hash, verify_chain

_TEXT = st.text(max_size=8)


@dataclass(frozen=True)
class Row:
    organisation_id: str
    seq: int
    at: str
    who: str
    action: str
    client_id: str
    subject: str
    details: str
    previous: str
    sha256: str = ""


_FIELDS = ("organisation_id", "at", "who", "action", "client_id", "subject", "details", "previous", "sha256")


def _chain(contents: list[list[str]]) -> list[Row]:
    rows: list[Row] = []
    for number, (organisation, at, who, action, client, subject, details) in enumerate(contents, start=1):
        row = Row(organisation, number, at, who, action, client, subject, details, rows[-1].sha256 if rows else START)
        rows.append(replace(row, sha256=row_hash(row)))
    return rows


chains = st.lists(st.lists(_TEXT, min_size=7, max_size=7), min_size=1, max_size=12).map(_chain)


@given(chains)
def test_a_chain_as_it_was_written_holds(rows: list[Row]) -> None:
    found = verify_chain(rows, [Head(row.seq, row.sha256) for row in rows])
    assert found.sound
    assert (found.rows, found.head) == (len(rows), rows[-1].sha256)


@given(chains, st.data())
def test_a_changed_field_is_found_at_its_row(rows: list[Row], data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(rows) - 1))
    name = data.draw(st.sampled_from(_FIELDS))
    value = data.draw(_TEXT.filter(lambda text: text != getattr(rows[at], name)))
    rows[at] = replace(rows[at], **{name: value})
    assert verify_chain(rows).broken == at + 1


@given(chains, st.data())
def test_a_changed_row_with_a_new_hash_is_found_at_the_next_or_by_an_anchor(rows: list[Row], data: st.DataObject) -> None:
    last = Head(len(rows), rows[-1].sha256)
    at = data.draw(st.integers(0, len(rows) - 1))
    who = data.draw(_TEXT.filter(lambda text: text != rows[at].who))
    changed = replace(rows[at], who=who)
    rows[at] = replace(changed, sha256=row_hash(changed))
    assert verify_chain(rows, [last]).broken == min(at + 2, len(rows))


@given(chains, st.data())
def test_rows_cut_off_taken_out_or_exchanged_are_found(rows: list[Row], data: st.DataObject) -> None:
    last = Head(len(rows), rows[-1].sha256)
    kept = data.draw(st.integers(0, len(rows) - 1))
    assert verify_chain(rows[:kept]).sound
    assert verify_chain(rows[:kept], [last]).broken == kept + 1
    out = data.draw(st.integers(0, len(rows) - 1))
    without = rows[:out] + rows[out + 1 :]
    assert verify_chain(without, [last]).broken == out + 1
    one, two = sorted(data.draw(st.lists(st.integers(0, len(rows) - 1), min_size=2, max_size=2)))
    if one != two:
        rows[one], rows[two] = rows[two], rows[one]
        assert verify_chain(rows).broken == one + 1


@given(st.lists(_TEXT, min_size=7, max_size=7), st.integers(0, 5), st.data())
def test_text_cannot_move_from_one_field_to_the_next(contents: list[str], field: int, data: st.DataObject) -> None:
    (row,) = _chain([contents])
    cut = data.draw(st.integers(0, len(contents[field])))
    moved = [*contents]
    moved[field], moved[field + 1] = contents[field][:cut], contents[field][cut:] + contents[field + 1]
    if moved != contents:
        assert _chain([moved])[0].sha256 != row.sha256
