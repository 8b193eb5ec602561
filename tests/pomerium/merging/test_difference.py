"""What changes, for eyes: no secret of ours, of before or of anybody else's."""

from __future__ import annotations

import pytest

from wizard.pomerium.merging.difference import Row, difference, hidden, whole
from wizard.vault import DOTS

SECRET = "verysecretvalue"


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("idp_client_secret: abc", f"idp_client_secret: {DOTS}"),
        ("  IDP_CLIENT_SECRET='abc' # c", f"  IDP_CLIENT_SECRET={DOTS}"),
        ("export DB_PASSWORD=abc", f"export DB_PASSWORD={DOTS}"),
        ('- "API_TOKEN": "abc"', f'- "API_TOKEN": {DOTS}'),
        ("databroker_storage_connection_string: postgres://u:p@h/d", f"databroker_storage_connection_string: {DOTS}"),
        ("idp_client_secret_file: /run/secret", "idp_client_secret_file: /run/secret"),
        ("    secret: pomerium/idp", "    secret: pomerium/idp"),
        ("idp_provider_url: https://a", "idp_provider_url: https://a"),
        ("# shared_secret: abc", f"# shared_secret: {DOTS}"),
        ("url: https://me:abc@host/", f"url: https://me:{DOTS}@host/"),
        ("shared_secret:", "shared_secret:"),
        ("shared_secret: |", "shared_secret: |"),
    ],
)
def test_a_line(text, shown):
    assert hidden([text], "") == [(shown, False)]


def test_a_secrets_further_lines_are_dots():
    texts = ["signing_key: |", "  -----BEGIN", "", "  abc", "log: info", "A_TOKEN='one", "two'", "B=x"]
    assert [text for text, _ in hidden(texts, "")] == [
        "signing_key: |", f"  {DOTS}", "", f"  {DOTS}", "log: info", f"A_TOKEN={DOTS}", DOTS, "B=x",
    ]  # fmt: skip


def test_all_that_a_kubernetes_secret_holds_is_dots():
    text = "kind: ConfigMap\ndata:\n  a: b\n---\ndata:\n  # why\n  a: b\n  c: |\n    d: e\nkind: Secret\nx: y"
    shown = [text for text, _ in hidden(text.split("\n"), "")]
    assert shown[:4] == ["kind: ConfigMap", "data:", "  a: b", "---"]
    assert shown[4:] == ["data:", "  # why", f"  a: {DOTS}", "  c: |", f"    {DOTS}", "kind: Secret", "x: y"]


def test_our_own_new_secret_is_marked_and_nothing_else():
    before = b"a: 1\nidp_client_secret: old\nb: 2\n"
    after = b"a: 1\nidp_client_secret: 'verysecretvalue' # c\nb: 2\n"
    assert difference(before, after, SECRET) == (
        Row(" ", "a: 1"),
        Row("-", f"idp_client_secret: {DOTS}"),
        Row("+", f"idp_client_secret: '{DOTS}' # c", ours=True),
        Row(" ", "b: 2"),
    )
    assert [row.ours for row in whole(after, SECRET)] == [False, True, False]


def test_lines_that_are_left_out_are_told_by_their_number():
    before = [f"k{number}: 1" for number in range(40)]
    after = [*before[:10], "k10: 2", *before[11:30], "k30: 2", *before[31:]]
    rows = difference("\n".join(before).encode(), "\n".join(after).encode(), "")
    assert [row.text for row in rows if row.sign == "@"] == ["line 8", "line 28"]
    assert [row.text for row in rows if row.sign == "+"] == ["k10: 2", "k30: 2"]
    assert len(rows) == 2 * (1 + 3 + 2 + 3)
