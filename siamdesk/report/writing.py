"""Reports on disk: one HTML file that needs nothing else, or a PDF."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import Final

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from siamdesk.atomic import write_atomic
from siamdesk.errors import SiamDeskError, StorageError
from siamdesk.project.store import Project
from siamdesk.report.content import Report, build_report
from siamdesk.report.evidence import Evidence
from siamdesk.report.origin import photo_count

_TEMPLATES: Final = Path(__file__).resolve().parent
_MATRIX_COLUMNS: Final = 24
"""More classes than that don't fit across a printed page."""


def write_report(path: Path, evidence: Evidence, *, project: Project) -> None:
    """Write a report on `evidence` to ``FILE.html`` or ``FILE.pdf``, whole or not at all.

    A file that is at `path` already is replaced. Raises `StorageError` when the disk refuses, and
    `SiamDeskError` for another suffix, or for a PDF where Qt can't run.
    """
    suffix = path.suffix.lower()
    if suffix not in {".html", ".pdf"}:
        raise SiamDeskError(f"{path}: reports are FILE.html or FILE.pdf. Choose one of the two.")
    report = build_report(evidence, project=project, made=datetime.now().astimezone())
    data = _html_bytes(report) if suffix == ".html" else pdf_pages(report)
    try:
        write_atomic(path, data, durable=False)
    except OSError as error:
        reason = error.strerror or str(error)
        raise StorageError(
            f"{path}: the report could not be written ({reason}). Choose another place for it."
        ) from error


def _html_bytes(report: Report) -> bytes:
    # File names may be in no encoding.
    return html_page(report).encode("utf-8", "backslashreplace")


def html_page(report: Report) -> str:
    """The report as one HTML document, pictures and style included."""
    return _render("page.html.j2", report)


def pdf_pages(report: Report) -> bytes:
    """The report as a PDF of A4 pages."""
    # Here, so that HTML reports need no Qt.
    from siamdesk.report.pdf import print_pdf

    footer = f"{report.project} · SiamDesk {report.version} · {report.date}"
    text = _render("print.html.j2", report)
    title = f"Evaluation of {report.project}"
    return print_pdf(text, plots=_plots(report), title=title, footer=footer)


def _plots(report: Report) -> dict[str, str]:
    """The plots by the names that the printed report asks for them with."""
    found = {"reliability": report.probabilities.plot, "risk": report.selective.plot}
    if report.one_against_rest is not None:
        found["roc"] = report.one_against_rest.plot
    if report.learning is not None:
        found["learning"] = report.learning.plot
    return found


def _render(template: str, report: Report) -> str:
    environment = Environment(
        loader=FileSystemLoader(_TEMPLATES),
        autoescape=True,
        trim_blocks=True,
        lstrip_blocks=True,
        undefined=StrictUndefined,
    )
    environment.filters |= {"photos": photo_count, "over_white": over_white}
    return environment.get_template(template).render(r=report, matrix_columns=_MATRIX_COLUMNS)


def over_white(colour: str, opacity: float) -> str:
    """``#rrggbb`` as it looks on white: Qt's rich text knows no transparency."""
    channels = (int(colour[i : i + 2], 16) for i in (1, 3, 5))
    return "#" + "".join(f"{round(255 + (c - 255) * opacity):02x}" for c in channels)
