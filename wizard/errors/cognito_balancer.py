"""Texts of load balancers and edges that sign people in with a pool themselves, beside or instead of Pomerium."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_ISSUES = "https://github.com/"
_CONTROLLER = _ISSUES + "kubernetes-sigs/aws-load-balancer-controller/issues/"
_GUIDE = "https://docs.aws.amazon.com/elasticloadbalancing, Authenticate users using an Application Load Balancer"
_SHORT = "Pomerium needs no sign-in at the load balancer."

ENTRIES: tuple[Entry, ...] = (
    entry(
        "balancer-region",
        r"\bAction type '?authenticate-cognito'? must be one of\b",
        "Load balancers of this region don't sign people in with Cognito.",
        "There the action authenticate-cognito doesn't exist; authenticate-oidc does.",
        "Name the pool as an OIDC provider (authenticate-oidc), or leave sign-in to Pomerium.",
        source=_CONTROLLER + "1165",
    ),
    entry(
        "balancer-denied",
        r"\bUser is not authorized to perform '(?:cognito-idp:)?[dD]escribeUserPool\w*'",
        "Whoever sets up the load balancer may not read the pool's app client.",
        "Amazon looks at the client while the listener is made, with the permissions of that role.",
        "Allow cognito-idp:DescribeUserPoolClient to it (for a controller in a cluster, to its own role).",
        source=_ISSUES + "awslabs/kubeflow-manifests/issues/18",
    ),
    entry(
        "balancer-pool",
        r"'arn:aws[\w-]*:cognito-idp:[^']{1,150}' is not a valid user pool ARN",
        "The load balancer doesn't take this user pool.",
        "Its ARN is misspelt, or the pool is in another region than the load balancer.",
        "Compare the ARN with the pool's page; for a pool elsewhere use authenticate-oidc. " + _SHORT,
        source=_CONTROLLER + "1057",
    ),
    entry(
        "balancer-https",
        r"\bauthenticate-cognito\b.{0,120}\bHTTPS\b.{0,40}\blisteners?\b|"
        r"\bHTTPS\b.{0,40}\blisteners?\b.{0,80}\bauthenticate-cognito\b|"
        r"\bauthenticate-cognito\b.{0,60}\bnot supported\b.{0,40}\bHTTP\b",
        "The load balancer signs people in on HTTPS listeners only.",
        "The action authenticate-cognito was put on a listener without TLS.",
        "Move the rule to the HTTPS listener. " + _SHORT,
        source=_GUIDE,
    ),
    entry(
        "balancer-annotation",
        r"\b[uU]nknown action type: authenticate-(?:cognito|oidc)\b",
        "The load balancer controller doesn't take sign-in as an action annotation.",
        "Its annotations of actions know forward, redirect and fixed-response; sign-in has annotations of its own.",
        "Use alb.ingress.kubernetes.io/auth-type and auth-idp-cognito. " + _SHORT,
        source=_CONTROLLER + "4094",
    ),
    entry(
        "balancer-client",
        r"\bInvalidLoadBalancerAction\b.{0,200}\b(?:user ?pool|cognito)",
        "The load balancer doesn't take this pool, app client or login domain.",
        "It wants a client with a secret, the code flow and a callback of https://HOST/oauth2/idpresponse, a login "
        "domain of the pool, and the pool in its own region.",
        "Compare these; what follows in the text names one. " + _SHORT,
        source=_GUIDE,
    ),
    entry(
        "balancer-refused",
        r"\b561 (?:Authentication Error|authentication)\b|\belb_status_code"
        r"\W{1,4}561\b",
        "The load balancer got an error from the identity provider when it signed somebody in.",
        "561 is its own status for that: the client's secret, a scope or the user info was refused.",
        "Compare client ID, secret and scopes in the listener's rule. " + _SHORT,
        source=_GUIDE + ", HTTP 561",
    ),
    entry(
        "edge-state",
        r"\bYour query string should include parameters \"?state\"? and \"?code\"?|"
        r"\bYour browser didn't send the nonce cookie along\b",
        "A sign-in at the network's edge came back without what it had sent along.",
        "Its cookies were blocked, the sign-in was begun twice, or the login page was opened from a bookmark.",
        "Begin again at the application's own address, with cookies allowed.",
        source=_ISSUES + "aws-samples/cloudfront-authorization-at-edge/issues/43",
    ),
)
