"""Whether a newer version is published: who is asked, and what is made of any answer."""

import httpx
import pytest

from wizard.about import Build
from wizard.errors import AmazonRefused, InputRefused, Stopped
from wizard.events import Cancel
from wizard.jobs.updates import CheckForUpdates

ADDRESS = "https://releases.example.com/latest"
PAGE = "https://releases.example.com/v9"


def check(answer, version="1.9", address=ADDRESS, cancel=None):
    """The job's result with an answer given as httpx.Response, JSON, or an error to raise; and who was asked."""
    asked = []

    def answered(request):
        asked.append(str(request.url))
        if isinstance(answer, Exception):
            raise answer
        return answer if isinstance(answer, httpx.Response) else httpx.Response(200, json=answer)

    build = Build(version, "test", "", "", (), address)
    job = CheckForUpdates(build, lambda: httpx.Client(transport=httpx.MockTransport(answered)))
    return job.run(lambda _: None, cancel or Cancel()), asked


@pytest.mark.parametrize(
    ("tag", "version", "newer"),
    [
        ("v1.10", "1.9", True),
        ("1.9", "1.9", False),
        ("v1.9.0", "1.9", False),
        ("v1.9", "1.9.0", False),
        ("1.8.7", "1.9", False),
        ("V2", "1.99.99", True),
        ("2.0rc1", "1.9", True),
    ],
)
def test_versions_are_compared_number_by_number(tag, version, newer):
    found, asked = check({"tag_name": tag, "html_url": PAGE}, version)
    assert (found.version, found.page, found.newer) == (tag.lstrip("vV"), PAGE, newer)
    assert asked == [ADDRESS]


def test_a_redirect_is_followed():
    def answered(request):
        moved = httpx.Response(301, headers={"Location": "https://elsewhere.example.com/latest"})
        return moved if request.url.host == "releases.example.com" else httpx.Response(200, json={"tag_name": "v3"})

    client = httpx.Client(transport=httpx.MockTransport(answered))
    build = Build("1", "test", "", "", (), ADDRESS)
    assert CheckForUpdates(build, lambda: client).run(lambda _: None, Cancel()).newer


@pytest.mark.parametrize(
    "page", ["javascript:alert(1)", "http://releases.example.com/v9", "https://", None, "https://[x"]
)
def test_a_page_that_a_browser_should_not_be_given_is_left_out(page):
    assert check({"tag_name": "v9", "html_url": page})[0].page == ""


@pytest.mark.parametrize(
    "answer",
    [
        httpx.Response(404, json={"message": "Not Found"}),
        httpx.Response(200, text="<html>"),
        ["v2"],
        {},
        {"tag_name": None},
        {"tag_name": "latest"},
        {"tag_name": "v"},
    ],
    ids=lambda answer: str(answer)[:30],
)
def test_an_answer_that_tells_of_no_version_is_said_to(answer):
    with pytest.raises(AmazonRefused) as refused:
        check(answer)
    assert "releases.example.com gave no answer" in refused.value.why.happened
    assert refused.value.why.mend


def test_an_unreachable_host_is_named_with_the_cause():
    with pytest.raises(AmazonRefused) as refused:
        check(httpx.ConnectError("[Errno 111] Connection refused"))
    assert refused.value.why.happened == "releases.example.com can't be asked for newer versions."
    assert refused.value.why.means
    assert refused.value.why.mend


@pytest.mark.parametrize("address", ["", "http://releases.example.com/latest", "file:///etc/passwd", "latest"])
def test_without_an_address_that_can_be_trusted_nobody_is_asked(address):
    with pytest.raises(InputRefused) as refused:
        check({"tag_name": "v9"}, address=address)
    assert "POMERIUM_COGNITO_UPDATES" in refused.value.why.mend


def test_a_stand_in_on_this_computer_may_speak_http():
    assert check({"tag_name": "v9"}, address="http://127.0.0.1:8000/latest")[0].newer


def test_a_wish_to_stop_goes_first():
    cancel = Cancel()
    cancel.wish()
    with pytest.raises(Stopped):
        check({"tag_name": "v9"}, cancel=cancel)
