"""Keeps PySide from reading the source of every module that is imported after it.

It looks for its own name there, to know who might ask for its snake_case spelling; nobody here
does, and reading four hundred files takes a tenth of the start. Imported before anything else of
the window; without effect where PySide looks in another way.
"""

import sys

import PySide6.QtCore  # noqa: F401 brings the module in that is told below

NAME = "_mod_uses_pyside"


def nobody_asks(_module: object) -> bool:
    """Whether a module uses PySide's other spellings: none does."""
    return False


feature = sys.modules.get("shibokensupport.feature")
if hasattr(feature, NAME):
    setattr(feature, NAME, nobody_asks)
