"""The texts of many files, which take half as much as bytes: of most, nobody asks."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

_AS_READ = "surrogatepass"
"""What is not UTF-8 in a file is told of it, with its text as far as that goes."""


class Texts(Mapping[str, str]):
    """Texts by the names of their files, each made when it is asked for."""

    def __init__(self, texts: Mapping[str, str] | None = None) -> None:
        self._encoded: dict[str, bytes] = {}
        for name, text in (texts or {}).items():
            self.add(name, text)

    def add(self, name: str, text: str) -> None:
        """Take in the text of a file, in place of one that it had."""
        self._encoded[name] = text.encode("utf-8", _AS_READ)

    def __getitem__(self, name: str) -> str:
        return self._encoded[name].decode("utf-8", _AS_READ)

    def __iter__(self) -> Iterator[str]:
        return iter(self._encoded)

    def __len__(self) -> int:
        return len(self._encoded)

    @property
    def encoded(self) -> Mapping[str, bytes]:
        """The same as they are held, in UTF-8."""
        return self._encoded

    def renamed(self, name: Callable[[str], str]) -> Texts:
        """The same texts under other names."""
        made = Texts()
        made._encoded = {name(old): text for old, text in self._encoded.items()}
        return made
