"""A stand-in for kubectl: a script that keeps its arguments, standard input and environment, and answers as told."""

import json
import os
import sys
from pathlib import Path

SCRIPT = """\
#!{python} -IS
import json, os, sys, time
here = {here!r}
answers = json.load(open(here + "/answers.json"))
verb = sys.argv[1]
answer = answers.get(verb, {{}})
kept = {{"argv": sys.argv[1:], "stdin": sys.stdin.buffer.read().decode(), "env": dict(os.environ)}}
with open(here + "/calls.jsonl", "a") as calls:
    calls.write(json.dumps(kept) + "\\n")
if answer.get("hang"):
    open(here + "/hangs", "w").close()
    time.sleep(60)
sys.stdout.write(answer.get("out", ""))
sys.stderr.write(answer.get("err", ""))
sys.exit(answer.get("status", 0))
"""
CONTEXTS = {
    "clusters": [
        {"name": "a", "cluster": {"server": "https://dev.example:6443"}},
        {"name": "b", "cluster": {"server": "https://prod.example:6443"}},
    ],
    "contexts": [
        {"name": "dev", "context": {"cluster": "a", "user": "u"}},
        {"name": "prod", "context": {"cluster": "b", "user": "u", "namespace": "edge"}},
    ],
    "current-context": "dev",
}


class StandIn:
    """`answer("diff", out=..., err=..., status=...)` sets what a verb answers; `calls` are what it was asked."""

    def __init__(self, folder: Path):
        self.folder = folder
        self.answers = {}
        self.answer("config", out=json.dumps(CONTEXTS))
        self.program = folder / "kubectl"
        self.program.write_text(SCRIPT.format(python=sys.executable, here=str(folder)))
        self.program.chmod(0o755)

    def answer(self, verb, **parts):
        self.answers[verb] = parts
        (self.folder / "answers.json").write_text(json.dumps(self.answers))

    @property
    def calls(self):
        kept = self.folder / "calls.jsonl"
        return [json.loads(line) for line in kept.read_text().splitlines()] if kept.exists() else []

    @property
    def path(self):
        return f"{self.folder}{os.pathsep}{os.environ['PATH']}"
