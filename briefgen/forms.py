"""The forms that a briefing is made in, by name: what those need to know who only offer, order or link them."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple


class Form(NamedTuple):
    """What is known of a form before it is made; `OUTPUTS` in `outputs/` has what makes it."""

    media_type: str
    usual: bool = True
    """Whether it is made where nobody says which forms to make."""


FORMS: Mapping[str, Form] = MappingProxyType(
    {
        "html": Form("text/html"),
        "pdf": Form("application/pdf"),
        "json": Form("application/json"),
        "docx": Form("application/vnd.openxmlformats-officedocument.wordprocessingml.document", usual=False),
    }
)
"""In the order in which they are made. The name is also the file's ending."""

USUAL = tuple(name for name, form in FORMS.items() if form.usual)
