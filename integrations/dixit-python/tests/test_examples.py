"""The examples run, each in the engine that it is for."""

import doctest
import importlib.util
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).resolve().parents[1] / "examples"
ENGINES = {"articles_pandas.py": "pandas", "articles_polars.py": "polars", "articles_spark.py": "pyspark"}


def test_the_readme_says_what_happens() -> None:
    pytest.importorskip("polars")
    done = doctest.testfile(str(EXAMPLES.parent / "README.md"), module_relative=False)
    assert done.failed == 0 and done.attempted > 10


def test_every_example_is_run() -> None:
    assert {path.name for path in EXAMPLES.glob("*.py")} == set(ENGINES)


@pytest.mark.parametrize("name", ENGINES)
def test_example(name: str) -> None:
    engine = ENGINES[name]
    if importlib.util.find_spec(engine) is None:
        pytest.skip(f"{engine} is not installed")
    if engine == "pyspark" and not shutil.which("java"):
        pytest.skip("Java is not installed, and Spark needs it")
    environment = {**os.environ, "PYSPARK_PYTHON": sys.executable, "SPARK_LOCAL_IP": "127.0.0.1"}
    done = subprocess.run(
        [sys.executable, str(EXAMPLES / name)], env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    # The document in which nobody speaks is there as well.
    assert "Ilze Kalniņa" in done.stdout and "weather" in done.stdout, done.stdout
