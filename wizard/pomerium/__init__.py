"""What Pomerium reads: its settings, and the files that carry them. Pure; nothing here asks the network.

settings.py   Setup, issuer, client ID and secret -> PomeriumSettings, and the option keys it stands for
outputs/      one file a format
cluster_diff.py  what kubectl diff tells, without secrets
merging/      the settings in a file that exists
inspecting/   what is wrong in a configuration of somebody's own
"""
