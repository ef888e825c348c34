"""Where the frozen program begins: at the front door, or as a helper that draws papers.

PyInstaller's own beginnings are left out (avoir.spec): they bring Qt and half the standard library
in before the program knows what it was asked.
"""

import os
import sys

# A helper would look for the file of the program that started it; it has none.
globals().pop("__file__", None)

# The way to the program's libraries is for this program only: what it starts, such as the mail
# program that opens a message, must find its own.
before = os.environ.pop("LD_LIBRARY_PATH_ORIG", None)
if before is not None:
    os.environ["LD_LIBRARY_PATH"] = before
elif sys.platform == "linux":
    os.environ.pop("LD_LIBRARY_PATH", None)

# Nor is what it starts a part of it: Avoir, when a folder that Avoir opened starts it again, has
# to find its libraries by itself.
for name in [each for each in os.environ if each.startswith("_PYI_")]:
    del os.environ[name]

# Its modules are read out of its file when they are needed. A package manager may put a newer file
# in its place while it runs: what is read stays the one that was started.
itself, importers = "/proc/self/exe", sys.modules.get("pyimod02_importers")
if importers is not None and os.path.exists(itself):  # noqa: PTH110 pathlib takes its time
    importers.pyz_archive._filename = itself

TRACKER = "from multiprocessing.resource_tracker import main;main("


def help_out() -> None:
    """Many papers are drawn by several processes: each of them is this program again, and so is
    the one that looks after what they share. Comes back when this start is nobody's helper."""
    if len(sys.argv) > 2 and sys.argv[-2] == "-c" and sys.argv[-1].startswith(TRACKER):
        from multiprocessing.resource_tracker import main as track

        track(int(sys.argv[-1].removeprefix(TRACKER).rstrip(")")))
        sys.exit()
    if "--multiprocessing-fork" in sys.argv:
        from multiprocessing.spawn import freeze_support

        freeze_support()  # does not come back


help_out()

from app.__main__ import main  # noqa: E402 a helper needs none of it

sys.exit(main())
