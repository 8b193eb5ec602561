"""The AWS side of the stand-in, one file an object, one function an operation.

call.py              what a handler gets: the checked request, the state, the time; finding pools and clients
dispatch.py          from an HTTP request to a handler and back: credentials, region, model, wire forms
pools.py             user pools: create, describe, update, delete, list
pool_rules.py        what Amazon refuses in a pool's settings
pool_answer.py       a pool as DescribeUserPool shows it, with its defaults
schema.py            standard and custom attributes
mfa.py               GetUserPoolMfaConfig, SetUserPoolMfaConfig
clients.py           app clients
client_rules.py      what Amazon refuses in a client's settings
client_secrets.py    a client's two secrets
domains.py           prefix and custom domains
branding.py          styles of managed login
groups.py            groups and who is in them
users.py             user accounts
user_records.py      finding users, their attributes, how they are shown
passwords.py         the password policy
mail.py              messages to users, and the limit of a day
providers.py         identity providers
resource_servers.py  resource servers and their scopes
tags.py              tags of pools
sts.py               who am I, roles
iam.py               policies of users and roles, which every call is judged by; their simulation
policies.py          what a policy document may look like, and what it decides
acm.py               certificates
paging.py            lists in pages
"""
