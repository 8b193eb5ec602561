"""The login domain's answers: in the browser's address, on its pages, at the token endpoint, in Pomerium's log."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_SEEN = "answers of live login domains, 2026"
_GUIDE = "Amazon Cognito developer guide, token endpoint"
_POMERIUM = "pomerium/pomerium pkg/identity/oidc, authenticate/handlers.go"

_PAGES = (
    entry(
        "login-parameters",
        r"/error\?(?:\S*&)?error=Required[+ ]parameters[+ ]missing",
        "The login page was opened without what it needs.",
        "It has to be told client_id, response_type and redirect_uri.",
        "Begin at the application: Pomerium sends all of them.",
        source="https://github.com/NASA-IMPACT/veda-data-airflow/pull/170",
        needs="cognito",
    ),
    entry(
        "client-or-provider",
        r"amazoncognito\.com/(?:login|oauth2/authorize)\b.{1,600}\binvalid_request\b",
        "The login page does not take this request.",
        "One of the flow, the scopes and the identity providers asked for is not turned on at the app client.",
        "Turn on the code grant, the scopes and an identity provider at the app client.",
        source="https://github.com/stevenalexander/node-aws-cognito-oauth2-example/issues/1",
        needs="cognito",
    ),
    entry(
        "client-or-provider",
        r"An error was encountered with the requested page.{0,80}\binvalid_request\b",
        "The login page does not take this request.",
        "One of the flow, the scopes and the identity providers asked for is not turned on at the app client.",
        "Turn on the code grant, the scopes and an identity provider at the app client.",
        source="https://github.com/amazon-archives/amazon-cognito-identity-js/issues/604",
    ),
    entry(
        "issuer-not-login",
        r"cognito-idp\.[\w-]+\.amazonaws\.com/[^?\n]{1,80}/(?:oauth2/)?authorize\b",
        "The issuer was used as the login page.",
        "People sign in at the domain of the pool; below the issuer stand keys and the discovery document alone.",
        "Take authorization_endpoint out of the discovery document.",
        source="https://github.com/bukalapak/snowboard/issues/145",
        needs="cognito",
    ),
    entry(
        "redirect-mismatch",
        r"\bredirect_mism\w*",
        "Cognito doesn't know the callback URL, so sign-in stops at Amazon's error page.",
        "The URL that Pomerium sends and the one at the app client differ, if only by a character.",
        "Add Pomerium's callback URL to the app client, equal to the letter.",
        source="https://github.com/aws/aws-aspnet-cognito-identity-provider/issues/167; " + _SEEN,
    ),
    entry(
        "scope-refused",
        r"\berror_description=invalid_sc(?:o|op|ope)?\b|\berror=invalid_scope\b|\"invalid_scope\"|"
        r"description: invalid_scope\b|"
        r"identity provider: invalid_scope\b|auth response\. Error: invalid_scope\b",
        "Cognito refuses a scope that Pomerium asks for, and with it the whole sign-in.",
        "A scope must be ticked at the app client; offline_access is never known to Cognito.",
        "Narrow Pomerium's scopes to those of the client, or add the one that is missing.",
        source="https://github.com/rancher/rancher/issues/54127; " + _SEEN,
        needs="cognito bare",
    ),
    entry(
        "client-or-provider",
        r"/error\?(?:\S*&)?error=invalid_request\b(?=\S*client_id=)",
        "The login domain doesn't know this app client, or one of its identity providers.",
        "It shows its own error page, and sends nobody back.",
        "Compare the client ID, and look whether the domain belongs to the client's pool.",
        source=_SEEN,
        needs="cognito bare",
    ),
    entry(
        "client-or-provider",
        r"/error\?(?:\S*&)?error=invalid_request\b",
        "The login domain doesn't know this app client, or one of its identity providers.",
        "It shows its own error page, and sends nobody back.",
        "Compare the client ID, and look whether the domain belongs to the client's pool.",
        source=_SEEN,
        needs="cognito",
    ),
    entry(
        "code-flow-off",
        r"\berror=(?:unauthorized_client|unsupported_response_type)\b|auth response\. Error: unauthorized_client",
        "The app client doesn't allow the code flow.",
        "Cognito sends people back to Pomerium with this error.",
        "Turn on the authorization code grant for the client.",
        source="https://github.com/aws-amplify/amplify-js/issues/5284; " + _GUIDE,
        needs="cognito bare",
    ),
    entry(
        "sign-out-url",
        r"Required String parameter 'redirect_uri' is not present",
        "Cognito doesn't know the sign-out URL.",
        "It doesn't say so: it leads people to its own login page, which then misses a redirect_uri.",
        "Add Pomerium's sign-out URL to the app client, equal to the letter.",
        source=_SEEN,
    ),
    entry(
        "login-address",
        r"\bRequired String parameter '(?P<name>client_id|response_type|logout_uri)' is not present",
        "The address of the login page lacks {name}.",
        "The login pages are reached with the whole address that Pomerium makes, not by their host alone.",
        "Begin at the application, not at a bookmark of the login page.",
        source="the page's words for redirect_uri, with another parameter",
        needs="cognito",
    ),
    entry(
        "login-required",
        r"\berror=login_required\b",
        "Nobody is signed in at Cognito, and it was told to ask nobody (prompt=none).",
        "That is an answer, not a fault.",
        "Send people there without prompt=none.",
        source=_GUIDE,
        needs="cognito",
    ),
    entry(
        "style-missing",
        r"Login pages unavailable",
        "The app client has no managed-login style, so there is no login page.",
        "On a domain with managed login each client needs one.",
        "Give the client a style: Plan and Apply make one. It takes up to a minute to spread.",
        source=_SEEN,
    ),
    entry(
        "sign-in-state",
        r"An error was encountered with the requested page\W{1,10}Invalid State\b",
        "Cognito no longer knows the sign-in that this answer belongs to.",
        "It took too long at the identity provider behind it, was answered twice, or began in another browser.",
        "Begin again at the application. Where it comes back each time, let the browser take Cognito's cookies.",
        source="https://github.com/aws-amplify/amplify-js/issues/6291",
    ),
    entry(
        "error-page",
        r"An error was encountered with the requested page",
        "This is Cognito's error page for a sign-in that it can't begin.",
        "The page's text is the same for each cause; its address tells: redirect_mismatch is a callback URL, "
        "invalid_request an app client or an identity provider.",
        "Paste the address of the page here.",
        source=_SEEN,
    ),
)
_TOKENS = (
    entry(
        "client-secret",
        r"\binvalid_client_secret\b",
        "The client secret is wrong.",
        "Cognito knows the client, and refuses the secret at the token endpoint.",
        "Read the secret again from Cognito, and watch for blanks or a line end when it is copied.",
        source=_SEEN,
        needs="cognito bare pomerium",
    ),
    entry(
        "client-credentials",
        r"\binvalid_client\b(?!_)",
        "Cognito refuses client ID and secret.",
        "The ID is unknown at this domain, or the secret is wrong or missing.",
        "Compare the client ID, then read the secret again from Cognito.",
        source="https://github.com/amazon-archives/amazon-cognito-auth-js/issues/206; " + _GUIDE,
        needs="cognito bare",
    ),
    entry(
        "code-or-refresh",
        r"\"invalid_grant\"|\berror=invalid_grant\b|auth response\. Error: invalid_grant\b|"
        r"^\W*(?:error: )?invalid_grant\W*$",
        "Cognito doesn't take the code or the refresh token.",
        "It was used before, has run out (a code lives five minutes), goes with another callback URL, or the "
        "client may not read an attribute of a scope.",
        "Sign in again; where it stays, compare the callback URL and let the client read email and email_verified.",
        source="https://github.com/aws-amplify/amplify-js/issues/6041; " + _GUIDE,
        needs="cognito bare",
    ),
    entry(
        "token-not-allowed",
        r"\"error\"\s*:\s*\"unauthorized_client\"|\"unauthorized_client\"",
        "The app client may not do this at the token endpoint.",
        "The grant is not allowed for it, or the callback URL differs by a slash.",
        "Turn on the authorization code grant, and compare the callback URL to the letter.",
        source=_GUIDE,
        needs="cognito bare",
    ),
    entry(
        "grant-unknown",
        r"\"error\"\s*:\s*\"unsupported_grant_type\"",
        "The token endpoint doesn't know this kind of grant.",
        "Cognito takes authorization_code, refresh_token and client_credentials.",
        "Look at the program that asked: Pomerium sends the first two.",
        source=_GUIDE,
        needs="cognito bare",
    ),
    entry(
        "token-request",
        r"\"error\"\s*:\s*\"invalid_request\"|oauth2: \"invalid_request\"",
        "The token endpoint can't read what it was asked.",
        "A parameter is missing, stands there twice, or the body is not form-encoded.",
        "Look at the program that asked: code, redirect_uri and grant_type belong into a form, not into JSON.",
        source="https://github.com/amazon-archives/amazon-cognito-auth-js/issues/52; " + _GUIDE,
        needs="cognito bare",
    ),
    entry(
        "user-info",
        r"\bBad OAuth2 request at UserInfo Endpoint\b|\bAccess token does not contain openid scope\b",
        "The user info endpoint refuses the access token.",
        "It takes tokens of the login page that carry the scope openid, and no others.",
        "Ask for openid, and sign in through the login page.",
        source="Amazon Cognito developer guide, userInfo endpoint",
    ),
)
_LOG = (
    entry(
        "issuer-differs",
        r"did not match the issuer URL returned by provider",
        "The issuer that Pomerium was given is not the pool's own.",
        "The two are compared to the letter; a slash at the end is enough.",
        "Write the issuer as the discovery document has it, without a slash at the end.",
        source="https://github.com/pomerium/pomerium/pull/5164; " + _POMERIUM,
        needs="cognito pomerium",
    ),
    entry(
        "request-refused",
        r"identity provider: invalid_request",
        "Cognito refused what Pomerium asked for.",
        "The log keeps the error, and not its description: most often that is a scope that the app client lacks.",
        "Compare Pomerium's scopes with the client's; offline_access must not be among them.",
        source=_POMERIUM,
    ),
    entry(
        "discovery",
        r"failed getting cognito provider: |could not connect to (?:cognito|oidc): ",
        "Pomerium can't read the pool's discovery document.",
        "The issuer's address is wrong, or Pomerium doesn't reach it; what follows in the line says which.",
        "Compare region and pool ID in the provider URL, and try that address from where Pomerium runs.",
        source=_POMERIUM,
    ),
)
ENTRIES: tuple[Entry, ...] = (*_LOG[:1], *_PAGES, *_TOKENS, *_LOG[1:])
