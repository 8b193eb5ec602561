"""Trims ICU's data to what Qt asks of it here: 32 MB become 2. Kept are normalisation, character properties, time
zones' rules, the root locale and the root order of sorting; left out are converters of old charsets, transliterations,
other locales' names and orders, and dictionaries of word breaks. Qt has its own tables for locales, breaks, charsets.

The format is ICU's common data (`udata.h`, `ucmndata.h`): a header, a table of (name, place) pairs, names, then items.
"""

import re
import struct
import subprocess
from pathlib import Path

KEPT = re.compile(
    r"[^/]+\.(nrm|icu)|(root|pool|res_index|icustd|icuver|keyTypeData|supplementalData|numberingSystems|"
    r"likelySubtags|zoneinfo64|timezoneTypes|windowsZones|metaZones|metadata|genderList|plurals|dayPeriods|tzdbNames)\.res|"
    r"coll/(root|res_index|pool|ucadata)\.(res|icu)|(curr|lang|region|unit|zone|brkitr)/(root|pool|res_index)\.res"
)
DROPPED = re.compile(r"(unames|confusables|cnvalias|ulayout)\.(icu|cfu)|.*\.cfu")
ALIGNED = 16  # bytes; every item of the package begins at a multiple of this


def trim(library: Path) -> None:
    """Put a library of the same name, soname and symbol, with fewer items, in a library's place."""
    data = library.read_bytes()
    start = data.index(b"CmnD") - 12
    (name,) = re.findall(rb"\0(icudt\d+_dat)\0", data)
    package = library.with_suffix(".dat")
    package.write_bytes(_smaller(data[start:]))
    symbol = name.decode()
    source = (
        f".section .rodata\n.globl {symbol}\n.type {symbol}, @object\n.balign {ALIGNED}\n"
        f'{symbol}: .incbin "{package.name}"\n.size {symbol}, . - {symbol}\n.section .note.GNU-stack,"",@progbits\n'
    )
    assembled = ["as", "-o", f"{package.stem}.o", "-"]
    subprocess.run(assembled, input=source.encode(), cwd=library.parent, check=True)
    linked = ["ld", "-shared", "-s", "--build-id=none", "-z", "noexecstack", "-soname", library.name]
    subprocess.run([*linked, "-o", library.name, f"{package.stem}.o"], cwd=library.parent, check=True)
    package.unlink()
    package.with_suffix(".o").unlink()


def _smaller(data: bytes) -> bytes:
    """The package with the items that are kept, in their order, which is the order of their names."""
    (header,) = struct.unpack_from("<H", data)
    (count,) = struct.unpack_from("<I", data, header)
    places = [struct.unpack_from("<II", data, header + 4 + 8 * at) for at in range(count)]
    ends = [place for _, place in places[1:]] + [len(data) - header]
    names = [data[header + at : data.index(b"\0", header + at)] for at, _ in places]
    kept = [at for at, name in enumerate(names) if _is_kept(name.decode().partition("/")[2])]
    texts, items, rows = b"", b"", []
    first = 4 + 8 * len(kept)
    behind = first + sum(len(names[at]) + 1 for at in kept)
    begin = behind + -(header + behind) % ALIGNED
    for at in kept:
        item = data[header + places[at][1] : header + ends[at]]
        rows.append(struct.pack("<II", first + len(texts), begin + len(items)))
        texts += names[at] + b"\0"
        items += item + bytes(-len(item) % ALIGNED)
    table = struct.pack("<I", len(kept)) + b"".join(rows) + texts
    return data[:header] + table + bytes(begin - behind) + items


def _is_kept(name: str) -> bool:
    return bool(KEPT.fullmatch(name)) and not DROPPED.fullmatch(name)
