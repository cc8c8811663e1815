"""The page that lists the issues of a series."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from briefgen import fonts, ledger
from briefgen.briefing import Briefing
from briefgen.build import manifest
from briefgen.language import NP_, Locale, locale_of
from briefgen.model import Dossier
from briefgen.outputs import OUTPUTS
from briefgen.outputs.page import FONTS, worded
from briefgen.outputs.typeset import capital
from briefgen.scales import Handling
from briefgen.themes import Theme

SITE = "site_pages"
"""The folder, among those of the issues, that holds the pages of the archive: no id of a brief can be this."""
STATES = {"draft": NP_("state", "draft"), "review": NP_("state", "review")}


@dataclass(frozen=True, slots=True)
class Issue:
    """An issue in the list: its name in words, and the files it has by their form."""

    named: str
    number: int | None
    title: str
    cutoff: str
    as_of: str | None
    period: str
    state: str
    handling: Handling
    files: tuple[tuple[str, str], ...]
    closed: int
    """The last instant it knows of."""
    language: str = "en"
    """That of its title."""

    @property
    def numbered(self) -> str:
        """Which issue it is, in the language of its page."""
        return self._marked(capital(self.named))

    @property
    def headed(self) -> str:
        """Its title, which says by itself where it is not final: readers of a feed see little else."""
        return self._marked(self.title)

    def _marked(self, words: str) -> str:
        state = None if self.state == "final" else locale_of(self.language).pgettext("state", STATES[self.state])
        return f"{words} ({state})" if state else words

    @property
    def dated(self) -> str:
        """What it covers and until when it knows, likewise."""
        locale = locale_of(self.language)
        sentences = [
            locale.gettext("Covers %(period)s.", period=self.period),
            locale.gettext("Information cut-off %(moment)s.", moment=self.cutoff),
        ]
        if self.as_of:
            sentences.append(locale.gettext("As known %(moment)s.", moment=self.as_of))
        return " ".join(sentences)


def about(briefing: Briefing, closed: int) -> dict[str, object]:
    """What the list says of an issue, kept beside its files: so it says what these say, whatever became of a build."""
    head = briefing.masthead
    return {
        "named": head.named,
        "number": head.number,
        "title": head.title,
        "cutoff": head.cutoff.words,
        "as_of": head.as_of.words if head.as_of else None,
        "period": head.period.words,
        "state": head.state,
        "handling": str(head.handling),
        "closed": closed,
        "language": head.language,
    }


def file_stem(brief: str, state: str) -> str:
    """What the files of a brief are called, before their form: a copy of one that is not final says so by its name."""
    return brief if state == "final" else f"{brief}-{state}"


def series_page(dossier: Dossier, out: Path, theme: Theme, marking: Handling | None = None) -> bytes:
    """The list of a series: its issues at a marking, that of the project by default, and the way into its archive."""
    marking = marking or dossier.project.handling or Handling.RED
    shown = ledger.releasable(dossier, marking)
    locale = locale_of(shown.project.language)
    page = theme.render(
        "series.html",
        locale,
        {
            "own": lambda text, language: worded(locale, language, text),
            "told": lambda text, language: worded(locale, locale_of(language).tag, text),
        },
        project=shown.project,
        handling=marking,
        issues=[issue for _, issue in listed(dossier, issues_in(shown, out, marking))],
        ways=(ways := _ways(out, locale, marking)),
        feed=f"{SITE}/feed.xml" if ways else None,
        fonts=FONTS,
    )
    return page.replace(FONTS, fonts.webfonts(page), 1).encode()


def issues_in(shown: Dossier, out: Path, marking: Handling) -> list[tuple[str, Issue]]:
    """The issues, by id, the latest first: those that have output and may be released at a marking.

    That is the marking they were made at, and the one that the ledger gives them now: `shown` is what it releases.
    """
    found = ((id_, _issue(out, id_)) for id_ in shown.briefs.ids)
    issues = [(id_, issue) for id_, issue in found if issue and issue.handling <= marking]
    return sorted(issues, key=lambda each: (each[1].closed, each[0]), reverse=True)


def listed(dossier: Dossier, issues: list[tuple[str, Issue]]) -> list[tuple[str, Issue]]:
    """Of the issues of a dossier those that readers are shown: the final ones; all as long as it has no final brief."""
    begun = any(brief.state == "final" for brief in dossier.briefs.current)
    return [(id_, issue) for id_, issue in issues if issue.state == "final" or not begun]


def _ways(out: Path, locale: Locale, marking: Handling) -> list[tuple[str, str]]:
    """Where the list leads: into the archive beside it, where there is one that may be shown at a marking."""
    if not _has_site(out, marking):
        return []
    from briefgen.site.frame import ways  # most builds do without

    return [(f"{SITE}/{file}", words) for file, words in ways(locale)]


def _has_site(out: Path, marking: Handling) -> bool:
    about = manifest.read(out / SITE).get("about")
    try:
        made_at = Handling(about["handling"]) if isinstance(about, dict) else None
    except (KeyError, ValueError):  # somebody wrote into the manifest
        return False
    return made_at is not None and made_at <= marking and "feed.xml" in manifest.listed(out / SITE)


def _issue(out: Path, id_: str) -> Issue | None:
    """The issue whose files lie under an id; None where there are none."""
    try:
        told: Any = manifest.read(out / id_).get("about")
        files = tuple(_files(out, id_, told["state"]))
        return Issue(**{**told, "handling": Handling(told["handling"]), "files": files}) if files else None
    except (OSError, KeyError, TypeError, ValueError):  # somebody wrote into the manifest, or locked it away
        return None


def _files(out: Path, id_: str, state: str) -> Iterator[tuple[str, str]]:
    for form in OUTPUTS:
        name = f"{id_}/{file_stem(id_, state)}.{form}"
        if (out / name).is_file():
            yield form, name
