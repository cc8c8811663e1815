"""The texts of many files, as bytes: in most ledgers half as much, for one dash has all of a text take two for each."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

_WHATEVER = "surrogatepass"
"""Whatever a text may hold: what is wrong in it, others say."""


class Texts(Mapping[str, str]):
    """Texts by the names of their files, each made when it is asked for; at once, where they are `ready`.

    Who asks again and again wants them ready, and who has them anyway.
    """

    def __init__(self, ready: bool = False) -> None:
        self._held: dict[str, bytes | str] = {}
        self._ready = ready

    def add(self, name: str, text: str) -> None:
        """Take in the text of a file, in place of one that it had."""
        self._held[name] = text if self._ready else _encoded(text)

    def __getitem__(self, name: str) -> str:
        held = self._held[name]
        return held if isinstance(held, str) else held.decode("utf-8", _WHATEVER)

    def __iter__(self) -> Iterator[str]:
        return iter(self._held)

    def __len__(self) -> int:
        return len(self._held)

    @property
    def size(self) -> int:
        """How much it is in all: bytes, or characters of those that are ready."""
        return sum(map(len, self._held.values()))

    def encoded(self) -> Iterator[tuple[str, bytes]]:
        """Their names and bytes, in UTF-8."""
        return ((name, _encoded(held) if isinstance(held, str) else held) for name, held in self._held.items())

    def renamed(self, name: Callable[[str], str]) -> Texts:
        """The same texts under other names."""
        made = Texts(self._ready)
        made._held = {name(old): held for old, held in self._held.items()}
        return made


def _encoded(text: str) -> bytes:
    return text.encode("utf-8", _WHATEVER)
