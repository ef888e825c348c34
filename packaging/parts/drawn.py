"""Makes what the frozen program carries and the source does not: icons in all sizes, licences.

Run by the build with the Python that has the program's libraries: `drawn.py FOLDER`.
"""

import io
import sys
from pathlib import Path

import resvg_py
from PIL import Image

ROOT = Path(__file__).resolve().parent.parent.parent
SIZES = (16, 22, 24, 32, 48, 64, 128, 256, 512)
SIDE = (164, 314)  # px: the picture beside the last page of the installer for Windows
SMALL = 32  # px: up to here the drawing with fewer strokes is the clearer one


def main() -> int:
    """Fills the folder named on the command line."""
    sys.path.insert(0, str(ROOT))
    from app.gui import licences

    folder = Path(sys.argv[1])
    folder.mkdir(parents=True, exist_ok=True)
    pictures = {size: drawn(size) for size in SIZES}
    for size, picture in pictures.items():
        picture.save(folder / f"avoir-{size}.png", optimize=True)
    rest = [pictures[size] for size in SIZES if size not in (22, 512)]
    pictures[256].save(
        folder / "avoir.ico", sizes=[each.size for each in rest], append_images=rest
    )
    rest = [pictures[size] for size in (16, 32, 128, 256)]
    pictures[512].save(folder / "avoir.icns", append_images=rest)
    side(pictures[128]).save(folder / "side.bmp")
    found = licences.written(licences.installed())
    (folder / "licences.json").write_text(found, encoding="utf-8")
    return 0


def side(icon: Image.Image) -> Image.Image:
    """The icon on a sheet of paper, as an installer wants it."""
    sheet = Image.new("RGB", SIDE, "white")
    left = (SIDE[0] - icon.width) // 2
    sheet.paste(icon, (left, 2 * left), icon.convert("RGBA"))
    return sheet


def drawn(size: int) -> Image.Image:
    """The program's icon as a square picture."""
    name = "avoir-small" if size <= SMALL else "avoir"
    text = (ROOT / "resources" / "icon" / f"{name}.svg").read_text(encoding="utf-8")
    made = resvg_py.svg_to_bytes(svg_string=text, width=size, height=size)
    return Image.open(io.BytesIO(bytes(made)))


if __name__ == "__main__":
    sys.exit(main())
