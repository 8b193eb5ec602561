"""No connection, proxies, certificates, time-outs: botocore's, httpx's and Python's own errors."""

from __future__ import annotations

from urllib.parse import urlsplit

from wizard.errors.entry import Entry, Words, entry

_BOTOCORE = "botocore.exceptions, botocore.httpsession"
_PYTHON = "httpx's exceptions; Python's socket and ssl modules"
_CONNECT = "botocore.EndpointConnectionError httpx.ConnectError ConnectionRefusedError"
_TLS = "botocore.SSLError httpx.ConnectError httpx.ReadError ssl.SSLCertVerificationError ssl.SSLError"
_NAME = (
    "its name is not known to this network.",
    "The network is down, the DNS server doesn't answer, or the name is wrong, as with a region that doesn't exist.",
    "Check the connection and the region, then try again.",
)
_ISSUER = (
    "The connection is secured by a certificate that this computer doesn't trust.",
    "Where a company inspects traffic, its own certificate stands in for the real one.",
    "Give that certificate to AWS_CA_BUNDLE and SSL_CERT_FILE, or have it put into the system's store.",
)


def _host(words: Words) -> Words:
    url = words.get("url", "")
    parts = urlsplit(url)
    try:
        port = f":{parts.port}" if parts.port else ""
    except ValueError:
        port = ""
    return {"host": f"{parts.hostname}{port}" if parts.hostname else url or "the other side"}


ENTRIES: tuple[Entry, ...] = (
    entry(
        "tls-issuer",
        r"(?:\[SSL: )?CERTIFICATE_VERIFY_FAILED.*(?:local issuer|self.signed|unable to verify)",
        *_ISSUER,
        _TLS,
        _PYTHON,
        needs="endpoint cognito pomerium",
    ),
    entry(
        "tls-dates",
        r"CERTIFICATE_VERIFY_FAILED.*(?:expired|not yet valid)",
        "The other side's certificate has run out, or is not valid yet.",
        "This computer's clock may be wrong.",
        "Check the clock; else the certificate must be renewed over there.",
        _TLS,
        _PYTHON,
        needs="endpoint cognito pomerium",
    ),
    entry(
        "tls-name",
        r"CERTIFICATE_VERIFY_FAILED.*(?:Hostname mismatch|doesn't match|not valid for)",
        "The certificate over there is for another name.",
        "A domain that is just being published looks like this for a while.",
        "Wait some minutes; else compare the name with the certificate.",
        _TLS,
        _PYTHON,
        needs="endpoint cognito pomerium",
    ),
    entry("tls-issuer", r"CERTIFICATE_VERIFY_FAILED", *_ISSUER, _TLS, _PYTHON, needs="endpoint cognito pomerium"),
    entry(
        "tls-broken",
        r"\bSSL validation failed for (?P<url>\S+)|\[SSL[:\]]|\(_ssl\.c:",
        "No secure connection to {host} came about.",
        "Something answers there that speaks TLS badly or not at all, or the connection was cut.",
        "Try again in a minute; a proxy or firewall in between is the usual cause where it stays.",
        f"{_TLS} httpx.RemoteProtocolError ssl.SSLEOFError",
        _PYTHON,
        words=_host,
        needs="endpoint cognito pomerium",
    ),
    entry(
        "dns",
        r"Could not connect to the endpoint URL: \"(?P<url>[^\"]+)\".*(?:Name or service not known|nodename nor "
        r"servname|getaddrinfo|Failed to resolve|No address associated|name resolution)",
        "{host} can't be reached: " + _NAME[0],
        *_NAME[1:],
        "botocore.EndpointConnectionError",
        _BOTOCORE,
        words=_host,
        needs="endpoint cognito pomerium",
    ),
    entry(
        "dns",
        r"\[Errno -?\d+\] (?:Name or service not known|nodename nor servname|getaddrinfo failed|No address associated|"
        r"Temporary failure in name resolution)|dial tcp: lookup \S+ .*no such host",
        "The address can't be reached: " + _NAME[0],
        *_NAME[1:],
        "botocore.EndpointConnectionError httpx.ConnectError gaierror socket.gaierror",
        _PYTHON,
        needs="endpoint cognito pomerium",
    ),
    entry(
        "dns",
        r"\bgetaddrinfo (?:ENOTFOUND|EAI_AGAIN) (?P<url>[\w.-]+)|\bCould not resolve host: (?P<name>[\w.-]+)|"
        r"\bUnknownHostException: (?P<other>[\w.-]+)",
        "The address {url}{name}{other} can't be reached: " + _NAME[0],
        *_NAME[1:],
        source="Node's dns module; curl; Java",
        needs="endpoint cognito",
    ),
    entry(
        "tls-issuer",
        r"\bx509: certificate signed by unknown authority\b|\bself[- ]signed certificate in certificate chain\b|"
        r"\bunable to get local issuer certificate\b|\bPKIX path building failed\b",
        *_ISSUER,
        source="https://github.com/pomerium/pomerium/issues/1561",
        needs="endpoint cognito",
    ),
    entry(
        "no-answer",
        r"\bdial tcp [\w.:\[\]]+: (?:i/o timeout|connect: connection timed out)|\bconnect ETIMEDOUT\b|"
        r"\bTLS handshake timeout\b",
        "No connection came about in time.",
        "A firewall that swallows packets looks like this, or a slow network.",
        "Check the connection and the proxy from where the program runs, then try again.",
        source="Go's net package; Node's net module",
        needs="endpoint cognito",
    ),
    entry(
        "unreachable",
        r"Could not connect to the endpoint URL: \"(?P<url>[^\"]+)\"",
        "{host} can't be reached.",
        "Nothing answers there: no connection, a firewall, or an endpoint address that is wrong.",
        "Check the connection, the region, and AWS_ENDPOINT_URL where it is set; then try again.",
        "botocore.EndpointConnectionError",
        _BOTOCORE,
        words=_host,
    ),
    entry(
        "refused",
        r"\[(?:Errno|WinError) \d+\].*refused|connect: connection refused|"
        r"connect ECONNREFUSED|\bAll connection attempts failed\b",
        "The other side refuses the connection.",
        "The computer is there, and nothing listens at that port.",
        "Check the address and its port; on a new domain, wait a minute.",
        _CONNECT,
        _PYTHON,
        needs="endpoint cognito pomerium",
    ),
    entry(
        "no-route",
        r"\[Errno \d+\] (?:Network is unreachable|No route to host)",
        "There is no way to that address from this network.",
        "The network is down, or a firewall is in between.",
        "Check the connection, then try again.",
        f"{_CONNECT} OSError",
        _PYTHON,
        needs="endpoint cognito pomerium",
    ),
    entry(
        "proxy",
        r"Failed to connect to proxy URL: \"(?P<url>[^\"]*)\"",
        "The proxy {host} can't be reached.",
        "HTTPS_PROXY, HTTP_PROXY or the system's settings name it.",
        "Correct the proxy, or leave this address out with NO_PROXY.",
        "botocore.ProxyConnectionError",
        _BOTOCORE,
        words=_host,
    ),
    entry(
        "proxy",
        "",
        "The proxy refused the connection, or can't be reached.",
        "HTTPS_PROXY, HTTP_PROXY or the system's settings name it.",
        "Correct the proxy and its password, or leave this address out with NO_PROXY.",
        "httpx.ProxyError botocore.ProxyConnectionError botocore.InvalidProxiesConfigError",
        _PYTHON,
        needs="endpoint cognito",
    ),
    entry(
        "connect-timeout",
        r"Connect timeout on endpoint URL: \"(?P<url>[^\"]+)\"",
        "{host} didn't answer in time.",
        "No connection came about: a firewall that swallows packets looks like this, or a slow network.",
        "Check the connection and the proxy, then try again.",
        "botocore.ConnectTimeoutError",
        _BOTOCORE,
        words=_host,
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
        words=_host,
    ),
    entry(
        "read-timeout",
        "",
        "The answer didn't come in time.",
        "The request may have been carried out all the same.",
        "Try again in a minute.",
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
        words=_host,
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
        "The connection broke off before the whole answer came.",
        "The request may have been carried out all the same.",
        "Try again; what exists is looked up first.",
        "botocore.ConnectionClosedError botocore.IncompleteReadError botocore.ResponseStreamingError "
        "httpx.ReadError httpx.WriteError httpx.RemoteProtocolError httpx.CloseError ConnectionResetError "
        "ConnectionAbortedError",
        _PYTHON,
        needs="endpoint cognito",
    ),
    entry(
        "not-aws",
        "",
        "What answered is no AWS service.",
        "A proxy, a login page of the network, or an endpoint address that is wrong answers in its place.",
        "Open a page in a browser to see whether the network asks for a login; check AWS_ENDPOINT_URL.",
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
