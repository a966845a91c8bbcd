"""What the service answers, and what it refuses."""

from __future__ import annotations

import threading
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from fastapi.testclient import TestClient

from siamdesk.engine.guesser import BATCH, Guesser, PreparedPhoto
from siamdesk.engine.photo_guesses import PhotoGuesses
from siamdesk.serving.app import create_app
from siamdesk.serving.batching import Batcher
from siamdesk.serving.limits import Limits

HERE = "http://127.0.0.1:8000"
SECRET = "secret"  # noqa: S105 - of these tests


@pytest.fixture(scope="module")
def client(guesser: Guesser) -> Iterator[TestClient]:
    with TestClient(create_app(guesser), base_url=HERE) as opened:
        yield opened


def uploads(*photos: Path) -> list[tuple[str, tuple[str, bytes]]]:
    return [("photos", (p.name, p.read_bytes())) for p in photos]


def test_answers_are_those_of_the_command_line(client, guesser, photos, tmp_path) -> None:
    broken = tmp_path / "broken.png"
    broken.write_bytes(b"no photo")
    given = [*photos[:2], broken, photos[2]]
    answer = client.post("/classify?top=3", files=uploads(*given))
    assert answer.status_code == 200
    expected = [found.as_json(3) for found in guesser.guess_files(given)]
    for got, want in zip(answer.json(), expected, strict=True):
        assert got["image"] == Path(want["image"]).name
        assert [g["class"] for g in got["guesses"]] == [g["class"] for g in want["guesses"]]
        for g, w in zip(got["guesses"], want["guesses"], strict=True):
            assert g == pytest.approx(w, abs=1e-5)
        assert got["unknown"] == pytest.approx(want["unknown"], abs=1e-5)
        assert list(got) == list(want)
    assert answer.json()[2]["error"].startswith("broken.png: ")
    assert answer.json()[2]["guesses"] == []


def test_whoever_watches_over_the_service_is_answered(guesser) -> None:
    app = create_app(guesser, token=SECRET)
    with TestClient(app, base_url="http://inspection:8000") as client:
        assert client.get("/health").json() == {"ok": True}
        assert client.get("/ready").status_code == 200
        app.state.service._under_way = Limits().waiting
        assert client.get("/ready").status_code == 503
        app.state.service._under_way = 0
    assert not app.state.service.is_ready


def test_openapi_describes_the_answer_and_no_page_needs_the_network(client) -> None:
    described = client.get("/openapi.json").json()
    guess = described["components"]["schemas"]["GuessAnswer"]["properties"]
    assert set(guess) == {"class", "probability", "similarity", "example"}
    assert client.get("/docs").status_code == 404


def test_the_model_is_told(client, guesser) -> None:
    told = client.get("/model").json()
    assert told["classes"] == list(guesser.model.classes)
    assert told["examples"] == 35


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"Authorization": "Bearer wrong"},
        {"Authorization": "Basic secret"},
        {"Authorization": "Bearer"},
        {"Authorization": "Bearer sécret".encode("latin-1")},
    ],
)
def test_a_wrong_token_is_refused_before_anything_is_read(guesser, photos, headers) -> None:
    with TestClient(create_app(guesser, token=SECRET), base_url="http://inspection") as client:
        for answer in (
            client.post("/classify", files=uploads(photos[0]), headers=headers),
            client.get("/model", headers=headers),
            client.get("/openapi.json", headers=headers),
        ):
            assert answer.status_code == 401
            assert answer.headers["www-authenticate"] == "Bearer"


def test_the_right_token_is_served_under_any_name(guesser, photos) -> None:
    with TestClient(create_app(guesser, token=SECRET), base_url="http://inspection") as client:
        headers = {"Authorization": "Bearer secret"}
        assert client.get("/model", headers=headers).status_code == 200


@pytest.mark.parametrize(
    ("name", "status"),
    [("127.0.0.1:8000", 200), ("localhost", 200), ("[::1]:80", 200), ("evil.example:8000", 403)],
)
def test_without_a_token_only_this_machine_is_served_by_its_own_name(client, name, status) -> None:
    assert client.get("/model", headers={"Host": name}).status_code == status


def test_too_much_is_refused(guesser, photos) -> None:
    size = photos[0].stat().st_size
    limits = Limits(body=3 * size, photos=2, pixels=100)
    with TestClient(create_app(guesser, limits=limits), base_url=HERE) as client:

        def without_length() -> Iterator[bytes]:
            yield from [b"x" * size] * 5

        form = {"Content-Type": "multipart/form-data; boundary=b"}
        for answer in (
            client.post("/classify", files={"photos": b"x" * 4 * size}),
            client.post("/classify", content=without_length(), headers=form),
        ):
            assert answer.status_code == 413
            assert "MB" in answer.json()["detail"]
        small = [("photos", (f"{i}.png", b"x")) for i in range(3)]
        assert client.post("/classify", files=small).status_code == 413
        (large,) = client.post("/classify", files=uploads(photos[0])).json()
        assert "megapixels" in large["error"]


def test_more_than_can_wait_is_told_to_come_again(guesser, photos) -> None:
    app = create_app(guesser, limits=Limits(waiting=1))
    with TestClient(app, base_url=HERE) as client:
        answer = client.post("/classify", files=uploads(*photos[:2]))
        assert answer.status_code == 503
        assert answer.headers["retry-after"] == "1"
        assert client.post("/classify", files=uploads(photos[0])).status_code == 200


@pytest.mark.parametrize(
    ("content", "headers"),
    [
        (b"", {}),
        (b"{}", {"Content-Type": "application/json"}),
        (b"nonsense", {"Content-Type": "multipart/form-data; boundary=b"}),
        (b"nonsense", {"Content-Type": "multipart/form-data"}),
    ],
)
def test_a_request_that_is_none_is_refused_and_the_next_is_served(
    client, photos, content, headers
) -> None:
    answer = client.post("/classify", content=content, headers=headers)
    assert answer.status_code in (400, 422)
    assert answer.json()["detail"]
    assert client.post("/classify?top=0", files=uploads(photos[0])).status_code == 422
    assert client.get("/ready").status_code == 200


def test_an_odd_file_name_is_only_a_name(client, photos) -> None:
    for name in ("../../etc/passwd", "裂纹.png", 'a b".png'):
        files = [("photos", (name, photos[0].read_bytes()))]
        (answer,) = client.post("/classify", files=files).json()
        assert answer["error"] is None


class SlowModel:
    """Ranks nothing until it may; notes the batches."""

    def __init__(self) -> None:
        self.busy, self.may_go_on = threading.Event(), threading.Event()
        self.batches: list[int] = []

    def guess(self, photos: Sequence[PreparedPhoto]) -> list[PhotoGuesses]:
        self.batches.append(len(photos))
        self.busy.set()
        assert self.may_go_on.wait(60)
        if any(p.path.name == "bad" for p in photos):
            raise ValueError("this batch fails")
        return [PhotoGuesses(p.path, (), 0.5, None, None) for p in photos]


def test_what_comes_while_a_batch_is_under_way_makes_the_next() -> None:
    model = SlowModel()
    batcher = Batcher(model)
    batcher.start()
    futures = [batcher.submit(PreparedPhoto(Path("0")))]
    assert model.busy.wait(60)
    futures += [batcher.submit(PreparedPhoto(Path(str(i)))) for i in range(1, BATCH + 4)]
    futures[1].cancel()
    model.may_go_on.set()
    batcher.close()
    assert model.batches == [1, BATCH - 1, 3]
    answered = [f.result().path.name for f in futures if not f.cancelled()]
    assert answered == [str(i) for i in range(BATCH + 4) if i != 1]


def test_a_batch_that_fails_is_told_and_the_next_is_ranked() -> None:
    model = SlowModel()
    model.may_go_on.set()
    batcher = Batcher(model)
    batcher.start()
    with pytest.raises(ValueError, match="this batch fails"):
        batcher.submit(PreparedPhoto(Path("bad"))).result(60)
    assert batcher.submit(PreparedPhoto(Path("good"))).result(60).path == Path("good")
    batcher.close()
    assert not batcher.is_alive


def test_requests_at_the_same_time_share_batches_and_get_their_own_answers(
    guesser, photos, monkeypatch
) -> None:
    """The model is held until all photos wait; then they are ranked in fewer batches."""
    expected = {
        p.name: f.as_json(5) for p, f in zip(photos, guesser.guess_files(photos), strict=True)
    }
    app = create_app(guesser)
    service = app.state.service
    batches: list[int] = []
    all_wait = threading.Event()
    guess, submit = guesser.guess, service.batcher.submit
    submitted: list[PreparedPhoto] = []

    def note(prepared: PreparedPhoto):
        submitted.append(prepared)
        if len(submitted) == len(photos):
            all_wait.set()
        return submit(prepared)

    def held(batch: Sequence[PreparedPhoto]) -> list[PhotoGuesses]:
        assert all_wait.wait(120)
        batches.append(len(batch))
        return guess(batch)

    monkeypatch.setattr(service.batcher, "submit", note)
    monkeypatch.setattr(guesser, "guess", held)
    answers: dict[str, dict] = {}
    with TestClient(app, base_url=HERE) as client:

        def ask(photo: Path) -> None:
            (answers[photo.name],) = client.post("/classify", files=uploads(photo)).json()

        threads = [threading.Thread(target=ask, args=(p,)) for p in photos]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(120)
    assert sum(batches) == len(photos)
    assert len(batches) <= 3
    for name, answer in answers.items():
        assert answer["image"] == name
        for got, want in zip(answer["guesses"], expected[name]["guesses"], strict=True):
            assert got == pytest.approx(want, abs=1e-5)
