"""A file's bytes as text, and back to the same bytes."""

from __future__ import annotations

import codecs

from wizard.pomerium.merging.part import refused

BOM = "\ufeff"
_OTHERS = {
    codecs.BOM_UTF32_LE: "UTF-32",
    codecs.BOM_UTF32_BE: "UTF-32",
    codecs.BOM_UTF16_LE: "UTF-16",
    codecs.BOM_UTF16_BE: "UTF-16",
}


def decoded(data: bytes) -> tuple[str, str]:
    """The byte order mark, or '', and the text behind it. Raises InputRefused for anything but UTF-8."""
    for mark, name in _OTHERS.items():
        if data.startswith(mark):
            raise refused(1, f"The file is {name}, and only UTF-8 is merged into.", "Save it as UTF-8.")
    try:
        text = data.decode()
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise refused(line, "A byte that is no UTF-8.", "Save the file as UTF-8.") from None
    if "\0" in text:
        raise refused(text.count("\n", 0, text.index("\0")) + 1, "A NUL: this is no text.", "Compare the path.")
    bom = BOM if text.startswith(BOM) else ""
    return bom, text[len(bom) :]
