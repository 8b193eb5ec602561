"""One file a job, called by the window and the command alike; each is a frozen value with `run(sink, cancel)`.

adapters.py   what jobs reach the world through
account.py    who am I
listing.py    pools, app clients, providers, certificates, whether a prefix is taken
plan.py       what apply would do
accept.py     takes what Amazon has into the setup
apply.py      carries the plan out and stores the secret
verify.py     every check that Pomerium's sign-in depends on
facts.py      what the API tells of people, groups and mail, for the checks
sign_in.py    a real sign-in and sign-out through the browser
sign_in_plan.py  what that would change, and who waits for a first password
first_password.py  a first password for somebody who was invited, shown once
loopback.py   its two changes of the app client, in and out again
render.py     one Pomerium output as text
own_secrets.py  Pomerium's own secrets, made on request
save.py       writes the outputs that the setup names
standing.py   what stands at an output's path, and what would be written there
kubectl.py    gives manifests to a cluster, or shows what would change there
kubectl_run.py  runs that program
records.py    digests of what was written from here
rescue.py     keeps a text whose file can't be written
secret.py     what the store holds for a setup
undo.py       removes what apply made
inspect.py    what is wrong in somebody's own configuration or log
export.py     code that adopts what exists
rotate.py     a new client secret while sign-in goes on
policy.py     the least IAM policy for a job
updates.py    whether a newer version is published
clearing.py   what this computer keeps, and taking it away
permitted.py  which of the permissions that are needed are there
preflight.py  before anything is made: credentials, clock, permissions, domain, quotas
preflight_steps.py  one method a step of it
"""
