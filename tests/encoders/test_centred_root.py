"""Pooled features to unit embeddings."""

from __future__ import annotations

import numpy as np


def test_centred_root_is_finite_for_features_of_zero():
    from siamdesk.encoders.centred_root import CentredRoot

    layer = CentredRoot()
    pooled = np.array([[0.0, 4.0, 9.0], [0.0, 0.0, 0.0]], np.float32)
    layer(pooled)
    layer.mean.assign([0.0, 1.0, 1.0])
    embedded = np.asarray(layer(pooled))
    expected = np.array([0.0, 1.0, 2.0]) / np.sqrt(5.0)
    np.testing.assert_allclose(embedded[0], expected, atol=1e-3)
    np.testing.assert_allclose(np.linalg.norm(embedded, axis=1), 1.0, rtol=1e-5)
