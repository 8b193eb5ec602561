"""Words that are no command, usage faults, the version and the help, as people and programs get them."""

import pytest

from wizard import __version__

COMMANDS = ["new", "check", "plan", "apply", "verify", "render", "save", "secret"]


def test_the_version_is_the_package_s(run):
    ended = run("--version")
    assert (ended.status, ended.err) == (0, "")
    assert ended.out.splitlines()[0] == f"pomerium-cognito {__version__}"
    assert ended.out.splitlines()[1].startswith("checkout, for ")


def test_the_version_as_json_is_one_result(run):
    ended = run("--json", "--version")
    (line,) = ended.lines
    text = line.pop("text")
    assert line == {"event": "result", "ok": True, "status": 0}
    assert text == run("--version").out


def test_help_names_every_command_in_the_order_of_the_walk(run):
    text = run("--help").out
    places = [text.index(f"\n  {name} ") for name in COMMANDS]
    assert places == sorted(places)
    assert "\n  window" not in text


@pytest.mark.parametrize("name", COMMANDS)
def test_the_help_of_each_command_has_an_example_of_itself(run, name):
    ended = run(name, "--help")
    assert ended.status == 0
    assert f"Example:\n    pomerium-cognito {name} " in ended.out
    assert "--demo-reset" in ended.out.split("Flags of every command")[1]


def test_a_word_that_is_neither_command_nor_file_names_the_nearest(run):
    ended = run("aply", "corp.yaml")
    assert ended.status == 2
    assert "Did you mean apply?" in ended.err
    assert ended.out == ""


def test_a_word_like_no_command_lists_them(run):
    assert "new, check, preflight, plan" in run("xxxxxxxx").err


@pytest.mark.parametrize(
    ("argv", "named"),
    [
        (("plan",), "FILE"),
        (("plan", "a.yaml", "--frob"), "--frob"),
        (("plan", "--secrets", "vault", "a.yaml"), "--secrets"),
        (("render", "a.yaml"), "--format"),
        (("--frob",), "--frob"),
        (("new",), "--authenticate-url, --region and --prefix"),
        (("secret", "lose", "a.yaml"), "lose"),
    ],
)
def test_usage_faults_name_the_option_and_end_with_2(run, argv, named):
    ended = run(*argv)
    assert ended.status == 2
    assert named in ended.err
    assert "--help` lists" in ended.err
    as_json = run(*argv, "--json")
    assert as_json.status == 2
    assert as_json.err == ""
    assert as_json.result["event"] == "result"
    assert as_json.result["ok"] is False
    assert named in as_json.result["message"]


def test_json_behind_the_double_dash_is_an_argument(run):
    ended = run("check", "--", "--json")
    assert ended.status == 2
    assert "no file --json" in ended.err


@pytest.mark.parametrize("argv", [("plan", "corp.yaml", "--accept"), ("plan", "corp.yaml", "--detailed-exitcode=3")])
def test_an_option_used_wrongly_names_its_own_command(run, argv):
    ended = run(*argv)
    assert (ended.status, "`pomerium-cognito plan --help`" in ended.err) == (2, True)
