"""new, check, plan, apply, plan, verify, save: each a process, on the practice AWS, over HTTP."""

import json
import stat

import pytest
import yaml

NEW = ["--authenticate-url", "https://authenticate.corp.example.com", "--region", "eu-west-1", "--prefix", "corp-staff"]
WRITES = ("Create", "Update", "Delete", "Set", "Admin", "Tag")


def practice_log(program):
    """The operations that the stand-in answered, in order."""
    log = next((program.home / "state" / "practice").glob("*.log"), None)
    return log.read_text().splitlines() if log else []


def test_the_whole_walk(program):
    program.run("new", "-o", "s.yaml", *NEW)
    program.run("check", "s.yaml")
    told = program.run("plan", "s.yaml", "--demo", "--detailed-exitcode", code=5)
    assert "5 to create" in told
    program.run("apply", "s.yaml", "--demo", "--yes")
    assert "Nothing to change" in program.run("plan", "s.yaml", "--demo", "--detailed-exitcode")
    program.run("verify", "s.yaml", "--demo")
    program.run("save", "s.yaml", "--demo")
    text = program.file("config.yaml")
    assert text.startswith("# practice mode: not for a real Pomerium\n")
    config = yaml.safe_load(text)
    assert config["idp_provider"] == "cognito"
    assert config["authenticate_service_url"] == "https://authenticate.corp.example.com"
    assert stat.S_IMODE((program.home / "config.yaml").stat().st_mode) == 0o600
    assert config["idp_client_secret"] not in program.file("s.yaml")


def test_the_secret_shows_in_no_output_log_or_journal(program):
    program.run("new", "-o", "s.yaml", *NEW)
    told = program.run("--verbose", "--log-file", "w.log", "apply", "s.yaml", "--demo", "--yes")
    told += program.run("plan", "s.yaml", "--demo", "--json")
    told += program.run("verify", "s.yaml", "--demo", "--json")
    told += program.run("render", "s.yaml", "--demo", "--format", "env", "--json")
    told += program.run("secret", "get", "s.yaml", "--demo", "--json")
    program.run("save", "s.yaml", "--demo")
    secret = yaml.safe_load(program.file("config.yaml"))["idp_client_secret"]
    assert len(secret) > 20
    assert secret not in told
    kept = {"secrets.json", "config.yaml"}  # practice mode's own store, and the output itself
    state = program.home / "state" / "practice"
    for path in program.home.rglob("*"):
        if path.is_file() and path.name not in kept and path.parent != state:
            assert secret.encode() not in path.read_bytes(), path
    assert secret in program.run("secret", "get", "s.yaml", "--demo", "--reveal")


def test_every_line_of_json_is_an_event_and_the_last_is_the_result(program):
    program.run("new", "-o", "s.yaml", *NEW)
    lines = [
        json.loads(x) for x in program.run("apply", "s.yaml", "--demo", "--yes", "--json").splitlines() if x[0] == "{"
    ]
    assert lines[-1]["event"] == "result"
    assert lines[-1]["ok"] is True
    states = {(x["id"], x["state"]) for x in lines if x["event"] == "action"}
    assert {("pool", "planned"), ("pool", "started"), ("pool", "done"), ("domain", "done")} <= states
    assert {x["state"] for x in lines if x["event"] == "check"} >= {"passed"}


def test_a_second_apply_makes_no_write(program):
    program.run("new", "-o", "s.yaml", *NEW)
    program.run("apply", "s.yaml", "--demo", "--yes", "--no-verify")
    journal = next((program.home / "state").rglob("*.jsonl"))
    before = journal.read_text()
    assert before.count('"after"') >= 5
    program.run("apply", "s.yaml", "--demo", "--yes", "--no-verify")
    assert journal.read_text() == before


def test_a_taken_prefix_ends_with_names_and_goes_on_from_there(program):
    program.run("new", "-o", "s.yaml", *NEW[:-1], "corp-login", "--set", "name=corp", "--set", "pool.name=corp")
    told = program.run("apply", "s.yaml", "--demo", "--yes", "--json", code=3)
    names = json.loads(told.strip().splitlines()[-1])["names"]
    assert names
    text = program.file("s.yaml").replace("prefix: corp-login", f"prefix: {names[0]}")
    (program.home / "s.yaml").write_text(text)
    assert "1 to create" in program.run("plan", "s.yaml", "--demo", "--detailed-exitcode", code=5)
    program.run("apply", "s.yaml", "--demo", "--yes")


def test_own_domain_groups_and_people(program):
    certificates = program.run("new", "-o", "s.yaml", *NEW)
    assert certificates is not None
    setup = yaml.safe_load(program.file("s.yaml"))
    arn = "arn:aws:acm:us-east-1:123456789012:certificate/"
    setup["domain"] |= {"prefix": None, "custom": "auth.corp.example.com"}
    setup |= {"groups": ["admins"], "users": [{"email": "ada@corp.example.com", "groups": ["admins"]}]}
    from wizard.practice.api import acm

    seeded = next(text for text in _arns(acm) if text.startswith(arn))
    setup["domain"]["certificate_arn"] = seeded
    (program.home / "s.yaml").write_text(yaml.safe_dump(setup, sort_keys=False))
    told = program.run("apply", "s.yaml", "--demo", "--yes")
    assert "cloudfront.net" in told
    assert "Nothing to change" in program.run("plan", "s.yaml", "--demo")


def _arns(module):
    """Certificate ARNs that the stand-in is seeded with."""
    found = []
    for value in vars(module).values():
        if isinstance(value, str):
            found.append(value)
        elif isinstance(value, list | tuple):
            found += [str(x.get("CertificateArn", "")) for x in value if isinstance(x, dict)]
    return found


@pytest.mark.parametrize("reset", [True, False])
def test_practice_keeps_its_state_until_it_is_reset(program, reset):
    program.run("new", "-o", "s.yaml", *NEW)
    program.run("apply", "s.yaml", "--demo", "--yes", "--no-verify")
    options = ["--demo-reset"] if reset else ["--demo"]
    program.run("plan", "s.yaml", *options, "--detailed-exitcode", code=5 if reset else 0)
