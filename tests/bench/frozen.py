"""The frozen program: size installed and to download, start and memory beside a frozen bare QWizard.

Run by hand after packaging/build: python tests/bench/frozen.py [rounds]. The bare one is frozen with the same trimming
into build/packaging/bare. Goals: 100 MB installed, 32 MB to download, first paint within 1.3 times.
"""

from __future__ import annotations

import importlib.util
import os
import subprocess
import sys
import tempfile
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
PLACE = ROOT / "build" / "packaging"
PROGRAM = PLACE / "frozen" / "pomerium-cognito" / "pomerium-cognito"
BARE = PLACE / "bare" / "bare" / "bare"
ROUNDS = int(sys.argv[1]) if len(sys.argv) > 1 else 7
MB = 1_000_000


def first_paint():
    """The script beside this one: how a start is watched, and what the bare wizard is."""
    sys.path.insert(0, str(ROOT / "tests" / "journeys"))
    sys.argv = sys.argv[:1]
    spec = importlib.util.spec_from_file_location("first_paint", Path(__file__).with_name("first_paint.py"))
    module = importlib.util.module_from_spec(spec)
    sys.modules["first_paint"] = module
    spec.loader.exec_module(module)
    return module


def freeze_bare(code: str) -> None:
    """The bare wizard by the recipe of the program, without the program."""
    folder = PLACE / "bare"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "program.py").write_text(code)
    spec = (ROOT / "packaging" / "pomerium-cognito.spec").read_text()
    for was, now in (
        ('str(ROOT / "packaging" / "program.py")', repr(str(folder / "program.py"))),
        ('(str(ROOT / "resources"), "wizard/resources"), (BUILD, "wizard/resources"), *copy_metadata("keyring")', ""),
        ('BUILD = os.environ["BUILD_JSON"]', 'BUILD = ""'),
        ('*collect_submodules("wizard"),', ""),
        ("SPECPATH).parent", f"{str(ROOT / 'packaging')!r}).parent"),
        ("insert(0, SPECPATH)", f"insert(0, {str(ROOT / 'packaging')!r})"),
        ('*(f"keyring.backends.{name}" for', '*(f"keyring.backends.{name}" for name in () for'),
        ('name="pomerium-cognito"', 'name="bare"'),
    ):
        assert was in spec, was
        spec = spec.replace(was, now)
    (folder / "bare.spec").write_text(spec)
    tool = PLACE / "venv" / "bin" / "pyinstaller"
    places = ["--distpath", folder, "--workpath", folder / "work"]
    words = ["--noconfirm", "--log-level", "ERROR", *places, folder / "bare.spec"]
    subprocess.run([tool, *words], check=True, stdout=subprocess.DEVNULL)


def size(folder: Path) -> float:
    """MB of a folder's files, each counted once."""
    return sum(path.lstat().st_size for path in folder.rglob("*") if path.is_file() and not path.is_symlink()) / MB


def main() -> None:
    """Print sizes, then the medians side by side."""
    if not PROGRAM.exists():
        print("Left out: packaging/build has not frozen the program yet.")
        return
    paint = first_paint()
    freeze_bare(paint.BARE)
    from programs import clean_environment, screen

    print(f"installed {size(PROGRAM.parent):6.1f} MB (bare QWizard {size(BARE.parent):.1f}); goal 100")
    if (payload := PLACE / "windows" / "app").exists():
        print(f"installed {size(payload):6.1f} MB on Windows")
    for path in [*sorted((ROOT / "build" / "dist").glob("pomerium-cognito*")), *PLACE.glob("appimage.squashfs")]:
        print(f"download  {path.stat().st_size / MB:6.1f} MB  {path.name}")
    ways = {"bare": [str(BARE)], "wizard --demo": [str(PROGRAM), "--demo"]}
    with tempfile.TemporaryDirectory() as home, screen() as display:
        env = clean_environment(Path(home)) | {"DISPLAY": display, "QT_QPA_PLATFORM": "xcb"}
        env["PATH"] = os.defpath
        paint.compare(ways, env, display)


if __name__ == "__main__":
    main()
