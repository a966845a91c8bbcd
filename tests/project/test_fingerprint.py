"""The fingerprint of the examples, worked out with other means."""

from __future__ import annotations

import hashlib
from pathlib import Path

from PIL import Image

from siamdesk.project.fingerprint import data_fingerprint
from siamdesk.project.store import Project


def test_it_is_the_hash_of_hashes_and_classes_whatever_the_order(tmp_path: Path) -> None:
    files = []
    for i in range(3):
        files.append(tmp_path / f"{i}.png")
        Image.new("RGB", (8, 8), (50 * i, 0, 0)).save(files[-1])
    of = [hashlib.sha256(file.read_bytes()).hexdigest() for file in files]
    expected = hashlib.sha256(
        "".join(sorted([f"{of[0]}\tkratzer ü\n", f"{of[1]}\tok\n"])).encode("utf-8")
    ).hexdigest()
    found = []
    for name, order in (("a", (0, 1)), ("b", (1, 0))):
        with Project.create(tmp_path / f"{name}.siam") as project:
            for i in order:
                project.add_photos([files[i]], class_name=("kratzer ü", "ok")[i])
            project.add_photos([files[2]])  # the inbox teaches nothing
            found.append(data_fingerprint(project.snapshot()))
            if name == "b":
                ok = project.class_by_name("ok")
                project.rename_class(ok.id, "fine")
                assert data_fingerprint(project.snapshot()) != expected
    assert found == [expected, expected]
