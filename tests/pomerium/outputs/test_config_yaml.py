from __future__ import annotations

from wizard.pomerium.outputs import FORMATS

CONFIG = FORMATS["config-yaml"]


def test_the_file_to_the_letter(made, route):
    assert (
        CONFIG.render(made(authorize_url="https://authorize.internal", route=route))
        == """\
authenticate_service_url: https://authenticate.corp.example.com
authorize_service_url: https://authorize.internal
idp_provider: cognito
idp_provider_url: https://cognito-idp.eu-west-1.amazonaws.com/eu-west-1_AbCdEf123
idp_client_id: 304a12ktcc5djt9d7enj6dsjkg
idp_client_secret: 1re5ukkv3dab6up5aefv7rru65lu60oblf04t6cv8u9s0itjbci7
idp_scopes:
- openid
- email
- profile
routes:
- from: https://app.corp.example.com
  to: http://app.internal:8080
  policy:
  - allow:
      or:
      - email:
          is: ada@corp.example.com
      - domain:
          is: corp.example.com
      - claim/cognito:groups: "1e3"
# Certificates: autocert: true, or certificate_file and certificate_key_file; else Pomerium's own is self-signed.
# Sessions: databroker_storage_type: postgres keeps them over a restart; without it they are kept in memory.
"""
    )


def test_other_peoples_options_are_left_out_when_read(made):
    text = "address: :8443\n" + CONFIG.render(made()).replace(
        "idp_scopes:\n- openid\n- email\n- profile\n", "idp_scopes: openid,email,profile\n"
    )
    assert CONFIG.read(text) == CONFIG.read(CONFIG.render(made()))
