"""Writes a DLL of Windows that older wines lack, of forwards to a DLL that they have: the tries under wine need it.

python forwarder.py TARGET.dll NAME=DLL.NAME...   e.g. bcryptprimitives.dll ProcessPrng=advapi32.SystemFunction036
"""

import struct
import sys
from pathlib import Path

PLACE, IN_FILE = 0x1000, 0x200  # where the one section stands in memory and in the file


def library(name: str, forwards: dict[str, str]) -> bytes:
    """A PE32+ image without code: its export table alone, as in the PE format's chapters .edata and optional header."""
    names = sorted(forwards)
    count = len(names)
    tables = 40 + 10 * count
    texts = b""

    def said(text: str) -> int:
        nonlocal texts
        at = PLACE + tables + len(texts)
        texts += text.encode() + b"\0"
        return at

    own = said(name)
    targets = [said(forwards[each]) for each in names]
    called = [said(each) for each in names]
    directory = struct.pack(
        "<IIHHIIIIIII", 0, 0, 0, 0, own, 1, count, count, PLACE + 40, PLACE + 40 + 4 * count, PLACE + 40 + 8 * count
    )
    exports = directory + struct.pack(f"<{2 * count}I{count}H", *targets, *called, *range(count)) + texts
    section = exports + bytes(-len(exports) % 0x200)
    optional = struct.pack("<HBBIIIII", 0x20B, 14, 0, 0, len(section), 0, 0, PLACE)
    optional += struct.pack(
        "<QIIHHHHHHIIIIHH", 0x180000000, 0x1000, 0x200, 6, 0, 0, 0, 6, 0, 0, 0x2000, 0x200, 0, 3, 0x100
    )
    optional += struct.pack("<QQQQII", 0x100000, 0x1000, 0x100000, 0x1000, 0, 16)
    optional += struct.pack("<II", PLACE, len(exports)) + bytes(8 * 15)
    head = b"MZ" + bytes(58) + struct.pack("<I", 64) + b"PE\0\0"
    head += struct.pack("<HHIIIHH", 0x8664, 1, 0, 0, 0, len(optional), 0x2022) + optional
    head += struct.pack("<8sIIIIIIHHI", b".edata", len(exports), PLACE, len(section), IN_FILE, 0, 0, 0, 0, 0x40000040)
    return head + bytes(IN_FILE - len(head)) + section


if __name__ == "__main__":
    target = Path(sys.argv[1])
    target.write_bytes(library(target.name, dict(word.split("=") for word in sys.argv[2:])))
