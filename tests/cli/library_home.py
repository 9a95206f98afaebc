"""A machine of its own for verbs that look for models: no other program's files are there."""

import json

from app.__main__ import main


def isolate(monkeypatch, home) -> None:
    """Make `home` the home, with none of the variables that name caches."""
    for name in ("HF_HOME", "HF_HUB_CACHE", "HUGGINGFACE_HUB_CACHE", "LLAMA_CACHE"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.delenv("XDG_CACHE_HOME", raising=False)
    monkeypatch.setenv("HOME", str(home))
    monkeypatch.setenv("USERPROFILE", str(home))
    monkeypatch.setenv("LOCALAPPDATA", str(home / "local"))
    # Naming a store keeps a service's out of it.
    monkeypatch.setenv("OLLAMA_MODELS", str(home / "ollama"))


class Verbs:
    """Runs `foretoken models` in a profile of its own."""

    def __init__(self, home, capsys) -> None:
        self.home = home
        self.profile = home / "profile"
        self.models = self.profile / "models"
        self.models.mkdir(parents=True)
        self._capsys = capsys

    def __call__(self, *words: str) -> tuple[int, str, str]:
        """Return exit code, output and complaints."""
        self._capsys.readouterr()
        code = main(["--profile", str(self.profile), "models", *map(str, words)])
        said = self._capsys.readouterr()
        return code, said.out, said.err

    def json(self, *words: str):
        """Return what is printed as JSON."""
        _, out, _ = self(*words, "--json")
        return json.loads(out)
