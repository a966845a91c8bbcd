"""`classify --cluster` on a local engine: the same answers, also when a worker is killed."""

from __future__ import annotations

import importlib.util
import json
import os
import signal
from collections.abc import Iterator
from pathlib import Path

import pytest
from terminal import Outcome

from siamdesk.cli.cluster import ClusterWish, _pool, each_once, guess_on_cluster, rows_of
from siamdesk.engine.engine import Engine
from siamdesk.engine.guesser import Guesser
from siamdesk.engine.parcel import Parcel
from siamdesk.errors import SiamDeskError

needs_ray = pytest.mark.skipif(
    importlib.util.find_spec("ray") is None, reason="needs the extra siamdesk[cluster]"
)


@pytest.fixture(scope="module")
def ray_engine() -> Iterator[None]:
    """A Ray engine of this machine alone, with room for two workers."""
    os.environ["RAY_USAGE_STATS_ENABLED"] = "0"
    import ray

    ray.init(
        address="local",
        num_cpus=2,
        include_dashboard=False,
        _node_ip_address="127.0.0.1",
        log_to_driver=False,
    )
    yield
    ray.shutdown()


@pytest.fixture(scope="module")
def photos(sample: Path) -> list[Path]:
    return sorted((sample / "inbox").iterdir())[:20]


@needs_ray
@pytest.mark.timeout(600)
@pytest.mark.usefixtures("ray_engine")
def test_a_worker_that_is_killed_loses_and_doubles_nothing(steel, photos) -> None:
    engine = Engine(steel)
    engine.learn()
    here = list(Guesser.of(engine).guess_files(photos))
    parcel = Parcel.of(engine)
    engine.close()
    workers: list[int] = []

    def with_a_murder() -> Iterator[dict]:
        for row in rows_of(parcel, photos, ClusterWish(cpus=2, block=2)):
            if not workers:
                os.kill(int(row["worker"]), signal.SIGKILL)
            workers.append(int(row["worker"]))
            yield row

    there = list(each_once(with_a_murder(), photos))
    assert len(set(workers)) == 2, "another worker took over"
    assert len(workers) == len(photos)
    assert [g.path for g in there] == photos
    for a, b in zip(there, here, strict=True):
        assert [g.class_name for g in a.guesses] == [g.class_name for g in b.guesses]
        assert [g.example for g in a.guesses] == [g.example for g in b.guesses]
        assert [g.probability for g in a.guesses] == pytest.approx(
            [g.probability for g in b.guesses], abs=1e-4
        )


@needs_ray
@pytest.mark.timeout(600)
@pytest.mark.usefixtures("ray_engine")
def test_the_command_writes_the_same_file(steel, photos, tmp_path, monkeypatch) -> None:
    monkeypatch.chdir(tmp_path)
    Path("broken.png").write_bytes(b"no photo")
    words = ["classify", steel, *photos[:5], "broken.png", "--out"]
    assert Outcome(*words, "here.json").status == 3
    outcome = Outcome(*words, "there.json", "--cluster", "--cluster-cpus", 2)
    assert outcome.status == 3, outcome.err
    assert "broken.png" in outcome.err
    here, there = (json.loads(Path(f"{n}.json").read_text()) for n in ("here", "there"))
    assert [e["image"] for e in there] == [e["image"] for e in here]
    assert [bool(e["error"]) for e in there] == [bool(e["error"]) for e in here]
    for a, b in zip(there, here, strict=True):
        for got, want in zip(a["guesses"], b["guesses"], strict=True):
            assert got == pytest.approx(want, abs=1e-4)


@pytest.mark.parametrize(
    ("cpus", "gpus", "machines", "expected"),
    [
        (None, 0, [(8, 0), (4, 2)], (4, 3)),
        (1, 0, [(8, 0), (4, 2)], (1, 12)),
        (None, 1, [(8, 0), (4, 2)], (1, 2)),
        (2, 0.5, [(8, 0), (4, 2)], (2, 2)),
        (None, 0, [(0, 0), (2, 0)], (2, 1)),
    ],
)
def test_each_machine_has_as_many_workers_as_it_has_room_for(
    cpus, gpus, machines, expected
) -> None:
    resources = [{"CPU": c, **({"GPU": g} if g else {})} for c, g in machines]
    assert _pool(ClusterWish(cpus, gpus), resources) == expected


@pytest.mark.parametrize(("cpus", "gpus"), [(None, 1), (16, 0), (None, 3)])
def test_a_worker_that_no_machine_has_room_for_is_told(cpus, gpus) -> None:
    machines = [{"CPU": 8.0}, {"CPU": 4.0, "GPU": 2.0}] if gpus != 1 else [{"CPU": 8.0}]
    with pytest.raises(SiamDeskError, match="--cluster-gpus"):
        _pool(ClusterWish(cpus, gpus), machines)


def row(place: int) -> dict[str, object]:
    element = {"image": "/x", "guesses": [], "unknown": {"score": 0.5, "is_unknown": None}}
    return {"place": place, "guesses": json.dumps({**element, "error": None})}


def test_an_answer_that_comes_twice_counts_once() -> None:
    photos = [Path("a"), Path("b"), Path("c")]
    found = each_once([row(0), row(1), row(0), row(1), row(2)], photos)
    assert [g.path for g in found] == photos


def test_an_answer_that_never_comes_is_told() -> None:
    with pytest.raises(SiamDeskError, match="2 photos, b among them"):
        list(each_once([row(0)], [Path("a"), Path("b"), Path("c")]))


def test_without_the_extra_it_is_named(steel, photos, monkeypatch) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "ray" else find(name)
    )
    outcome = Outcome("classify", steel, photos[0], "--cluster")
    assert isinstance(outcome.error, SiamDeskError)
    assert "siamdesk[cluster]" in str(outcome.error)


def test_a_cluster_does_not_watch(steel, tmp_path) -> None:
    assert Outcome("classify", steel, tmp_path, "--cluster", "--watch").status == 2


@needs_ray
def test_an_engine_that_is_not_there_is_told(monkeypatch) -> None:
    import ray

    def nobody(**_: object) -> None:
        raise ConnectionError("Could not connect")

    monkeypatch.setattr(ray, "init", nobody)
    monkeypatch.setattr(ray, "is_initialized", lambda: False)
    monkeypatch.setenv("RAY_ADDRESS", "10.0.0.1:6379")
    with pytest.raises(SiamDeskError, match=r"10\.0\.0\.1:6379"):
        next(guess_on_cluster(None, [Path("a")], ClusterWish()))


@pytest.mark.parametrize("count", ["inf", "nan"])
@pytest.mark.parametrize("option", ["--cluster-cpus", "--cluster-gpus"])
def test_a_worker_has_a_number_of_cores(steel, tmp_path, option, count) -> None:
    outcome = Outcome("classify", steel, tmp_path, "--cluster", option, count)
    assert outcome.status == 2
    assert option in outcome.err
