"""YAML text to plain values, and the place of each on demand.

Scalars stay the text their author typed: `no`, `2024-03` and `03:20` survive, and the model gives meaning. Null is
None. A file is read in one guarded pass over libyaml's events; the places of its values are found in a second one,
only where a finding asks for them.
"""

from briefgen.reader.building import Value
from briefgen.reader.document import Document, read, read_prose, recalled
from briefgen.reader.faults import RULES, called, last_told
from briefgen.reader.fixes import fix, is_plain
from briefgen.reader.placing import places
from briefgen.reader.revising import revision
from briefgen.reader.spaces import ODD as ODD_SPACES
from briefgen.reader.text import MAX_BYTES, placed
from briefgen.reader.texts import Texts

__all__ = [
    "MAX_BYTES",
    "ODD_SPACES",
    "RULES",
    "Document",
    "Texts",
    "Value",
    "called",
    "fix",
    "is_plain",
    "last_told",
    "placed",
    "places",
    "read",
    "read_prose",
    "recalled",
    "revision",
]
