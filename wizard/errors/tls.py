"""Secure connections that don't come about: unknown issuers, dates, names, and what speaks no TLS."""

from __future__ import annotations

from wizard.errors.connect import host
from wizard.errors.entry import Entry, entry

_PYTHON = "httpx's exceptions; Python's socket and ssl modules"
_OTHERS = "Go's crypto/x509 and crypto/tls; Node's tls; java's sun.security; .NET; curl; Chromium's net errors"
_TLS = "botocore.SSLError httpx.ConnectError httpx.ReadError ssl.SSLCertVerificationError ssl.SSLError"
_HERE = "endpoint cognito pomerium"
_THERE = "endpoint cognito"
_ISSUER = (
    "The connection is secured by a certificate that this computer doesn't trust.",
    "Where a company inspects traffic, its own certificate stands in for the real one.",
    "Give that certificate to AWS_CA_BUNDLE and SSL_CERT_FILE, or have it put into the system's store.",
)
_DATES = (
    "The other side's certificate has run out, or is not valid yet.",
    "This computer's clock may be wrong.",
    "Check the clock; else the certificate must be renewed over there.",
)
_NAME = (
    "The certificate over there is for another name.",
    "A domain that is just being published looks like this for a while.",
    "Wait some minutes; else compare the name with the certificate.",
)
_BROKEN = (
    "Something answers there that speaks TLS badly or not at all, or the connection was cut.",
    "Try again in a minute; a proxy or firewall in between is the usual cause where it stays.",
)

ENTRIES: tuple[Entry, ...] = (
    entry(
        "tls-issuer",
        r"(?:\[SSL: )?CERTIFICATE_VERIFY_FAILED.*(?:local issuer|self.signed|unable to verify|Basic Constraints|"
        r"Missing Authority Key Identifier)",
        *_ISSUER,
        _TLS,
        _PYTHON,
        needs=_HERE,
    ),
    entry(
        "tls-dates",
        r"CERTIFICATE_VERIFY_FAILED.*(?:expired|not yet valid)",
        *_DATES,
        _TLS,
        _PYTHON,
        needs=_HERE,
    ),
    entry(
        "tls-name",
        r"CERTIFICATE_VERIFY_FAILED.*(?:Hostname mismatch|doesn't match|not valid for)",
        *_NAME,
        _TLS,
        _PYTHON,
        needs=_HERE,
    ),
    entry("tls-issuer", r"CERTIFICATE_VERIFY_FAILED", *_ISSUER, _TLS, _PYTHON, needs=_HERE),
    entry(
        "tls-dates",
        r"\binvalid peer certificate: (?:Expired|NotValidYet)\b|\bx509: certificate has expired or is not yet valid\b|"
        r"\bCERT_HAS_EXPIRED\b|\bCERT_NOT_YET_VALID\b|"
        r"\bcertificate (?:has expired|is not yet valid)\b|\bCertificate(?:Expired|NotYetValid)Exception\b|"
        r"\bERR_CERT_DATE_INVALID\b|\bSEC_ERROR_EXPIRED_(?:ISSUER_)?CERTIFICATE\b|"
        r"\bRemoteCertificateChainErrors\b.{0,40}\bNotTimeValid\b",
        *_DATES,
        source=_OTHERS,
        needs=_THERE,
        whole=True,
    ),
    entry(
        "tls-name",
        r"\binvalid peer certificate: NotValidForName\b|"
        r"\bx509: certificate is (?:valid for|not valid for any names)\b|\bERR_TLS_CERT_ALTNAME_INVALID\b|"
        r"\bdoes not match certificate's altnames\b|\bNo (?:subject alternative|name matching)\b.{0,80}\bfound\b|"
        r"\bno alternative certificate subject name matches\b|\bERR_CERT_COMMON_NAME_INVALID\b|"
        r"\bRemoteCertificateNameMismatch\b|\bSSL_ERROR_BAD_CERT_DOMAIN\b|"
        r"\bdoesn't match any of the subject alternative names\b",
        *_NAME,
        source=_OTHERS,
        needs=_THERE,
        whole=True,
    ),
    entry(
        "tls-issuer",
        r"\bx509: certificate signed by unknown authority\b|\bself[- ]signed certificate(?: in certificate chain)?\b|"
        r"\bunable to get (?:local )?issuer certificate\b|\bPKIX path building failed\b|"
        r"\bx509: .{1,80} certificate is not trusted\b|\bUNABLE_TO_(?:GET_ISSUER_CERT|VERIFY_LEAF_SIGNATURE)\w*|"
        r"\bunable to verify the first certificate\b|\bSELF_SIGNED_CERT_IN_CHAIN\b|\bDEPTH_ZERO_SELF_SIGNED_CERT\b|"
        r"\bRemoteCertificateChainErrors\b|\berrors in the certificate chain\b|\bUntrustedRoot\b|"
        r"\binvalid peer certificate: UnknownIssuer\b|\bSEC_ERROR_UNKNOWN_ISSUER\b|"
        r"\bMOZILLA_PKIX_ERROR_(?:MITM_DETECTED|SELF_SIGNED_CERT)\b|"
        r"\bSEC_E_UNTRUSTED_ROOT\b|\bx509: .{1,80} certificate is not standards compliant\b|"
        r"\bERR_CERT_AUTHORITY_INVALID\b|\bx509: certificate relies on legacy Common Name\b|"
        r"\bsigned by unknown authority\b",
        *_ISSUER,
        source=f"https://github.com/pomerium/pomerium/issues/1561; {_OTHERS}",
        needs=_THERE,
    ),
    entry(
        "tls-issuer",
        r"\bCERTIFICATE_VERIFY_FAILED\b.{0,60}(?:local issuer|self.signed).{0,2000}\b(?:botocore|awscli)\b|"
        r"\b(?:botocore|awscli)\b.{0,2000}\bCERTIFICATE_VERIFY_FAILED\b.{0,60}(?:local issuer|self.signed)",
        *_ISSUER,
        source="https://github.com/aws/aws-cli/issues/4742",
        whole=True,
    ),
    entry(
        "tls-broken",
        r"\bSSL validation failed for (?P<url>\S+)|\[SSL[:\]]|\(_ssl\.c:",
        "No secure connection to {host} came about.",
        *_BROKEN,
        f"{_TLS} httpx.RemoteProtocolError ssl.SSLEOFError",
        _PYTHON,
        words=host,
        needs=_HERE,
    ),
    entry(
        "tls-broken",
        r"\btls: first record does not look like a TLS handshake\b|\bEPROTO\b|"
        r"\bsocket disconnected before secure TLS connection\b|"
        r"\bserver gave HTTP response to HTTPS client\b|\bSSL routines:\S*:|\bSSLHandshakeException\b|"
        r"\bcurl: \(35\)|\bERR_SSL_(?:PROTOCOL_ERROR|VERSION_OR_CIPHER_MISMATCH)\b|"
        r"\btls: (?:handshake failure|protocol version not supported|internal error|unrecognized name|no application)",
        "No secure connection came about.",
        *_BROKEN,
        source=_OTHERS,
        needs=_THERE,
        whole=True,
    ),
)
