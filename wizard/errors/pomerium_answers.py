"""What Pomerium answers instead of the application: policy results, its error pages, Envoy's response details.

The key response-code-details, with hyphens, is Pomerium's own; Envoy itself and Istio write underscores.
"""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_REASONS = "pomerium/pomerium pkg/policy/criteria/reasons.go"
_ENVOY = "Envoy documentation, response code details"
_PAGES = "pomerium/pomerium ui/src/components"
_DETAILS = r"(?:response-code-details\"?[:=] ?|\"?statusText\"?: ?|Error Text:? ?)\"?"
_NOT_ALLOWED = (
    "The policy of the route doesn't allow this person.",
    "Sign-in worked; e-mail, domain or groups are not among those that the policy names.",
    "Compare the policy with the line's email; groups of Cognito's stand in the claim cognito:groups.",
)
_NOT_SIGNED_IN = (
    "Somebody who is not signed in asked for the route, and is sent to sign in.",
    "That is no fault.",
    "Where it comes again and again for one person, look for an error of the sign-in right behind it.",
)
_REFUSED = (
    "Nothing answers at the address that the route leads to.",
    "Signing in worked; the application is down, or listens at another host or port.",
    "Compare to of the route with where the application listens, as seen from Pomerium's own container.",
)
_CLOSED = (
    "The application behind the route cut the connection off.",
    "Signing in worked; the application crashed, was started anew, or closes idle connections early.",
    "Look at the application's own log; where it speaks HTTPS, to of the route has to begin with https.",
)
_SLOW = (
    "The application behind the route took too long.",
    "Signing in worked; a route waits 30 seconds where it says nothing else.",
    "Raise timeout of the route, and idle_timeout for streams; 0s is no limit.",
)
_PLAIN = (
    "Pomerium speaks HTTPS to an application that speaks plain HTTP.",
    "Signing in worked; the route's to has the wrong scheme or port.",
    "Write http:// in to of the route, or its HTTPS port; at an Ingress take ingress.pomerium.io/secure_upstream off.",
)
_TLS = (
    "Pomerium and the application behind the route find no common TLS.",
    "Signing in worked; the application offers a TLS version or a cipher that Pomerium refuses, or wants another name "
    "or a client certificate.",
    "Set tls_upstream_server_name of the route, or let the application speak TLS 1.2 or later.",
)
_CLIENT_CERTIFICATE = (
    "The browser showed no client certificate that Pomerium takes.",
    "downstream_mtls, or the route, asks for one of a certain authority; signing in alone is not enough.",
    "Install such a certificate in the browser; its issuer has to be the authority in downstream_mtls.",
)
_DEVICE = (
    "The policy asks for a registered device, and this one is none.",
    "Sign-in worked; the person still has to register the device, or an admin to approve it.",
    "Open /.pomerium at the route's host and register it there.",
)
_AUTHORIZE = (
    "Pomerium's proxy could not ask its authorize service.",
    "It doesn't answer, or took longer than its time limit; so nobody gets through.",
    "See that authorize and databroker run, and look at their own log at that minute.",
)

_POLICY: tuple[Entry, ...] = (
    entry(
        "not-allowed",
        r"\ballow=false\b.{1,600}\b(?:user|email|domain|claim|groups?)-unauthorized\b|"
        r"\ballow-why-false\"?[:=].{1,200}\b(?:user|email|domain|claim|groups?)-unauthorized\b",
        *_NOT_ALLOWED,
        source=_REASONS,
    ),
    entry(
        "not-signed-in",
        r"\ballow=false\b.{1,600}\buser-unauthenticated\b|"
        r"\ballow-why-false\"?[:=].{1,200}\buser-unauthenticated\b",
        *_NOT_SIGNED_IN,
        source=_REASONS,
    ),
    entry(
        "client-certificate",
        r"\ballow\"?[:=]\s*false.{1,600}\b(?:client-certificate-required|invalid-client-certificate)\b|"
        r"allow-why-false\"?[:=].{1,200}\b(?:client-certificate-required|invalid-client-certificate)\b|"
        r"\ba valid client certificate is required to access this page\b",
        *_CLIENT_CERTIFICATE,
        source=f"{_REASONS}; {_PAGES}",
    ),
    entry(
        "device",
        r"\ballow\"?[:=]\s*false.{1,600}\bdevice-un(?:authorized|authenticated)\b|"
        r"allow-why-false\"?[:=].{1,200}\bdevice-un(?:authorized|authenticated)\b|"
        r"\byour device fails to meet the requirements necessary to access this page\b",
        *_DEVICE,
        source=f"{_REASONS}; {_PAGES}",
    ),
    entry(
        "not-allowed-path",
        r"\ballow\"?[:=]\s*false.{1,600}\bhttp-(?P<what>path|method)-unauthorized\b|"
        r"allow-why-false\"?[:=].{1,200}\bhttp-(?P<other>path|method)-unauthorized\b",
        "The policy of the route doesn't allow this {what}{other}.",
        "Who asks is not the matter: http_path or http_method of the policy rules it out.",
        "Widen that criterion, if people should get there.",
        source=_REASONS,
    ),
    entry(
        "route-none",
        r"\ballow\"?[:=]\s*false.{1,600}\broute-not-found\b|allow-why-false\"?[:=].{1,200}\broute-not-found\b",
        "No route of Pomerium has this host.",
        "The sign-in was not reached.",
        "Compare the address with from of the routes.",
        source=_REASONS,
    ),
    entry(
        "device-enrol",
        r"\bpomerium_device_type is a required parameter\b|\binvalid enrollment token\b|"
        r"\berror verifying registration\b",
        "A device could not be registered with Pomerium.",
        "The link has run out, was used before, or lost its parameters.",
        "Begin at /.pomerium of the route's host again, or make a new link.",
        source="pomerium/pomerium internal/handlers/webauthn",
        needs="pomerium",
    ),
    entry(
        "tunnel-refused",
        r"\btcptunnel: invalid http response code: (?P<status>\d+)",
        "Pomerium answered {status} to a TCP tunnel.",
        "401 and 302 come without a sign-in, 403 from the policy, 404 where no tcp+https route has this host and port.",
        "Compare host and port with from of the route, and sign in anew with pomerium-cli.",
        source="pomerium/cli tcptunnel",
    ),
)

_DETAIL: tuple[Entry, ...] = (
    entry(
        "upstream-plain",
        _DETAILS + r"upstream_reset_before_response_started\{.{0,200}WRONG_VERSION_NUMBER",
        *_PLAIN,
        source="https://github.com/pomerium/pomerium/issues/1537",
    ),
    entry(
        "upstream-tls",
        _DETAILS
        + r"upstream_reset_before_response_started\{.{0,200}(?:TLS_?error|SSL routines|OPENSSL_internal|TLSV1_)"
        r"(?!.{0,120}CERTIFICATE_VERIFY_FAILED)",
        *_TLS,
        source="https://github.com/pomerium/pomerium/issues/4099; https://github.com/pomerium/pomerium/issues/5247",
    ),
    entry(
        "upstream-none",
        _DETAILS + r"no_healthy_upstream",
        "The route has no address that works.",
        "Signing in worked; the name in to doesn't resolve for Pomerium, the Service has no ready Pod, or health "
        "checks fail.",
        "Look the name up from Pomerium's own container; in Kubernetes see that the Service has endpoints; where only "
        "IPv4 works set dns_lookup_family: V4_ONLY.",
        source=_ENVOY,
    ),
    entry(
        "upstream-timeout",
        _DETAILS + r"upstream_reset_before_response_started\{(?:connection_timeout|[^}]{0,60}timeout)",
        *_SLOW,
        source=_ENVOY,
    ),
    entry(
        "upstream-busy",
        _DETAILS + r"upstream_reset_before_response_started\{overflow",
        "The route has more connections to the application than it may have.",
        "Signing in worked; Pomerium's proxy holds requests back beyond its limits.",
        "Raise circuit_breaker_thresholds of the route, and see why the application answers slowly.",
        source=_ENVOY,
    ),
    entry(
        "upstream-protocol",
        _DETAILS + r"upstream_reset_before_response_started\{protocol_error",
        "The application behind the route answers with something that is no proper HTTP.",
        "Signing in worked; often a port for HTTPS is asked in plain HTTP, or HTTP/2 where only HTTP/1.1 is spoken.",
        "Compare the scheme in to of the route with what listens there.",
        source=_ENVOY,
    ),
    entry(
        "upstream-refused",
        _DETAILS + r"upstream_reset_before_response_started\{(?:remote_|local_)?connection_failure|"
        r"delayed_connect_error:_111",
        *_REFUSED,
        source=_ENVOY,
        needs="any",
    ),
    entry(
        "upstream-closed",
        _DETAILS + r"(?:upstream_reset_before_response_started\{(?:connection_termination|remote_reset|"
        r"remote_refused_stream_reset|local_reset|http2?_)|upstream_reset_after_response_started)",
        *_CLOSED,
        source=_ENVOY,
    ),
    entry(
        "upstream-timeout",
        _DETAILS + r"(?:upstream_response_timeout|response_timeout|stream_idle_timeout|upstream_per_try_timeout|"
        r"upstream_max_stream_duration_reached|max_duration_timeout|duration_timeout)\b",
        *_SLOW,
        source=_ENVOY,
    ),
    entry(
        "route-cluster",
        _DETAILS + r"cluster_not_found",
        "Pomerium's proxy knows the route, and not yet the address behind it.",
        "A change of the routes reached it in part only.",
        "Wait a minute, then restart Pomerium.",
        source="https://github.com/pomerium/ingress-controller/issues/1231",
    ),
    entry("authorize-unreachable", _DETAILS + r"ext_authz_error", *_AUTHORIZE, source=_ENVOY),
    entry(
        "not-signed-in",
        r"response-code\"?[:=] ?(?:302|401)\b.{0,300}response-code-details\"?[:=] ?\"?ext_authz_denied|"
        r"ext_authz_denied.{0,300}\bresponse-code\"?[:=] ?(?:302|401)\b",
        *_NOT_SIGNED_IN,
        source=_ENVOY,
    ),
    entry(
        "not-allowed",
        r"response-code\"?[:=] ?403\b.{0,300}response-code-details\"?[:=] ?\"?ext_authz_denied|"
        r"ext_authz_denied.{0,300}\bresponse-code\"?[:=] ?403\b",
        *_NOT_ALLOWED,
        source=_ENVOY,
    ),
    entry(
        "websocket",
        _DETAILS + r"upgrade_failed",
        "The route doesn't let WebSockets through.",
        "Signing in worked.",
        "Write allow_websockets: true at the route.",
        source=_ENVOY,
    ),
    entry(
        "visitor-left",
        _DETAILS + r"(?:downstream_remote_disconnect|http1?\.?\w*codec_error:downstream|downstream_local_disconnect)",
        "The visitor closed the connection before the answer was there.",
        "One line of it is no fault; a balancer in front that gives up early looks the same.",
        "Where it is frequent, compare the time limits of what stands before Pomerium.",
        source=_ENVOY,
    ),
    entry(
        "route-none",
        _DETAILS + r"(?:filter_chain_not_found|route_not_found)|connection-termination-details\"?[:=].{0,40}"
        r"filter_chain_not_found",
        "No route of Pomerium has this host.",
        "The sign-in was not reached.",
        "Compare the address with from of the routes.",
        source=_ENVOY,
    ),
    entry(
        "upstream-answer",
        r"^(?!.*(?:pomerium-control-plane|/\.pomerium|/oauth2/callback)).*response-code\"?[:=]\s?5\d\d\b.{0,300}"
        r"response-code-details\"?[:=]\s?\"?via_upstream\b",
        "The application behind the route itself answered with an error.",
        "Signing in worked, and Pomerium passed the answer on.",
        "Look at the application's own log.",
        source=_ENVOY,
        needs="any",
    ),
)

_CONTROL = r"upstream-cluster\"?[:=] ?\"?pomerium-control-plane"
_FAILED = r"response-code\"?[:=] ?5\d\d\b"
_UPSTREAM = r"upstream connect error or disconnect/reset before headers\b.{0,200}"
_PAGE: tuple[Entry, ...] = (
    entry(
        "upstream-trust",
        _UPSTREAM + r"CERTIFICATE_VERIFY_FAILED|\bhttp: proxy error: x509: certificate signed by unknown authority",
        "Pomerium does not trust the certificate of the application behind it.",
        "Signing in worked.",
        "Name its authority in tls_custom_ca_file of the route, or its name in tls_upstream_server_name.",
        source="https://github.com/pomerium/pomerium/issues/4366",
        needs="pomerium",
    ),
    entry("upstream-plain", _UPSTREAM + r"WRONG_VERSION_NUMBER", *_PLAIN, source=_ENVOY, needs="pomerium"),
    entry("upstream-tls", _UPSTREAM + r"(?:TLS.error|OPENSSL_internal)", *_TLS, source=_ENVOY, needs="pomerium"),
    entry(
        "upstream-timeout",
        _UPSTREAM + r"reset reason: connection timeout|^upstream request timeout$",
        *_SLOW,
        source=_ENVOY,
        needs="pomerium",
    ),
    entry(
        "upstream-closed",
        _UPSTREAM + r"reset reason: (?:connection termination|remote reset)",
        *_CLOSED,
        source=_ENVOY,
        needs="pomerium",
    ),
    entry(
        "upstream-refused",
        _UPSTREAM + r"reset reason: (?:remote |local )?connection failure",
        *_REFUSED,
        source=_ENVOY,
        needs="pomerium",
    ),
    entry(
        "upstream-none",
        r"\bno healthy upstream\b",
        "The route has no address that works.",
        "Signing in worked; the name in to doesn't resolve for Pomerium, the Service has no ready Pod, or health "
        "checks fail.",
        "Look the name up from Pomerium's own container; in Kubernetes see that the Service has endpoints; where only "
        "IPv4 works set dns_lookup_family: V4_ONLY.",
        source="https://github.com/envoyproxy/envoy/issues/9050",
        needs="pomerium",
    ),
    entry(
        "not-allowed",
        r"\b403\b.{0,300}If you should have access, contact your administrator with your request id",
        *_NOT_ALLOWED,
        source=_PAGES,
    ),
    entry(
        "pomerium-page",
        r"If you should have access, contact your administrator with your request id|"
        rf"{_CONTROL}.{{1,900}}{_FAILED}|{_FAILED}.{{1,900}}{_CONTROL}",
        "Pomerium itself answered with an error, and this doesn't say why.",
        "The reason stands in Pomerium's log alone, under the same request id.",
        "Look the request id up in the log, and paste the line with error here.",
        source=_PAGES,
    ),
    entry(
        "not-signed-in",
        r"\{\s*\"error\": ?\"Unauthenticated\",\s*\"request_id\"|"
        r"\"status\": ?401,\s*\"error\": ?\"Unauthorized\",\s*\"request-?id\"",
        *_NOT_SIGNED_IN,
        source="pomerium/pomerium authorize/check_response.go",
    ),
)
ENTRIES: tuple[Entry, ...] = (*_POLICY, *_DETAIL, *_PAGE)
