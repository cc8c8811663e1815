"""Marks for what is a message but is not printed where it is written: the extractor of messages finds them."""

from __future__ import annotations


def N_(message: str) -> str:  # noqa: N802 - the name that gettext has for it
    """A message, as it is."""
    return message


def NP_(_context: str, message: str) -> str:  # noqa: N802
    """A message in a context, as it is."""
    return message
