"""One request as a check makes it: bounded in time and size, no redirect followed, trouble told in words."""

from __future__ import annotations

import time
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit

from wizard.checks.check import Target
from wizard.errors import Explanation

if TYPE_CHECKING:
    import httpx

CONNECT_SECONDS = 5.0
ANSWER_SECONDS = 10.0
TOTAL_SECONDS = 20.0  # a body that drips is cut off here
BODY_BYTES = 256 * 1024
_SHOWN = 300  # characters of a body in Details


@dataclass(frozen=True, slots=True)
class Answer:
    """A response: `location` is absolute, '' where there is none; `text` is cut at BODY_BYTES.

    `date` is the time that the server tells, '' where it tells none or a cache answered.
    """

    url: str
    status: int
    location: str
    text: str
    date: str = ""

    @property
    def redirected(self) -> bool:
        """Whether it sends the browser elsewhere."""
        return 300 <= self.status < 400 and bool(self.location)

    @property
    def location_path(self) -> str:
        """The path of `location`."""
        return urlsplit(self.location).path

    @property
    def query(self) -> dict[str, str]:
        """The parameters of `location`, the last of each name."""
        return dict(parse_qsl(urlsplit(self.location).query, keep_blank_values=True))

    @property
    def details(self) -> str:
        """The answer in short, for the Details fold."""
        from wizard.errors.masking import masked

        where = f", to {self.location}" if self.location else ""
        body = " ".join(self.text[:_SHOWN].split())
        told = f"{self.url.partition('?')[0]} answered HTTP {self.status}{where}"
        return masked(f"{told}: {body}" if body else told)


class UnreachedError(Exception):
    """No answer came.

    `issuer_side` tells that it was asked of Amazon's own host, which is always up; `fresh` that a login domain which
    is just being published looks like this.
    """

    def __init__(self, url: str, why: Explanation, *, issuer_side: bool, fresh: bool) -> None:
        super().__init__(why.text)
        self.url = url
        self.why = why
        self.issuer_side = issuer_side
        self.fresh = fresh


def get(target: Target, url: str, parameters: Mapping[str, str] | None = None, authorization: str = "") -> Answer:
    """GET `url` with `parameters` appended as Go's net/url writes them; raises UnreachedError."""
    joint = "&" if urlsplit(url).query else "?"
    whole = url + (joint + urlencode(parameters) if parameters else "")
    return _send(target, "GET", whole, headers=_header(authorization))


def post(target: Target, url: str, form: Mapping[str, str], authorization: str = "") -> Answer:
    """POST a form, with an Authorization header where one is given; raises UnreachedError."""
    return _send(target, "POST", url, form, _header(authorization))


def _header(authorization: str) -> Mapping[str, str] | None:
    return {"Authorization": authorization} if authorization else None


def same_host(url: str, other: str) -> bool:
    """Whether two URLs have scheme, host and port in common; case doesn't matter."""
    return origin(url) == origin(other) != ""


def origin(url: str) -> str:
    """Scheme, host and port of a URL in lower case; '' where it is none."""
    try:
        parts = urlsplit(url)
        return f"{parts.scheme}://{parts.netloc}".lower() if parts.scheme and parts.netloc else ""
    except ValueError:
        return ""


def _send(
    target: Target,
    method: str,
    url: str,
    form: Mapping[str, str] | None = None,
    headers: Mapping[str, str] | None = None,
) -> Answer:
    import httpx

    from wizard.errors.explain import explain

    target.before_call()
    timeout = httpx.Timeout(ANSWER_SECONDS, connect=CONNECT_SECONDS)
    try:
        with target.http.stream(
            method, url, data=form, headers=headers, timeout=timeout, follow_redirects=False
        ) as response:
            location = response.headers.get("location", "")
            where = urljoin(url, location) if location else ""
            date = "" if "age" in response.headers else response.headers.get("date", "")
            return Answer(url, response.status_code, where, _body(response), date)
    except (httpx.HTTPError, httpx.InvalidURL, ValueError) as error:
        amazon = url.startswith(target.issuer) or (target.discovered is not None and url == target.discovered.jwks_uri)
        raise UnreachedError(url, explain(error), issuer_side=amazon, fresh=_fresh(error) and not amazon) from None


def _body(response: httpx.Response) -> str:
    end = time.monotonic() + TOTAL_SECONDS
    body = bytearray()
    for piece in response.iter_bytes(16 * 1024):
        body += piece
        if len(body) >= BODY_BYTES or time.monotonic() > end:
            break
    return bytes(body[:BODY_BYTES]).decode("utf-8", "replace")


def _fresh(error: Exception) -> bool:
    """A name that isn't known yet, a connection refused or cut, no certificate yet: all of them pass.

    A proxy's refusal, and a certificate whose issuer this computer doesn't trust, stay.
    """
    import httpx

    if any(text in str(error) for text in ("local issuer", "self-signed", "self signed", "location header")):
        return False
    return isinstance(error, httpx.NetworkError | httpx.TimeoutException | httpx.RemoteProtocolError)
