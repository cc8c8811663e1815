"""The ledger as tables of a relational database: what analysts ask it in SQL."""

from briefgen.database.asking import Answer, NoQuestion, ask
from briefgen.database.filling import APPLICATION, fill
from briefgen.database.tables import TABLES, Table
from briefgen.database.telling import tables_as_markdown, tables_in_words

__all__ = [
    "APPLICATION",
    "TABLES",
    "Answer",
    "NoQuestion",
    "Table",
    "ask",
    "fill",
    "tables_as_markdown",
    "tables_in_words",
]
