"""The archive side of a PDF: what travels inside it, how that is taken out again, and what a sound one owes."""
