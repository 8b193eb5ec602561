"""The browser's and the OIDC client's side of the stand-in: one file an endpoint.

asked.py      what an endpoint gets and gives; finding client, pool and live domain
discovery.py  the discovery document, the key set, the dead endpoints of a pool without domain
keys.py       the RSA keys of tokens, made on first use
tokens.py     ID, access and refresh tokens: their claims, signatures, lifetimes
authorize.py  /oauth2/authorize, and the checks that /login shares with it
sign_in.py    /login: password, new password, second factor, code
one_time.py   six-digit codes of authenticator apps
pages.py      the HTML, every page labelled
token.py      /oauth2/token
user_info.py  /oauth2/userInfo
sign_out.py   /logout and /oauth2/revoke
routes.py     which path is answered by which function
"""
