"""What an API operation does, in words that follow 'Amazon doesn't let this role'."""

from __future__ import annotations

import re

_DEEDS = {
    "AddUserPoolClientSecret": "add a client secret",
    "AdminAddUserToGroup": "put people into groups",
    "AdminCreateUser": "create people in the pool",
    "AdminDeleteUser": "delete people from the pool",
    "AdminListGroupsForUser": "see people's groups",
    "AdminRemoveUserFromGroup": "take people out of groups",
    "AssumeRole": "take on that role",
    "CreateGroup": "create groups",
    "CreateManagedLoginBranding": "give the login page a style",
    "CreateServiceLinkedRole": "have Cognito's own role for mail made",
    "CreateUserPool": "create user pools",
    "CreateUserPoolClient": "create app clients",
    "CreateUserPoolDomain": "give the pool a domain",
    "DeleteGroup": "delete groups",
    "DeleteManagedLoginBranding": "remove the login page's style",
    "DeleteUserPool": "delete user pools",
    "DeleteUserPoolClient": "delete app clients",
    "DeleteUserPoolClientSecret": "delete a client secret",
    "DeleteUserPoolDomain": "delete domains",
    "DescribeCertificate": "read a certificate",
    "DescribeManagedLoginBranding": "read the login page's style",
    "DescribeManagedLoginBrandingByClient": "read the login page's style",
    "DescribeUserPool": "read the user pool",
    "DescribeUserPoolClient": "read the app client",
    "DescribeUserPoolDomain": "look up domains",
    "GetCallerIdentity": "ask who it is",
    "GetUserPoolMfaConfig": "read the pool's MFA settings",
    "ListCertificates": "list certificates",
    "ListGroups": "list groups",
    "ListIdentityProviders": "list identity providers",
    "ListTagsForResource": "read the pool's tags",
    "ListUserPoolClientSecrets": "list client secrets",
    "ListUserPoolClients": "list app clients",
    "ListUserPools": "list user pools",
    "ListUsers": "list people",
    "PassRole": "hand a role to Cognito",
    "SetUserPoolMfaConfig": "change the pool's MFA settings",
    "SimulatePrincipalPolicy": "simulate permissions",
    "TagResource": "tag the pool",
    "UntagResource": "remove the pool's tags",
    "UpdateDistribution": "set up a domain of one's own (CloudFront)",
    "UpdateManagedLoginBranding": "change the login page's style",
    "UpdateUserPool": "change the user pool",
    "UpdateUserPoolClient": "change the app client",
    "UpdateUserPoolDomain": "change the domain",
}


_SAID = {
    "AssumeRoleWithSAML": "take on that role",
    "AssumeRoleWithWebIdentity": "take on that role",
    "CreateIdentityProvider": "set up an identity provider",
    "CreateResourceServer": "set up a resource server",
    "CreateToken": "renew the sign-in",
    "DeleteCertificate": "delete certificates",
    "GetRoleCredentials": "have credentials of that role",
    "GetSessionToken": "have a session",
    "ImportCertificate": "import a certificate",
    "RequestCertificate": "request a certificate",
    "UpdateIdentityProvider": "change an identity provider",
}


def deed(operation: str) -> str:
    """What the operation does ('list user pools'); one that has no entry is named word by word."""
    if operation in _DEEDS or operation in _SAID:
        return _DEEDS.get(operation) or _SAID[operation]
    return re.sub(r"(?<=[a-z])(?=[A-Z])", " ", operation).lower() if operation else "do that"


def spelt(operation: str) -> str:
    """The operation as the API spells it, whatever the case it was found in; others as they are."""
    return next((name for name in (*_DEEDS, *_SIGN_IN) if name.lower() == operation.lower()), operation)


READS = ("Describe", "List", "Get", "AdminGet", "AdminList")
"""What the names of operations that only read begin with."""


def is_deed(operation: str) -> bool:
    """Whether a set-up makes this call, and so needs the permission for it."""
    return operation in _DEEDS


def is_dns(operation: str) -> bool:
    """Whether it is a call of Route 53's that the records of a domain and its certificate need."""
    return operation.lower() in _DNS


def is_ours(operation: str) -> bool:
    """Whether a set-up makes this call, or signing people in does."""
    return (
        operation in _DEEDS
        or "UserPool" in operation
        or operation.startswith(("Admin", "Cognito"))
        or operation in _SIGN_IN
    )


_SIGN_IN = frozenset(
    (
        "InitiateAuth",
        "RespondToAuthChallenge",
        "SignUp",
        "ConfirmSignUp",
        "ForgotPassword",
        "ConfirmForgotPassword",
        "ResendConfirmationCode",
        "ChangePassword",
        "VerifySoftwareToken",
        "AssociateSoftwareToken",
        "GlobalSignOut",
        "RevokeToken",
        "GetUser",
        "CreateIdentityProvider",
        "UpdateIdentityProvider",
        "DescribeIdentityProvider",
        "DeleteIdentityProvider",
        "CreateResourceServer",
        "UpdateResourceServer",
        "DescribeResourceServer",
        "DeleteResourceServer",
        "ListResourceServers",
        "SetUICustomization",
        "GetUICustomization",
        "SetRiskConfiguration",
        "DescribeRiskConfiguration",
        "SetLogDeliveryConfiguration",
        "SetUserMFAPreference",
        "UpdateUserAttributes",
        "VerifyUserAttribute",
        "GetUserAttributeVerificationCode",
        "GetTokensFromRefreshToken",
        "StartWebAuthnRegistration",
        "CompleteWebAuthnRegistration",
        "ListUsersInGroup",
        "DeleteUserAttributes",
        "GetUserAuthFactors",
        "ListWebAuthnCredentials",
        "DeleteWebAuthnCredential",
        "CreateUserImportJob",
        "StartUserImportJob",
        "StopUserImportJob",
        "GetIdentityProviderByIdentifier",
        "GetLogDeliveryConfiguration",
        "UpdateGroup",
        "RequestCertificate",
        "ImportCertificate",
        "DeleteCertificate",
        "GetCertificate",
        "RenewCertificate",
        "ExportCertificate",
        "AddTagsToCertificate",
        "ListTagsForCertificate",
        "RemoveTagsFromCertificate",
        "GetRoleCredentials",
        "CreateToken",
        "AssumeRoleWithWebIdentity",
        "AssumeRoleWithSAML",
        "GetSessionToken",
    )
)
_DNS = frozenset(
    ("changeresourcerecordsets", "gethostedzone", "listhostedzones", "listhostedzonesbyname", "createhostedzone")
)
