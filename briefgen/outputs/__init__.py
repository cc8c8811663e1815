"""The forms a briefing takes: one module each, one line each in `OUTPUTS`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from briefgen.briefing import Briefing
from briefgen.outputs import data, docx, html, pdf
from briefgen.outputs.output import Output
from briefgen.themes import Theme

Render = Callable[[Briefing, Theme], Output]
"""A briefing and a theme in, the bytes of a file out, with what its maker had to remark."""

OUTPUTS: Mapping[str, Render] = MappingProxyType(
    {"html": html.render, "pdf": pdf.render, "json": data.render, "docx": docx.render}
)
"""By the name of the form, which is also the file's ending."""

__all__ = ["OUTPUTS", "Output", "Render"]
