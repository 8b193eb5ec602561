"""A text as somebody pastes it: its readings, the codes and the operation in it, and what it is about.

Tools wrap an error's words: terminals break lines, logs escape quotes, addresses encode blanks, SDKs put codes and
services before or behind. Each reading takes one layer off.
"""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import unquote

from wizard.errors.deeds import is_deed, is_dns, is_ours, spelt

_ANSI = re.compile(r"\x1b\[[0-9;]*m")
_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"', "\u00a0": " ", "`": None})
_FRAME = re.compile(r"[\s\u2500-\u257f]+")
_HARD_WRAP = re.compile(r"\r?\n(?:[\u2500-\u257f>]+ ?)?")
_ESCAPED = re.compile(r'(?<!\\)\\+(["\'/nrt]|u00(?:26|3[cde]|27))')
_PERCENT = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_PLUS = re.compile(r"=[^\s+=]+\+\w")

_MEMBERS = (
    r"poolName|clientName|callbackURLs|logoutURLs|defaultRedirectURI|mfaConfiguration|domain|userPool(?:Id|Tier|AddOns)|"
    r"clientId|clientSecretId|passwordPolicy|signInPolicy|minimumLength|temporaryPasswordValidityDays|emailMessage|"
    r"smsMessage|temporaryPassword|password|proposedPassword|allowedOAuth\w+|explicitAuthFlows|\w+TokenValidity|"
    r"tokenValidityUnits|supportedIdentityProviders|groupName|usernameAttributes|usernameConfiguration|aliasAttributes|"
    r"customDomainConfig\S*|sourceArn|accountRecoverySetting|accountTakeoverRiskConfiguration|"
    r"compromisedCredentialsRiskConfiguration|riskExceptionConfiguration|adminCreateUserConfig|authSessionValidity|"
    r"autoVerifiedAttributes|emailConfiguration|emailMfaConfiguration|emailVerification\w+|smsVerificationMessage|"
    r"smsAuthenticationMessage|smsConfiguration|smsMfaConfiguration|softwareTokenMfaConfiguration|idpIdentifiers|"
    r"lambdaConfig|managedLoginBrandingId|managedLoginVersion|preventUserExistenceErrors|readAttributes|"
    r"writeAttributes|refreshTokenRotation|userAttributeUpdateSettings|verificationMessageTemplate|"
    r"webAuthnConfiguration|desiredDeliveryMediums|userAttributes|providerDetails|schema\.\d+\.member|"
    r"scopes\.\d+\.member\.scope\w+"
)
_PARAMETERS = (
    r"PoolName|UserPool\w+|ClientName|ClientId|ClientSecretId|CallbackURLs|LogoutURLs|DefaultRedirectURI|Domain|Policies|"
    r"MfaConfiguration|Allowed(?:OAuth|FirstAuth)\w+|ExplicitAuthFlows|SupportedIdentityProviders|AliasAttributes|"
    r"(?:Read|Write)Attributes|AutoVerifiedAttributes|Username(?:Attributes|Configuration)|AdminCreateUserConfig|"
    r"AccountRecoverySetting|LambdaConfig|Email(?:Mfa)?Configuration|EmailVerification\w+|"
    r"Sms(?:Mfa|Verification|Authentication)?(?:Configuration|Message)|SoftwareTokenMfa\w+|"
    r"(?:Access|Id|Refresh)TokenValidity|TokenValidityUnits|CustomDomainConfig|ManagedLogin\w+|TemporaryPassword|"
    r"PreventUserExistenceErrors|GenerateSecret|DesiredDeliveryMediums|UserAttribute\w+|UseCognitoProvidedValues|"
    r"VerificationMessageTemplate|WebAuthnConfiguration|EnableTokenRevocation|AuthSessionValidity|RefreshTokenRotation"
)
_COGNITO = re.compile(
    r"cognito|user[ _]?pool|identity pool|issuer doesn't match providerName|managed[ _]login|hosted ui|"
    r"error_description\W{1,4}[\w-]+ Error - [45]\d\d |\bcustom:\w+\}?: [A-Z]|\{custom:\w+\}|"
    r"(?:UsernameExists|AliasExists|CodeMismatch|ExpiredCode|"
    r"UserNotConfirmed|PasswordResetRequired|ScopeDoesNotExist|InvalidOAuthFlow|InvalidSmsRole\w+|InvalidEmailRole\w+|"
    r"UserLambdaValidation|UnexpectedLambda|InvalidLambdaResponse|DuplicateProvider|FeatureUnavailableInTier|"
    r"TierChangeNotAllowed|UnsupportedUserState|CodeDeliveryFailure|UserImportInProgress|UnsupportedIdentityProvider|"
    r"SoftwareTokenMFANotFound|MFAMethodNotFound|EnableSoftwareTokenMFA|ManagedLoginBrandingExists|"
    r"PasswordHistoryPolicyViolation|RefreshTokenReuse|TooManyFailedAttempts|WebAuthn\w+)Exception|"
    rf"at '(?:[\w.]*\.)?(?:{_MEMBERS})(?:\.[\w.]*)?'|"
    rf"\b(?:parameter |params\.|Missing required key '|Missing required parameter in input: \")(?:{_PARAMETERS})\b",
    re.IGNORECASE,
)
_POMERIUM = re.compile(
    r"pomerium|httputil: error|identity/(?:oidc|identity)|identity_manager|cryptutil|"
    r"\"service\":\s*\"(?:authenticate|authorize|databroker|identity_manager|autocert|envoy)\"|"
    r"service=(?:authenticate|authorize|databroker|identity_manager|envoy)\b|(?<!to )authenticate[:.] |databroker|"
    r"proxy: (?:invalid session|oauth start|refresh failed)|\bsyncer_(?:id|type)\b|controlplane: |leaser: |"
    r"error running dashboard server: |"
    r"\"message\":\s*\"(?:http-error|authorize check|error during initial sync)\"|config: bad (?:cert|downstream)",
    re.IGNORECASE,
)
_AWS = re.compile(
    r"\baws|amazon|botocore|boto3|\barn:|\bsts\b|assumerole|cognito|\bsso\b|SharedConfig|httpx\.|awssdk", re.IGNORECASE
)
_ENDPOINT = re.compile(
    r"(?:cognito[\w-]*|\bsts|\bacm|\biam|\boidc|\bsso)\.[\w.-]*amazonaws|amazoncognito|awsapps\.com|endpoint URL|"
    r"\bsignin\.(?:aws|amazonaws)|operation error (?:Cognito|STS|ACM|SSO)|httpx\.|AWS_ENDPOINT_URL",
    re.IGNORECASE,
)
_ACM = re.compile(r"\bacm\b|aws_acm|certificate ?manager|requestcertificate|acm\.amazonaws", re.IGNORECASE)
_OTHERS = re.compile(
    r"\b(?:okta|auth0|keycloak|aadsts\d+|microsoftonline|azure\w*|entra|accounts\.google|googleapis|gcloud|"
    r"redirect_uri_mismatch|github(?=\.com/login|: )|gitlab|onelogin|ping(?:identity|one|federate)|appleid|firebase|"
    r"salesforce|dex|authentik|authelia|zitadel|serviceaccount|realms?|tenant|ory|hydra|fusionauth|gluu|identityserver|duende|"
    r"adfs|msis\d+|jumpcloud|workos|clerk|supabase|descope|stytch|logto|spotify|discord|slack|twitter|linkedin|"
    r"facebook|dropbox|paypal|stripe|intuit|quickbooks|xero|shopify|hubspot|atlassian|wso2|oracle|vault|alibaba|"
    r"tencent|snowflake|databricks|ldap|kerberos|errorsummary)\b|https?://(?:localhost|127\.0\.0\.1)(?::\d+)?/oauth2?/token\b",
    re.IGNORECASE,
)
_OPERATIONS = re.compile(
    r"when calling the (?P<cli>\w+) operation|operation error (?P<service>[\w ]+?): (?P<go>\w+)|"
    r"Error executing \"(?P<php>\w+)\"|\bcalling (?:sts|iam|acm|cognito-?idp):(?P<old>\w+)",
    re.IGNORECASE,
)
_SERVICE = re.compile(r"\bService: ?(?:Amazon|AWS)? ?(\w+)[;,] *Status|operation error ([\w ]+?):", re.IGNORECASE)
_OURS = re.compile(
    r"cognitoidentity|^cognito$|^cognito ?idp|^cognito identity provider|securitytoken|^sts$|^acm$|certificate|"
    r"^sso|cloudfront|^route ?53$|^iam$|identitymanagement",
    re.IGNORECASE,
)
_SESSIONS = frozenset(
    {
        "GetCallerIdentity",
        "AssumeRole",
        "AssumeRoleWithSAML",
        "AssumeRoleWithWebIdentity",
        "GetSessionToken",
        "GetRoleCredentials",
        "CreateToken",
    }
)
_DESCRIBED = re.compile(
    r"error_?description[\"']?\s*[=:]\s*[\"']?(?P<field>[^\"'&}\n]+)|oauth2: \"\w+\" \"(?P<go>[^\"]+)\"|"
    r"\(?\b(?:(?:invalid|unauthorized)_(?:client|grant|scope|request)|access_denied)\b(?:\)| \(|:) *"
    r"(?P<said>[A-Za-z][^{]+)",
    re.IGNORECASE,
)
_PLAIN = re.compile(
    r"(?:(?:invalid|unauthorized|unsupported)_\w+|access_denied|server_error|login_required)\W*$|"
    r"error_description is null|•",
    re.IGNORECASE,
)


_BEGINS = re.compile(
    r"\s*(?:[\w.@/-]+\s*\|\s*)?(?:[\w.@/-]+ +)?(?:[{]\"|\[?\d{4}[-/]\d\d[-/]\d\d|\d{1,2}:\d\d(?::\d\d)?(?:AM|PM)?\b|"
    r"[A-Z][a-z]{2} +\d{1,2} \d\d:|(?:ERR|ERROR|INF|INFO|WRN|WARN|WARNING|DBG|DEBUG|FTL|FATAL)\b)|"
    r"\s*(?:\u2502 )?(?:Error: |An error occurred \(|aws: \[ERROR|Traceback |Exception in |\{\s*$)",
)


def records(text: str) -> Iterator[str]:
    """The text in pieces that each begin like a line of a log; what follows such a line belongs to it."""
    piece: list[str] = []
    for line in text.splitlines():
        if piece and _BEGINS.match(line):
            yield "\n".join(piece)
            piece = []
        piece.append(line)
    if "".join(piece).strip():
        yield "\n".join(piece)


@dataclass(frozen=True)
class Pasted:
    """`readings`, one line each but for the last; `codes` among those asked for; `about` as the `needs` of entries.

    `about` holds 'cognito', 'pomerium', 'aws', 'acm'; 'bare' for an OAuth error with no words but Cognito's own;
    'deed' for an operation of a set-up, and 'op:NAME' for each operation. `elsewhere`: it is an answer of another
    service of Amazon's; `foreign`: it names another identity provider, and nothing of Cognito's.
    """

    readings: tuple[str, ...]
    codes: frozenset[str]
    operation: str
    about: frozenset[str]
    elsewhere: bool
    foreign: bool


def read(text: str, codes: Mapping[str, str]) -> Pasted:
    """What stands in `text`; `codes` holds those that the tables know, by their small letters."""
    readings = tuple(_readings(text))
    every = "\n".join(readings)
    operation, elsewhere = _called(every)
    about = set(_about(every, operation))
    foreign = bool(_OTHERS.search(every)) and "cognito" not in about
    if not foreign and not any(_told(found) for found in _DESCRIBED.finditer(every)):
        about.add("bare")
    return Pasted(readings, _codes(every, codes), operation, frozenset(about), elsewhere, foreign)


def _readings(text: str) -> Iterator[str]:
    seen = {""}
    plain = _ANSI.sub("", text).translate(_QUOTES)
    joined = " ".join(_FRAME.sub(" ", plain).split())
    tight = _HARD_WRAP.sub("", plain.strip()) if "\n" in plain.strip() else joined
    for each in (joined, tight, *_layers(tight), *_layers(joined), plain):
        if each not in seen:
            seen.add(each)
            yield each
    if seen == {""}:
        yield ""


def _layers(text: str) -> Iterator[str]:
    for _ in range(4):
        before = text
        text = html.unescape(_ESCAPED.sub(_unescaped, text))
        yield text
        if _PERCENT.search(text) or _PLUS.search(text) or (" " not in text and text.count("+") > 1):
            yield unquote(text, errors="replace")
            text = " ".join(unquote(text.replace("+", " "), errors="replace").split())
        if text == before:
            return
        yield text


def _unescaped(found: re.Match[str]) -> str:
    letter = found[1]
    if letter in "nrt":
        return " "
    return chr(int(letter[1:], 16)) if letter.startswith("u") else letter


def _called(text: str) -> tuple[str, bool]:
    """The operation, and whether another service of Amazon's gave the answer."""
    named = [found["cli"] or found["go"] or found["php"] or found["old"] for found in _OPERATIONS.finditer(text)]
    operation = spelt(named[0]) if named else ""
    services = [found[1] or found[2] for found in _SERVICE.finditer(text)]
    if services:
        return operation, not any(_OURS.search(service) for service in services)
    return operation, bool(named) and not any(is_ours(spelt(name)) or is_dns(name) for name in named)


def _about(text: str, operation: str) -> Iterator[str]:
    for name, pattern in (
        ("cognito", _COGNITO),
        ("pomerium", _POMERIUM),
        ("aws", _AWS),
        ("endpoint", _ENDPOINT),
        ("acm", _ACM),
    ):
        if pattern.search(text):
            yield name
    if re.search("Certifi(?:cate|cation) Authority Auth", text):
        yield "caa"
    if "login attempt took too long" in text:
        yield "pomerium"
    if operation:
        yield from ("aws", f"op:{operation}")
        if is_deed(operation):
            yield "deed"
        if operation.endswith(("Certificate", "Certificates")):
            yield "acm"
        elif is_ours(operation) and operation not in _SESSIONS:
            yield "cognito"


def _told(found: re.Match[str]) -> bool:
    """Whether an OAuth error brings words along that Cognito doesn't use for it."""
    words = (found["field"] or found["go"] or found["said"] or "").strip()
    return bool(words) and not _PLAIN.match(words)


def _codes(text: str, names: Mapping[str, str]) -> frozenset[str]:
    found = set()
    for word in re.findall(r"(?:botocore\.(?:exceptions\.)?|httpx\.)?[A-Za-z]\w+|\((?:\d{3})\) when", text):
        if word.startswith("("):
            found |= {word[1:4]} & names.keys()
            continue
        package, _, name = word.rpartition(".")
        short = f"{package.partition('.')[0]}.{name}" if package else name
        code = names.get(short.lower()) or names.get(f"botocore.{name}".lower())
        if code and (
            len(name) >= 18 or (word.endswith(code.rpartition(".")[2]) and "." not in code.replace(short, ""))
        ):
            found.add(code)
    return frozenset(found)
