"""Where the bundled files are: weights, sample photos, icons."""

from __future__ import annotations

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent


def resource_path(*parts: str) -> Path:
    """Path of a bundled file or folder, e.g. ``resource_path("encoders", "lite0.npz")``.

    A wheel carries them inside the package; a checkout has them beside it.
    """
    installed = _PACKAGE / "resources_data"
    root = installed if installed.is_dir() else _PACKAGE.parent / "resources"
    return root.joinpath(*parts)
