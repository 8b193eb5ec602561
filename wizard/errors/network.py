"""Answers that don't come, break off, or aren't AWS's: of Python's, Go's, Node's, Java's and .NET's libraries."""

from __future__ import annotations

from wizard.errors import connect, tls
from wizard.errors.connect import host
from wizard.errors.entry import Entry, entry

_BOTOCORE = "botocore.exceptions, botocore.httpsession"
_PYTHON = "httpx's exceptions; Python's socket and ssl modules"
_OTHERS = "Go's net/http; Node's http; Apache's http client and aws-sdk-java; .NET; curl"
_THERE = "endpoint cognito"
_LATE = (
    "The answer didn't come in time.",
    "The request may have been carried out all the same.",
    "Try again in a minute.",
)
_CUT = (
    "The connection broke off before the whole answer came.",
    "The request may have been carried out all the same.",
    "Try again; what exists is looked up first.",
)
_STRANGE = (
    "What answered is no AWS service.",
    "A proxy, a login page of the network, or an endpoint address that is wrong answers in its place.",
    "Open a page in a browser to see whether the network asks for a login; check AWS_ENDPOINT_URL.",
)


ENTRIES: tuple[Entry, ...] = (
    *connect.PROXIES,
    *tls.ENTRIES,
    *connect.ENTRIES,
    entry(
        "connect-timeout",
        r"Connect timeout on endpoint URL: \"(?P<url>[^\"]+)\"",
        "{host} didn't answer in time.",
        "No connection came about: a firewall that swallows packets looks like this, or a slow network.",
        "Check the connection and the proxy, then try again.",
        "botocore.ConnectTimeoutError",
        _BOTOCORE,
        words=host,
    ),
    entry(
        "connect-timeout",
        "",
        "No connection came about in time.",
        "A firewall that swallows packets looks like this, or a slow network.",
        "Check the connection and the proxy, then try again.",
        "httpx.ConnectTimeout botocore.ConnectTimeoutError",
        _PYTHON,
        needs="endpoint cognito",
    ),
    entry(
        "read-timeout",
        r"Read timeout on endpoint URL: \"(?P<url>[^\"]+)\"",
        "{host} took the request, and its answer didn't come in time.",
        "It may have been carried out all the same.",
        "Try again; what exists is looked up first.",
        "botocore.ReadTimeoutError",
        _BOTOCORE,
        words=host,
    ),
    entry(
        "read-timeout",
        r"\bRead timed out\b|\bClient\.Timeout exceeded while awaiting headers\b|"
        r"(?<!: )\b(?:Get|Post) \"https://\S+\": context deadline exceeded\b|"
        r"\bcurl: \(28\) Operation timed out\b|\bconfigured HttpClient\.Timeout of\b|"
        r"\bnet/http: timeout awaiting response headers\b|\bUND_ERR_(?:HEADERS|BODY)_TIMEOUT\b",
        *_LATE,
        source=_OTHERS,
        needs=_THERE,
        whole=True,
    ),
    entry(
        "read-timeout",
        r"\bSdkClientException: Unable to execute HTTP request: (?:Read timed out|Request did not complete before)",
        *_LATE,
        source="aws/aws-sdk-java",
        whole=True,
    ),
    entry(
        "read-timeout",
        "",
        *_LATE,
        "httpx.TimeoutException botocore.ReadTimeoutError",
        _PYTHON,
        needs="endpoint cognito",
    ),
    entry(
        "cut-off",
        r"Connection was closed before we received a valid response from endpoint URL: \"(?P<url>[^\"]+)\"",
        "The connection to {host} broke off before its answer came.",
        "The request may have been carried out all the same.",
        "Try again; what exists is looked up first.",
        "botocore.ConnectionClosedError",
        _BOTOCORE,
        words=host,
    ),
    entry(
        "cut-off",
        r"\b\d+ read, but total bytes expected is \d+|\bAn error occurred while reading from response stream: |"
        r"\bSdkClientException: Unable to execute HTTP request: (?:Connection reset|The target server failed|"
        r"Broken pipe|The channel was closed|Premature EOF|Remote host)",
        *_CUT,
        source=f"{_BOTOCORE}; aws/aws-sdk-java",
        whole=True,
    ),
    entry(
        "cut-off",
        r"\bConnection (?:was )?reset by peer\b|\bsocket hang up\b|\bECONNRESET\b|\bConnection aborted\b|"
        r"\bhttps?://\S+\": (?:unexpected )?EOF\b|\bEmpty reply from server\b|\bunexpected EOF\b|"
        r"\bAn HTTP Client raised an unhandled exception: |\bERR_(?:CONNECTION_(?:RESET|CLOSED)|EMPTY_RESPONSE)\b|"
        r"\bhttp2: (?:server sent GOAWAY|client connection lost)|\bforcibly closed by the remote host\b|"
        r"\bPR_END_OF_FILE_ERROR\b|\bserver closed idle connection\b|"
        r"\bRemote end closed connection\b|\bServer disconnected without",
        *_CUT,
        source=_OTHERS,
        needs=_THERE,
        whole=True,
    ),
    entry(
        "location",
        r"in location header",
        "The answer sends people on to an address that is none.",
        "Cognito doesn't answer like that: something else does in its place.",
        "Look what answers at this address; a proxy or a login page of the network does such things.",
        "httpx.RemoteProtocolError",
        _PYTHON,
        needs="endpoint cognito",
    ),
    entry(
        "cut-off",
        "",
        *_CUT,
        "botocore.ConnectionClosedError botocore.IncompleteReadError botocore.ResponseStreamingError "
        "httpx.ReadError httpx.WriteError httpx.RemoteProtocolError httpx.CloseError ConnectionResetError "
        "ConnectionAbortedError",
        _PYTHON,
        needs="endpoint cognito",
    ),
    entry(
        "not-aws",
        r"\bUnable to parse response \(.{1,80}\), invalid (?:XML|JSON) received\b",
        *_STRANGE,
        source="botocore.parsers",
        whole=True,
    ),
    entry(
        "not-aws",
        r"\binvalid character '<' looking for beginning of value\b|\bUnexpected token '?<|"
        r"\bUnexpected character \('<' \(code 60\)",
        *_STRANGE,
        source="Go's encoding/json; aws/aws-sdk-js-v3, aws/aws-sdk-java",
        needs="op:ListUserPools op:DescribeUserPool op:CreateUserPool op:GetCallerIdentity endpoint cognito",
        whole=True,
    ),
    entry(
        "not-aws",
        "",
        *_STRANGE,
        "botocore.ResponseParserError 301 302 307 400 401 403 404 405 407 Unknown",
        "botocore.parsers: a number or 'Unknown' in place of a code is an answer without AWS's own error in it",
        needs="deed",
    ),
    entry(
        "endpoint",
        r"\bInvalid endpoint: (?P<url>\S*)",
        "{url} is no address of an endpoint.",
        "AWS_ENDPOINT_URL, or one of its like for a single service, names it; or the region's name is wrong.",
        "Write it as http://host:port or https://host, or unset it.",
        "ValueError",
        "botocore.endpoint",
    ),
    entry(
        "endpoint",
        "",
        "The endpoint's address can't be used.",
        "It comes from the region, or from AWS_ENDPOINT_URL where that is set.",
        "Check both.",
        "botocore.InvalidEndpointConfigurationError botocore.EndpointProviderError botocore.EndpointResolutionError "
        "botocore.InvalidHostLabelError botocore.EndpointVariantError botocore.UnknownFIPSEndpointError",
        _BOTOCORE,
        needs="endpoint cognito",
    ),
    entry(
        "address",
        "",
        "This is no web address that can be asked.",
        "It needs https:// or http:// in front, and a host.",
        "Correct the address.",
        "httpx.UnsupportedProtocol httpx.InvalidURL httpx.LocalProtocolError",
        _PYTHON,
        needs="endpoint cognito",
    ),
)
