"""What the wheel holds instead of the scripts and style sheets that are written: the same, lean."""

from __future__ import annotations

import runpy
import tempfile
import tomllib
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

PACKAGE = "src/livingsurvey"


class LeanAssets(BuildHookInterface[Any]):
    """Puts `render/served/` where a wheel has no `render/assets/`; a checkout makes them lean when it builds a site."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Make the lean files; or say that an editable installation needs what makes them."""
        if version == "editable":
            needs = tomllib.loads(Path(self.root, "pyproject.toml").read_text("utf-8"))["build-system"]["requires"]
            build_data["dependencies"] += [need for need in needs if need.startswith("minify")]
            return
        root = Path(self.root, PACKAGE)
        lean = runpy.run_path(str(root / "build/lean.py"))["lean"]
        self.folder = tempfile.TemporaryDirectory()
        for file in sorted((root / "render/assets").iterdir()):
            served = Path(self.folder.name, file.name)
            served.write_text(lean(file.name, file.read_text("utf-8")), "utf-8", newline="\n")
            build_data["force_include"][str(served)] = f"livingsurvey/render/served/{file.name}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Leave nothing behind."""
        if version != "editable":
            self.folder.cleanup()
