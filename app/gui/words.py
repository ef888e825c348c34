"""Marks a text for translation where it is written; it is translated where it is shown."""


def QT_TRANSLATE_NOOP(context: str, text: str) -> str:
    """The text itself. Qt's collector of texts knows this name; its own is untyped."""
    del context
    return text
