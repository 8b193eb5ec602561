"""Where resources are found."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

import wizard.resources
from wizard.resources import resource


def test_a_checkout_reads_the_folder_beside_the_package() -> None:
    root = Path(wizard.resources.__file__).parent.parent
    assert resource("icons", "app.svg") == root / "resources" / "icons" / "app.svg"
    assert resource("icons", "app.svg").is_file()


def test_an_installed_package_reads_its_own_folder(tmp_path: Path) -> None:
    package = tmp_path / "site" / "wizard"
    (package / "resources" / "icons").mkdir(parents=True)
    (package / "__init__.py").touch()
    shutil.copy(wizard.resources.__file__, package / "resources.py")
    (tmp_path / "site" / "resources").mkdir()  # somebody else's
    code = "from wizard.resources import resource; print(resource('icons'))"
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path / "site", capture_output=True, text=True, check=True
    )
    assert Path(done.stdout.strip()) == package / "resources" / "icons"
