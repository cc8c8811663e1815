"""How a page is printed: in parts, or in one pass and why; and what is replaced in WeasyPrint for either."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from briefgen.printing.answers import Faulty
from briefgen.printing.fitness import Unfit
from briefgen.printing.glyphs import hasten
from briefgen.printing.grid import keep_to_grid
from briefgen.printing.letters import spell
from briefgen.printing.measure import Measure
from briefgen.printing.order import Order
from briefgen.printing.parted import parted, worth
from briefgen.printing.place import Place
from briefgen.printing.quick import quicken
from briefgen.printing.single import single

_WITHOUT = {"letters": "Arabic may be copied otherwise than it is read", "grid": "text does not stand on its grid"}
"""How it shows that WeasyPrint has not what is needed for something."""


def make_ready(missing: Mapping[str, str]) -> None:
    """Replace in WeasyPrint what can be, where so much is `missing` of it as `engine` finds."""
    if "parted" not in missing:
        quicken()
        hasten()
    if "letters" not in missing:
        spell()
    if "grid" not in missing:
        keep_to_grid()


def printed(
    read: Callable[[], Order],
    html: bytes,
    measure: Measure,
    missing: Mapping[str, str],
    begin: Callable[[], None],
    place: Place,
) -> tuple[bytes | bytearray, int, bytes, str]:
    """The PDF of a page, how many sheets it has, what to remember of them, and what is to be said of how it was made.

    Raises `Faulty`. `read` reads the job, once more where the parted press has let go of the page; `begin` is what each
    process of that runs first; `place` is where the single pass is.
    """
    large, order = worth(html, measure), read()
    shows = [shown for use, shown in _WITHOUT.items() if use in missing]
    lost = f"of WeasyPrint, {missing['parted']} is not as the press knows it" if "parted" in missing else ""
    note = "; ".join([lost, *shows]) if shows or large else ""
    if large and not lost:
        try:
            return *parted(order, measure, begin), ""
        except Unfit as unfit:
            note = str(unfit)
        except (Faulty, MemoryError, RecursionError, SystemError):
            raise  # the single pass would run into the same
        except Exception as error:
            if order.refused:
                raise
            # Whatever it is of a WeasyPrint whose names are as they were: the single pass has less to do with it.
            note = f"{type(error).__name__}: {error}"
    return *single(order if order.page is not None else read(), None if "place" in missing else place), b"", note
