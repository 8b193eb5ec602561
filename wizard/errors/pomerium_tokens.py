"""What Pomerium says of sign-ins that do not finish: tokens, sessions, its own signed addresses and cookies."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_AUTHENTICATE = "pomerium/pomerium authenticate/handlers.go"
_OIDC = "pomerium/pomerium pkg/identity/oidc"
_GO_OIDC = "coreos/go-oidc oidc/verify.go, jwks.go, oidc.go"
_SESSIONS = "pomerium/pomerium internal/sessions/errors.go"
_URLS = "pomerium/pomerium internal/urlutil, pkg/hpke, pkg/cryptutil/hmac.go"
_LATE = (
    "The sign-in took more than five minutes, or two clocks differ.",
    "Pomerium signs the way to the login page with a time.",
    "Begin again at the application; compare the clocks of the hosts.",
)
STATE = (
    "The answer came back to Pomerium with a state that is not its own.",
    "Something on the way shortened or changed the address, or it was typed.",
    "Begin again at the application; look at proxies in front of Pomerium.",
)
"""Of a state that Pomerium can't read, in its older and its newer words."""
_KEYS = (
    "Something was encrypted or signed with another secret than this Pomerium has.",
    "Services or replicas have different shared or cookie secrets, or a secret was changed meanwhile.",
    "Give all of them the same secrets and restart them, then begin at the application again.",
)
_PKCE = (
    "Pomerium's own PKCE cookie did not come back with the sign-in.",
    "It lasts some minutes; the sign-in took longer, began twice, or came back to another host.",
    "Begin again at the application; see that authenticate_service_url is the address that people come back to.",
)
_CLOCK = (
    "Pomerium takes a token for one of another time.",
    "The clock of its machine, or of another part of it, is wrong.",
    "Set the clocks (NTP).",
)
_USER_INFO = (
    "Pomerium could not get a person's details from the login domain.",
    "The access token is refused there, openid is not among the scopes, or the domain doesn't answer.",
    "Sign in again; where it stays, see that openid is among the scopes and the domain is reached from Pomerium.",
)
_GONE = (
    "A session, or what belongs to it, is no longer in Pomerium's databroker.",
    "It ended, or the databroker keeps sessions in memory alone and was started anew.",
    "Sign in again; keep them with databroker_storage_type: file or postgres.",
)

_OWN: tuple[Entry, ...] = (
    entry(
        "no-session",
        r"internal/sessions: session is not found",
        "This visitor has no session with Pomerium yet.",
        "That is how each sign-in begins. It is a fault only where the same person meets it again and again.",
        "Then see that the browser keeps cookies, and that authenticate and route hosts are https.",
        source="https://github.com/pomerium/pomerium/issues/442; " + _SESSIONS,
    ),
    entry(
        "session-malformed",
        r"internal/sessions: session is malformed",
        "The session that came along is none of this Pomerium's.",
        "The cookie was cut short, is another program's of the same name, or the signing key was changed.",
        "Delete the cookies of the route and of authenticate, then sign in again.",
        source=_SESSIONS,
    ),
    entry(
        "session-over",
        r"internal/sessions: validation failed, token is expired \(exp\)|"
        r"(?:deleting|clearing) expired session",
        "A session of Pomerium's has run out.",
        "cookie_expire says how long one lasts, 14 hours where it is not set.",
        "Sign in again.",
        source=_SESSIONS + "; internal/identity/manager",
        needs="pomerium",
    ),
    entry(
        "token-clock",
        r"internal/sessions: validation failed, token (?:not valid yet \(nbf\)|issued in the future \(iat\))",
        *_CLOCK,
        source=_SESSIONS,
        whole=True,
    ),
    entry(
        "session-audience",
        r"internal/sessions: validation failed, invalid audience claim \(aud\)",
        "A session was made for another host than it came to.",
        "Each of Pomerium's sessions names the host that it is for.",
        "Sign in at this host; compare from of the routes where it stays.",
        source=_SESSIONS,
    ),
    entry(
        "sign-in-late",
        r"internal/urlutil: validation failed, url hmac (?:is expired|issued in the future)|"
        r"internal/cryptutil: timestamp too soon",
        *_LATE,
        source=_URLS,
        whole=True,
    ),
    entry(
        "signed-address",
        r"internal/urlutil: malformed (?:signature|unix timestamp field)|internal/cryptutil: timestamp malformed|"
        r"hpke: missing query parameters|invalid encrypted query string|hpke: invalid (?:sender public key|encrypted)",
        "An address of Pomerium's came back without its signature, or with a broken one.",
        "It was typed or kept as a bookmark, or something on the way changed it.",
        "Begin at the application; look at proxies in front of Pomerium that rewrite addresses.",
        source=_URLS,
        needs="pomerium",
    ),
    entry(
        "signed-address",
        r"hpke: missing query parameters|internal/urlutil: malformed ",
        "An address of Pomerium's came back without its signature, or with a broken one.",
        "It was typed or kept as a bookmark, or something on the way changed it.",
        "Begin at the application; look at proxies in front of Pomerium that rewrite addresses.",
        source=_URLS,
    ),
    entry(
        "callback-method",
        r"cryptutil: invalid input size|bad bytes: illegal base64 data",
        *STATE,
        source=_AUTHENTICATE,
        needs="pomerium",
    ),
    entry(
        "pkce",
        r"\bBad Request\W+pkce verifier expired or missing\W+request.id\b",
        *_PKCE,
        source="pomerium/pomerium authenticate/pkce.go",
        whole=True,
    ),
    entry(
        "pkce",
        r"pkce verifier expired or missing",
        *_PKCE,
        source="pomerium/pomerium authenticate/pkce.go",
        needs="pomerium",
    ),
    entry("keys-differ", r"failed\sto\sdecode\sPKCE\scookie", *_KEYS, source="pomerium/pomerium authenticate/pkce.go"),
    entry(
        "keys-differ",
        r"hpke: (?:failed to open|error opening) sealed message|hpke: invalid authenticate service public key",
        *_KEYS,
        source="https://github.com/pomerium/pomerium/issues/4468; pomerium/pomerium pkg/hpke",
    ),
    entry(
        "authenticate-unreachable",
        r"hpke: error (?:retrieving|requesting) (?:authenticate service public key|hpke-public-key)|"
        r"\.well-known/pomerium/hpke-public-key\"?: (?:dial tcp|x509|tls|net/http|context|EOF)",
        "The proxy of Pomerium can't fetch the public key of its authenticate service.",
        "It asks the host of authenticate_service_url, or of authenticate_internal_service_url where that is set.",
        "From Pomerium's own host see that this name resolves, answers on 443 and has a certificate that is trusted.",
        source="pomerium/pomerium pkg/hpke",
    ),
    entry(
        "provider-fault",
        r"identity provider: (?P<error>server_error|temporarily_unavailable)\b",
        "The identity provider ended the sign-in with {error}.",
        "The fault is over there: a trigger of the pool, or a provider behind it, failed.",
        "Try again; where it stays, look at the pool's triggers and its federated providers.",
        source=_AUTHENTICATE,
    ),
    entry(
        "session-provider",
        r"unexpected session (?:handle|state) identity provider id",
        "A session was made with other identity-provider settings than now.",
        "Pomerium asks everybody to sign in anew once the secret, the scopes or the provider have changed.",
        "Sign in again; nothing else is to be done.",
        source="pomerium/pomerium authenticate/state.go, proxy/state.go",
    ),
    entry(
        "route-none",
        r"no identity provider found for request URL",
        "No route of Pomerium has this host.",
        "The sign-in was not reached.",
        "Compare the address with from of the routes.",
        source="pomerium/pomerium config/options.go",
    ),
    entry(
        "programmatic",
        r"\binvalid redirect uri\b",
        "Pomerium sends nobody to the address that a program named as pomerium_redirect_uri.",
        "Only localhost and the hosts of programmatic_redirect_domain_whitelist are taken.",
        "Add the program's host to programmatic_redirect_domain_whitelist.",
        source="pomerium/pomerium proxy/handlers.go",
        needs="pomerium",
    ),
    entry(
        "refresh-missing",
        r"no session oauth2 token found for (?:refresh|updating user info)",
        "A session of Pomerium's has no token to renew.",
        "It was made before a change, or its sign-in did not finish.",
        "Sign in again.",
        source="pomerium/pomerium internal/identity/manager",
    ),
    entry(
        "session-gone",
        r"clearing session due to (?:missing or invalid session|missing session|a missing or invalid)|"
        r"error updating session last access timestamp|session not found in databroker",
        *_GONE,
        source="https://github.com/pomerium/ingress-controller/issues/682; pomerium/pomerium authorize/grpc.go",
    ),
)

_PROVIDER: tuple[Entry, ...] = (
    entry(
        "token-issuer",
        r"id token issued by a different provider, expected \S+ got",
        "The ID token is of another issuer than Pomerium was given.",
        "It comes from another pool, or from the provider behind the pool.",
        "Compare idp_provider_url with the pool that the app client belongs to, to the letter.",
        source=_GO_OIDC,
        needs="cognito pomerium",
    ),
    entry(
        "issuer-differs",
        r"oidc: issuer did not match the issuer (?:returned by provider|URL provided to client)|"
        r"issuer URL provided to client \(.{1,200}\) did not match the issuer",
        "The issuer that was configured is not the one that the identity provider gives itself.",
        "They are compared to the letter: a slash at the end, another region or the login domain's address differ.",
        "Write idp_provider_url: https://cognito-idp.REGION.amazonaws.com/POOL_ID, without a slash behind.",
        source=f"https://github.com/pomerium/pomerium/issues/1605; {_GO_OIDC}",
        needs="cognito pomerium",
    ),
    entry(
        "id-token-refused",
        r"oidc: expected audience \S+ got|error\sverifying\stoken:\s.{0,40}expected\saudience",
        "The ID token is for another app client than Pomerium was given.",
        "It compares the token's audience with its idp_client_id.",
        "Compare idp_client_id, also in request parameters and on the route.",
        source=_GO_OIDC,
        needs="pomerium cognito",
    ),
    entry(
        "token-clock",
        r"oidc: token is expired \(Token Expiry|oidc: current time \S+ .{0,60}before the nbf",
        *_CLOCK,
        source=_GO_OIDC,
        needs="pomerium",
    ),
    entry(
        "token-algorithm",
        r"(?:id token|oidc:).{0,40}signed with unsupported algorithm, expected .{1,60} got \"?(?P<got>[\w-]+)",
        "The ID token is signed with {got}, which the identity provider's own document doesn't name.",
        "Cognito signs with RS256; a token of another kind comes from another provider, or from a client that was "
        "set to sign with its secret.",
        "See that idp_provider_url is the pool's own; at another provider choose RS256 for the client.",
        source=f"https://github.com/thomseddon/traefik-forward-auth/issues/358; {_GO_OIDC}",
        needs="pomerium cognito",
    ),
    entry(
        "keys-unreachable",
        r"(?:oidc: get keys failed|fetching\skeys|failed\sto\s(?:get|decode)\skeys)",
        "Pomerium could not read the keys that the identity provider signs with.",
        "They stand at the issuer, behind /.well-known/jwks.json; a firewall or a proxy is in the way.",
        "Let Pomerium reach https://cognito-idp.REGION.amazonaws.com, and look at what that address answers.",
        source=f"https://github.com/pomerium/pomerium/issues/5175; {_GO_OIDC}",
        needs="pomerium",
    ),
    entry(
        "token-keys",
        r"failed to verify (?:id token )?signature(?!: fetch)|no keys matched the token",
        "The signature of a token is by none of the identity provider's keys.",
        "The token comes from another pool, or an old set of keys is still in use.",
        "Compare idp_provider_url with the pool, and sign in again.",
        source=_GO_OIDC,
        needs="pomerium",
    ),
    entry(
        "token-malformed",
        r"oidc: malformed jwt",
        "What came in the place of an ID token is none.",
        "It is cut short, encrypted, or an access token that is no JWT.",
        "Sign in again; where it stays, compare idp_provider with the provider: cognito for a pool.",
        source=_GO_OIDC,
        needs="pomerium",
    ),
    entry(
        "discovery",
        r"oidc:\sfailed\sto\sdecode\sprovider\sdiscovery\sobject",
        "The address of the identity provider answers with something else than the discovery document.",
        "A login page, a proxy's page or another service answers there.",
        "Write idp_provider_url: https://cognito-idp.REGION.amazonaws.com/POOL_ID.",
        source=f"https://github.com/bitly/oauth2_proxy/issues/664; {_GO_OIDC}",
        needs="pomerium",
    ),
    entry(
        "user-info-refused",
        r"identity/oidc: user info endpoint|could\snot\sretrieve\suser\sinfo:?\s(?!oidc)\S|"
        r"failed to update user info|couldn't update user info|"
        r"failed\sto\sdecode\suserinfo:\s(?:invalid|EOF|unexpected)|oidc: user ?info endpoint is not supported|"
        r"failed parsing user info endpoint claims|error (?:retrieving|updating) user info",
        *_USER_INFO,
        source=f"{_OIDC}/userinfo.go; internal/identity/manager",
        needs="pomerium",
    ),
    entry(
        "user-info-refused",
        r"identity/oidc:\scould\snot\sretrieve\sadditional\sclaims|"
        r"user info endpoint is not supported by this provider",
        *_USER_INFO,
        source=f"{_OIDC}/errors.go",
        needs="pomerium",
    ),
    entry(
        "access-token-missing",
        r"identity/oidc: missing access token",
        "The identity provider sent no access token.",
        "The session is one from before a change, or the provider is not the one that idp_provider names.",
        "Sign in again; see that idp_provider is cognito.",
        source=f"{_OIDC}/errors.go",
    ),
    entry(
        "device-flow",
        r"identity/oidc: device auth not implemented|device authorization (?:is )?not (?:implemented|supported)",
        "This identity provider can't sign devices in by a code.",
        "Cognito has no device flow.",
        "Sign in with a browser.",
        source=f"{_OIDC}/errors.go",
        needs="pomerium",
    ),
    entry(
        "revoke-missing",
        r"identity/oidc: revoke not implemented|failed\sto\srevoke\saccess\stoken",
        "Pomerium could not make a token void at the identity provider.",
        "The provider names no address for that, or refused; at Pomerium the person is signed out.",
        "Nothing needs to be done; with idp_provider: cognito people are signed out at the login domain instead.",
        source=f"{_OIDC}/errors.go; {_AUTHENTICATE}",
        needs="pomerium",
    ),
    entry(
        "sign-out-missing",
        r"failed to get sign out url for authenticator",
        "Pomerium knows no address to sign people out of Cognito.",
        "The provider oidc takes it from the discovery document, where Cognito long had none.",
        "Write idp_provider: cognito (Pomerium 0.23 or later).",
        source=_AUTHENTICATE,
    ),
    entry(
        "bearer-refused",
        r"error verifying access token|(?:access|identity) token failed verification|"
        r"error verifying access token audience claim|\binvalid (?:access|identity) token\b|"
        r"error creating session from incoming request",
        "Pomerium doesn't take the token that a program sent with its request.",
        "bearer_token_format says which kind it takes; the token must be this pool's and not have run out.",
        "Send an access token for idp_access_token, an ID token for idp_identity_token, of the client that "
        "Pomerium has.",
        source="pomerium/pomerium config/session.go; pkg/identity/oidc/cognito",
        needs="pomerium",
    ),
    entry(
        "token-answer",
        r"oauth2: server response missing access_token|oauth2: cannot parse (?:json|response)",
        "What answered at the token endpoint is no answer of an identity provider.",
        "A proxy's page or another address stands in its place.",
        "Look at token_endpoint in the discovery document, and at proxies between Pomerium and it.",
        source="golang/oauth2 internal/token.go",
        needs="cognito pomerium",
    ),
    entry(
        "exchange-failed",
        r"identity/oidc: token exchange failed:? (?!.{0,300}(?:invalid_|unauthorized_|unsupported_|x509|dial tcp|"
        r"no such host|timeout|deadline|connection refused|connection reset))",
        "Pomerium could not turn the sign-in's code into tokens.",
        "The token endpoint of the identity provider refused it; its reason stands behind these words.",
        "Compare client ID, client secret and callback URL with those of the app client.",
        source=f"{_OIDC}/oidc.go",
    ),
)

_REST: tuple[Entry, ...] = (
    entry(
        "no-session",
        r"authenticate: session load error",
        "This visitor has no session with Pomerium yet, or one that it doesn't take.",
        "That is how each sign-in begins. It is a fault only where the same person meets it again and again.",
        "Then see that the browser keeps cookies, and that authenticate and route hosts are https.",
        source=_AUTHENTICATE,
    ),
)
ENTRIES: tuple[Entry, ...] = (*_OWN, *_PROVIDER, *_REST)
