from __future__ import annotations

from wizard.pomerium.outputs import FORMATS, preview
from wizard.pomerium.settings import masked, settings
from wizard.setup.model import Route, Setup
from wizard.vault import Secret


def test_before_anything_is_known_every_line_stands_already():
    rows = preview(settings(Setup(), None, None, None))
    assert [row.text for row in rows] == [
        "authenticate_service_url: # to fill in",
        "idp_provider: cognito",
        "idp_provider_url: # after Apply",
        "idp_client_id: # after Apply",
        "idp_client_secret: # after Apply",
        "idp_scopes:",
        "- openid",
        "- email",
        "- profile",
    ]
    assert [row.unknown for row in rows] == [True, False, True, True, True] + [False] * 4


def test_when_all_is_known_it_is_the_masked_file(made, route):
    whole = made(route=route, practice=True, client_secret=Secret("verysecret"))
    options, _, hints = FORMATS["config-yaml"].render(masked(whole)).partition("# Certificates:")
    assert "".join(row.text + "\n" for row in preview(whole)) == options
    assert "autocert" in hints
    assert not any(row.unknown for row in preview(whole))


def test_each_line_says_which_field_it_comes_from(made, route):
    rows = preview(made(route=route, practice=True))
    assert rows[0].origin == ""
    for row in rows[1:]:
        Setup().get(row.origin)  # a path of the setup, or AttributeError
    assert [row.text for row in rows if row.origin == "client.scopes"] == [
        "idp_scopes:",
        "- openid",
        "- email",
        "- profile",
    ]


def test_a_route_shows_when_both_of_its_ends_are_there(made, route):
    origins = {row.origin for row in preview(made(route=Route(from_="https://app.corp.example.com")))}
    assert "pomerium.route" not in origins
    assert "pomerium.route" in {row.origin for row in preview(made(route=route))}
