"""Nouns and verbs that texts count with: what becomes of people and things, who people are, one form of a noun."""

from __future__ import annotations

import re

RELATIONS = frozenset(
    ("since", "at", "in", "on", "of", "from", "to", "during", "before", "after", "by", "with", "off", "near", "for",
     "within", "without", "across", "out", "between", "over", "under", "up", "through", "until", "who", "that", "whose",
     "and", "or", "was", "were", "is", "are", "had", "have", "has", "been", "said", "which", "as", "when", "while")
)  # fmt: skip
"""Words that end a noun with all that belongs to it."""

FATES = tuple(
    frozenset(forms.split())
    for forms in (
        "killed kill kills killing dead died die dies deaths death fatalities executed slain perished toll lives",
        "wounded wounds wounding injured injuries injuring hurt",
        "displaced displacement displaces displacing uprooted fled flee flees fleeing",
        "freed free frees freeing released releases releasing",
        "arrested arrests arresting detained detains detaining detentions",
        "returned returns return returning",
        "crossed cross crossing",
        "evacuated evacuates evacuating evacuations evacuees",
        "destroyed destroys destroying",
        "damaged damages damaging",
        "missing vanished disappeared",
        "struck hit hits strikes",
        "won win wins winning",
        "lost lose loses losing",
        "infected infects infections",
        "rescued rescues rescuing",
    )
)
"""What becomes of what is counted, a set of forms each: the words of one set tell the same."""
BEFALLEN = frozenset().union(*FATES) | frozenset(
    ("sold", "built", "seen", "sent", "taken", "found", "held", "shot", "burnt", "given", "seized", "captured",
     "exposed", "delivered", "looted", "stolen", "saved")
)  # fmt: skip
"""Words that say what became of somebody or something."""
LINKS = frozenset(("was", "were", "have", "has", "had", "been", "are", "is", "being", "who", "that"))
"""Words that join people to what is said of them."""
STAYS = frozenset(
    ("live", "lives", "lived", "living", "stay", "stays", "stayed", "staying", "remain", "remains", "remained",
     "remaining", "need", "needs", "needed", "now", "still", "there", "today", "currently", "estimated", "thought",
     "believed", "said", "registered", "reported", "counted", "recorded", "listed", "known")
)  # fmt: skip
"""Words behind people that say no more of them than that they are there."""
KEEPS = frozenset(
    ("left", "counted", "estimated", "registered", "reported", "recorded", "listed", "numbered", "totalled", "assessed",
     "held", "housed", "hosted", "sheltered", "lived", "stayed", "remained", "needed", "leaves", "counts", "holds",
     "houses", "hosts", "shelters", "keeps", "lists", "needs")
)  # fmt: skip
"""Verbs before people that do no more to them than to count or to keep them."""
TOLL = "killed"
"""What a toll counts where nothing else is said."""

WHO = frozenset(
    ("civilian", "combatant", "victim", "soldier", "troop", "fighter", "man", "woman", "boy", "girl", "child", "adult",
     "officer", "policeman", "guard", "militant", "insurgent", "rebel", "attacker", "student", "pupil", "patient",
     "medic", "nurse", "doctor", "journalist", "refugee", "migrant", "resident", "worker", "passenger", "prisoner",
     "detainee", "member", "villager", "protester", "demonstrator", "driver", "fireman", "firefighter", "teacher",
     "youth", "teenager", "minor", "miner", "sailor", "farmer", "voter", "employee", "tourist", "inmate", "suspect")
)  # fmt: skip
"""Kinds of people, in the singular."""

_IRREGULAR = {
    "men": "man", "women": "woman", "children": "child", "people": "person", "persons": "person", "lives": "life",
    "firemen": "fireman", "policemen": "policeman", "wives": "wife", "series": "series", "species": "species",
}  # fmt: skip
_ES = re.compile(r"(?:ss|x|z|ch|sh|[^oa]us)es$")


def stem(word: str) -> str:
    """A noun in the singular, nearly: enough to tell that two are one."""
    if (one := _IRREGULAR.get(word)) is not None:
        return one
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    if _ES.search(word):
        return word[:-2]
    return word[:-1] if word.endswith("s") and not word.endswith("ss") and len(word) > 3 else word
