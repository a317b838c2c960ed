"""Texts that the tests read."""

from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]

# One of everything, in letters of one to four bytes.
TEXT = (
    "Former Latvian Foreign Minister Ilze Kalniņa met the foreign minister of Norway in Oslo 🙂 on Monday, the European Union "
    "said.\n\n“We will sail,” Kalniņa said, according to Reuters. “The ice,” she added, “is thin.” A spokesman called it “slow”. "
    "The foreign minister of Norway said: “Norway agrees.” Berlin said: “So does Germany.”\n\nNATO’s answer was short. “No,” the "
    "alliance said in a statement. “Perhaps” was on the wall."
)


@pytest.fixture(scope="session")
def articles() -> dict[str, str]:
    """The articles of the examples."""
    paths = sorted((ROOT / "examples" / "articles").glob("*.txt"))
    assert len(paths) > 5
    return {path.name: path.read_text(encoding="utf-8") for path in paths}
