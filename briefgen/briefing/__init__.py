"""The dossier arranged for reading: ordered, grouped, numbered, compared with the issue before."""

from briefgen.briefing.arrange import arrange, briefing_of, seen_by
from briefgen.briefing.contents import Briefing

__all__ = ["Briefing", "arrange", "briefing_of", "seen_by"]
