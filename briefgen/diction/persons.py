"""Whether capitals name a person: no country, town or body, no title, and nothing that only begins its sentence."""

from __future__ import annotations

import re
from functools import cache
from importlib.resources import files

from briefgen.diction.fates import WHO, stem


@cache
def lands() -> frozenset[str]:
    """Countries, and towns that time zones are named for, in one word, as the IANA database lists them (ISO 3166)."""
    folder = files("tzdata").joinpath("zoneinfo")
    countries = [
        line.split("\t")[1]
        for line in folder.joinpath("iso3166.tab").read_text("utf-8").splitlines()
        if line[:1] != "#"
    ]
    zones = [
        line.split("\t")[2] for line in folder.joinpath("zone.tab").read_text("utf-8").splitlines() if line[:1] != "#"
    ]
    return frozenset([*countries, *(zone.rpartition("/")[2] for zone in zones)])


def is_person(name: str) -> bool:
    """Whether capitals stand for a person: no people or body, nor what begins its sentence: `Girls aged 9`."""
    words = name.split()
    if len(words) == 1 and ((one := stem(name.lower())) in WHO or one in _SOME):
        return False
    titled = len(words) > 1 and words[0] in _TITLES
    return not titled and not _NO_PERSON.intersection(words) and not _PEOPLE.search(words[-1])


_PEOPLE = re.compile(r"(?:ian|ish|ese|eli|stani|raqi|mani|eni|urk|urd|rab|erman|erican|rench|utch|wiss)s?$")
_SOME = frozenset(
    ("kid", "orphan", "some", "infant", "baby", "toddler", "schoolboy", "schoolgirl", "son", "daughter", "brother",
     "sister", "sibling", "cousin", "twin", "youngster", "adolescent", "teen", "person", "survivor",
     "recruit", "conscript", "bride", "hostage", "captive", "candidate", "applicant", "citizen", "displaced", "dead",
     "killed", "wounded", "those", "most", "many", "several", "other", "anyone", "everyone", "someone", "nobody",
     "none", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
)  # fmt: skip
"""Words for people beside those of a kind, in the singular."""
_TITLES = frozenset(
    ("General", "Colonel", "Major", "Captain", "Lieutenant", "Sergeant", "Admiral", "Brigadier", "Commander", "Chief",
     "King", "Queen", "Emir", "Sultan", "Pope", "Bishop", "Archbishop", "Cardinal", "Imam", "Judge", "Justice",
     "Professor", "Doctor", "Dr", "Lord", "Sir", "Senator", "Speaker", "Deputy", "Vice", "Former", "Acting", "Mayor",
     "Governor", "Chancellor", "Ambassador", "Premier", "Secretary", "Prosecutor", "Spokesman", "Spokeswoman")
)  # fmt: skip
"""Before a name: of grown people."""
_NO_PERSON = frozenset(
    ("A", "An", "The", "He", "She", "It", "They", "One", "His", "Her", "Its", "Their", "This", "That", "Who", "Both",
     "All", "In", "On", "At", "By", "For", "From", "When", "While", "Among", "Each", "Another", "Girl", "Boy",
     "Children", "Child", "Resolution", "Article", "Chapter", "Section", "Highway", "Route", "Unit", "Base", "Camp",
     "Brigade", "Division", "Council", "Committee", "Party", "Army", "Province", "Governorate", "District", "City",
     "University", "School", "Hospital", "Agreement", "Treaty", "War", "Republic", "Kingdom", "States", "Nations",
     "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
     "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday", "Front", "Movement",
     "Union", "Alliance", "Coalition", "League", "Group", "Bank", "Company", "Ministry", "Office", "Agency", "Forces",
     "Force", "Police", "Guard", "Guards", "Corps", "Court", "Team", "United", "River", "Lake", "Valley", "Mountain",
     "Hill", "Road", "Street", "Avenue", "Square", "Bridge", "Airport", "Station", "Port", "Bay", "Island", "Islands",
     "North", "South", "East", "West", "Northern", "Southern", "Eastern", "Western", "Upper", "Lower", "New", "Act",
     "Law", "Bill", "Table", "Figure", "Annex", "Operation", "Storm", "Hurricane", "Cyclone", "Flight", "Apollo",
     "Turnout", "Temperature", "Magnitude", "Total", "Score", "Toll", "Number", "Average", "Inflation", "Depth",
     "Left", "Right", "Greens", "Labour", "Liberals", "Conservatives", "Democrats", "Parliament", "Assembly", "Games",
     "Cup", "Final", "County", "Region", "State", "Town", "Village", "Ward", "Zone", "Sector", "Line", "Phase", "Level",
     "Version", "Windows", "Issue", "Volume", "Page", "Paragraph", "Battalion", "Regiment", "Squadron", "Fleet",
     "President", "Minister", "Prime", "Radio", "Television", "Channel", "Reuters", "Unicef", "Unesco", "Unhcr",
     "Interpol", "Oxfam", "Amnesty", "Frontex", "Europol", "Eurostat", "Watch", "Organization", "Organisation",
     "Observatory", "Foundation", "Institute", "Society", "Fund", "Programme",
     "Hezbollah", "Hamas", "Taliban", "Boko", "Shabaab", "Houthi", "Houthis", "Airlines", "Airways", "Toyota", "Nissan",
     "Honda", "Cruiser", "Boeing", "Airbus", "Association", "Federation", "Network")
)  # fmt: skip
