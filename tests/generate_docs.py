"""Writes the tables of resources/docs: python tests/generate_docs.py. A test fails when they are stale."""

from __future__ import annotations

from pathlib import Path

from wizard.setup.rules import RULES

DOCS = Path(__file__).resolve().parents[1] / "resources" / "docs"


def rules() -> str:
    """The table of every rule: field, id, level, sentence, mend, source."""
    rows = [
        "# Rules",
        "",
        f"All {len(RULES)} rules that a setup is held against, before anything is sent. Made from `wizard/setup/rules`",
        "by `python tests/generate_docs.py`.",
        "",
        "| field | rule | level | what is said | mend | source |",
        "| --- | --- | --- | --- | --- | --- |",
    ]
    for rule in RULES:
        cells = (f"`{rule.field}`", f"`{rule.id}`", rule.level, rule.sentence, rule.mend, rule.source)
        rows.append("| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |")
    return "\n".join(rows) + "\n"


TABLES = {"rules.md": rules}


def main() -> None:
    """Write them all."""
    DOCS.mkdir(parents=True, exist_ok=True)
    for name, table in TABLES.items():
        (DOCS / name).write_text(table(), encoding="utf-8")


if __name__ == "__main__":
    main()
