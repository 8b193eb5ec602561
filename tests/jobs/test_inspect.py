"""Somebody's own configuration or log as a job: read anew, named line by line, or refused."""

from pathlib import Path

import pytest

from wizard.errors import InputRefused, Stopped
from wizard.events import Cancel, nobody
from wizard.jobs.inspect import InspectFile, inspected
from wizard.setup.file import render
from wizard.setup.model import Setup

CONFIG = """\
authenticate_service_url: https://authenticate.corp.example.com
idp_provider: cognito
idp_provider_url: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123/
idp_client_id: abc
idp_client_secret: topsecret
"""
LOG = '{"level":"info","message":"started"}\nidentity/oidc: missing provider url\n'


def test_a_file_is_read_as_it_is_now(tmp_path: Path) -> None:
    path = tmp_path / "config.yaml"
    path.write_text(CONFIG)
    job = InspectFile(path)
    first = job.run(nobody, Cancel())
    assert [(fault.line, fault.level) for fault in first.faults] == [(3, "fault")]
    path.write_text(CONFIG.replace("AbCdEf123/", "AbCdEf123"))
    mended = job.run(nobody, Cancel())
    assert mended.faults == ()
    assert mended.setup is not None
    assert (mended.setup.pool.id, mended.is_log) == ("eu-west-1_AbCdEf123", False)


def test_a_log_is_explained_by_line_and_makes_no_setup() -> None:
    found = inspected(LOG)
    assert [(fault.line, bool(fault.mend)) for fault in found.faults] == [(2, True)]
    assert (found.setup, found.is_log) == (None, True)


def test_what_is_neither_and_what_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(InputRefused, match="no configuration of Pomerium"):
        inspected("Dear Ada,\nsee you tomorrow.\n")
    with pytest.raises(InputRefused, match=r"missing\.yaml can't be read"):
        InspectFile(tmp_path / "missing.yaml").run(nobody, Cancel())


def test_a_long_log_is_stopped_between_two_lines() -> None:
    cancel = Cancel()
    cancel.wish()
    with pytest.raises(Stopped):
        inspected(LOG, cancel)


def test_a_setup_file_of_this_program_is_told_as_that() -> None:
    with pytest.raises(InputRefused, match="a setup file of this program"):
        inspected(render(Setup()))
