"""Where a theme's files are looked for: the project's own, then the shipped theme, then `default`.

A file of the project wins over the shipped one of the same name, and can extend it by its full name:
`{% extends "default/page.html" %}` in a project's `templates/default/page.html` means the shipped page.
"""

from __future__ import annotations

import hashlib
import re
import traceback
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache as once
from itertools import chain
from pathlib import Path
from typing import Any

from jinja2 import Environment, Template, TemplateError, TemplateNotFound
from jinja2.runtime import Context

from briefgen.beside import Beside
from briefgen.diagnostics import did_you_mean
from briefgen.language import Locale
from briefgen.themes.fetching import fetched
from briefgen.themes.laying import environment, shortly

DEFAULT = "default"


class UnknownTheme(Exception):  # noqa: N818 - said of a project, in its author's words
    """A project asks for a theme that neither it nor the package has."""

    def __init__(self, name: str) -> None:
        names = shipped_names()
        hint = did_you_mean(name, names) or f"the shipped themes are {', '.join(names)}"
        super().__init__(f"there is no theme `{name}`")
        self.hint = hint


class TemplateFault(Exception):  # noqa: N818 - said of a project, in its author's words
    """A project's template cannot be laid out: which, on which line, and why."""

    hint = "mend the template, or take it away to have the shipped one"


@dataclass(frozen=True)
class Theme:
    """A look: template files by name, each as found first, and by full name (`default/page.html`) as shipped."""

    name: str
    files: Mapping[str, str] = field(repr=False)
    own: frozenset[str] = frozenset()
    """The names of the files that are the project's own."""
    home: str = field(default="", repr=False, compare=False)
    """Which project it is read for, as a hash: sheets printed in it are remembered by that, and nothing shows it."""

    def render(
        self,
        name: str,
        locale: Locale,
        filters: Mapping[str, Callable[..., object]],
        finish: Callable[[str], str] = str,
        apart: str = "",
        **data: object,
    ) -> str:
        """A template laid out over data, with the labels of a locale as `_("…")`, and finished.

        `apart` is a block of its block `body` that a second process lays out meanwhile, and finishes by itself, where
        there is one for it and no file of the project has a say in what blocks there are.

        Raises `TemplateFault` where the theme has files of the project's own.
        Without such files a failure is the program's own fault, and is not dressed up as the author's.
        """
        if apart and not self.own:
            return _by_two(self._furnished(locale, filters).get_template(name), apart, data, finish)
        return finish(self.layout(locale, filters)(name, **data))

    def layout(self, locale: Locale, filters: Mapping[str, Callable[..., object]]) -> Callable[..., str]:
        """What lays out a template, by its name, over data: each is compiled once for all pages made of it."""
        laying = self._furnished(locale, filters)

        def laid_out(name: str, **data: object) -> str:
            try:
                page = laying.get_template(name).render(data)
            except Exception as error:  # a template can make Python raise anything
                if not self.own:
                    raise
                raise TemplateFault(self._in_words(error)) from error
            if self.own and name.endswith(".html"):
                self._look_through(page, beside=name.startswith("site/"))
            return page

        return laid_out

    @property
    def digest(self) -> str:
        """The SHA-256 of its files, names and all."""
        held = "".join(f"{name}\0{text}\0" for name, text in sorted(self.files.items()))
        return hashlib.sha256(held.encode()).hexdigest()

    @property
    def _has_own_tokens(self) -> bool:
        """Whether it sets some of the tokens anew; all others are those of `default`."""
        return self.files["tokens.css"] != self.files[f"{DEFAULT}/tokens.css"]

    def _furnished(self, locale: Locale, filters: Mapping[str, Callable[..., object]]) -> Environment:
        laying = environment(self.files, bool(self.own))
        laying.filters.update(filters)
        labels = locale.messages
        laying.install_gettext_callables(  # type: ignore[attr-defined]
            labels.gettext, labels.ngettext, newstyle=True, pgettext=labels.pgettext, npgettext=labels.npgettext
        )
        said = {"own_tokens": self._has_own_tokens, "locale": locale, "comma": locale.comma}
        laying.globals.update(said, _=shortly(labels.gettext))
        return laying

    def _look_through(self, page: str, beside: bool) -> None:
        """Refuse a page that is not whole without a network."""
        for address in fetched(page, beside):
            says = f"it makes the page fetch or follow `{address[:80]}`, and a page has to be whole without a network"
            raise TemplateFault(f"{self._written(address)}: {says}")

    def _written(self, address: str) -> str:
        """The line of a project's template where an address begins, as far as that can be told."""
        begins = _BEGINNING.match(address.strip())
        for file in sorted(self.own):
            for number, line in enumerate(self.files[file].split("\n"), 1):
                if begins and begins[0] in line:
                    return f"templates/{self.name}/{file}, line {number}"
        return f"a template of the theme `{self.name}`"

    def _in_words(self, error: Exception) -> str:
        """Where a template failed, in the project's own file where one was at work, and why."""
        if isinstance(error, TemplateNotFound):
            hint = did_you_mean(str(error.name), self.files)
            why = f"there is no template `{error.message}`" + (f"; {hint}" if hint else "")
        else:
            why = error.message or "" if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
        steps = [(step.filename, step.lineno) for step in traceback.extract_tb(error.__traceback__)]
        at_work = [step for step in steps if step[0] in self.files]
        own = [step for step in at_work if step[0] in self.own]
        places = [f"templates/{self.name}/{file}, line {line}" for file, line in own[-1:]]
        if at_work and at_work[-1] not in own:
            places.append(f"the shipped {at_work[-1][0]}, line {at_work[-1][1]}")
        return f"{', in '.join(places) or f'a template of the theme `{self.name}`'}: {why}"


_BEGINNING = re.compile(r"[\w+.-]+:(?://[^/]*)?|//[^/]*|\S+")
"""How an address begins: with its scheme and its host, which a template hardly makes up."""


def _by_two(template: Template, apart: str, data: Mapping[str, object], finish: Callable[[str], str]) -> str:
    """A template laid out and finished by two processes, one of which has one block alone."""

    def alone(context: Context) -> Iterator[str]:
        return chain([_APART], template.blocks[apart](context), [_APART])

    with Beside(lambda: [finish(_laid_out(template, data, "body", alone).split(_APART)[1])]) as beside:
        if beside.at_work:
            others = finish(_laid_out(template, data, apart, lambda _: iter([_APART])))
            if (block := beside.result()) is not None:
                return others.replace(_APART, block, 1)
    return finish(template.render(data))


def _laid_out(
    template: Template, data: Mapping[str, object], name: str, block: Callable[[Context], Iterator[str]]
) -> str:
    """A template over data, with another block of a name than it has."""
    context = template.new_context(dict(data))
    context.blocks[name] = [block]
    return template.environment.concat(template.root_render_func(context))


_APART = "<apart/>"
"""Where a block goes. No author's text can hold it."""


def find(name: str, own: Mapping[str, str]) -> Theme:
    """The theme of this name, with the files of a project's `templates/<name>/`. Raises `UnknownTheme`."""
    shipped = _shipped(name)
    if not shipped and not own:
        raise UnknownTheme(name)
    default = _shipped(DEFAULT)
    full = {
        f"{folder}/{file}": text
        for folder, files in ((DEFAULT, default), (name, shipped))
        for file, text in files.items()
    }
    return Theme(name, {**full, **default, **shipped, **own}, frozenset(own))


def shipped_names() -> list[str]:
    """The names of the themes in the package."""
    return sorted(folder.name for folder in _folder().iterdir() if folder.is_dir())


@once
def _shipped(name: str) -> Mapping[str, Any]:
    folder = _folder() / name
    if name not in shipped_names():
        return {}
    return {path.relative_to(folder).as_posix(): path.read_text("utf-8") for path in _files(folder)}


def _files(folder: Path) -> Iterable[Path]:
    return (path for path in sorted(folder.rglob("*")) if path.is_file() and not path.name.startswith("."))


def _folder() -> Path:
    """The shipped themes: inside the package where it is installed, beside it in a checkout."""
    inside = Path(__file__).parent.parent / "templates"
    return inside if inside.is_dir() else Path(__file__).parent.parent.parent / "templates"
