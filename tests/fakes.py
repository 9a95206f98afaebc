"""A language model that is a table of probabilities, so that losslessness needs no GGUF."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from app.core.lookup_costs import RoundCosts
from app.core.sampling import Candidates, SamplingSettings, distribution
from app.core.speculation import Draft, Round


class FakeLanguageModel:
    """Order-2 Markov logits, shape (vocabulary, vocabulary, vocabulary), from a seed."""

    def __init__(self, vocabulary: int = 6, seed: int = 1, sharpness: float = 2.0) -> None:
        self.vocabulary = vocabulary
        self.logits = np.random.default_rng(seed).normal(size=(vocabulary,) * 3) * sharpness

    def row(self, tokens: Sequence[int]) -> NDArray[np.float64]:
        """Return the logits after `tokens`."""
        before = tokens[-2] if len(tokens) > 1 else 0
        return self.logits[before, tokens[-1]]

    def blurred(self, noise: float, seed: int) -> "FakeLanguageModel":
        """Return a drafter for this model that agrees less the more noise there is."""
        other = FakeLanguageModel(self.vocabulary, seed)
        other.logits = (
            self.logits + np.random.default_rng(seed).normal(size=self.logits.shape) * noise
        )
        return other


def candidates(full: NDArray[np.float64]) -> Candidates:
    """Return a distribution over the whole vocabulary without its zeros, shuffled as chains do."""
    (kept,) = np.nonzero(full)
    kept = kept[np.argsort(-full[kept])]
    return Candidates(kept.astype(np.int32), full[kept])


class FakeTarget:
    """A target with a cache that refuses anything a real one would get wrong."""

    def __init__(
        self,
        model: FakeLanguageModel,
        settings: SamplingSettings,
        seed: int,
        prompt: Sequence[int],
        end: int | None = None,
    ) -> None:
        self.cache = list(prompt[:-1])
        self.passes: list[int] = []
        self._model = model
        self._settings = settings
        self._random = np.random.default_rng(seed)
        self._end = end
        self._start = len(self.cache)
        self._chosen = 0

    def evaluate(self, tokens: Sequence[int]) -> None:
        self._start = len(self.cache)
        self.cache.extend(tokens)
        self.passes.append(len(tokens))
        self._chosen = 0

    def choose(self, row: int) -> int:
        assert row == self._chosen, "rows must be asked in order, once each"
        self._chosen += 1
        logits = self._model.row(self.cache[: self._start + row + 1])
        return int(
            self._random.choice(self._model.vocabulary, p=distribution(logits, self._settings))
        )

    def target_probs(self, row: int) -> Candidates:
        assert row == self._chosen, "rows must be asked in order, once each"
        self._chosen += 1
        logits = self._model.row(self.cache[: self._start + row + 1])
        return candidates(distribution(logits, self._settings))

    def commit(self, token: int) -> None:
        pass

    def rewind(self, length: int) -> None:
        assert self._start < length <= len(self.cache), "only ever rewind inside the last pass"
        del self.cache[length:]

    def is_end(self, token: int) -> bool:
        return token == self._end


class FakeDrafter:
    """Drafts greedily from its own table; its cache follows the rules of a real draft model."""

    def __init__(self, model: FakeLanguageModel) -> None:
        self.observed: list[int] = []
        self._model = model

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        tokens = list(context)
        for _ in range(depth):
            tokens.append(int(np.argmax(self._model.row(tokens))))
        return Draft(tuple(tokens[len(context) :]))

    def observe(self, row: int) -> None:
        self.observed.append(row)


class DrawingDrafter:
    """Drafts by drawing from its own table, as sampled speculation does."""

    def __init__(self, model: FakeLanguageModel, settings: SamplingSettings, seed: int) -> None:
        self._model = model
        self._settings = settings
        self._random = np.random.default_rng(seed)

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        tokens = list(context)
        drawn: list[Candidates] = []
        for _ in range(depth):
            drawn.append(candidates(distribution(self._model.row(tokens), self._settings)))
            tokens.append(drawn[-1].draw(self._random.random()))
        return Draft(tuple(tokens[len(context) :]), tuple(drawn))

    def observe(self, row: int) -> None:
        pass


class ScriptedDrafter:
    """Proposes what it is told, round by round, then nothing."""

    def __init__(self, *drafts: Sequence[int]) -> None:
        self._drafts = [tuple(draft) for draft in drafts]

    def propose(self, context: Sequence[int], depth: int, limit: int) -> Draft:
        return Draft(self._drafts.pop(0)[:depth]) if self._drafts else Draft()

    def observe(self, row: int) -> None:
        pass


class FreeLookups(RoundCosts):
    """Costs by which every row is verified for nothing: lookup drafts whatever it finds."""

    def __init__(self) -> None:
        super().__init__()
        self.ordinary_rounds = 1000

    @property
    def seconds_per_token(self) -> float:
        return 1.0

    def observe(self, one: Round) -> None:
        pass

    def verification(self, rows: int) -> float:
        return 1.0
