"""Terraform's language: what is written means the value that went in."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from wizard.cognito.handover.hcl import Block, Raw, block, expression, string


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (True, "true"),
        (3, "3"),
        ("a", '"a"'),
        (["a", "b"], '["a", "b"]'),
        ({"a b": 1}, '{ "a b" = 1 }'),
        (Raw("x.y.id"), "x.y.id"),
        ("${no} %{template}", '"$${no} %%{template}"'),
    ],
)
def test_values(value, text):
    assert expression(value) == text


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("Cs",))))
def test_strings_come_back(text):
    quoted = string(text).replace("$${", "${").replace("%%{", "%{")
    assert json.loads(quoted) == text  # of both languages these escapes are the same


def test_blocks_are_nested_and_empty_attributes_left_out():
    inner = Block("inner", {"a": 1})
    text = block(Block("outer", {"long_name": "x", "b": None, "c": {}, "inner": inner, "more": [inner, inner]}, ("l",)))
    assert text == (
        'outer "l" {\n  long_name = "x"\n\n  inner {\n    a = 1\n  }\n\n  inner {\n    a = 1\n  }\n\n'
        "  inner {\n    a = 1\n  }\n}"
    )
