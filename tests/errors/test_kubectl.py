"""kubectl's words, as its versions say them; each is known by its own entry."""

import pytest

from wizard.errors.kubectl import ENTRIES, explained

SAID = [
    ('error: context "nope" does not exist', "kubectl-context"),
    ('error: error loading config file "kc3": yaml: line 1: did not find expected node content', "kubectl-config"),
    ("Unable to connect to the server: getting credentials: exec: executable aws not found", "kubectl-login"),
    ('error: failed to run "diff": exec: "diff": executable file not found in $PATH', "kubectl-diff"),
    (
        "Unable to connect to the server: x509: certificate signed by unknown authority",
        "kubectl-certificate",
    ),
    (
        'error: unable to recognize "STDIN": Get "http://x": dial tcp: connect: connection refused',
        "kubectl-unreachable",
    ),
    (
        "The connection to the server localhost:8080 was refused - did you specify the right host or port?",
        "kubectl-unreachable",
    ),
    ("error: You must be logged in to the server (Unauthorized)", "kubectl-unauthorized"),
    (
        'Error from server (Forbidden): secrets "a" is forbidden: User "ada" cannot patch resource "secrets" in API',
        "kubectl-forbidden",
    ),
    (
        'Error from server: admission webhook "policy.example" denied the request: no secrets here',
        "kubectl-webhook",
    ),
    ('Error from server (NotFound): error when creating "STDIN": namespaces "edge" not found', "kubectl-namespace"),
    (
        'error: the namespace from the provided object "pomerium" does not match the namespace "edge". You must pass'
        " '--namespace=pomerium' to perform this operation.",
        "kubectl-other-namespace",
    ),
    (
        'error: resource mapping not found for name: "global" from "STDIN": no matches for kind "Pomerium"'
        ' in version "ingress.pomerium.io/v1"\nensure CRDs are installed first',
        "kubectl-kind",
    ),
    (
        'The Pomerium "global" is invalid: spec.identityProvider.provider: Unsupported value: "cognito": supported'
        ' values: "oidc"',
        "kubectl-provider",
    ),
    ('error: strict decoding error: unknown field "spec.route"', "kubectl-field"),
    ('The Secret "a" is invalid: data[x]: Too long: must have at most 1048576 bytes', "kubectl-refused"),
    ("Operation cannot be fulfilled on secrets: the object has been modified", "kubectl-conflict"),
]


@pytest.mark.parametrize(("text", "id"), SAID, ids=[id for _, id in SAID])
def test_each_is_known_by_its_own_words(text, id):
    why = explained(1, text)
    assert why.id == id
    assert why.known
    assert why.details == text
    assert why.happened.endswith(".")
    assert why.mend.endswith(".")
    assert "{" not in why.text


def test_every_entry_is_met():
    assert {each.id for each in ENTRIES} == {id for _, id in SAID}


def test_what_is_not_known_says_so():
    why = explained(7, "something new")
    assert not why.known
    assert (why.happened, why.details) == ("kubectl ended with status 7.", "something new")
