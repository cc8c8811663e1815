"""A briefing as one HTML file that needs nothing else: styles, fonts and pictures inside."""

from __future__ import annotations

import base64

from briefgen import fonts
from briefgen.briefing import Briefing
from briefgen.outputs.output import Output
from briefgen.outputs.page import compose
from briefgen.pictures import for_screen
from briefgen.themes import Theme


def render(briefing: Briefing, theme: Theme) -> Output:
    """The page for a screen."""

    def image(name: str) -> str:
        picture = briefing.images[name]
        return _inline(picture.mime, for_screen(picture))

    return Output(compose(briefing, theme, "screen", fonts.webfonts, image).encode())


def _inline(mime: str, data: bytes) -> str:
    return f"data:{mime};base64,{base64.b64encode(data).decode()}"
