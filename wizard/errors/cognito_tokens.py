"""Texts about tokens and the way to Cognito: what a program says that checks them, and what stands in between."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_ISSUES = "https://github.com/"
_MODEL = "botocore's service model of cognito-idp"
_WAF = (
    "A web firewall (AWS WAF) before the pool refused this request.",
    "Somebody put a web ACL on the pool; its rules refuse by address, country, rate or missing headers.",
    "Look up the request in the web ACL's log, and mend the rule that refused it. "
    "People's browsers ask the pool, and so does Pomerium itself.",
)

ENTRIES: tuple[Entry, ...] = (
    entry(
        "waf",
        r"\bRequest not allowed due to WAF block(?=\W*(?:\n|$|\w+Error\b|at \w|message\b|stack\b|__type\b)|[.\\\"'])",
        *_WAF,
        "ForbiddenException",
        _ISSUES + "ravenscar/franken-srp/issues/13",
    ),
    entry(
        "waf",
        "",
        *_WAF,
        "ForbiddenException",
        _MODEL + ", errors of each operation",
        needs="cognito",
    ),
    entry(
        "token-use",
        r"\bCognitoJwtInvalidTokenUseError\b|\bToken use not allowed: (?P<got>id|access)\b",
        "A program was given the other one of Cognito's two tokens.",
        "It checks the claim token_use: an ID token tells who somebody is, an access token what may be asked for.",
        "Send it the token that it is set to expect, or change what it expects.",
        source=_ISSUES + "awslabs/aws-jwt-verify/issues/98",
    ),
    entry(
        "token-audience",
        r"\bThe aud OR client_id claim must match one of the audience entries\b|"
        r"\bCognitoJwtInvalidClientIdError\b",
        "The token was given out to another app client than the one that is expected.",
        "An ID token names its client in aud, an access token in client_id; Cognito's access tokens have no aud.",
        "Compare the client ID, and check the claim that this kind of token has.",
        source=_ISSUES + "buccfer/aws-cognito-express/issues/18",
    ),
    entry(
        "token-audience",
        r"\bToken was not issued for this audience\b|\bexpected audience \S{1,80} got \[|"
        r"\bJwtInvalidClaimError: (?:Audience|Client ID) not allowed\b|\bjwt audience invalid\b",
        "The token was given out to another app client than the one that is expected.",
        "An ID token names its client in aud, an access token in client_id; Cognito's access tokens have no aud.",
        "Compare the client ID, and check the claim that this kind of token has.",
        source=_ISSUES + "awslabs/aws-support-tools/issues/97",
        needs="cognito",
    ),
    entry(
        "token-issuer",
        r"\bJwtInvalidIssuerError\b|\bIssuer not allowed: \S{1,150}\bcognito-idp",
        "The token comes from another user pool than the one that is expected.",
        "Its issuer names region and pool; the program was told others.",
        "Compare region and pool ID, and sign in again where the pool was made anew.",
        source=_ISSUES + "awslabs/aws-jwt-verify, error.ts",
        needs="cognito",
    ),
    entry(
        "token-expired",
        r"\bJwtExpiredError\b|\bCognito\w*: (?:The )?[Tt]oken (?:is |has )?expired\b",
        "The token has run out.",
        "ID and access tokens live as long as the app client says, an hour unless that was changed.",
        "Sign in again, or have the program use its refresh token.",
        source=_ISSUES + "awslabs/aws-jwt-verify, error.ts",
        needs="cognito",
    ),
    entry(
        "token-audience",
        r"\baudience claims \[aud\] do not exist in claims\b|"
        r"\baudience from claim \w+ with value \[.{0,80}\] does not match",
        "The token was given out to another app client than the one that is expected, or is an access token.",
        "An ID token names its client in aud, an access token in client_id; Cognito's access tokens have no aud.",
        "Send the ID token, or have the program look at client_id.",
        source="oauth2-proxy/oauth2-proxy, pkg/providers/oidc/verifier.go",
        needs="cognito",
    ),
    entry(
        "token-groups",
        r"\bcould not get claim \W{0,3}(?:cognito:)?groups\b",
        "The token holds no groups of this person.",
        "Cognito puts them into cognito:groups, and leaves that out for somebody who is in no group.",
        "Name the claim cognito:groups, and put the person into a group of the pool.",
        source="oauth2-proxy/oauth2-proxy, providers/oidc",
        needs="cognito",
    ),
    entry(
        "issuer-not-login",
        r"\bamazoncognito\.com/?\.well-known/openid-configuration\b.{0,200}\b404\b|"
        r"\b404\b.{0,200}\bamazoncognito\.com/?\.well-known/openid-configuration\b|"
        r"\bamazoncognito\.com\"?: 404\b",
        "The login domain was used as the issuer.",
        "The discovery document stands at the issuer: https://cognito-idp.REGION.amazonaws.com/POOL_ID.",
        "Write that as the provider URL.",
        source="Amazon Cognito developer guide, Identity provider and relying party endpoints",
        needs="cognito",
    ),
    entry(
        "token-mail",
        r"\bid_token did not contain an email\b",
        "Cognito's ID token holds no e-mail address.",
        "The scope email wasn't asked for, the app client may not read it, or this person has none.",
        "Ask for openid and email, let the client read email, and look at the account.",
        source=_ISSUES + "vmware-archive/kube-prod-runtime/issues/424",
        needs="cognito",
    ),
    entry(
        "token-nonce",
        r"\bunexpected ID Token \"nonce\" claim value\b|\bnonce does not match: expected \"\"|"
        r"\bnonce mismatch, expected undefined\b",
        "Cognito put a nonce into the ID token that the program hadn't sent.",
        "It does so where people come by way of an identity provider behind the pool.",
        "Have the program send a nonce of its own, and check that one.",
        source=_ISSUES + "nextauthjs/next-auth/issues/6865; " + _ISSUES + "gravitational/teleport/issues/69748",
        needs="cognito",
    ),
    entry(
        "token-keys",
        r"\bSigningKeyNotFoundError\b|\bUnable to find a signing key that matches\b|"
        r"\bUnable to find keys inside response from JWK_URL\b|\bKid of JWT does not match\b|"
        r"\bkid\b.{0,40}\bnot (?:found|in)\b.{0,40}\b(?:jwks|key set|public key)",
        "The program found no key for this token at the address that it was given.",
        "A pool's keys are at its issuer, followed by /.well-known/jwks.json; a token of another pool has other keys.",
        "Compare region and pool ID in that address with the token's issuer.",
        source=_ISSUES + "cube-js/cube/issues/5853; " + _ISSUES + "aws-amplify/amplify-js/issues/2295",
        needs="cognito",
    ),
    entry(
        "token-endpoint-method",
        r"\bcannot fetch token: 405\b|\btoken fetch fails with 405\b|"
        r"\bPOST\b.{0,120}\.amazoncognito\.com/\S{0,40}.{0,40}\b405\b",
        "The address that was asked for tokens is not the token endpoint.",
        "Cognito answers 405 where a path takes no POST; the endpoint is https://DOMAIN/oauth2/token, with the 2.",
        "Take the address from the pool's discovery document.",
        source=_ISSUES + "vouch/vouch-proxy/issues/117; " + _ISSUES + "aws-amplify/amplify-js/issues/5284",
        needs="cognito",
    ),
    entry(
        "refresh-used",
        "",
        "The refresh token was used before, and counts no longer.",
        "The app client changes it at each use (refresh token rotation).",
        "Sign in again; the program must keep the newest one.",
        "RefreshTokenReuseException",
        _MODEL + ", GetTokensFromRefreshToken",
    ),
    entry(
        "sign-out-background",
        r"\bAccess to (?:XMLHttpRequest|fetch) at '\S+/logout\?\S*\blogout_uri=\S* .{0,400}\bblocked by CORS policy",
        "A page called Cognito's sign-out in the background, and the browser refused that.",
        "The login domain must be opened as a page: it ends its own session by its cookie, then leads back.",
        "Make signing out a link or a redirect, not a call of a script.",
        source=_ISSUES + "aws-samples/cloudfront-authorization-at-edge/issues/299",
    ),
)
