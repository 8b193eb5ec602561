"""`explain`: a text, several lines, standard input."""

import io
import subprocess
import sys
from types import SimpleNamespace

import pytest

MISMATCH = "https://corp.auth.eu-west-1.amazoncognito.com/error?error=redirect_mismatch&client_id=1"


def test_cause_mend_and_source_are_told(run):
    ended = run("explain", MISMATCH)
    assert ended.status == 0
    assert "callback URL" in ended.out
    assert "Source:" in ended.out


def test_json_answers_what_the_contract_says(run):
    known = run("explain", MISMATCH, "--json").result
    assert (known["known"], bool(known["cause"]), bool(known["mend"]), bool(known["source"])) == (True,) * 4
    unknown = run("explain", "--json", "no", "such", "thing").result
    assert (unknown["ok"], unknown["known"], unknown["cause"]) == (True, False, "unknown")


def test_what_is_not_known_is_called_so_and_ends_well(run):
    ended = run("explain", "no such thing")
    assert (ended.status, ended.out.startswith("unknown")) == (0, True)


def test_of_several_lines_each_cause_is_told_once(run, monkeypatch):
    text = f'{{"level":"info"}}\n{MISMATCH}\n{MISMATCH}\nidentity/oidc: missing provider url\n'
    stdin = SimpleNamespace(buffer=io.BytesIO(text.encode()), isatty=lambda: False)
    monkeypatch.setattr("sys.stdin", stdin)
    ended = run("explain")
    assert ended.out.count("callback URL") == 2  # happened and mend, once each
    assert "no provider URL" in ended.out


def test_at_a_terminal_without_a_text_it_says_what_to_do(run, monkeypatch):
    monkeypatch.setattr("sys.stdin", SimpleNamespace(isatty=lambda: True))
    ended = run("explain")
    assert (ended.status, "standard input" in ended.err) == (2, True)


def test_an_empty_text_is_none(run, monkeypatch):
    assert run("explain", "").status == 2
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(b" \n"), isatty=lambda: False))
    assert run("explain", "-").status == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_a_file_that_is_named_is_read(run, tmp_path, encoding):
    file = tmp_path / "error.log"
    file.write_text(f"{MISMATCH}\n", encoding=encoding)
    assert run("explain", "--json", str(file)).result["id"] == "redirect-mismatch"


def test_dashes_begin_a_text_behind_two(run):
    assert run("explain", "--json", "--", f"--- {MISMATCH}").result["known"]


def test_json_holds_each_cause_of_a_log_in_order(run, monkeypatch):
    log = (
        '{"level":"error","error":"identity/oidc: missing provider url","message":"httputil: error"}\n'
        '{"level":"info","message":"http-request"}\n'
        f"{MISMATCH}\n"
        '{"level":"error","error":"identity/oidc: missing provider url","message":"httputil: error"}\n'
    )
    monkeypatch.setattr("sys.stdin", SimpleNamespace(buffer=io.BytesIO(log.encode()), isatty=lambda: False))
    result = run("explain", "--json").result
    assert [each["id"] for each in (result, *result["others"])] == ["provider-url", "redirect-mismatch"]
    assert set(result["others"][0]) == {"known", "id", "cause", "mend", "source"}


def test_no_secret_is_repeated(run):
    secret = "1re5ukkv3dab6up5aefv7rru65lu60oblf04t6cv8u9s0itjbci7"
    for arguments in (["--json"], ["--verbose"], []):
        ended = run("explain", f"client_secret={secret} error=redirect_mismatch", *arguments)
        assert secret not in ended.out + ended.err


def test_neither_amazons_library_nor_a_window_is_loaded():
    script = (
        "import sys; from wizard.cli.program import run; run(['explain', 'error=redirect_mismatch']);"
        "print(sorted({name.partition('.')[0] for name in sys.modules} & {'boto3', 'botocore', 'PySide6', 'httpx'}))"
    )
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.splitlines()[-1] == "[]"
