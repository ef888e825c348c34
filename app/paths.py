"""Where resources and user files are: from source, wheel and installer."""

from pathlib import Path

_HERE = Path(__file__).resolve().parent


def resources() -> Path:
    """The folder of shipped resources: beside `app` in the source, inside it in a wheel."""
    beside, inside = _HERE.parent / "resources", _HERE / "resources"
    return beside if beside.is_dir() else inside


def user_data() -> Path:
    """The folder for drafts, logs and crash reports; made when it is missing."""
    from platformdirs import user_data_path

    return user_data_path("Avoir", appauthor=False, ensure_exists=True)


def user_config() -> Path:
    """The folder for window settings; made when it is missing."""
    from platformdirs import user_config_path

    return user_config_path("Avoir", appauthor=False, ensure_exists=True)
