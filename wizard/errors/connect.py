"""Connections that don't come about: names that aren't known, refusals, missing routes, proxies."""

from __future__ import annotations

from urllib.parse import urlsplit

from wizard.errors.entry import Entry, Words, entry

_BOTOCORE = "botocore.exceptions, botocore.httpsession"
_PYTHON = "httpx's exceptions; Python's socket and ssl modules"
_OTHERS = "Go's net; Node's net and dns; java.net, Apache's http client, Netty; .NET; curl; Chromium's net errors"
_CONNECT = "botocore.EndpointConnectionError httpx.ConnectError ConnectionRefusedError"
_HERE = "endpoint cognito pomerium"
_THERE = "endpoint cognito"
_NAME = (
    "its name is not known to this network.",
    "The network is down, the DNS server doesn't answer, or the name is wrong, as with a region that doesn't exist.",
    "Check the connection and the region, then try again.",
)
_PROXY = (
    "The proxy refused the connection, or can't be reached.",
    "HTTPS_PROXY, HTTP_PROXY or the system's settings name it.",
    "Correct the proxy and its password, or leave this address out with NO_PROXY.",
)
_REFUSED = (
    "The other side refuses the connection.",
    "The computer is there, and nothing listens at that port.",
    "Check the address and its port; on a new domain, wait a minute.",
)
_NO_ROUTE = (
    "There is no way to that address from this network.",
    "The network is down, or a firewall is in between.",
    "Check the connection, then try again.",
)
_NO_ANSWER = (
    "No connection came about in time.",
    "A firewall that swallows packets looks like this, or a slow network.",
    "Check the connection and the proxy from where the program runs, then try again.",
)


def host(words: Words) -> Words:
    """'cognito-idp.eu-west-1.amazonaws.com' from the group `url`, its port where one is named; else in words."""
    url = words.get("url", "")
    parts = urlsplit(url)
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        port = ""
    return {"host": f"{parts.hostname}{port}" if parts.hostname else url or "the other side"}


PROXIES: tuple[Entry, ...] = (
    entry(
        "proxy",
        r"Failed to connect to proxy URL: \"(?P<url>[^\"]*)\"",
        "The proxy {host} can't be reached.",
        "HTTPS_PROXY, HTTP_PROXY or the system's settings name it.",
        "Correct the proxy, or leave this address out with NO_PROXY.",
        "botocore.ProxyConnectionError",
        _BOTOCORE,
        words=host,
    ),
    entry(
        "proxy",
        r"\bCannot connect to proxy\b|\bTunnel connection failed: \d+|\bproxyconnect tcp: |"
        r"\bProxy ?Authentication ?Required\b(?<!\) when)|\btunneling socket could not be established\b|"
        r"\bReceived HTTP code \d+ from proxy after CONNECT\b|\bCONNECT tunnel failed, response \d+|"
        r"\bUnable to tunnel through proxy\b|\bCould not resolve proxy: |\bERR_TUNNEL_CONNECTION_FAILED\b|"
        r"\bERR_PROXY_CONNECTION_FAILED\b|\bproxy tunnel request to proxy\b|\bfailed to connect to proxy\b|"
        r"\b407 authenticationrequired\b",
        *_PROXY,
        source=f"https://github.com/aws/aws-cli/issues/868; {_OTHERS}",
        needs=_THERE,
        whole=True,
    ),
)
"""Looked up first: what a proxy refuses may speak of certificates and connections as well."""

ENTRIES: tuple[Entry, ...] = (
    entry(
        "dns",
        r"Could not connect to the endpoint URL: \"(?P<url>[^\"]+)\".*(?:Name or service not known|nodename nor "
        r"servname|getaddrinfo|Failed to resolve|No address associated|name resolution)",
        "{host} can't be reached: " + _NAME[0],
        *_NAME[1:],
        "botocore.EndpointConnectionError",
        _BOTOCORE,
        words=host,
        needs=_HERE,
    ),
    entry(
        "dns",
        r"\[Errno -?\d+\] (?:Name or service not known|nodename nor servname|getaddrinfo failed|No address associated|"
        r"Temporary failure in name resolution)|dial tcp: lookup \S+ .*no such host|"
        r"\bdial tcp: lookup \S+ ?.{0,60}(?:server misbehaving|i/o timeout|name resolution|no such host)",
        "The address can't be reached: " + _NAME[0],
        *_NAME[1:],
        "botocore.EndpointConnectionError httpx.ConnectError gaierror socket.gaierror",
        _PYTHON,
        needs=_HERE,
    ),
    entry(
        "dns",
        r"\bgetaddrinfo (?:ENOTFOUND|EAI_AGAIN) (?P<url>[\w.-]+)|\bCould not resolve host: (?P<name>[\w.-]+)|"
        r"\bUnknownHostException: (?P<other>[\w.-]+)",
        "The address {url}{name}{other} can't be reached: " + _NAME[0],
        *_NAME[1:],
        source="Node's dns module; curl; Java",
        needs=_THERE,
    ),
    entry(
        "dns",
        r"\bdns error: failed to lookup address\b|\bReceived an UnknownHostException when attempting to interact\b|"
        r"\bInaccessible host: `?\S+' at port\b|"
        r"\bunable to resolve host address\b|\bNo such host is known\b|\bName or service not known\b|"
        r"\bremote name could not be resolved\b|\bDNS_PROBE_\w+|\bERR_NAME_NOT_RESOLVED\b|"
        r"\bcan't connect to the server at \S+amazon|\bserver can't find \S+: (?:NXDOMAIN|SERVFAIL)\b|"
        r"\bserver IP address could not be found\b|\bno such host\b|\bqueryA? ?ENOTFOUND\b",
        "The address can't be reached: " + _NAME[0],
        *_NAME[1:],
        source=f"https://github.com/aws/aws-toolkit-vscode/issues/2689; {_OTHERS}",
        needs=_THERE,
        whole=True,
    ),
    entry(
        "no-answer",
        r"\bdial tcp [\w.:\[\]]+: (?:i/o timeout|connect: (?:connection|operation) timed out)|\bconnect ETIMEDOUT\b|"
        r"\bTLS handshake timeout\b",
        *_NO_ANSWER,
        source="Go's net package; Node's net module",
        needs=_THERE,
    ),
    entry(
        "no-answer",
        r"\bfailed: [Cc]onnect(?:ion)? timed out\b|\bconnection timed out after \d+ ms: |"
        r"\bcurl: \(28\) (?:Failed to connect|Connection timed out|Connection timeout)|\bConnect Timeout Error\b|"
        r"\bSocketTimeoutException: [Cc]onnect timed out\b|\bConnection to \S+ timed out\. \(connect timeout|"
        r"\bconnected party did not properly respond\b|\bERR_CONNECTION_TIMED_OUT\b|\bUND_ERR_CONNECT_TIMEOUT\b|"
        r"\bport 443 after \d+ ms: (?:Connection timed out|Timeout was reached|Couldn't connect)|"
        r"\[Errno (?:60|110)\] (?:Connection|Operation) timed out\b|\bAggregateError \[ETIMEDOUT\]|"
        r"\S+amazon\S+ took too long to respond\b",
        *_NO_ANSWER,
        source=_OTHERS,
        needs=_THERE,
        whole=True,
    ),
    entry(
        "unreachable",
        r"Could not connect to the endpoint URL: \"(?P<url>[^\"]+)\"",
        "{host} can't be reached.",
        "Nothing answers there: no connection, a firewall, or an endpoint address that is wrong.",
        "Check the connection, the region, and AWS_ENDPOINT_URL where it is set; then try again.",
        "botocore.EndpointConnectionError",
        _BOTOCORE,
        words=host,
    ),
    entry(
        "refused",
        r"\[(?:Errno|WinError) \d+\].*refused|connect: connection refused|"
        r"connect ECONNREFUSED|\bAll connection attempts failed\b",
        *_REFUSED,
        _CONNECT,
        _PYTHON,
        needs=_HERE,
    ),
    entry(
        "no-route",
        r"\[Errno \d+\] (?:Network is unreachable|No route to host)",
        *_NO_ROUTE,
        f"{_CONNECT} OSError",
        _PYTHON,
        needs=_HERE,
    ),
    entry(
        "refused",
        r"\bport \d+(?: after \d+ ms)?: Connection refused\b|\bfailed: Connection refused\b|"
        r"\btcp connect error: Connection refused\b|\bAggregateError \[ECONNREFUSED\]|"
        r"\S+amazon\S+ refused to connect\b|"
        r"\btarget machine actively refused it\b|\bERR_CONNECTION_REFUSED\b|\bConnectException: Connection refused\b",
        *_REFUSED,
        source=_OTHERS,
        needs=_THERE,
        whole=True,
    ),
    entry(
        "no-route",
        r"\bconnect: (?:network is unreachable|no route to host)\b|\bconnect E(?:NET|HOST)UNREACH\b|"
        r"\bNoRouteToHostException\b|\bport \d+(?: after \d+ ms)?: (?:Network is unreachable|No route to host)\b|"
        r"\battempted to an unreachable (?:network|host)\b|"
        r"\bERR_(?:ADDRESS_UNREACHABLE|INTERNET_DISCONNECTED|NETWORK_CHANGED)\b",
        *_NO_ROUTE,
        source=_OTHERS,
        needs=_THERE,
        whole=True,
    ),
    entry(
        "unreachable",
        r"\bAn HTTP Client failed to establish a connection: ",
        "The address can't be reached.",
        "Nothing answers there: no connection, a firewall, or an endpoint address that is wrong.",
        "Check the connection, the region, and AWS_ENDPOINT_URL where it is set; then try again.",
        source=_BOTOCORE,
        whole=True,
    ),
    entry(
        "proxy",
        "",
        *_PROXY,
        "httpx.ProxyError botocore.ProxyConnectionError",
        _PYTHON,
        needs=_THERE,
    ),
)
