"""What a long trial of safety hands back, and where such trials lie."""

import importlib.util
from dataclasses import dataclass, field
from pathlib import Path
from types import ModuleType

FOLDER = Path(__file__).resolve().parents[1] / "campaigns"


@dataclass
class Outcome:
    """How often something was tried, the figures of it by name, and a sentence for each that fell short."""

    tried: int = 0
    figures: dict[str, int | float | str] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)


def names() -> list[str]:
    """Return the names of all campaigns: the modules beside ``run.py``."""
    return sorted(path.stem for path in FOLDER.glob("*.py") if path.stem != "run")


def load(name: str) -> ModuleType:
    """Return a campaign: FULL and SHORT (how often it is tried), REACH (words), run(times, folder, seed)."""
    spec = importlib.util.spec_from_file_location(f"campaign_{name}", FOLDER / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
