"""Work that two processes share: what comes of it is the same, whatever becomes of the second."""

from __future__ import annotations

import multiprocessing
import os
import re
import shutil
import signal
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from functools import partial
from itertools import pairwise
from multiprocessing import active_children
from pathlib import Path

import pytest

from briefgen import beside
from briefgen.build import checking, reading
from briefgen.model import plain
from briefgen.reader import read

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="work is shared on Linux")


@pytest.fixture
def room(monkeypatch):
    monkeypatch.setattr(beside, "has_room", lambda _=True: True)


def slowly(number):
    time.sleep(0.05)
    return number, os.getpid()


def test_each_task_is_done_once_by_one_of_two_processes(room):
    found = list(beside.shared([partial(slowly, number) for number in range(12)]))
    assert [number for number, _ in found] == list(range(12))
    pids = [pid for _, pid in found]
    assert pids[0] == os.getpid() != pids[-1]
    assert sum(one != other for one, other in pairwise(pids)) == 1, "neighbours stay together"
    assert not multiprocessing.active_children()


def test_no_tasks_give_nothing(room):
    assert list(beside.shared([])) == []


def test_there_may_be_any_number_of_tasks(monkeypatch):
    monkeypatch.setattr(beside, "has_room", lambda _=True: len(active_children()) < 2)
    tasks = [partial(int, number) for number in range(20_000)]  # more than a pipe holds numbers of
    assert list(beside.shared(tasks)) == list(range(20_000))
    assert sorted(beside.spread(tasks)) == [(number, number) for number in range(20_000)]


def test_one_process_does_it_all_where_there_is_one_processor(monkeypatch):
    monkeypatch.setattr(beside, "has_room", lambda _=True: False)
    assert {pid for _, pid in beside.shared([partial(slowly, number) for number in range(3)])} == {os.getpid()}


def test_what_a_process_that_dies_had_taken_is_done_all_the_same(room):
    parent = os.getpid()

    def task(number):
        if os.getpid() != parent:
            os.kill(os.getpid(), signal.SIGKILL)
        return slowly(number)

    found = list(beside.shared([partial(task, number) for number in range(6)]))
    assert found == [(number, parent) for number in range(6)]


def test_a_fault_is_met_where_it_is_whoever_meets_it_first(room):
    def task(number):
        time.sleep(0.05)
        if number == 5:
            raise ZeroDivisionError
        return number

    found = beside.shared([partial(task, number) for number in range(6)])
    assert [next(found) for _ in range(5)] == list(range(5))
    with pytest.raises(ZeroDivisionError):
        next(found)
    assert not multiprocessing.active_children()


def test_one_processor_more_is_wanted_for_each_process(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: {0, 1})
    assert beside.has_room()
    with beside.Beside(lambda: [time.sleep(60)]) as other:
        assert other.at_work
        assert not beside.has_room()
    assert beside.has_room()


@pytest.fixture
def faulty(desk):
    """The sample with faults of many rules in it, some of them allowed, and lines that allow nothing."""
    shutil.copytree(ROOT / "content", desk.root / "content")
    events = desk.root / "content/events/2024-12-08.yaml"
    text = events.read_text("utf-8")
    allowed = "    allow: [{rule: unknown-actor, because: For the test.}]"
    text = re.sub("^    sources:", rf"{allowed}\n\g<0>", text, count=9, flags=re.MULTILINE)
    text = text.replace("    actors: [", "    actors: [nobody, ", 14)
    text = re.sub("    text: >\n +", r"\g<0>Clearly brutal. ", text, count=4)
    events.write_text(text, "utf-8")
    (desk.root / "content/briefs/syria-2024-12-15.yaml").unlink()
    return desk


def test_a_check_that_two_processes_share_finds_the_same(faulty, monkeypatch):
    monkeypatch.setattr(checking, "_MORE", 0)
    monkeypatch.setattr(reading, "_MANY", 0)
    found = []
    for room in (False, True):
        monkeypatch.setattr(beside, "has_room", lambda _=True, room=room: room)
        for module in (checking, reading):
            monkeypatch.setattr(module, "recall", lambda *_: None)
        found.append(faulty.findings())
    assert {"unused-allow", "unknown-actor", "judgement-in-fact"} <= {each["rule"] for each in found[0]}
    assert found[0] == found[1]


def test_a_file_with_a_fault_is_told_as_by_one_process(faulty, room, monkeypatch):
    monkeypatch.setattr(reading, "_MANY", 0)
    faulty.write("content/more.yaml", "events:\n  - {id: a, id: b, title: x}\n  - *all")
    faulty.write("content/none.yaml", "")
    told = {(each["rule"], each["file"]) for each in faulty.findings()}
    assert told >= {("duplicate-key", "content/more.yaml"), ("anchor-or-alias", "content/more.yaml")}
    assert ("empty-file", "content/none.yaml") in told


@pytest.fixture
def remembered(memory, monkeypatch):
    """The sample's files, all of them large enough to be remembered."""
    monkeypatch.setattr(reading, "_LARGE", 0)
    return [(str(path), path.read_bytes()) for path in sorted((ROOT / "content").rglob("*.yaml"))]


def records(files):
    """The records of some files, as plain values with their places, or the faults of those that have some."""
    remembering = reading.Remembering()
    found = []
    for document in remembering.documents(files):
        made = document.faults or remembering.content(document)
        found.append((document.text, made if isinstance(made, list) else [*told(made)]))
    return found


def told(content):
    for name in type(content).model_fields:
        held = getattr(content, name)
        for record in held if isinstance(held, list) else [held] if held else []:
            yield name, getattr(record, "_place", None), type(record), plain(record), record.model_fields_set


def test_a_file_that_is_remembered_is_what_it_is_when_it_is_read(remembered, monkeypatch):
    anew = records(remembered)
    assert sum(len(made) for _, made in anew) > 250
    monkeypatch.setattr(reading, "read", None)
    assert records(remembered) == anew


def test_files_that_two_processes_read_have_the_records_that_one_makes(remembered, monkeypatch):
    monkeypatch.setattr(reading, "recall", lambda *_: None)
    alone = records(remembered)
    monkeypatch.setattr(reading, "_MANY", 0)
    asked = []
    monkeypatch.setattr(reading, "read", lambda *file: asked.append(file[0]) or read(*file))
    monkeypatch.setattr(beside, "has_room", lambda _=True: True)
    assert records(remembered) == alone
    assert 0 < len(asked) < len(remembered), "the others are read by the second process"


def test_a_file_that_was_edited_is_read_again(remembered):
    records(remembered)
    name, data = next(each for each in remembered if b"\nactors:" not in each[1])
    edited = data + b"\nactors: [{id: newcomer, name: Newcomer}]\n"
    ((_, made),) = records([(name, edited)])
    assert "newcomer" in {each[3].get("id") for each in made}


def test_a_file_of_another_name_knows_that_it_is_there(remembered):
    records(remembered)
    (_, data) = remembered[0]
    ((_, made),) = records([("content/other.yaml", data)])
    assert {place.file for _, place, *_ in made if place} == {"content/other.yaml"}


def test_a_damaged_memory_of_a_file_is_not_believed(remembered, memory):
    anew = records(remembered)
    for path in (memory / "records").iterdir():
        data = bytearray(path.read_bytes())
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    assert records(remembered) == anew


def test_what_another_program_remembers_is_not_believed(remembered, monkeypatch):
    records(remembered)
    asked = []
    monkeypatch.setattr(reading, "fingerprint", lambda printed: "another")
    monkeypatch.setattr(reading, "read", lambda *file: asked.append(file[0]) or read(*file))
    monkeypatch.setattr(beside, "has_room", lambda _=True: False)
    records(remembered)
    assert asked == [name for name, _ in remembered]


def test_what_is_wrong_with_a_file_is_told_each_time(remembered):
    for _ in range(2):
        ((_, faults),) = records([("a.yaml", b"events: [{id: a, id: b}]")])
        assert [fault.rule for fault in faults] == ["duplicate-key"]
        ((_, faults),) = records([("a.yaml", b"events: [{id: a}]")])
        assert {fault.rule for fault in faults} == {"missing-field"}


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_nothing_is_forked_beside_threads_nor_where_children_may_not_be(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(64))
    assert beside.has_room()
    with ThreadPoolExecutor(1) as threads:
        assert not threads.submit(beside.has_room).result()
    with multiprocessing.Pool(1) as daemons:
        assert not daemons.apply(beside.has_room)


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_of_as_many_processes_as_there_are_processors_none_begins_more(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(2))
    here = os.getpid()
    found = [found for _, found in beside.spread([lambda: (os.getpid(), beside.has_room())] * 4)]
    assert [(pid == here, room) for pid, room in found] == [(False, False)] * 4


@pytest.mark.skipif(sys.platform != "linux", reason="nothing is forked elsewhere")
def test_a_processor_for_which_there_is_no_task_is_spare_for_who_is_still_at_work(monkeypatch):
    monkeypatch.setattr(os, "sched_getaffinity", lambda _: range(3))

    def spare(wanted):
        end, found = time.monotonic() + 30, b""
        while len(found) < wanted and time.monotonic() < end:
            with suppress(BlockingIOError):
                found += os.read(beside.SPARE[0], wanted - len(found))
        return len(found)

    assert dict(beside.spread([partial(spare, 2), lambda: 0])) == {0: 2, 1: 0}, (
        "of three, that of the second and one more"
    )
    assert beside.SPARE == []
