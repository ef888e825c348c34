"""What a refused file says."""

from collections.abc import Callable
from typing import Any

import pytest

from app.domain.errors import CODES, Refused


def refused(act: Callable[..., object], *values: Any) -> list[str]:
    """Code and path of every problem; each has a sentence and a way out."""
    with pytest.raises(Refused) as caught:
        act(*values)
    for problem in caught.value.problems:
        assert problem.code in CODES
        assert problem.message.endswith((".", "”"))
        assert problem.hint
    return [f"{problem.code} {problem.field}" for problem in caught.value.problems]
