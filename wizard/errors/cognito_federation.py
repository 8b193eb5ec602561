"""Texts about identity providers behind a pool (SAML, OIDC, social ones): setting them up, and signing in by them."""

from __future__ import annotations

from wizard.errors.entry import Entry, entry

_ISSUES = "https://github.com/"
_INVALID = "InvalidParameterException"
_PF = "deployments on AWS, badmintoncryer/cdk-preflight: pf-cognito-"
_GUIDE = "Amazon Cognito developer guide, Troubleshoot Amazon Cognito"
_CODED = "code cognito"
_REQUIRED = (
    "The identity provider sent no {names}, and the pool requires it.",
    "Its mapping leaves that attribute out, the scope for it isn't asked for, or this person has none there.",
    "Map it at the provider, ask for its scope (email, profile), and look whether the person shares it.",
)
_SAML = (
    "The SAML identity provider's answer was not accepted.",
    "Cognito checks signature, audience and each mapped attribute, and that the sign-in began here.",
    "Compare the provider's metadata, entity ID and attribute mapping; then begin again at the application.",
)
_LOCKED = (
    "The attribute {name}{other} can't be changed at a later sign-in.",
    "An identity provider sends it each time, and the pool holds it as fixed, or the client may not write it.",
    "Let the client write it; where it was made fixed, take it out of the provider's mapping.",
)
_UNMAPPED = (
    "The identity provider's mapping names the attribute {name}{other}, which the pool doesn't have.",
    "Attributes of one's own must be added to the pool first, and can't be removed again.",
    "Add it to the pool, or take it out of the mapping.",
)
_NO_TOKENS = (
    "Cognito got no tokens from the identity provider behind it.",
    "That provider's client ID, secret or address is wrong at the pool, or it didn't answer in time.",
    "Compare them under the pool's social and external providers.",
)

_SETTING_UP = (
    entry(
        "idp-metadata",
        r"\b(?:At least|Only) one of the MetadataURL or MetadataFile should be provided\b",
        "A SAML identity provider needs its metadata once: by address, or as a file.",
        "Neither was given, or both were; a provider of the type SAML takes no client ID or secret.",
        "Give MetadataURL or MetadataFile. For a provider with client ID and secret the type is OIDC.",
        _INVALID,
        _ISSUES + "hashicorp/terraform-provider-aws/issues/4815",
    ),
    entry(
        "idp-metadata-fetch",
        r"\bNon-ok status code (?P<status>\d{3}) returned from remote metadata source\b",
        "Cognito asked the identity provider for its SAML metadata, and was answered {status}.",
        "The address is wrong, or the provider doesn't show it to everybody.",
        "Open that address in a browser without signing in, or give the metadata as a file.",
        _INVALID,
        _ISSUES + "aws-solutions/aws-data-lake-solution/issues/31",
    ),
    entry(
        "idp-discovery",
        r"\bUnable to contact well-known endpoint\b",
        "Cognito doesn't reach the identity provider's discovery document.",
        "It reads ISSUER/.well-known/openid-configuration while the provider is made, from the internet.",
        "Look whether that address answers 200 to everybody; where it was just made, wait and try again.",
        _INVALID,
        "Cognito's answer to CreateIdentityProvider, as reported by users",
        needs=_CODED,
    ),
    entry(
        "idp-name",
        r"\bProvider (?P<name>\S{1,40}) cannot be of type "
        r"(?P<type>Google|Facebook|LoginWithAmazon|SignInWithApple|SAML|OIDC)\b",
        "An identity provider of the type {type} can't be called {name}.",
        "The social ones have fixed names: Google, Facebook, LoginWithAmazon, SignInWithApple.",
        "Give it the name {type}; a provider of one's own gets another name than those.",
        _INVALID,
        _ISSUES + "aws/aws-cli/issues/3179; " + _PF + "idp-social-provider-name-fixed",
        needs=_CODED,
    ),
    entry(
        "idp-details",
        r"\b(?P<names>client_?Id\b[\w, ]{5,90}?) are all required idp details\b",
        "The identity provider lacks one of its settings.",
        "This type needs {names}.",
        "Give all of them under ProviderDetails.",
        _INVALID,
        _PF + "idp-oidc-required-keys, pf-cognito-idp-social-required-keys, pf-cognito-idp-apple-required-keys",
    ),
    entry(
        "idp-https",
        r"\bOIDC endpoint must start with https://",
        "The identity provider's issuer is no https address.",
        "Cognito reaches providers over https only.",
        "Write the issuer with https, as its discovery document has it.",
        _INVALID,
        _PF + "idp-oidc-issuer-https",
        needs=_CODED,
    ),
    entry(
        "idp-unsupported",
        "",
        "Cognito doesn't know this identity provider for the call ({operation}).",
        "COGNITO stands for the pool's own accounts, and is no provider that can be changed or deleted.",
        "Take the provider's name from the pool's list.",
        "UnsupportedIdentityProviderException",
        "botocore's service model of cognito-idp, UpdateIdentityProvider",
    ),
    entry(
        "provider-exists",
        "",
        "The pool already has an identity provider of this name.",
        "Names of providers are unique in a pool.",
        "Change the one that is there, or choose another name.",
        "DuplicateProviderException",
        "botocore's service model of cognito-idp, CreateIdentityProvider",
        needs="any",
    ),
    entry(
        "link-source",
        r"\bMerging is not currently supported, provide a SourceUser\b|"
        r"\bInvalid SourceUser: Cognito users with a username/password may not\b",
        "An account of an identity provider can be linked only while the pool has no account for it.",
        "The one named as source already signed in, or is linked already; two accounts that exist can't be merged.",
        "Look whether the link is there already; else delete the provider's account in the pool "
        "(its groups and attributes go with it), then link.",
        _INVALID,
        _ISSUES + "aws/aws-sdk-net/issues/1000; " + _ISSUES + "boto/boto3/issues/4163",
    ),
    entry(
        "provider-link",
        r"\bInvalid ProviderName/Username combination\b",
        "The link to an account of an identity provider names one that isn't there.",
        "Provider and user name must be as the pool lists them.",
        "Look at the account's identities in the console.",
        "InvalidParameterException",
        "Cognito's answer to AdminLinkProviderForUser, as reported by users",
    ),
)
_SIGNING_IN = (
    entry(
        "provider-callback",
        r"(?:\bredirect_uri_mismatch\b|\bAADSTS50011\b|\bURL blocked\b|\bredirect[_ ]ur[il]\b.{0,80}\b"
        r"(?:does(?: not|n't) match|not (?:registered|allowed|valid)|is invalid|must)).{0,700}/(?:oauth2|saml2)/"
        r"idpresponse|"
        r"/(?:oauth2|saml2)/idpresponse\b.{0,400}(?:\bredirect_uri_mismatch\b|\bdoes(?: not|n't) match the redirect)",
        "The identity provider behind Cognito doesn't know the address that people come back to.",
        "For it the callback is the login domain's own: https://DOMAIN/oauth2/idpresponse (SAML: /saml2/idpresponse).",
        "Add that address at the identity provider, to the letter; Pomerium's callback belongs into the app client.",
        source="Amazon Cognito developer guide, social and SAML providers",
        needs="cognito",
    ),
    entry(
        "provider-entity",
        r"\burn:amazon:cognito:sp:(?P<pool>[\w-]+).{0,120}\b(?:not found|does not exist|unknown|isn't configured|"
        r"is not configured)|"
        r"\b(?:AADSTS(?:700016|650056|75011)|audience)\b.{0,200}\burn:amazon:cognito:sp:(?P<other>[\w-]+)",
        "The SAML identity provider doesn't know the pool {pool}{other} under its name.",
        "A pool calls itself urn:amazon:cognito:sp:POOL_ID there.",
        "Enter that as identifier (entity ID, audience) at the identity provider, with the right pool ID.",
        source="Amazon Cognito developer guide, SAML providers",
    ),
    entry(
        "provider-issuer",
        r"\bBad id_token issuer (?P<issuer>\S+)",
        "The identity provider signs as {issuer}, and the pool was told another issuer.",
        "Cognito compares the two letter by letter.",
        "Write that issuer into the settings of the identity provider at the pool.",
        source="https://github.com/TimothyJones/github-cognito-openid-wrapper/issues/100",
    ),
    entry(
        "attribute-locked",
        r"\b(?P<name>user\.[\w:.]{1,40}|custom:\w{1,40}): Attribute cannot be updated|"
        r"\b(?:Invalid user attributes: (?P<other>[\w:.]{1,40}): Attribute cannot be updated)",
        *_LOCKED,
        source=_ISSUES + "amazon-archives/amazon-cognito-auth-js/issues/159",
    ),
    entry(
        "attribute-locked",
        r"\b(?P<name>[\w:.]{1,40})(?P<other>): Attribute cannot be updated",
        *_LOCKED,
        source=_ISSUES + "amazon-archives/amazon-cognito-auth-js/issues/159",
        needs="cognito",
    ),
    entry(
        "attribute-unmapped",
        r"\b(?:Invalid user attributes: (?:Type for attribute \{?(?P<name>[\w:.]{1,40})\}? could not be determined|"
        r"(?P<other>[\w:.]{1,40}): Attribute does not exist in the schema))",
        *_UNMAPPED,
        source=_ISSUES + "aws-samples/aws-genai-llm-chatbot/issues/636",
    ),
    entry(
        "attribute-unmapped",
        r"\bType for attribute \{?(?P<name>[\w:.]{1,40})\}? could not be determined|"
        r"(?P<other>[\w:.]{1,40}): Attribute does not exist in the schema",
        *_UNMAPPED,
        source=_ISSUES + "aws-samples/aws-genai-llm-chatbot/issues/636",
        needs="cognito",
    ),
    entry(
        "federated-attribute",
        r"\b(?:Invalid user attributes: (?P<names>[\w:.]{1,40}): (?:The attribute \S{1,40} is required|"
        r"Required attribute))|"
        r"\berror_description[\W_]{1,4}attributes required: \[(?P<more>[\w:, ]{1,120})\]",
        *_REQUIRED,
        source="https://docs.aws.amazon.com/cognito, Managed login and federation error responses; " + _GUIDE,
        words=lambda words: {"names": words["names"] or words["more"]},
    ),
    entry(
        "federated-attribute",
        r"\battributes required: \[(?P<names>[\w:, ]{1,120})\]",
        *_REQUIRED,
        source="https://docs.aws.amazon.com/cognito, Managed login and federation error responses",
        needs="cognito",
    ),
    entry(
        "federated-value",
        r"\b(?:Invalid user attributes: (?P<name>[\w:.]{1,40}): The attribute is not a valid) \w+",
        "The identity provider sends for {name} what that attribute can't hold.",
        "The mapping leads another claim there, or the provider writes it in another form.",
        "Look at the line for {name} in the provider's attribute mapping.",
        source="public notes on Google behind Cognito",
    ),
    entry(
        "federated-value",
        r"\bInvalid user attributes: (?P<name>[\w:.]{1,40}): (?!Attribute\b|The\b|Required\b|Type\b|\w+\W*$)"
        r"(?P<why>[A-Z][^&\n\"]{5,90}?)(?:[.&\"\n]|\s*$)",
        "The identity provider sends for {name} what that attribute can't hold: {why}.",
        "The mapping leads another claim there, or the provider writes it in another form or too long.",
        "Look at the line for {name} in the provider's attribute mapping.",
        source="https://docs.aws.amazon.com/cognito, Managed login and federation error responses",
    ),
    entry(
        "person-disabled",
        r"\berror_description[\W_]{1,4}User is not enabled\b",
        "This person's account is switched off.",
        "Somebody disabled it in the pool; people who come by an identity provider have an account there as well.",
        "Enable it in the console, under Users.",
        source="https://docs.aws.amazon.com/cognito, Managed login and federation error responses",
    ),
    entry(
        "provider-setup",
        r"\bUnsupported configuration for OIDC Identity Provider\b",
        "Cognito can't work with the identity provider as it is set up.",
        "Its ID token is signed or encrypted in a way that Cognito doesn't know, or issuer and endpoints don't fit.",
        "Have it sign ID tokens with RS256, unencrypted, and compare issuer and endpoints with its discovery document.",
        source="Amazon Cognito developer guide, OIDC providers",
    ),
    entry(
        "username-mapping",
        r"\busername attribute mapping required\b",
        "The identity provider's answer holds nothing that could be the person's name in the pool.",
        "Cognito takes the claim sub of an OIDC provider; it is missing, or the user info can't be read.",
        "Look whether the provider's user info answers, and sends sub.",
        source=_ISSUES + "TimothyJones/github-cognito-openid-wrapper/issues/46",
    ),
    entry(
        "saml",
        r"\bError in SAML response processing\b|\bInvalid SAML response received\b|"
        r"\bInvalid (?:samlResponse or )?relay ?State from identity provider\b|"
        r"\bSAML (?:Assertion|Response) signature is invalid\b",
        *_SAML,
        source=_ISSUES + "aws/aws-sdk-js-v3/issues/6201",
    ),
    entry(
        "federated-exists",
        r"\bAlready found an entry for username\b",
        "The account that came from an identity provider was just linked to another one.",
        "Cognito ends this first sign-in with an error; the next one goes through.",
        "Sign in again.",
        source=_ISSUES + "aws-amplify/amplify-flutter/issues/1716",
    ),
    entry(
        "provider-token",
        r"\bBad token response: HTTP|\berror_description[\W_]{1,4}(?:error getting token)\b|"
        r"\bException processing authorization code\b|"
        r"\b(?:Timeout occurred in|Connection reset while|Read timed out while) calling IdP token endpoint",
        *_NO_TOKENS,
        source=_ISSUES + "TimothyJones/github-cognito-openid-wrapper/issues/3",
    ),
    entry(
        "provider-token",
        r"\berror getting token\b",
        *_NO_TOKENS,
        source=_ISSUES + "TimothyJones/github-cognito-openid-wrapper/issues/39",
        needs="cognito",
    ),
    entry(
        "provider-answer",
        r"\berror_description[\W_]{1,4}(?P<provider>[\w-]{1,32}) Error - (?P<status>[45]\d\d) (?P<error>[a-z]\w{2,40})",
        "The identity provider {provider} answered Cognito with {status} {error}.",
        "Client ID, secret or scopes that the pool holds for it don't fit what is set there.",
        "Compare them at the provider; what follows in the text are its own words.",
        source="https://docs.aws.amazon.com/cognito, Managed login and federation error responses",
    ),
    entry(
        "consent-refused",
        r"\bPermissions error; error=access_denied; error_code=\d+; error_reason=user_denied\b",
        "The person refused at the identity provider to share their account, or pressed Cancel.",
        "Cognito passes that on as an error.",
        "Sign in again and agree, or choose another way to sign in.",
        source=_ISSUES + "aws-amplify/amplify-js/issues/5036",
    ),
)
ENTRIES: tuple[Entry, ...] = (*_SETTING_UP, *_SIGNING_IN)
