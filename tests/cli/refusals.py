"""Calls that must be refused: what is said, and that nothing in the folder changes."""

import stat

WHERE = (("run",), ("check",), ("show", "trial_balance"))


def picture(folder):
    """Everything in a folder: names, kinds, rights and bytes."""
    found = {}
    for path in sorted(folder.rglob("*")):
        info = path.lstat()
        content = path.read_bytes() if stat.S_ISREG(info.st_mode) else None
        found[path.relative_to(folder)] = (info.st_mode, content)
    return found


def opening(refused, path):
    """What is said when a book is opened, the same whatever for."""
    told = {refused(word, path, *more) for word, *more in WHERE}
    assert len(told) == 1
    return told.pop()
