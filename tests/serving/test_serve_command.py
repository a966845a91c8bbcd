"""`siamdesk serve` as a user starts it: a real server on a free port of this machine."""

from __future__ import annotations

import importlib.util
import os
import re
import signal
import socket
import subprocess
import sys
from pathlib import Path

import httpx
import pytest
from typer.testing import CliRunner

from siamdesk.classifier import FewShotClassifier
from siamdesk.cli import serving
from siamdesk.cli.main import app
from siamdesk.errors import SiamDeskError
from siamdesk.serving import running


def outcome(*arguments: object):
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.mark.skipif(os.name == "nt", reason="needs signals of Unix")
def test_a_project_is_served_until_ctrl_c(steel, photos) -> None:
    words = [sys.executable, "-m", "siamdesk", "serve", str(steel), "--port", "0"]
    with subprocess.Popen(
        words,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        env={**os.environ, "SIAMDESK_TOKEN": "secret"},
        # A shell that starts a job in the background has it ignore Ctrl+C; the tests may be one.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    ) as running_service:
        try:
            told = running_service.stderr.readline()
            address = re.search(r"http://127\.0\.0\.1:\d+", told).group()
            assert httpx.get(f"{address}/health", timeout=60).json() == {"ok": True}
            files = [("photos", (p.name, p.read_bytes())) for p in photos[:2]]
            assert httpx.post(f"{address}/classify", files=files, timeout=60).status_code == 401
            headers = {"Authorization": "Bearer secret"}
            answer = httpx.post(f"{address}/classify", files=files, headers=headers, timeout=60)
            assert [a["image"] for a in answer.json()] == [p.name for p in photos[:2]]
            assert all(a["guesses"] for a in answer.json())
            headers["Content-Length"] = "999999999"
            with socket.create_connection(("127.0.0.1", int(address.rpartition(":")[2]))) as raw:
                raw.settimeout(60)
                raw.sendall(
                    b"POST /classify HTTP/1.1\r\nHost: 127.0.0.1\r\n"
                    b"Authorization: Bearer secret\r\nContent-Length: 999999999\r\n\r\n"
                )
                assert b" 413 " in raw.recv(200)
        finally:
            running_service.send_signal(signal.SIGINT)
            rest = running_service.stderr.read()
    assert running_service.returncode == 0, rest
    assert "Traceback" not in rest


def test_a_saved_classifier_is_served(few_examples, photos, tmp_path, monkeypatch) -> None:
    examples = [p for p in sorted(few_examples.rglob("*.png")) if p.name.endswith("1.png")]
    classifier = FewShotClassifier(encoder="lite0", fine_tune="never")
    classifier.fit(examples, [p.parent.name for p in examples])
    classifier.save(tmp_path / "model")
    served = []
    monkeypatch.setattr(running, "run_service", lambda app, host, port, started: served.append(app))
    assert outcome("serve", tmp_path / "model").exit_code == 0
    guesser = served[0].state.service.guesser
    expected = classifier.rank(photos[:2], top=2)
    for found, ranking in zip(guesser.guess_files(photos[:2]), expected, strict=True):
        for guess, ranked in zip(found.guesses, ranking, strict=False):
            assert guess.class_name == ranked.class_name
            assert guess.probability == pytest.approx(ranked.probability, abs=1e-5)
            assert guess.similarity == pytest.approx(ranked.similarity, abs=1e-5)
            assert guess.example == Path(ranked.example).name


@pytest.mark.parametrize(
    "host",
    [
        "0.0.0.0",  # noqa: S104
        "192.168.0.7",
        "::",
        "inspection",
    ],
)
def test_an_address_that_others_reach_needs_a_token(steel, host, monkeypatch) -> None:
    monkeypatch.delenv("SIAMDESK_TOKEN", raising=False)
    ended = outcome("serve", steel, "--host", host)
    assert ended.exit_code == 2
    assert "SIAMDESK_TOKEN" in ended.stderr


def test_a_port_that_is_taken_is_told(monkeypatch, steel, guesser) -> None:
    monkeypatch.setattr(serving, "_guesser", lambda model: guesser)
    with socket.create_server(("127.0.0.1", 0)) as taken:
        ended = outcome("serve", steel, "--port", taken.getsockname()[1])
    assert isinstance(ended.exception, SiamDeskError)
    assert "--port" in str(ended.exception)


def test_a_host_that_is_no_name_is_told(monkeypatch, steel, guesser) -> None:
    monkeypatch.setattr(serving, "_guesser", lambda model: guesser)
    ended = outcome("serve", steel, "--host", "é" * 80, "--token", "secret")
    assert isinstance(ended.exception, SiamDeskError)
    assert "--host" in str(ended.exception)


def test_without_the_extra_it_is_named(monkeypatch, steel) -> None:
    find = importlib.util.find_spec
    monkeypatch.setattr(
        importlib.util, "find_spec", lambda name: None if name == "uvicorn" else find(name)
    )
    ended = outcome("serve", steel)
    assert isinstance(ended.exception, SiamDeskError)
    assert "siamdesk[serve]" in str(ended.exception)
