"""The scripts of packaging/ find each other beside themselves; tests find them there too."""

import sys

from tests.house.source import ROOT

sys.path.append(str(ROOT / "packaging"))
