"""The parted press: a page laid out in stretches by several processes, and bound into one file.

What it prints is what the single pass prints: the same words at the same places on the same pages, with the same links,
bookmarks and tags. Where that cannot be sure, it prints nothing.
"""

from __future__ import annotations

import signal
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace
from typing import Any

from briefgen.printing.answers import Fault, Faulty
from briefgen.printing.binding import Page, bind
from briefgen.printing.chains import Chains
from briefgen.printing.cuts import Cuts, keep, survey
from briefgen.printing.drawing import Press
from briefgen.printing.engine import take
from briefgen.printing.finishing import finished
from briefgen.printing.fitness import Unfit
from briefgen.printing.measure import Measure
from briefgen.printing.memory import Memory, key_of
from briefgen.printing.order import OPTIONS, Order
from briefgen.printing.quick import keep_lines
from briefgen.printing.recalled import Recalled
from briefgen.printing.sight import Blind, Sight
from briefgen.printing.source import Named, read
from briefgen.printing.workers import Lost, Workers

PATIENCE = 5
"""For so many seconds it is waited until libraries have done what they do beside."""


def worth(html: bytes, measure: Measure) -> bool:
    """Whether a page is so large that it is parted."""
    return html.count(b"</") >= measure.worth


def parted(order: Order, measure: Measure, begin: Callable[[], None]) -> tuple[bytearray, int, bytes]:
    """The PDF of a page, how many sheets it has, and what to remember of them. Raises `Unfit` and `Faulty`.

    `begin` is what each process runs first. The page is taken from the order: it is large, and so is the file.
    """
    options = {**take("DEFAULT_OPTIONS"), **OPTIONS, "output_intent": "srgb", "pdf_version": "1.7"}
    pages, memory = _laid_out(order, measure, begin, options)
    document = _document(order)
    options |= order.complete(document)
    order.page = None
    return bind(document, pages, options), len(pages), memory.held()


def _laid_out(
    order: Order, measure: Measure, begin: Callable[[], None], options: dict[str, Any]
) -> tuple[list[Page], Memory]:
    """The sheets of a page with their margins, and what to remember of them."""
    html, log = order.page, order.log
    source = read(html, order.fonts, options, order.refused)
    memory = Memory(order.known)
    given = key_of(source.styles, order.given, html.etree_element.items())
    cuts = survey(source, memory, given)
    source.starts = set(cuts.starts)
    _part_words(html.etree_element.get("lang", ""))
    _settle()

    def begun() -> None:
        log.clear()
        begin()
        keep_lines()

    workers = Workers(measure.most, begun, order.header["until"], order.header["spare"])
    chains = Chains(source, cuts, measure, workers, Press, log)
    try:
        recalled = _recalled(chains, memory, given)
        sheets = chains.lay_out()
        keys = recalled.keep(sheets) if recalled else [None] * len(sheets)
        margins = finished(chains, sheets, keys, memory, given)
    except Lost as lost:
        raise Faulty(_fault(lost, cuts)) from lost
    finally:
        workers.close()
        workers.give_back()
    log += dict.fromkeys(line for sheet in sheets for line in sheet.log)
    return [Page(sheet.leaf, leaf, sheet.bookmarks) for sheet, leaf in zip(sheets, margins, strict=True)], memory


def _document(order: Order) -> Any:
    """A document without pages, which says what the page says of itself."""
    html = order.page
    named = SimpleNamespace(
        wrapper_element=Named(html.etree_element),
        etree_element=html.etree_element,
        base_url=html.base_url,
        url_fetcher=html.url_fetcher,
    )
    metadata = take("document.DocumentMetadata")(**take("html.get_html_metadata")(named))
    return take("document.Document")([], metadata, html.url_fetcher, order.fonts, {}, "srgb")


def _recalled(chains: Chains, memory: Memory, given: bytes) -> Recalled | None:
    """The sheets of the last time, which chains begin with; None where it cannot be told which of them are the same.

    Where none is remembered, chains begin at once, and what is remembered for the next time is told meanwhile.
    """
    if memory.empty:
        chains.begin()
    keep(chains.cuts, memory, given)
    try:
        recalled = Recalled(memory, chains.cuts, Sight(chains.source, chains.cuts), given)
    except Blind:
        return None
    if not memory.empty:
        for run in recalled.runs():
            chains.know(run)
    return recalled


def _part_words(language: str) -> None:
    """Read how the words of a language are parted, which each process would do for itself when it first parts one."""
    pyphen = take("text.line_break.pyphen")
    known = pyphen.language_fallback(language)
    if known:
        pyphen.Pyphen(lang=known)


def _settle() -> None:
    """Wait for the threads in which Pango reads its fonts: a process that is forked meanwhile would wait for ever."""
    tasks, end = Path("/proc/self/task"), time.monotonic() + PATIENCE
    while tasks.exists() and len(list(tasks.iterdir())) > threading.active_count():
        if time.monotonic() > end:
            raise Unfit("a library does not come to rest")
        time.sleep(0.01)


def _fault(lost: Lost, cuts: Cuts) -> Fault:
    """What a process that ended is said to have ended of, and where in the page it was."""
    kind = {int(signal.SIGXCPU): "time", int(signal.SIGKILL): "memory", int(signal.SIGTRAP): "memory"}.get(lost.signal)
    where = cuts.words(lost.work.then.number) if hasattr(lost.work, "then") else ""
    name = signal.Signals(lost.signal).name if lost.signal else "a process ended"
    return Fault(kind or "crash", where if kind else f"{name} {where}".strip())
