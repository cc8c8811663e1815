"""Pictures travel as their pixels, and nothing else of their file does."""

from io import BytesIO

import pytest
from PIL import Image as Pixels
from PIL.PngImagePlugin import PngInfo

from briefgen.build import images

CANARY = b"CANARY-in-the-file"


def photograph(orientation: int = 1) -> bytes:
    exif = Pixels.Exif()
    exif[0x010E] = CANARY.decode()
    exif[0x0112] = orientation
    file = BytesIO()
    picture = Pixels.new("RGB", (40, 20), "white")
    picture.save(file, "JPEG", exif=exif, comment=CANARY, icc_profile=CANARY * 10)
    return file.getvalue()


def drawing() -> bytes:
    told = PngInfo()
    told.add_text("Comment", CANARY.decode())
    file = BytesIO()
    Pixels.new("RGBA", (8, 4), (10, 20, 30, 40)).save(file, "PNG", pnginfo=told)
    return file.getvalue() + CANARY


@pytest.mark.parametrize("data", [photograph(), drawing()])
def test_what_a_file_says_beside_its_pixels_does_not_travel(data):
    assert CANARY in data
    made = images.read(data)
    assert not made.fault
    assert CANARY not in made.data
    with Pixels.open(BytesIO(made.data)) as again:
        assert "icc_profile" not in again.info
        assert "comment" not in again.info
        assert not again.getexif()


def noise(mode: str) -> bytes:
    file = BytesIO()
    Pixels.effect_noise((53, 37), 80).convert(mode).save(file, "JPEG" if mode == "RGB" else "PNG")
    return file.getvalue()


@pytest.mark.parametrize("mode", ["RGB", "RGBA"])
def test_what_travelled_once_travels_again_without_loss(mode):
    once = images.read(noise(mode))
    assert images.read(once.data).data == once.data


@pytest.mark.parametrize("place", [2, 20, -2, None])
def test_nothing_is_smuggled_beside_the_pixels_of_what_travelled(place):
    once = images.read(noise("RGB")).data
    told = len(CANARY) + 2
    smuggled = b"\xff\xfe" + told.to_bytes(2) + CANARY
    laden = once + CANARY if place is None else once[:place] + smuggled + once[place:]
    made = images.read(laden)
    assert CANARY not in made.data


def test_a_photograph_taken_upright_stays_upright():
    made = images.read(photograph(orientation=6))
    assert (made.width, made.height) == (20, 40)


def test_what_shines_through_keeps_shining_through():
    with Pixels.open(BytesIO(images.read(drawing()).data)) as again:
        assert again.convert("RGBA").getpixel((0, 0)) == (10, 20, 30, 40)


@pytest.mark.parametrize("data", [b"", b"text", b"<svg/>", photograph()[:200], b"GIF89a" + b"\0" * 20])
def test_what_is_no_picture_has_a_fault_in_words(data):
    made = images.read(data)
    assert made.fault
    assert made.data == b""


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(images, "MAX_PIXELS", 100)
    assert "pixels" in images.read(photograph()).fault
