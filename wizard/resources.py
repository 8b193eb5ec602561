"""Where the program's own files (icons, translations, help texts) lie."""

from __future__ import annotations

from pathlib import Path


def resource(*parts: str) -> Path:
    """Path of one resource, whether or not it exists.

    A checkout keeps them in `resources/` beside the package; a wheel and a frozen bundle keep them in the package.
    """
    package = Path(__file__).resolve().parent
    checkout = package.parent / "resources"
    # The package's own folder goes first: beside an installed package somebody else's `resources` may stand.
    root = package / "resources" if (package / "resources").is_dir() else checkout
    return root.joinpath(*parts)
