"""A file named by a person: its own kinds go, those of its chapters stay."""

from scoring.overrides.rekind import rekinded
from tests.support.facts import OWN, file, paper, part, table, unreadable


def test_the_kinds_of_the_file_are_those_named() -> None:
    facts = file("甲.docx", part("甲", kinds=["notice"]), part("附录", kinds=["service_commitment"]), kinds=["notice"])
    named = rekinded(facts, ("service_manual", "warranty_card"))
    assert [one.kinds for one in named.sections] == [("service_manual", "warranty_card"), (), ("service_commitment",)]


def test_a_kind_that_is_named_again_stays_where_it_was() -> None:
    facts = file("甲.docx", part("甲", kinds=["notice"]), kinds=["notice"])
    assert [one.kinds for one in rekinded(facts, ("service_manual", "notice")).sections] == [("service_manual", "notice"), ("notice",)]


def test_what_cannot_be_read_is_placed_by_the_name_it_was_given() -> None:
    assert rekinded(unreadable("扫描.pdf", "notice"), ("service_manual",)).hinted == ("service_manual",)


def test_a_paper_taken_for_the_wrong_certificate() -> None:
    facts = file("证.pdf", paper("permit", OWN, expires="2028-01-01"))
    assert [one.kind for one in rekinded(facts, ("notice", "management_certificate")).instruments] == ["management_certificate"]
    assert rekinded(facts, ("notice",)).instruments == ()
    assert rekinded(facts, ("permit", "notice")).instruments == facts.instruments


def test_rows_stay_what_their_headers_say() -> None:
    facts = file("台账.xlsx", table("installation_record", "id date result", [("I1", "2026-03-02", "合格")]))
    assert rekinded(facts, ("repair_record",)).tables == facts.tables
