"""setup.exe by NSIS and .msi by wixl, of one payload."""

import hashlib
import re
import struct
import uuid
from collections.abc import Callable
from pathlib import Path
from xml.sax.saxutils import quoteattr

HERE = Path(__file__).resolve().parent
# The family of all versions; an .msi of another version with it is replaced.
FAMILY = uuid.UUID("5b0a5f0e-6f1d-5e0c-9c7b-0f4f6a2d7c11")

GUID = re.compile(rb"[0-9A-F]{8}(?:-[0-9A-F]{4}){3}-[0-9A-F]{12}")
SUMMARY = 512  # bytes around the number, in which the stream of the summary lies
TIMES = re.compile(rb"@\0\0\0.{6}[\xbf-\xff]\x01", re.DOTALL)  # VT_FILETIME, and a time from 2000 on
SINCE_1601 = 11_644_473_600  # seconds from Windows' first day to 1970


def setup_exe(app: Path, version: str, target: Path, run: Callable[..., str]) -> None:
    """The installer that asks, or with /S does not."""
    listed = app.with_name("files.nsh")
    lines = [f'Delete "$INSTDIR\\{path.name}"' for path in sorted(app.iterdir()) if path.is_file()]
    for path in sorted((app / "lib").iterdir()):
        lines.append(f'{"RMDir /r" if path.is_dir() else "Delete"} "$INSTDIR\\lib\\{path.name}"')
    lines.append('RMDir "$INSTDIR\\lib"')
    listed.write_text("!macro REMOVE\n  " + "\n  ".join(lines) + "\n!macroend\n")
    defined = (f"-DVERSION={version}", f"-DAPP={app}", f"-DFILES={listed}", f"-DOUT={target}")
    run("makensis", "-V2", "-INPUTCHARSET", "UTF8", *defined, HERE / "setup.nsi")


def msi(app: Path, version: str, target: Path, run: Callable[..., str]) -> None:
    """The package for those who hand programs out: per machine, no question."""
    source = app.with_name("package.wxs")
    source.write_text(_wxs(app, version), encoding="utf-8")
    run("wixl", "-a", "x64", "-o", target, source)
    _fix(target, source.read_text(encoding="utf-8"), int(app.stat().st_mtime))


def _fix(target: Path, source: str, time: int) -> None:
    """The package's own number and times, which wixl makes up anew each time, out of its content and of `time`."""
    data = bytearray(target.read_bytes())
    named = set(GUID.findall(source.encode()))
    (made,) = {found.group() for found in GUID.finditer(data) if found.group() not in named}
    at = data.index(made)
    summary = slice(max(0, at - SUMMARY), at + SUMMARY)
    for stamp in TIMES.finditer(bytes(data[summary])):
        place = summary.start + stamp.start() + 4
        data[place : place + 8] = struct.pack("<Q", (time + SINCE_1601) * 10_000_000)
    data[at : at + len(made)] = bytes(len(made))
    number = str(_id(f"package {hashlib.sha256(data).hexdigest()}")).upper()
    data[at : at + len(made)] = number.encode()
    target.write_bytes(data)


def _wxs(app: Path, version: str) -> str:
    """WiX' source: a component a folder, with names that stay the same from build to build."""
    references: list[str] = []
    tree = _folder(app, app, references)
    shortcut = _component("shortcut", references, (
        '<Shortcut Id="start" Directory="ProgramMenuFolder" Name="Pomerium Cognito setup"'
        ' Target="[INSTALLDIR]pomerium-cognito-window.exe" WorkingDirectory="INSTALLDIR"/>'
        '<RegistryValue Root="HKLM" Key="Software\\pomerium-cognito" Name="installed" Type="integer" Value="1"'
        ' KeyPath="yes"/>'
    ))  # fmt: skip
    kind = "Software\\Classes\\PomeriumCognito.Setup"
    opens = "&quot;[INSTALLDIR]pomerium-cognito-window.exe&quot; &quot;%1&quot;"
    association = _component("association", references, (
        f'<RegistryValue Root="HKLM" Key="{kind}" Type="string" Value="Pomerium Cognito setup file" KeyPath="yes"/>'
        f'<RegistryValue Root="HKLM" Key="{kind}\\shell\\open\\command" Type="string" Value="{opens}"/>'
        '<RegistryValue Root="HKLM" Key="Software\\Classes\\.yaml\\OpenWithProgids" Name="PomeriumCognito.Setup"'
        ' Type="string" Value=""/>'
    ))  # fmt: skip
    parts = "".join(f'<ComponentRef Id="{name}"/>\n' for name in references)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<Wix xmlns="http://schemas.microsoft.com/wix/2006/wi">\n'
        f'<Product Id="{str(_id(f"product {version}")).upper()}" Name="Pomerium Cognito setup" Language="1033"'
        f' Version="{version}" Manufacturer="The pomerium-cognito authors" UpgradeCode="{str(FAMILY).upper()}">\n'
        '<Package InstallerVersion="200" Compressed="yes" InstallScope="perMachine" Platform="x64"/>\n'
        '<MajorUpgrade DowngradeErrorMessage="A newer version is installed already."/>\n'
        '<Media Id="1" Cabinet="program.cab" EmbedCab="yes"/>\n'
        '<Directory Id="TARGETDIR" Name="SourceDir"><Directory Id="ProgramMenuFolder" Name="Programs"/>\n'
        '<Directory Id="ProgramFiles64Folder"><Directory Id="INSTALLDIR" Name="pomerium-cognito">\n'
        f"{tree}{shortcut}{association}</Directory></Directory></Directory>\n"
        f'<Feature Id="program" Level="1">\n{parts}</Feature>\n'
        "</Product>\n</Wix>\n"
    )


def _folder(folder: Path, app: Path, references: list[str]) -> str:
    """A folder's files as one component, and the folders below it."""
    place = folder.relative_to(app).as_posix()
    files = [path for path in sorted(folder.iterdir()) if path.is_file()]
    text = ""
    if files:
        rows = []
        for at, path in enumerate(files):
            name, key = _name("f", path.relative_to(app).as_posix()), "" if at else ' KeyPath="yes"'
            source = f"Name={quoteattr(path.name)} Source={quoteattr(path.relative_to(app.parent).as_posix())}"
            rows.append(f'<File Id="{name}" {source}{key}/>\n')
        text = _component(place, references, "".join(rows))
    for below in sorted(path for path in folder.iterdir() if path.is_dir()):
        name = _name("d", below.relative_to(app).as_posix())
        text += f'<Directory Id="{name}" Name={quoteattr(below.name)}>\n{_folder(below, app, references)}</Directory>\n'
    return text


def _component(place: str, references: list[str], inside: str) -> str:
    references.append(_name("c", place))
    return f'<Component Id="{references[-1]}" Guid="{str(_id(place)).upper()}" Win64="yes">\n{inside}</Component>\n'


def _id(place: str) -> uuid.UUID:
    return uuid.uuid5(FAMILY, place)


def _name(kind: str, place: str) -> str:
    """An identifier that Windows Installer takes: letters and digits, unlike any other's."""
    return kind + hashlib.sha256(place.encode()).hexdigest()[:24]
