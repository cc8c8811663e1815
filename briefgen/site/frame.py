"""What stands around every page of an archive, and where its links lead."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from types import SimpleNamespace

from markupsafe import Markup, escape

from briefgen.language import Locale
from briefgen.outputs import typeset
from briefgen.site.library import Library

STYLES, SCRIPT = "site.css", "site.js"
_TITLE, _BODY = Markup("<page-title/>"), Markup("<page-body/>")
"""Where title and text of a page go. No author's text can hold these."""
_LINK = re.compile(r'href="#((?:event|source|actor|place|assessment|forecast)-[a-z0-9-]+)"')


@dataclass
class Frame:
    """Makes whole pages of their text, and remembers which characters these have."""

    library: Library
    characters: set[str] = field(default_factory=set)
    _pieces: dict[bool, tuple[str, str, str]] = field(default_factory=dict)

    def page(self, name: str, title: str, template: str, /, script: bool = False, **data: object) -> tuple[str, bytes]:
        """A page by its file: a template over data, around it the frame, and its links to where each record stands."""
        library = self.library
        body = library.lay(
            template, title=title, handling=library.handling, masthead=self._masthead, medium="screen", **data
        )
        body = library.locale.closed(typeset.together(body, library.locale))
        body = _LINK.sub(lambda link: self._led(name, link), body)
        before, between, behind = self._around(script)
        page = f"{before}{escape(title)}{between}{body}{behind}"
        self.characters |= set(page)
        return name, page.encode()

    def _led(self, name: str, link: re.Match[str]) -> str:
        address = self.library.address(link[1])
        if address is None:
            return link[0]
        return f'href="{address.removeprefix(name) if address.startswith(f"{name}#") else address}"'

    @property
    def _masthead(self) -> SimpleNamespace:
        return SimpleNamespace(handling=self.library.handling)

    def _around(self, script: bool) -> tuple[str, str, str]:
        if script not in self._pieces:
            project = self.library.dossier.project
            whole = self.library.lay(
                "site/frame.html",
                place=SimpleNamespace(title=_TITLE, body=_BODY),
                series=project.series,
                desk=project.desk,
                handling=self.library.handling,
                styles=STYLES,
                script=SCRIPT if script else "",
                feed="feed.xml",
                start="../index.html",
                ways=ways(self.library.locale),
            )
            before, _, rest = whole.lstrip().partition(_TITLE)
            between, _, behind = rest.partition(_BODY)
            self._pieces[script] = before, between, behind
        return self._pieces[script]


def ways(locale: Locale) -> list[tuple[str, str]]:
    """Where one can go from everywhere: files, and what these are called."""
    _ = locale.gettext
    return [
        ("chronology.html", _("Chronology and search")),
        ("actors.html", _("Actors")),
        ("places.html", _("Places")),
        ("sources.html", _("Sources")),
        ("judgements.html", _("Judgements and forecasts")),
        ("record.html", _("Our record")),
    ]
