"""The PDF report, read back by poppler where it is installed."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from full_evidence import full_evidence
from report_projects import METHOD, NAMES, write

from siamdesk.errors import StorageError

pytest.importorskip("PySide6.QtWidgets", exc_type=ImportError)


@pytest.fixture
def pdf(project, tmp_path, qapp) -> Path:
    return write(tmp_path / "out.pdf", project)


def page_count(pdf: Path) -> int:
    """Page objects in the file, whose page tree Qt writes uncompressed."""
    return len(re.findall(rb"/Type\s*/Page\b(?!s)", pdf.read_bytes()))


def test_it_is_a_pdf_with_pages(pdf: Path) -> None:
    data = pdf.read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    assert 3 <= page_count(pdf) <= 6
    assert len(re.findall(rb"/Subtype\s*/Image", data)) >= len(NAMES)


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="poppler-utils is not installed")
def test_it_says_what_the_html_says(pdf: Path) -> None:
    command = ["pdftotext", "-layout", str(pdf), "-"]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    pages = page_count(pdf)
    flat = " ".join(text.split())
    for expected in ("66.7%", "35.4% to 87.9%", "69.4%", METHOD[1:], "Test encoder", *NAMES):
        assert expected in flat, expected
    assert "pit & hole taken for scratch: 2 of 3" in flat
    assert f"page 1 of {pages}" in flat
    assert f"page {pages} of {pages}" in flat


def test_a_process_without_qt_and_without_a_display_can_write_it(project, tmp_path) -> None:
    code = (
        "import sys; sys.path.insert(0, sys.argv[1])\n"
        "from pathlib import Path\n"
        "from report_projects import write\n"
        "from siamdesk.project.store import Project\n"
        "write(Path(sys.argv[3]), Project.open(Path(sys.argv[2])))\n"
    )
    hidden = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    target = tmp_path / "alone.pdf"
    arguments = [str(Path(__file__).parent), str(project.path), str(target)]
    done = subprocess.run(
        [sys.executable, "-c", code, *arguments],
        env={name: value for name, value in os.environ.items() if name not in hidden},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert target.read_bytes().startswith(b"%PDF-")


def test_a_refusing_disk_leaves_nothing(project, tmp_path, qapp) -> None:
    target = tmp_path / "out.pdf"
    target.mkdir()
    with pytest.raises(StorageError, match=re.escape(str(target))):
        write(target, project)
    assert not [p for p in tmp_path.iterdir() if p.suffix == ".part"]


def test_plots_are_vectors_and_only_photos_are_pictures(project, tmp_path, qapp) -> None:
    written = write(tmp_path / "full.pdf", project, full_evidence())
    photos = 4 + 3 + 2 + 1 + 2  # thumbnails, and a mistake with its heatmap
    images = re.findall(rb"/Subtype\s*/Image", written.read_bytes())
    assert len(images) <= photos
    if shutil.which("pdftotext"):
        command = ["pdftotext", str(written), "-"]
        text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
        # The letters of the axes are text, so they can be searched and stay sharp.
        for title in (
            "share that was right",
            "photos left to the inspector",
            "other photos taken for scratch",
            "examples per class",
        ):
            assert title in text, title
        assert "[[" not in text
        assert "Approved by" in text
