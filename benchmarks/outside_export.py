"""Use an export where only its runtime is installed; `benchmarks.exports` starts it there.

    python outside_export.py EXPORT PHOTOS ANSWERS.npz

It imports nothing of SiamDesk, and says so if it could.
"""

from __future__ import annotations

import importlib.metadata
import importlib.util
import json
import runpy
import sys
from pathlib import Path
from typing import Any

sys.modules.setdefault("openvino_telemetry", None)  # type: ignore[arg-type]
import numpy as np  # noqa: E402 - after what it would bring along


def main(export: Path, photos: Path, answers: Path) -> int:
    if importlib.util.find_spec("siamdesk") is not None:
        print("SiamDesk is installed here, so this would show nothing.", file=sys.stderr)
        return 1
    example = runpy.run_path(str(export / "example.py"), run_name="example")
    model = example["load"]()
    rows: dict[str, list[Any]] = {"probabilities": [], "unknown": [], "embedding": []}
    for path in sorted(photos.iterdir()):
        outputs = example["answer"](model, example["read"](path))
        for name, values in rows.items():
            values.append(np.asarray(outputs[name], np.float32).ravel())
    found: dict[str, Any] = {name: np.stack(values) for name, values in rows.items()}
    np.savez(answers, **found)
    packages = {
        found.metadata["Name"]: found.version for found in importlib.metadata.distributions()
    }
    print(json.dumps(packages))
    verified = example["verify"](model)
    return int(verified)


if __name__ == "__main__":
    sys.exit(main(*map(Path, sys.argv[1:])))
