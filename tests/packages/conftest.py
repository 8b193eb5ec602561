"""Scripts of packaging/ as modules: they are no package, and are never installed."""

import importlib.util
import sys
from pathlib import Path

import pytest

FOLDER = Path(__file__).resolve().parents[2] / "packaging"


@pytest.fixture
def script():
    """Call it with a path below packaging/, without its ending."""

    def load(name):
        spec = importlib.util.spec_from_file_location(f"packaging_{name.replace('/', '_')}", FOLDER / f"{name}.py")
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        return module

    before = list(sys.path)
    sys.path.insert(0, str(FOLDER))
    yield load
    sys.path[:] = before
