"""What is held of a large ledger is held small, and is all there."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from briefgen.build.checking import load
from briefgen.cli.arguments import find
from briefgen.model import Event
from briefgen.reader import Texts
from briefgen.server.memory import Memory

WRITTEN = {"id": "outage", "date": "2024-03-01", "title": "Power fails"}


def test_records_that_were_given_the_same_fields_hold_them_once():
    one, other = Event.model_validate(WRITTEN), Event.model_validate(WRITTEN | {"id": "repair"})
    assert one.model_fields_set == {"id", "date", "title"}
    assert one.model_fields_set is other.model_fields_set


def test_a_copy_of_a_record_says_by_itself_which_fields_it_has():
    one, other = Event.model_validate(WRITTEN), Event.model_validate(WRITTEN)
    copied = one.model_copy(update={"title": "Power is back", "text": "Said."})
    assert copied.model_fields_set == {"id", "date", "title", "text"}
    assert other.model_fields_set == one.model_fields_set == {"id", "date", "title"}


@given(st.dictionaries(st.text(min_size=1), st.text(st.characters(exclude_categories=()))), st.booleans())
def test_texts_are_what_they_were_under_names_old_and_new(held, ready):
    texts = Texts(ready)
    for name, text in held.items():
        texts.add(name, text)
    assert dict(texts) == held
    assert len(texts) == len(held)
    assert dict(texts.renamed(lambda name: f"folder/{name}")) == {f"folder/{name}": held[name] for name in held}
    assert {name: data.decode("utf-8", "surrogatepass") for name, data in texts.encoded()} == held


def test_who_asks_for_texts_again_and_again_is_given_the_same(desk):
    desk.write("content/all.yaml", "project: {series: Grid Watch}\nevents: [{id: a, date: 2024, title: Träge}]\n")
    texts = load(find(desk.root), Memory().reading).texts
    assert texts["content/all.yaml"] is texts["content/all.yaml"]
