from __future__ import annotations

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from wizard.pomerium.outputs import yaml_blocks
from wizard.vault import Secret

printable = st.text(st.characters(exclude_categories=("Cc", "Cs")))


@given(text=printable)
@example(text="\u2028")
@example(text="\ufeffa")
@example(text="a: b #c")
@example(text="😀 ")
def test_every_text_loads_back_equal_also_inside_a_block(text):
    inner = yaml_blocks.dump({"a": Secret(text), "b": [text]})
    outer = yaml_blocks.dump({"config.yaml": yaml_blocks.Block(inner)})
    assert yaml.safe_load(inner) == {"a": text, "b": [text]}
    assert yaml.safe_load(outer) == {"config.yaml": inner}
    assert "config.yaml: |" in outer


@pytest.mark.parametrize(
    "text",
    ["304e12", "1e3", "12", "0x1f", "0o17", "0b1", "1_000", "12:30", "2024-01-01", "2024-01-01T00:00:00Z", "1.5", "+1",
     "-1", ".inf", ".nan", "y", "No", "ON", "true", "Null", "~", "", "=", "<<", "a: b", "a:", "a #b", "@a", "*a", "&a",
     "!a", "%a", "- a", "? a", "[a", "{a", "'a", "|", ">"],
)  # fmt: skip
def test_what_some_reader_takes_for_something_else_is_quoted(text):
    assert yaml_blocks.dump([text]) == f'- "{text}"\n'


@pytest.mark.parametrize(
    "text", ["304a12ktcc5djt9d7enj6dsjkg", "https://a.example.com:8443/x?y=z&q=1", "ada@corp.example.com", "•" * 12]
)
def test_what_every_reader_takes_for_a_text_is_plain(text):
    assert yaml_blocks.dump([text]) == f"- {text}\n"


def test_the_same_list_twice_is_written_twice():
    scopes = ["openid"]
    assert yaml_blocks.dump({"a": scopes, "b": scopes}) == "a:\n- openid\nb:\n- openid\n"


@pytest.mark.parametrize("text", ["", "a", "- a", "a: [", "a: 1\n---\nb: 2", "a: !!python/object:x {}"])
def test_load_wants_one_mapping_and_never_repeats_the_text(text):
    with pytest.raises(ValueError, match="YAML") as refused:
        yaml_blocks.load(text)
    assert "python" not in str(refused.value)
