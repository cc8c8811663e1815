"""`python -m briefgen.language`: brings the catalogues up to date with the messages of program and templates."""

from __future__ import annotations

import sys
from pathlib import Path

from babel import Locale
from babel.messages import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

from briefgen.language.locale import CATALOGUES
from briefgen.language.tags import KNOWN

ROOT = CATALOGUES.parent.parent.parent
METHODS = [("briefgen/**.py", "python"), ("templates/**.html", "jinja2"), ("templates/**.css", "jinja2")]
KEYWORDS = {
    **dict.fromkeys(("_", "gettext", "N_"), None),
    "ngettext": (1, 2),
    **dict.fromkeys(("pgettext", "NP_"), ((1, "c"), 2)),
    "npgettext": ((1, "c"), 2, 3),
}


HEADER = r"""# The labels of briefgen in {name}. docs/languages.md says what its terms rest on.
msgid ""
msgstr ""
"Language: {language}\n"
"Plural-Forms: {plurals}\n"
"MIME-Version: 1.0\n"
"Content-Type: text/plain; charset=utf-8\n"
"Content-Transfer-Encoding: 8bit\n"

"""


def messages(root: Path = ROOT) -> Catalog:
    """Every message of a checkout, as a catalogue without translations."""
    found = Catalog(project="briefgen", charset="utf-8", fuzzy=False)
    for file, _, message, comments, context in extract_from_dir(root, METHODS, None, KEYWORDS):
        found.add(message, None, [(Path(file).as_posix(), 0)], auto_comments=comments, context=context)
    return found


def update(language: str, found: Catalog) -> None:
    """Give the catalogue of a language the messages that there are now; what is new is left empty."""
    path = CATALOGUES / f"{language}.po"
    catalogue = Catalog(language)
    if path.exists():
        with path.open("rb") as file:
            catalogue = read_po(file, locale=language)
    catalogue.update(found, no_fuzzy_matching=True)
    # Its own header, without the date and the names that Babel's has: what did not change stays as it was.
    header = HEADER.format(name=Locale(language).english_name, language=language, plurals=catalogue.plural_forms)
    with path.open("wb") as file:
        file.write(header.encode())
        write_po(
            file,
            catalogue,
            width=120,
            omit_header=True,
            ignore_obsolete=True,
            sort_by_file=True,
            include_lineno=False,
        )


def main() -> None:
    """Update all."""
    found = messages()
    for language in KNOWN:
        if language != "en":
            update(language, found)
    sys.stdout.write(f"{len(found)} messages\n")


if __name__ == "__main__":
    main()
