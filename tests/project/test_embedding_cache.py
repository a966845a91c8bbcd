from __future__ import annotations

import logging
import shutil
import sqlite3
import time

import numpy as np
import pytest
from numpy.testing import assert_array_equal

from siamdesk.project.cache import EmbeddingCache


def vectors(count: int, length: int = 6, *, seed: int = 0) -> dict[str, np.ndarray]:
    values = np.random.default_rng(seed).standard_normal((count, length)).astype(np.float32)
    return {f"{number:064x}": vector for number, vector in enumerate(values)}


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache"


@pytest.fixture
def cache(folder):
    made = EmbeddingCache(folder)
    yield made
    made.close()


def assert_holds(cache, key, items):
    found = cache.get_many(list(items), key)
    assert found.keys() == items.keys()
    for digest, vector in items.items():
        assert found[digest].dtype == np.float32
        assert_array_equal(found[digest], vector)


def test_embeddings_come_back_as_they_went_in(cache, folder):
    items = vectors(20)
    cache.put_many("lite0", items)
    assert_holds(cache, "lite0", items)
    cache.close()
    other = EmbeddingCache(folder)
    assert_holds(other, "lite0", items)
    other.close()


def test_unknown_photos_are_absent(cache):
    cache.put_many("lite0", vectors(2))
    assert cache.get_many(["f" * 64, f"{1:064x}"], "lite0").keys() == {f"{1:064x}"}
    assert cache.get_many([], "lite0") == {}


def test_encoders_do_not_mix(cache):
    cache.put_many("lite0", vectors(3, 4))
    cache.put_many("tiny-vit", vectors(3, 7, seed=1))
    assert_holds(cache, "lite0", vectors(3, 4))
    assert_holds(cache, "tiny-vit", vectors(3, 7, seed=1))
    assert cache.get_many(list(vectors(3)), "other") == {}


def test_an_embedding_can_be_replaced(cache):
    cache.put_many("lite0", vectors(3))
    cache.put_many("lite0", vectors(3, seed=9))
    assert_holds(cache, "lite0", vectors(3, seed=9))


def test_any_memory_layout_is_kept_right(cache):
    table = np.arange(12, dtype=np.float64).reshape(3, 4)
    cache.put_many("k", {"a": table[:, 1].astype(np.float32), "b": table.T[2].astype(np.float32)})
    assert_array_equal(cache.get_many(["a"], "k")["a"], [1, 5, 9])
    with pytest.raises(ValueError, match="one axis"):
        cache.put_many("k", {"a": table.astype(np.float32)})


def test_what_comes_back_may_be_changed(cache):
    cache.put_many("k", vectors(1))
    (vector,) = cache.get_many(list(vectors(1)), "k").values()
    vector += 1
    assert_holds(cache, "k", vectors(1))


@pytest.mark.parametrize("opened", [True, False], ids=["while open", "while closed"])
def test_the_folder_may_be_deleted_at_any_time(cache, folder, opened, caplog):
    cache.put_many("k", vectors(3))
    if not opened:
        cache.close()
    shutil.rmtree(folder)
    cache.get_many(list(vectors(3)), "k")
    cache.put_many("k", vectors(5))
    cache.put_many("k", vectors(5))
    assert_holds(cache, "k", vectors(5))
    cache.close()
    assert_holds(cache, "k", vectors(5))
    assert [r for r in caplog.records if r.levelno >= logging.WARNING] == []


def garbage(data: bytes) -> bytes:
    return b"garbage!" * (len(data) // 8)


def cut_off(data: bytes) -> bytes:
    return data[: len(data) // 3]


def header_only(data: bytes) -> bytes:
    return data[:100] + b"\xff" * (len(data) - 100)


def emptied(data: bytes) -> bytes:
    return b""


@pytest.mark.parametrize("damage", [garbage, cut_off, header_only, emptied])
def test_a_damaged_file_is_begun_anew_in_silence(cache, folder, damage, caplog):
    cache.put_many("k", vectors(200, 300))
    cache.close()
    file = folder / "embeddings.db"
    file.write_bytes(damage(file.read_bytes()))
    again = EmbeddingCache(folder)
    assert again.get_many(list(vectors(200, 300)), "k") == {}
    again.put_many("k", vectors(3))
    assert_holds(again, "k", vectors(3))
    again.close()
    assert [r for r in caplog.records if r.levelno >= logging.WARNING] == []


def test_a_file_of_another_layout_is_begun_anew(folder):
    folder.mkdir()
    connection = sqlite3.connect(folder / "embeddings.db")
    connection.execute("CREATE TABLE embedding (id INTEGER)")
    connection.close()
    cache = EmbeddingCache(folder)
    cache.put_many("k", vectors(3))
    assert_holds(cache, "k", vectors(3))
    cache.close()


def test_an_embedding_with_a_flipped_bit_is_computed_again(cache, folder):
    items = vectors(5, 100)
    cache.put_many("k", items)
    cache.close()
    file = folder / "embeddings.db"
    data = bytearray(file.read_bytes())
    hurt = list(items)[3]
    at = data.index(items[hurt].tobytes())
    data[at + 50] ^= 1
    file.write_bytes(bytes(data))
    assert cache.get_many(list(items), "k").keys() == items.keys() - {hurt}


def test_a_full_disk_stops_keeping_with_one_warning(cache, caplog):
    cache.put_many("k", vectors(3))
    pages = cache._connection.execute("PRAGMA page_count").fetchone()[0]
    cache._connection.execute(f"PRAGMA max_page_count = {pages}")
    for seed in range(3):
        cache.put_many("k", vectors(500, 200, seed=seed))
    assert_holds(cache, "k", vectors(3))
    assert [r.levelno for r in caplog.records] == [logging.WARNING]


def test_where_no_folder_can_be_made_nothing_is_kept(tmp_path, caplog):
    (tmp_path / "file").write_text("x")
    cache = EmbeddingCache(tmp_path / "file")
    cache.put_many("k", vectors(3))
    cache.put_many("k", vectors(3))
    assert cache.get_many(list(vectors(3)), "k") == {}
    assert [r.levelno for r in caplog.records] == [logging.WARNING]


def test_two_processes_share_one_file(cache, folder):
    other = EmbeddingCache(folder)
    cache.put_many("k", vectors(3))
    assert_holds(other, "k", vectors(3))
    other.put_many("k", vectors(5))
    assert_holds(cache, "k", vectors(5))
    other.close()


def test_ten_thousand_embeddings_are_read_in_half_a_second(cache):
    items = vectors(10_000, 1280)
    cache.put_many("k", items)
    digests = list(items)
    taken = []
    for _ in range(3):
        # Processor time, the best of three: the machine has other things to do.
        start = time.process_time()
        found = cache.get_many(digests, "k")
        taken.append(time.process_time() - start)
    assert len(found) == 10_000
    assert min(taken) < 0.5


def test_what_was_kept_of_photos_prepared_in_another_way_is_thrown_away(cache, folder):
    cache.put_many("lite0", vectors(20))
    cache.close()
    with sqlite3.connect(folder / "embeddings.db") as database:
        database.execute("PRAGMA user_version = 0")  # as before this was told apart
    database.close()
    assert cache.get_many(list(vectors(20)), "lite0") == {}
    cache.put_many("lite0", vectors(3))
    cache.close()
    assert_holds(cache, "lite0", vectors(3))
