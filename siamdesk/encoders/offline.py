"""Keeps OpenVINO from calling home: SiamDesk works offline and sends nothing."""

from __future__ import annotations

import sys
from typing import Any, cast

_TELEMETRY = "openvino_telemetry"


def block_telemetry() -> None:
    """Make `openvino_telemetry` impossible to import in this process.

    Importing `openvino` imports its converter, which reports the import to an analytics service
    unless the user opted out or the package is missing. With a None entry Python treats the package
    as missing, and OpenVINO falls back to its own silent stub. Has no effect on an `openvino` that
    was imported before.
    """
    # The type of `sys.modules` does not allow None; the import system documents it.
    cast("dict[str, Any]", sys.modules).setdefault(_TELEMETRY, None)
