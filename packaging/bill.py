"""What is bundled: the bill of materials and the licences, of what goes to people, not of the tools that build it."""

import json
import re
import ssl
import sys
import uuid
import zlib
from pathlib import Path
from typing import Any

from trimming import UNUSED_PACKAGES

HERE = Path(__file__).resolve().parent
# Of Qt and CPython's own libraries: name, licence.
BENEATH = (
    ("Qt", "LGPL-3.0-only"), ("ICU", "ICU"), ("CPython", "Python-2.0"), ("OpenSSL", "Apache-2.0"), ("zlib", "Zlib"),
    ("bzip2", "bzip2-1.0.6"), ("liblzma", "0BSD"),
)  # fmt: skip
TEXTS = ("LGPL-3.0.txt", "GPL-3.0.txt", "ICU.txt", "Python.txt", "zlib.txt", "bzip2.txt")


def bundled() -> list[str]:
    """The packages of all systems that go into the program, itself included, as Python's index spells them."""
    names = {"pomerium-cognito"}
    for place in ("requirements.txt", "windows/requirements.txt"):
        names |= _pins(place).keys()
    return sorted(names - set(UNUSED_PACKAGES))


def _pins(place: str) -> dict[str, str]:
    """Name -> version."""
    found = re.findall(r"^([\w.-]+)==([^\s;]+)", (HERE / place).read_text(), re.MULTILINE)
    return {spelt(name): version for name, version in found}


def _elsewhere(name: str, version: str) -> dict[str, Any]:
    """A package of another system's alone."""
    reference = f"{name}=={version}"
    return {
        "bom-ref": reference,
        "name": name,
        "version": version,
        "type": "library",
        "purl": f"pkg:pypi/{name}@{version}",
    }


def spelt(name: str) -> str:
    """One spelling for every way to write a package's name."""
    return re.sub(r"[-_.]+", "-", name).lower()


def materials(told: str, epoch: int) -> str:
    """CycloneDX of an environment, without its tools, with what lies beneath Python's packages."""
    bill: dict[str, Any] = json.loads(told)
    kept = [each for each in bill["components"] if spelt(each["name"]) in bundled()]
    known = {each["bom-ref"] for each in kept}
    there = {spelt(each["name"]) for each in kept}
    kept += [
        _elsewhere(name, version)
        for name, version in _pins("windows/requirements.txt").items()
        if name in bundled() and name not in there
    ]
    kept += [_component(name, licence, kept) for name, licence in BENEATH]
    bill["components"] = kept
    bill["dependencies"] = [
        each | {"dependsOn": [ref for ref in each.get("dependsOn", ()) if ref in known]}
        for each in bill.get("dependencies", ())
        if each["ref"] in known
    ]
    from time import gmtime, strftime

    bill["metadata"]["timestamp"] = strftime("%Y-%m-%dT%H:%M:%SZ", gmtime(epoch))
    serial = uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(kept, sort_keys=True))
    return json.dumps(bill | {"serialNumber": f"urn:uuid:{serial}"}, indent=1, sort_keys=True) + "\n"


def _component(name: str, licence: str, packages: list[dict[str, Any]]) -> dict[str, Any]:
    qt = next(each["version"] for each in packages if spelt(each["name"]) == "pyside6-essentials")
    versions = {
        "Qt": qt,
        "CPython": ".".join(str(part) for part in sys.version_info[:3]),
        "OpenSSL": ssl.OPENSSL_VERSION.split()[1],
        "zlib": zlib.ZLIB_RUNTIME_VERSION,
    }
    version = {"version": versions[name]} if name in versions else {}
    licences = [{"license": {"id": licence}}]
    return {"bom-ref": f"beneath:{name}", "name": name, "type": "library", "licenses": licences, **version}


def licences(packages: str) -> str:
    """The program's own, notes on what lies beneath, each package's (as pip-licenses tells them), and their texts."""
    rule = "\n\n" + "=" * 78 + "\n\n"
    parts = [(HERE / "licences" / "notes.txt").read_text(), (HERE.parent / "LICENSE").read_text(), packages]
    return (
        rule.join(part.strip() for part in [*parts, *((HERE / "licences" / name).read_text() for name in TEXTS)]) + "\n"
    )
