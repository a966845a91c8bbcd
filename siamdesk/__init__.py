"""SiamDesk: teach defect classes from a handful of photos.

Importing this package is cheap on purpose: neither TensorFlow nor Qt nor scikit-learn is loaded
until a name that needs it is used.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

__version__ = "0.1.0"

if TYPE_CHECKING:
    from siamdesk.classifier import FewShotClassifier

__all__ = ["FewShotClassifier", "__version__"]


def __getattr__(name: str) -> object:
    if name == "FewShotClassifier":
        from siamdesk.classifier import FewShotClassifier

        return FewShotClassifier
    raise AttributeError(f"module 'siamdesk' has no attribute {name!r}")
