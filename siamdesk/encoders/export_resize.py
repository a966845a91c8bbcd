"""Resizing inside a Keras graph, to the very level that the app resizes with OpenCV.

A network can be touchy: one grey level in an eighth of the pixels moved the embedding of a
low-contrast steel photo by 0.007 per entry. So OpenCV's arithmetic is followed step by step.
"""

from __future__ import annotations

from dataclasses import dataclass

import keras
import numpy as np
from keras import ops

_ONE = 2048
"""OpenCV's fixed-point 1 for the weights of linear interpolation."""


@dataclass(frozen=True, slots=True)
class _Side:
    """Height or width of the photo, as tensors: a graph doesn't know them beforehand."""

    pixel: keras.KerasTensor
    """``[length]`` float32: 0, 1, 2, ..."""
    length: keras.KerasTensor
    """Scalar float32."""
    step: keras.KerasTensor
    """Scalar float32: pixels of the photo per pixel of the result."""


def resized(photo: keras.KerasTensor, size: int) -> keras.KerasTensor:
    """``[n, h, w, 3]`` uint8 to ``[n, size, size, 3]`` float32 with whole numbers in 0..255.

    As `siamdesk.images.resize.to_square`: first the sides that shrink are averaged over areas, then
    those that grow are interpolated linearly. A side of just `size` stays as it is.
    """
    height, width = _side(photo[0, :, 0, 0], size), _side(photo[0, 0, :, 0], size)
    small = _shrunk(photo, height, width, size)
    return ops.cast(_grown(small, height, width, size), "float32")


def _side(line: keras.KerasTensor, size: int) -> _Side:
    ones = ops.ones_like(line, dtype="float32")
    length = ops.sum(ones)
    return _Side(ops.subtract(ops.cumsum(ones), 1.0), length, ops.divide(length, float(size)))


def _targets(size: int) -> np.ndarray[tuple[int], np.dtype[np.float32]]:
    return np.arange(size, dtype=np.float32)


def _shrunk(photo: keras.KerasTensor, height: _Side, width: _Side, size: int) -> keras.KerasTensor:
    """``[n, size, size, 3]`` int32; of a side that does not shrink, the rest is zero."""
    x = ops.einsum("jw,nhwc->nhjc", _areas(width, size), ops.cast(photo, "float32"))
    x = ops.einsum("ih,nhjc->nijc", _areas(height, size), x)
    # OpenCV rounds half to even, but half up where it takes the mean of 2×2 pixels.
    halved = ops.logical_and(ops.equal(height.step, 2.0), ops.equal(width.step, 2.0))
    return ops.cast(ops.where(halved, ops.floor(ops.add(x, 0.5)), ops.round(x)), "int32")


def _areas(side: _Side, size: int) -> keras.KerasTensor:
    """``[size, length]``: how much of each pixel goes into each pixel of the result."""
    # In steps of 1/size of a pixel everything is whole, and so exact, until the last division.
    target = _targets(size).reshape(-1, 1)
    start = ops.multiply(target, side.length)
    pixel = ops.multiply(side.pixel, float(size))
    end = ops.minimum(ops.add(start, side.length), ops.add(pixel, float(size)))
    overlap = ops.maximum(ops.subtract(end, ops.maximum(start, pixel)), 0.0)
    same = ops.cast(ops.equal(side.pixel, target), "float32")
    return ops.where(ops.greater(side.step, 1.0), ops.divide(overlap, side.length), same)


def _grown(x: keras.KerasTensor, height: _Side, width: _Side, size: int) -> keras.KerasTensor:
    """``[n, size, size, 3]`` int32; whole numbers all the way, with OpenCV's shifts."""
    left, right = _weighted_neighbours(x, width, size, axis=2)
    x = ops.floor_divide(ops.add(left, right), 16)
    above, below = _weighted_neighbours(x, height, size, axis=1)
    x = ops.add(ops.floor_divide(above, 65536), ops.floor_divide(below, 65536))
    return ops.floor_divide(ops.add(x, 2), 4)


def _weighted_neighbours(
    x: keras.KerasTensor, side: _Side, size: int, *, axis: int
) -> tuple[keras.KerasTensor, keras.KerasTensor]:
    # OpenCV moves the outermost columns onto the photo's edge, but only the pixels of such rows.
    first, second, near, far = _neighbours(side, size, on_edge=axis == 2)
    shape = tuple(size if i == axis else 1 for i in range(4))
    return (
        ops.multiply(ops.take(x, first, axis=axis), ops.reshape(near, shape)),
        ops.multiply(ops.take(x, second, axis=axis), ops.reshape(far, shape)),
    )


def _neighbours(side: _Side, size: int, *, on_edge: bool) -> tuple[keras.KerasTensor, ...]:
    """For each pixel of the result two pixels and their weights in 1/2048, all ``[size]`` int32.

    With `on_edge` a pixel beyond the middle of the outermost one has that one's weight alone.
    """
    target = _targets(size)
    grows = ops.less(side.step, 1.0)
    last = ops.subtract(ops.minimum(side.length, float(size)), 1.0)
    # (target + 1/2) * step − 1/2, with one rounding: ties between 1/2048ths should fall alike.
    odd = ops.multiply(2 * target + 1, side.length)
    centre = ops.divide(ops.subtract(odd, float(size)), float(2 * size))
    if on_edge:
        centre = ops.minimum(ops.maximum(centre, 0.0), last)
    centre = ops.where(grows, centre, target)
    first = ops.floor(centre)
    share = ops.subtract(centre, first)
    weights = (
        ops.round(ops.multiply(ops.subtract(1.0, share), float(_ONE))),
        ops.round(ops.multiply(share, float(_ONE))),
    )
    pixels = (ops.maximum(first, 0.0), ops.minimum(ops.add(first, 1.0), last))
    return tuple(ops.cast(value, "int32") for value in (*pixels, *weights))
