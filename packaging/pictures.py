"""Makes the pictures of the README anew, small: `.venv/bin/python packaging/pictures.py`."""

import os
import subprocess
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from PIL import Image

ROOT = Path(__file__).resolve().parent.parent
WIDTH, COLOURS = 1000, 128

# The scene as the tour calls it -> the picture's name.
CHOSEN = {
    "credit-memos-light": "credit-memo",
    "credit-memo-written-light": "editor",
    "register-dark": "register",
    "template-german-light": "template",
}


def main() -> int:
    """Runs the tour and keeps some of its pictures."""
    with TemporaryDirectory() as folder:
        out = Path(folder) / "tour"
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
        tour = [sys.executable, "-m", "app", "tour", "--out", str(out)]
        subprocess.run(tour, cwd=ROOT, env=environment, check=True)
        for scene, name in CHOSEN.items():
            [found] = (out / "pictures").glob(f"[0-9]*[0-9]-{scene}.png")
            with Image.open(found) as picture:
                height = picture.height * WIDTH // picture.width
                small = picture.convert("RGB").resize((WIDTH, height), Image.Resampling.LANCZOS)
                to = ROOT / "resources" / "pictures" / f"{name}.png"
                to.parent.mkdir(parents=True, exist_ok=True)
                small.quantize(COLOURS, Image.Quantize.MAXCOVERAGE).save(to, optimize=True)
                print(to.relative_to(ROOT), to.stat().st_size)
    return 0


if __name__ == "__main__":
    sys.exit(main())
