"""The scaling of pixels that most networks pretrained on ImageNet expect."""

from __future__ import annotations

from typing import Any

import numpy as np

MEAN = (0.485, 0.456, 0.406)
STD = (0.229, 0.224, 0.225)


def normalised(image: Any) -> Any:
    """RGB in 0..255 to zero mean and unit variance per channel over ImageNet."""
    from keras import layers  # late: the numbers are wanted where no Keras is

    deviation = np.array(STD) * 255.0
    return layers.Rescaling(
        scale=(1.0 / deviation).tolist(),
        offset=(-np.array(MEAN) * 255.0 / deviation).tolist(),
        name="normalise",
    )(image)
