"""Where in an encoder's graph the patches are: the last map that is finer than the spatial one."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import product
from typing import Any

import openvino as ov
from openvino import opset13 as ops

from siamdesk.encoders.graph import SPATIAL

PATCHES = "patches"
_CONSTANTS = ("Constant", "Convert")


def add_patches(graph: ov.Model) -> None:
    """Give an encoder's graph, of fixed input size, a third output: ``patches`` `[1, h, w, c]`.

    It is what the last but one stage hands to the last: its last residual sum, on a grid about
    twice as fine as that of ``spatial``. A network without such a stage, as a vision transformer,
    gets its ``spatial`` map under this name once more. The other outputs stay as they are.
    """
    spatial = next(output for output in graph.outputs if SPATIAL in output.get_names())
    coarse = tuple(spatial.get_shape()[1:3])
    found = _last_finer_sum(graph, coarse)
    patches = ops.convert(spatial.get_node().input_value(0) if found is None else found, "f32")
    added = graph.add_outputs([patches.output(0)])
    added[0].get_tensor().set_names({PATCHES})


def _last_finer_sum(graph: ov.Model, coarse: tuple[int, ...]) -> Any | None:
    """The map `[1, h, w, c]`, a node made for it; None if there is none."""
    for node in reversed(graph.get_ordered_ops()):
        if node.get_type_name() == "Add" and _is_residual(node):
            for grid in _finer_grids(coarse):
                if (found := _channels_last(node, grid)) is not None:
                    return found
    return None


def _is_residual(node: ov.Node) -> bool:
    """Whether both terms come from the photo; a bias is a constant."""
    return all(term.get_node().get_type_name() not in _CONSTANTS for term in node.input_values())


def _finer_grids(coarse: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
    """Grids that a stride of 2 makes `coarse`."""
    yield from product(*((2 * side, 2 * side - 1) for side in coarse))


def _channels_last(node: ov.Node, grid: tuple[int, ...]) -> Any | None:
    """A node with the output of `node` as `[1, h, w, c]`, if that is a map on this grid."""
    shape = tuple(node.output(0).get_shape())
    if len(shape) == 4 and shape[2:] == grid:
        return ops.transpose(node, [0, 2, 3, 1])
    is_tokens = shape[:-1] in ((grid[0] * grid[1],), (1, grid[0] * grid[1]))
    if is_tokens or (len(shape) == 4 and shape[1:3] == grid):
        return ops.reshape(node, [1, *grid, shape[-1]], special_zero=False)
    return None
