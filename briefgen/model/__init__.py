"""The records of a dossier, frozen: the words an author writes, and what each means."""

from briefgen.model.analysis import (
    Alternative,
    Assessment,
    Assumption,
    Forecast,
    Indicator,
    Judgement,
    Outcome,
    Signpost,
)
from briefgen.model.brief import (
    Approval,
    BottomLine,
    Brief,
    KeyFigure,
    Phase,
    Project,
    Section,
    Selection,
    Trend,
)
from briefgen.model.dossier import SECTIONS, Copy, Dossier, Image, Records, Untold
from briefgen.model.facts import Actor, Citation, Event, Figure, Location, Order, SavedCopy, Source
from briefgen.model.lexicon import Lexicon
from briefgen.model.record import Allow, Downgrade, Part, Record
from briefgen.model.texts import Leaf, Names, cited_by, leaves, mentions, references, relink, retell
from briefgen.model.values import Likelihood, Role

__all__ = [
    "SECTIONS",
    "Actor",
    "Allow",
    "Alternative",
    "Approval",
    "Assessment",
    "Assumption",
    "BottomLine",
    "Brief",
    "Citation",
    "Copy",
    "Dossier",
    "Downgrade",
    "Event",
    "Figure",
    "Forecast",
    "Image",
    "Indicator",
    "Judgement",
    "KeyFigure",
    "Leaf",
    "Lexicon",
    "Likelihood",
    "Location",
    "Names",
    "Order",
    "Outcome",
    "Part",
    "Phase",
    "Project",
    "Record",
    "Records",
    "Role",
    "SavedCopy",
    "Section",
    "Selection",
    "Signpost",
    "Source",
    "Trend",
    "Untold",
    "cited_by",
    "leaves",
    "mentions",
    "references",
    "relink",
    "retell",
]
