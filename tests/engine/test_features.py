from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from numpy.testing import assert_array_equal
from numpy.typing import NDArray

from siamdesk.engine.features import FeatureTable
from siamdesk.errors import StorageError

WIDTH = 50


def features(n: int, seed: int = 0) -> NDArray[np.float32]:
    return np.random.default_rng(seed).normal(size=(n, WIDTH)).astype(np.float32)


@pytest.mark.parametrize("in_memory", [1, 4 * WIDTH * 7, 10**6])
def test_photos_come_back_in_any_order_from_memory_and_from_a_file(in_memory: int) -> None:
    table = FeatureTable(WIDTH, in_memory=in_memory)
    given = features(30)
    names = [f"photo {i}" for i in range(30)]
    for some in (slice(0, 5), slice(5, 20), slice(20, 30)):
        table.add(names[some], given[some])
        assert_array_equal(table.rows(names[some]), given[some])
    order = [29, 0, 7, 7, 12]
    assert_array_equal(table.rows([names[i] for i in order]), given[order])
    assert table.rows([]).shape == (0, WIDTH)
    assert "photo 3" in table
    assert "photo 30" not in table


def test_features_that_are_columns_of_a_larger_table_are_kept_row_by_row() -> None:
    wide = np.random.default_rng(1).normal(size=(4, 3 * WIDTH))
    table = FeatureTable(WIDTH)
    table.add(["a", "b", "c", "d"], wide[:, ::3].astype(np.float64))  # type: ignore[arg-type]
    assert_array_equal(table.rows(["c"])[0], wide[2, ::3].astype(np.float32))


def test_a_photo_that_is_added_again_has_its_new_features_and_disturbs_no_other() -> None:
    table = FeatureTable(WIDTH)
    first, second, third = features(2), features(2, seed=1), features(1, seed=2)
    table.add(["a", "b"], first)
    table.add(["b", "b"], second)
    table.add(["c"], third)
    assert_array_equal(table.rows(["a", "b", "c"]), [first[0], second[1], third[0]])


def test_a_full_disk_is_named_and_what_was_kept_stays(tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    table = FeatureTable(WIDTH, in_memory=1)
    given = features(40)
    table.add(["a", "b"], given[:2])
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (4 * WIDTH * 10, limits[1]))
    try:
        with pytest.raises(StorageError, match="Free some space there"):
            table.add([str(i) for i in range(38)], given[2:])
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    assert "0" not in table
    assert_array_equal(table.rows(["b", "a"]), given[[1, 0]])
    table.add([str(i) for i in range(38)], given[2:])
    assert_array_equal(table.rows(["37"])[0], given[39])
