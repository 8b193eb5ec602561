"""--verbose and --log-file: private, without secrets, and off again afterwards."""

import logging
import stat

import pytest

from wizard.cli.logs import LOG, logging_to
from wizard.errors import FileRefused


def test_the_log_file_is_private_and_masked(tmp_path):
    path = tmp_path / "w.log"
    with logging_to(False, path) as note:
        LOG.info("client_secret=%s", "hunter2hunter2")
        note(ValueError("password: 'hunter2hunter2'"))
        logging.getLogger("httpx").info("GET https://x/?code=hunter2hunter2")
    text = path.read_text()
    assert "hunter2" not in text
    assert "Traceback" not in text or "ValueError" in text
    assert "client_secret=" in text
    assert "GET https://x/?code=" in text
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_lines_are_added(tmp_path):
    path = tmp_path / "w.log"
    for text in ("one", "two"):
        with logging_to(False, path):
            LOG.info(text)
    assert [line.rpartition(" ")[2] for line in path.read_text().splitlines()] == ["one", "two"]


def test_verbose_goes_to_standard_error(capsys):
    with logging_to(True, None):
        LOG.debug("inside")
    told = capsys.readouterr()
    assert "inside" in told.err
    assert told.out == ""


def test_without_either_nothing_is_said_even_of_errors(capsys):
    with logging_to(False, None) as note:
        note(ValueError("x"))
    told = capsys.readouterr()
    assert (told.out, told.err) == ("", "")


def test_amazon_s_library_stays_silent(tmp_path):
    with logging_to(True, tmp_path / "w.log"):
        assert not logging.getLogger("botocore").isEnabledFor(logging.DEBUG)
        assert not logging.getLogger("urllib3").isEnabledFor(logging.DEBUG)


def test_afterwards_all_is_as_before(tmp_path):
    before = (list(LOG.handlers), LOG.level, LOG.propagate)
    with logging_to(True, tmp_path / "w.log"):
        pass
    assert (list(LOG.handlers), LOG.level, LOG.propagate) == before


def test_a_log_file_that_cannot_be_written(run, setup_file, tmp_path):
    with pytest.raises(FileRefused), logging_to(False, tmp_path / "no" / "w.log"):
        pass
    ended = run("check", "corp.yaml", "--log-file", "no/w.log", "--json")
    assert (ended.status, ended.result["ok"]) == (1, False)
    assert "no/w.log" in ended.result["message"]
