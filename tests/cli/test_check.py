"""`check`: every fault at once with its line; warnings stop nothing."""

import pytest

from wizard.cli.setup_file import all_faults, line_of
from wizard.setup.file import parse
from wizard.yamltext import read


def test_a_good_file(run, setup_file):
    ended = run("check", "corp.yaml")
    assert (ended.status, ended.out, ended.err) == (0, "corp.yaml: no faults.\n", "")


BAD = """version: 1
name: corp
aws:
  region: 12
pool: {name: corp, mfaa: off}
domain:
  prefix: aws-corp
pomerium:
  authenticate_url: http://authenticate.corp.example.com
"""


def test_all_faults_of_shape_and_rules_at_once_in_the_order_of_lines(run, setup_file):
    setup_file.write_text(BAD)
    ended = run("check", "corp.yaml")
    assert ended.status == 2
    heads = [line.split(": ")[0:3] for line in ended.out.splitlines()]
    assert [(head[0], head[2]) for head in heads] == [
        ("corp.yaml:4", "aws.region"),
        ("corp.yaml:5", "pool.mfaa"),
        ("corp.yaml:7", "domain.prefix"),
        ("corp.yaml:9", "pomerium.authenticate_url"),
    ]
    assert "4 faults" in ended.err


@pytest.mark.parametrize(
    ("was", "slip"),
    [
        ("authenticate_url:", "authentcate_url:"),
        ("pomerium:", "pomerum:"),
        ("region:", "regoin:"),
        ("aws:", "asw:"),
        ("domain: {prefix: ", "domain: {cutsom: "),
    ],
)
def test_a_misspelt_key_is_one_fault(run, setup_file, was, slip):
    setup_file.write_text(setup_file.read_text().replace(was, slip))
    ended = run("check", "corp.yaml")
    assert ended.status == 2
    assert "Did you mean" in ended.out
    assert "1 fault." in ended.err


def test_token_lifetimes_below_a_misspelt_key_are_no_secrets(run, setup_file):
    setup_file.write_text(setup_file.read_text() + "clinet: {id_token_minutes: 60, refresh_token_days: 30}\n")
    ended = run("check", "corp.yaml")
    assert "secret" not in ended.out
    assert "1 fault." in ended.err


def test_a_misspelt_key_hides_no_fault_of_one_that_is_there(run, setup_file):
    setup_file.write_text(setup_file.read_text().replace("{prefix: ", "{prefx: x, prefix: A_"))
    ended = run("check", "corp.yaml")
    assert {line.split(": ")[2] for line in ended.out.splitlines()} == {"domain.prefx", "domain.prefix"}


def test_the_same_as_json(run, setup_file):
    setup_file.write_text(BAD)
    ended = run("check", "--json", "corp.yaml")
    assert ended.err == ""
    *faults, result = ended.lines
    assert {fault["event"] for fault in faults} == {"fault"}
    assert faults[1] | {"message": "", "mend": "", "source": ""} == {
        "event": "fault",
        "field": "pool.mfaa",
        "file": "corp.yaml",
        "line": 5,
        "key": "mfaa",
        "rule": "file.unknown",
        "level": "fault",
        "message": "",
        "mend": "",
        "source": "",
    }
    assert all(fault["message"] and fault["mend"] and fault["source"] for fault in faults)
    assert (result["ok"], result["status"], result["faults"]) == (False, 2, 4)


def test_warnings_are_told_and_stop_nothing(run, setup_file):
    setup_file.write_text(setup_file.read_text().replace("name: corp}", "name: corp, self_sign_up: true}"))
    ended = run("check", "corp.yaml")
    assert ended.status == 0
    assert "corp.yaml:4: warning: pool.self_sign_up:" in ended.out
    assert ended.out.endswith("no faults, 1 warning.\n")


@pytest.mark.parametrize("name", ["nothing.yaml", "."])
def test_a_file_that_cannot_be_read(run, name):
    ended = run("check", name)
    assert ended.status == 2
    assert "Traceback" not in ended.err


def test_a_file_of_another_kind_has_one_fault_not_thirty(run, setup_file):
    setup_file.write_text("just a text\n")
    assert run("check", "corp.yaml", "--json").result["faults"] == 1


def test_rules_say_nothing_about_a_value_that_could_not_be_read():
    reading = parse("version: 1\nname: corp\npool: 7\n")
    fields = [fault.field for fault in all_faults(reading)]
    assert fields.count("pool") == 1
    assert not [field for field in fields if field.startswith("pool.")]
    assert "aws.region" in fields


@pytest.mark.parametrize(
    ("field", "line"),
    [("aws", 1), ("aws.region", 2), ("users.0.email", 4), ("users.1", 5), ("aws.profile", None), ("users.x", None)],
)
def test_lines_of_fields(field, line):
    root = read("aws:\n  region: x\nusers:\n  - {email: a}\n  - {email: b}\n").root
    assert line_of(root, field) == line


def test_an_unreadable_text_keeps_its_one_fault():
    reading = parse("a: [1\n")
    assert len(all_faults(reading)) == 1
    assert all_faults(reading)[0].rule == "file.syntax"
