from __future__ import annotations

import string

import pytest
import yaml
from hypothesis import example, given, settings
from hypothesis import strategies as st

from wizard import yamltext
from wizard.yamltext import YamlFault, load, quote, splice

# PyYAML's own idea of printable, but for surrogates, which no UTF-8 file can hold.
TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=30)
SCALARS = st.one_of(
    st.none(), st.booleans(), st.integers(-(10**9), 10**9), st.floats(allow_nan=False), TEXTS,
    st.sampled_from(["off", "0.30", "1:30", "~", "null", "=", "<<", "- a", "a: b", "a #b", "2024-01-01", " x ", "0o7"]),
)  # fmt: skip
KEYS = st.text(string.ascii_lowercase + "_", min_size=1, max_size=6)
VALUES = st.recursive(
    SCALARS, lambda v: st.lists(v, max_size=3) | st.dictionaries(KEYS, v, max_size=3), max_leaves=6
)  # fmt: skip

FILE = """\
# the head, with trailing space \t
version: 1
pool:   # what follows the colon
  name: 'corp staff'    # single quotes
  sign_in: [ email,phone ]
  scopes:
  # between
  - openid   # needed
  - "email"

  note: |
    two
    lines

  tags: {team: infra, "cost": '7'}
empty:
off: yes
users:
  - name: ada
    groups: [a]
  # the second
  - {name: bob}
# the end
"""


def other_lines(text: str, *changed: str) -> list[str]:
    return [line for line in text.splitlines() if not any(line.strip().startswith(word) for word in changed)]


@given(SCALARS)
@example("\ufeff")
@example("\u2028 \x85 \x7f")
@example("😀")
def test_a_quoted_scalar_loads_back_equal_and_stays_on_one_line(value: object) -> None:
    text = quote(value)  # type: ignore[arg-type]
    assert len(text.splitlines()) == 1
    for there in (f"key: {text}\n", f"key: [{text}, 1]\n", f"{{key: {text}}}\n"):
        back = yaml.safe_load(there)["key"]
        back = back[0] if isinstance(back, list) else back
        assert back == value
        assert type(back) is type(value)


@pytest.mark.parametrize("word", ["off", "No", "y", "NULL", "0.33", "0o14", "1e5", "12", "+1", ".5", "", "~", "-"])
def test_what_some_reader_takes_for_another_type_is_quoted(word: str) -> None:
    assert quote(word) == f'"{word}"'


@pytest.mark.parametrize(
    "word", ["corp-staff", "https://a.example.com/x", "eu-west-1_Ab1", "Corp Staff", "a@b.example"]
)
def test_plain_words_stay_plain(word: str) -> None:
    assert quote(word) == word


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
@pytest.mark.parametrize("bom", ["", "\ufeff"])
def test_replacing_a_scalar_changes_its_characters_alone(newline: str, bom: str) -> None:
    text = bom + FILE.replace("\n", newline)
    assert splice(text, {("pool", "name"): "x"}) == text.replace("corp staff", "x")
    assert splice(text, {("pool", "tags", "cost"): "8"}) == text.replace("'7'", "'8'")
    assert splice(text, {("pool", "scopes", 1): "phone"}) == text.replace('"email"', '"phone"')
    assert splice(text, {("empty",): "v"}) == text.replace("empty:", "empty: v")
    assert splice(text, {("users", 1, "name"): "eve"}) == text.replace("bob", "eve")


@pytest.mark.parametrize("newline", ["\n", "\r\n"])
def test_missing_keys_come_at_the_end_of_their_mapping(newline: str) -> None:
    text = FILE.replace("\n", newline)
    result = splice(text, {("pool", "mfa"): "off", ("aws", "region"): "eu-west-1", ("pool", "tags", "x"): "z"})
    assert newline.join(["'7', x: z}", '  mfa: "off"', "empty:"]) in result
    assert newline.join(["  - {name: bob}", "aws:", "  region: eu-west-1", "# the end", ""]) in result
    assert other_lines(result, "mfa", "aws", "region", "tags") == other_lines(text, "tags")


def test_a_text_without_a_last_line_end_keeps_to_that() -> None:
    assert splice("a:\n  b: 1", {("a", "c"): 2, ("d",): 3}) == "a:\n  b: 1\n  c: 2\nd: 3"


def test_an_empty_text_takes_keys() -> None:
    assert splice("# mine\n", {("version",): 1, ("pool", "name"): "x"}) == "# mine\nversion: 1\npool:\n  name: x\n"


def test_a_list_that_grows_keeps_its_comments() -> None:
    result = splice(FILE, {("pool", "scopes"): ["openid", "email", "profile"]})
    assert result == FILE.replace('  - "email"\n', '  - "email"\n  - profile\n')
    assert splice(FILE, {("pool", "sign_in"): ["email", "phone", "x"]}) == FILE.replace("email,phone", "email,phone, x")


def test_an_emptied_list_leaves_the_comments_between() -> None:
    result = splice(FILE, {("pool", "scopes"): []})
    assert "  scopes: []\n  # between\n" in result
    assert yaml.safe_load(result)["pool"]["scopes"] == []


def test_an_equal_value_changes_no_byte() -> None:
    assert splice(FILE, {("pool", "name"): "corp staff", ("pool", "sign_in"): ["email", "phone"]}) == FILE
    assert splice("a: &x {k: 1}\nb: *x\n", {("b", "k"): 1}) == "a: &x {k: 1}\nb: *x\n"


@given(st.data())
@settings(max_examples=150, deadline=None)
def test_any_value_in_place_of_any_other_reads_back(data: st.DataObject) -> None:
    before = yaml.safe_load(FILE)
    before["off"] = before.pop(False)  # YAML 1.1 reads the key as false; a splice takes it as written
    path = data.draw(
        st.sampled_from([("pool",), ("pool", "name"), ("pool", "scopes"), ("pool", "note"), ("empty",), ("new",),
                         ("pool", "new", "deep"), ("pool", "tags", "team"), ("users", 0, "groups"), ("users",),
                         ("off",)])
    )  # fmt: skip
    value = data.draw(VALUES)
    result = splice(FILE, {path: value})
    expected = before
    for key in path[:-1]:
        expected = expected.setdefault(key, {}) if isinstance(expected, dict) else expected[key]
    expected[path[-1]] = value
    after = yaml.safe_load(result)
    after["off"] = after.pop(False)
    assert after == before
    assert result.startswith("# the head, with trailing space \t\nversion: 1\n")
    assert result.endswith("# the end\n")


@given(st.dictionaries(KEYS, VALUES, max_size=4), st.dictionaries(KEYS, VALUES, min_size=1, max_size=3), st.booleans())
@settings(max_examples=150, deadline=None)
def test_splices_into_what_another_writer_wrote(tree: dict[str, object], values: dict[str, object], flat: bool) -> None:
    text = yaml.safe_dump(tree, default_flow_style=flat, allow_unicode=True)
    before = yaml.safe_load(text)  # not quite the tree: PyYAML writes U+0085 as a line end
    result = splice(text, {(key,): value for key, value in values.items()})
    assert yaml.safe_load(result) == {**before, **values}


FAULTS = {
    "second document": ("a: 1\n---\nb: 2\n", "document", 2),
    "duplicate": ("a: 1\nb:\n  c: 1\n  c: 2\n", "duplicate", 4),
    "tag": ("a: 1\nb: !!python/object:os.system x\n", "tag", 2),
    "deep": ("a: " + "[" * 30 + "]" * 30, "depth", 1),
    "deep and open": ("[" * 50_000, "depth", 1),
    "unknown alias": ("a: *nowhere\n", "aliases", 1),
    "alias in itself": ("a: &x [*x]\n", "aliases", 1),
    "aliases of aliases": (
        "".join(f"k{n}: &a{n} [{', '.join([f'*a{n - 1}' if n else '1'] * 9)}]\n" for n in range(9)),
        "aliases",
        6,
    ),
    "list as a key": ("? [a]\n: 1\n", "key", 1),
    "open bracket": ("a: 1\nb: [1, 2\n", "syntax", 3),
    "no colon": ("a: 1\nword\nb: 2\n", "syntax", 3),
    "tab": ("a:\n\tb: 1\n", "syntax", 2),
    "control character": ("a: 1\nb: \x00\n", "syntax", 2),
    "open quotes": ('a: "x\n', "syntax", 2),
    "colon in a value": ("a: b: c\n", "syntax", 1),
    "large": ("a" * 1_000_001, "size", 1),
}


@pytest.mark.parametrize("name", FAULTS)
def test_what_is_refused_says_line_and_mend(name: str) -> None:
    text, rule, line = FAULTS[name]
    with pytest.raises(YamlFault) as caught:
        load(text)
    assert (caught.value.rule, caught.value.line) == (rule, line)
    assert caught.value.message.endswith(".") and caught.value.mend.endswith(".")


def test_a_fault_repeats_no_value() -> None:
    for text in ("a: 'hunter2\n", "hunter2\nb: 1\n", "a: [hunter2\n", "a: &hunter2 *hunter2\n", "a: \t@hunter2"):
        with pytest.raises(YamlFault) as caught:
            load(text)
        assert "hunter2" not in f"{caught.value} {caught.value.mend}"


@pytest.mark.parametrize(
    ("text", "path"),
    [
        ("a: &x {k: 1}\nb: *x\n", ("a", "k")),
        ("a: &x {k: 1}\nb: *x\n", ("b", "k")),
        ("a: word\n", ("a", "k")),
        ("a: [1]\n", ("a", "k")),
        ("{a, b: 1}\n", ("a",)),
        ("a: 1\na: 2\n", ("a",)),
    ],
)
def test_what_cannot_be_changed_alone_is_refused(text: str, path: tuple[str, ...]) -> None:
    with pytest.raises(YamlFault):
        splice(text, {path: 7})


def test_a_path_and_one_below_it_are_a_fault_of_the_caller() -> None:
    with pytest.raises(ValueError, match="below"):
        splice("", {("a",): 1, ("a", "b"): 2})


def test_nodes_know_line_and_text() -> None:
    root = load("version: 1\npomerium:\n  version: 0.30\n  off: off\n")
    assert root is not None
    pomerium = root.get("pomerium")
    assert pomerium is not None
    version, off = pomerium.get("version"), pomerium.get("off")
    assert version is not None and off is not None
    assert (version.line, version.text, version.tag) == (3, "0.30", "float")
    assert (off.text, off.tag) == ("off", "bool")
    assert load("") is None
    assert yamltext.data(root)["pomerium"] == {"version": 0.3, "off": False}
