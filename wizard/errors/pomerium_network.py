"""Pomerium and who it asks: an identity provider that is not reached or refuses, certificates it meets; its crashes.

`FIRST` stands before the other tables, whose words some of these texts hold as well; `LAST` behind them.
"""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_OIDC = "pomerium/pomerium pkg/identity/oidc/oidc.go; golang/oauth2 token.go"
CSRF = (
    "Pomerium's own cookie did not come back with the sign-in.",
    "cookie_same_site: strict keeps it back, and a changed cookie secret makes it void.",
    "Write cookie_same_site: lax; after a change of secrets begin at the application again.",
)
"""Of a sign-in whose cookie is missing, in pages and in the log."""
_EXCHANGE = r"identity/oidc: token exchange failed:? .{0,300}"
_REASONS = "pomerium/pomerium pkg/policy/criteria/reasons.go"

FIRST: tuple[Entry, ...] = (
    entry(
        "issuer-trust",
        r"identity/oidc: (?:token exchange|refresh) failed:? .{1,300}x509: certificate signed by unknown authority",
        "Pomerium doesn't trust the certificate of the identity provider's address.",
        "Where a company inspects traffic, its own certificate stands in for Amazon's.",
        "Give Pomerium that certificate with certificate_authority_file.",
        source=f"https://github.com/pomerium/pomerium/issues/1561; {_OIDC}",
    ),
    entry(
        "provider-unreachable",
        r"identity/oidc: (?:token exchange|refresh) failed:? (?:Post|Get) .{1,300}(?:dial tcp|dial udp|Client\.Timeout|"
        r"context deadline exceeded|i/o timeout|TLS handshake timeout|connection re(?:set|fused)|no such host|: EOF)",
        "Pomerium does not reach the token endpoint of the identity provider.",
        "The browser got there, Pomerium's own host does not: name, firewall or proxy differ for it.",
        "From Pomerium's host ask the login domain on port 443; where a proxy is needed set HTTPS_PROXY for Pomerium.",
        source=_OIDC,
    ),
    entry(
        "client-credentials",
        _EXCHANGE + r"\binvalid_client\b(?!.{0,80}invalid_client_secret)|"
        r"error redeeming authenticate code: .{0,80}oauth2: cannot fetch token: 401 Unauthorized"
        r"(?!.{0,80}\binvalid_(?!cl))",
        "The identity provider refuses Pomerium's client ID and secret.",
        "The ID is unknown there, or the secret is wrong, missing or of another client.",
        "Compare idp_client_id, then read the secret again from Cognito into idp_client_secret.",
        source=_OIDC,
    ),
    entry(
        "code-or-refresh",
        _EXCHANGE + r"\binvalid_grant\b",
        "The identity provider doesn't take the code that the browser brought back.",
        "It was used before, has run out (a code lives five minutes), or goes with another callback URL.",
        "Sign in again; where it stays, compare the callback URL with that of the app client.",
        source=_OIDC,
    ),
    entry(
        "token-not-allowed",
        _EXCHANGE + r"\bunauthorized_client\b",
        "The app client may not do this at the token endpoint.",
        "The grant is not allowed for it, or the callback URL differs by a slash.",
        "Turn on the authorization code grant, and compare the callback URL to the letter.",
        source=_OIDC,
    ),
    entry(
        "csrf",
        r"proxy: failed parsing csrf cookie|\b400 Bad Request: CSRF token invalid",
        *CSRF,
        source="https://github.com/pomerium/pomerium/issues/162",
    ),
    entry(
        "not-signed-in",
        r"\ballow=false\b.{1,900}(?:\breply-status=401\b|\breply-message=\"login required)",
        "Somebody who is not signed in asked for the route, and is sent to sign in.",
        "That is no fault.",
        "Where it comes again and again for one person, look for an error of the sign-in right behind it.",
        source="https://github.com/pomerium/pomerium/issues/2185",
    ),
    entry(
        "client-certificate",
        r"\ballow\"?[:=] ?(?:true|false)\b.{1,900}(?:\b(?:reply-)?status\"?[:=] ?49[56]\b|"
        r"deny-why-true\"?[:=] ?\[\"?(?:invalid-client-certificate|client-certificate-required))",
        "The browser showed no client certificate that Pomerium takes.",
        "downstream_mtls, or the route, asks for one of a certain authority; signing in alone is not enough.",
        "Install such a certificate in the browser; its issuer has to be the authority in downstream_mtls.",
        source=f"https://github.com/pomerium/pomerium/issues/1561; {_REASONS}",
    ),
    entry(
        "not-allowed",
        r"\ballow\"?[:=] ?false\b.{1,600}\b(?:reply-)?status\"?[:=] ?403\b|"
        r"\bdeny\"?[:=] ?true\b.{1,100}deny-why-true\"?[:=] ?\[\"?(?:user|email|domain|claim|groups?)-ok\b",
        "The policy of the route doesn't allow this person.",
        "Sign-in worked; e-mail, domain or groups are not among those that the policy allows, or it denies them.",
        "Compare the policy with the line's email; groups of Cognito's stand in the claim cognito:groups.",
        source=f"https://github.com/pomerium/pomerium/issues/1335; {_REASONS}",
        needs="pomerium",
    ),
    entry(
        "tunnel-cut",
        r"\btcptunnel: failed to (?:read HTTP response|establish|connect|dial)",
        "The TCP tunnel ended before Pomerium had answered.",
        "Pomerium or something before it closed the connection, often after a sign-in that was not finished.",
        "Try again once Pomerium has its new routes; see that nothing before it ends TLS or speaks HTTP/1.1 alone.",
        source="https://github.com/pomerium/pomerium/issues/2590",
    ),
    entry(
        "envoy-crash",
        r"\benvoy exited: signal: |"
        r"\"service\": ?\"envoy\".{0,200}Caught (?:Segmentation fault|Aborted), suspect faulting",
        "Envoy, the proxy inside Pomerium, crashed.",
        "Known reasons: IPv6 is off while an address wants it, a container that forbids what Envoy needs, too little "
        "memory, an old version.",
        "Update Pomerium; write address: 0.0.0.0:443 where IPv6 is off.",
        source="https://github.com/pomerium/pomerium/issues/827; https://github.com/pomerium/pomerium/issues/981",
        needs="pomerium",
    ),
    entry(
        "pomerium-panic",
        r"\bpanic: .{0,900}github\.com/pomerium/(?:pomerium|ingress-controller)\b",
        "Pomerium crashed: that is a fault in it.",
        "What was set up is kept.",
        "Update Pomerium; where it comes again, look for the words behind panic among its issues.",
        source="Go's runtime",
    ),
    entry(
        "route-duplicate",
        r"Only unique values for domains are permitted\. Duplicate entry of domain (?P<name>[^\s\"]*)",
        "Two routes claim the same host in a way that Envoy can't keep apart: {name}.",
        "It refuses the whole list, so that old routes stay in use.",
        "Write each host once, with its port alike; tell routes of one host apart by prefix or path.",
        source="https://github.com/pomerium/pomerium/issues/2655",
        needs="pomerium",
    ),
    entry(
        "option-deprecated",
        r"\bconfig: (?P<name>\w+) is deprecated\b",
        "The option {name} still works, and will be gone in a later Pomerium.",
        "That is no fault yet.",
        "Use what the line names in its place.",
        source="https://github.com/pomerium/ingress-controller/issues/699",
        needs="pomerium",
    ),
    entry(
        "image-platform",
        r"exec \S*/pomerium\S*: exec format error",
        "The image or program of Pomerium is for another kind of processor.",
        "arm64 and amd64 don't run one another's programs.",
        "Pull the image for this platform: docker pull --platform linux/arm64 or linux/amd64.",
        source="Docker documentation, multi-platform images",
    ),
    entry(
        "image-missing",
        r"(?:Back-off pulling|Failed to pull|Error pulling) image \"?(?P<name>[\w./-]*pomerium/[\w./:@-]+)",
        "The image {name} can't be fetched.",
        "The version doesn't exist, or this cluster doesn't reach the registry.",
        "Compare the version with those on Docker Hub, where each begins with v; look at the proxy of the nodes.",
        source="Kubernetes events",
    ),
    entry(
        "redirect-loop",
        r"ERR_TOO_MANY_REDIRECTS|redirected you too many times|isn't redirecting properly|\btoo many redirects\b|"
        r"stopped after 10 redirects",
        "The browser is sent to and fro between Pomerium's parts.",
        "Pomerium's cookie is not kept or not readable: copies with different secrets, another proxy in front, a route "
        "with the host of authenticate, or sessions that the databroker lost.",
        "Delete the cookies of both hosts; give all copies the same secrets; keep authenticate's host out of routes.",
        source="https://github.com/pomerium/pomerium/issues/2729; https://github.com/pomerium/pomerium/issues/549",
        needs="pomerium",
    ),
    entry(
        "certificate-missing",
        r"ERR_CERT_AUTHORITY_INVALID|SEC_ERROR_UNKNOWN_ISSUER|MOZILLA_PKIX_ERROR_SELF_SIGNED_CERT",
        "Pomerium has no certificate for this host that browsers trust.",
        "It answers with one that it signed itself, or with one of a test authority.",
        "Give it a certificate that names the host, or turn autocert on, without autocert_use_staging.",
        source="Pomerium documentation, troubleshooting; https://github.com/pomerium/pomerium/issues/2938",
        needs="pomerium",
    ),
    entry(
        "config-file",
        r"error mounting \"?\S+?\"? to rootfs at \"?/pomerium/\S+.{0,300}not a directory",
        "Pomerium's configuration file is not where the container looks for it.",
        "Docker makes an empty folder in the place of a file that isn't there.",
        "Remove that folder, and name the file's full path in the volume.",
        source="Docker error texts",
    ),
)

LAST: tuple[Entry, ...] = (
    entry(
        "tls-dates",
        r"\bx509: certificate has expired or is not yet valid\b",
        "A certificate that Pomerium met has run out, or is not valid yet.",
        "The address before it in the line says whose it is; a wrong clock looks the same.",
        "Check the clock; else that certificate must be renewed.",
        source="https://github.com/pomerium/pomerium/issues/4735",
        needs="pomerium",
    ),
    entry(
        "tls-name",
        r"\bx509: certificate is (?:valid for|not valid for any names)\b|\bx509: cannot validate certificate for\b",
        "A certificate that Pomerium met is for another name.",
        "The address before it in the line says which was asked.",
        "Ask by a name that the certificate holds, or have the name added.",
        source="Go's crypto/x509",
        needs="pomerium",
    ),
    entry(
        "tls-issuer",
        r"^(?!.*\bpull(?:ing)? image\b).*\bx509: certificate (?:signed by unknown authority|relies on legacy Common)\b",
        "Pomerium, or who asked it, does not trust a certificate.",
        "The address before it in the line says whose it is.",
        "Name its authority in certificate_authority_file, or give that address a certificate that is trusted.",
        source="Go's crypto/x509; https://github.com/pomerium/pomerium/issues/1561",
        needs="pomerium",
    ),
)
