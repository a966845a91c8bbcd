from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from tiny_vit_golden import cache

from siamdesk.encoders import runtime, weights
from siamdesk.encoders.conversion.sources import SOURCES, fetch_source
from siamdesk.errors import EncoderError

DATA = Path(__file__).parents[1] / "data" / "encoders"


@pytest.fixture(scope="session", autouse=True)
def _own_compile_cache(tmp_path_factory: pytest.TempPathFactory):
    """Tests leave the user's cache alone."""
    folder = tmp_path_factory.mktemp("compiled")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runtime, "compiled_cache_folder", lambda: folder)
        yield


@pytest.fixture(scope="session")
def source_of() -> Callable[[str], Path]:
    """Fetches the file that an encoder's weights were converted from, once; needs the network."""

    def fetch(encoder_id: str) -> Path:
        try:
            return fetch_source(SOURCES[encoder_id], cache())
        except EncoderError as error:
            if "could not download" not in str(error):
                raise
            pytest.skip(f"the source of the weights can't be had: {error}")

    return fetch


@pytest.fixture(scope="session")
def data_folder() -> Path:
    return DATA


@pytest.fixture(scope="session")
def photo_names() -> list[str]:
    return sorted(path.stem for path in DATA.glob("*.jpg"))


@pytest.fixture(scope="session")
def photos(photo_names: list[str]) -> NDArray[np.uint8]:
    """Real photos, `[n, 224, 224, 3] uint8` RGB."""
    read = [cv2.imread(str(DATA / f"{name}.jpg"), cv2.IMREAD_COLOR) for name in photo_names]
    return np.stack([np.ascontiguousarray(image[..., ::-1]) for image in read])


@pytest.fixture(scope="session")
def examples(photos):
    """Three classes of four photos: stripes across, stripes down, and dots, on real backgrounds."""
    rng = np.random.default_rng(0)
    images, labels = [], []
    for index in range(12):
        image = photos[index % len(photos)].astype(np.float32)
        period = int(rng.integers(14, 22))
        down = np.tile((np.arange(224) % period < period // 2)[:, None], 224)
        mark = [down, down.T, down & down.T][index % 3]
        images.append(np.clip(image + 60 * (mark[..., None] - 0.5), 0, 255).astype(np.uint8))
        labels.append(index % 3)
    return np.stack(images), np.array(labels, np.int64)


@pytest.fixture
def damaged_folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A writable copy of the shipped Lite0, which the code under test takes for the real one."""
    for source in weights.encoders_folder().glob("lite0.*"):
        shutil.copy(source, tmp_path)
    shutil.copy(weights.encoders_folder() / weights.MANIFEST, tmp_path)
    monkeypatch.setattr(weights, "encoders_folder", lambda: tmp_path)
    return tmp_path
