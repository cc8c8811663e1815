"""Pictures travel as their pixels, and nothing else of their file does."""

from io import BytesIO

import pytest
from PIL import Image as Pixels
from PIL import ImageCms
from PIL.PngImagePlugin import PngInfo

from briefgen import pictures
from briefgen.model import Image
from briefgen.pictures import pixels

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
    made = pictures.read(data)
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
    once = pictures.read(noise(mode))
    assert pictures.read(once.data).data == once.data


@pytest.mark.parametrize("place", [2, 20, -2, None])
def test_nothing_is_smuggled_beside_the_pixels_of_what_travelled(place):
    once = pictures.read(noise("RGB")).data
    told = len(CANARY) + 2
    smuggled = b"\xff\xfe" + told.to_bytes(2) + CANARY
    laden = once + CANARY if place is None else once[:place] + smuggled + once[place:]
    made = pictures.read(laden)
    assert CANARY not in made.data


def test_a_photograph_taken_upright_stays_upright():
    made = pictures.read(photograph(orientation=6))
    assert (made.width, made.height) == (20, 40)


def test_what_shines_through_keeps_shining_through():
    with Pixels.open(BytesIO(pictures.read(drawing()).data)) as again:
        assert again.convert("RGBA").getpixel((0, 0)) == (10, 20, 30, 40)


@pytest.mark.parametrize("data", [b"", b"text", photograph()[:200], b"GIF89a" + b"\0" * 20])
def test_what_is_no_picture_has_a_fault_in_words(data):
    made = pictures.read(data)
    assert made.fault
    assert made.data == b""


def test_a_picture_of_too_many_pixels_is_refused(monkeypatch):
    monkeypatch.setattr(pixels, "MAX_PIXELS", 100)
    assert "pixels" in pictures.read(photograph()).fault


def encoded(picture: Pixels.Image, form: str, **more: object) -> bytes:
    file = BytesIO()
    picture.save(file, form, **more)
    return file.getvalue()


def first(data: bytes) -> tuple[int, ...]:
    """The colour of a picture's first pixel, red, green, blue and how much of it is seen."""
    made = pictures.read(data)
    assert not made.fault
    with Pixels.open(BytesIO(made.data)) as again:
        return again.convert("RGBA").getpixel((0, 0))


def near(found: tuple[int, ...], wanted: tuple[int, ...]) -> bool:
    return all(abs(one - other) <= 6 for one, other in zip(found, wanted, strict=True))


def test_a_photograph_for_the_press_keeps_its_colours():
    data = encoded(Pixels.new("RGB", (8, 8), (200, 30, 40)).convert("CMYK"), "JPEG", quality=95)
    assert near(first(data), (200, 30, 40, 255))


def test_shades_of_sixteen_bits_become_shades_of_eight():
    deep = Pixels.new("I;16", (8, 8), 0x8040)
    assert first(encoded(deep, "PNG")) == (0x80, 0x80, 0x80, 255)


@pytest.mark.parametrize(("mode", "color"), [("L", 90), ("LA", (90, 128)), ("1", 1), ("RGB", (1, 2, 3))])
def test_every_kind_of_png_looks_as_it_did(mode, color):
    picture = Pixels.new(mode, (8, 8), color)
    assert first(encoded(picture, "PNG")) == picture.convert("RGBA").getpixel((0, 0))


def test_a_colour_of_a_palette_that_is_not_seen_stays_unseen():
    picture = Pixels.new("P", (8, 8), 1)
    picture.putpalette([0, 0, 0, 200, 0, 0])
    assert first(encoded(picture, "PNG", transparency=1))[3] == 0
    assert first(encoded(picture, "GIF", transparency=1))[3] == 0
    assert first(encoded(picture, "PNG")) == (200, 0, 0, 255)


def test_the_colours_of_a_profile_are_told_in_those_of_a_screen():
    """A profile in which red and green are exchanged: what is stored as red is seen as green."""
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    head, tags = profile[:128], profile[128:]
    exchanged = head + tags.replace(b"rXYZ", b"????").replace(b"gXYZ", b"rXYZ").replace(b"????", b"gXYZ")
    red = Pixels.new("RGB", (8, 8), (255, 0, 0))
    assert near(first(encoded(red, "PNG", icc_profile=profile)), (255, 0, 0, 255))
    assert near(first(encoded(red, "PNG", icc_profile=exchanged)), (0, 255, 0, 255))
    assert near(first(encoded(red, "PNG", icc_profile=b"none")), (255, 0, 0, 255))


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_stands_as_the_camera_was_held(orientation):
    picture = Pixels.new("RGB", (3200, 1600), "white")
    picture.paste("black", (0, 0, 1600, 800))  # a dark corner
    exif = Pixels.Exif()
    exif[0x0112] = orientation
    made = pictures.read(encoded(picture, "JPEG", exif=exif))
    with Pixels.open(BytesIO(made.data)) as again:
        wide, high = again.size
        corners = [(9, 9), (wide - 9, 9), (wide - 9, high - 9), (9, high - 9)]
        dark = [again.convert("L").getpixel(corner) < 128 for corner in corners]
    # By Exif: where the first row and the first column of what is stored are seen.
    assert dark.index(True) == [0, 1, 2, 3, 0, 1, 2, 3][orientation - 1]
    assert dark.count(True) == 1
    assert (wide, high) == ((1560, 780) if orientation < 5 else (875, 1750))


@pytest.mark.parametrize("form", ["GIF", "PNG", "WEBP"])
def test_a_picture_that_moves_is_refused(form):
    pages = [Pixels.new("RGB", (8, 8), color) for color in ("red", "blue")]
    assert "moves" in pictures.read(encoded(pages[0], form, save_all=True, append_images=pages[1:])).fault
    assert not pictures.read(encoded(pages[0], form)).fault


def test_a_telephone_s_photograph_with_a_second_picture_inside_is_a_photograph():
    pages = [Pixels.new("RGB", (8, 8), color) for color in ("red", "blue")]
    made = pictures.read(encoded(pages[0], "MPO", save_all=True, append_images=pages[1:]))
    assert (made.fault, made.mime) == ("", "image/jpeg")
    assert b"MPF" not in made.data


def grain(size: tuple[int, int]) -> Pixels.Image:
    return Pixels.merge("RGB", [Pixels.effect_noise(size, deviation) for deviation in (20, 40, 60)])


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_photograph_of_6000_pixels_takes_what_paper_and_screens_can_use(form):
    made = pictures.read(encoded(grain((3000, 1000)).resize((6000, 2000)), form))
    assert (made.mime, made.width, made.height) == ("image/jpeg", 1560, 520)
    assert pictures.shown(made) == (680, 227)
    assert pictures.read(made.data).data == made.data, "what a PDF holds is a picture as it is, when it is built again"
    on_screen = pictures.for_screen(made)
    with Pixels.open(BytesIO(on_screen)) as again:
        assert again.size == (1360, 453)
    assert len(on_screen) < 500_000, "even of grain that no photograph has"


@pytest.mark.parametrize(
    ("size", "stored", "seen"),
    [((40, 40), (40, 40), (40, 40)), ((900, 300), (900, 300), (680, 227)), ((300, 4000), (131, 1750), (42, 560)),
     ((3000, 2), (1560, 1), (680, 1)), ((1, 9000), (1, 1750), (1, 560))],
)  # fmt: skip
def test_no_picture_is_blown_up_and_none_is_larger_than_its_room(size, stored, seen):
    made = pictures.read(encoded(Pixels.new("RGB", size, "red"), "PNG"))
    assert (made.width, made.height) == stored
    assert pictures.shown(made) == seen


def test_a_drawing_made_of_pixels_loses_nothing():
    picture = Pixels.new("RGB", (600, 400), "white")
    for step in range(0, 600, 7):
        picture.paste((step % 256, 0, 90), (step, step % 400, step + 5, step % 400 + 60))
    made = pictures.read(encoded(picture, "PNG"))
    assert made.mime == "image/png"
    with Pixels.open(BytesIO(made.data)) as again:
        assert again.tobytes() == picture.tobytes()
    assert pictures.for_screen(made) == made.data


def test_what_shines_through_does_so_without_a_seam_when_it_is_made_smaller():
    """A red square on nothing: where nothing was black, the edge would darken."""
    picture = Pixels.new("RGBA", (4000, 1000), (0, 0, 0, 0))
    picture.paste((255, 0, 0, 255), (0, 0, 2001, 1000))
    with Pixels.open(BytesIO(pictures.read(encoded(picture, "PNG")).data)) as again:
        row = [again.getpixel((x, 100)) for x in range(again.width)]
    assert all(red > 250 for red, _, _, seen in row if seen > 20)


def test_the_same_file_gives_the_same_picture():
    data = encoded(grain((1800, 900)), "JPEG")
    one, other = pictures.read(data), pictures.read(data)
    assert (one.data, pictures.for_screen(one)) == (other.data, pictures.for_screen(other))
    assert isinstance(one, Image)
