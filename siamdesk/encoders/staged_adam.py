"""Adam with a learning rate of its own for each weight, and a pull back to where it started.

Rates that differ by layer: Howard and Ruder, "Universal Language Model Fine-tuning for Text
Classification", ACL 2018. The pull is the L2-SP penalty of Li, Grandvalet and Davoine, "Explicit
Inductive Bias for Transfer Learning with Convolutional Networks", ICML 2018, decoupled from Adam's
normalisation as weight decay is in Loshchilov and Hutter, ICLR 2019.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import keras


class StagedAdam(keras.optimizers.Adam):  # type: ignore[misc]  # Keras is untyped
    """Adam (Kingma and Ba, ICLR 2015), each step of a weight w followed by w −= rate·pull·(w − w₀).

    The rate of a weight is the learning rate times `rate_of` its path; w₀ is what it was when the
    optimizer was built.
    """

    def __init__(self, rate_of: Callable[[str], float], *, pull: float = 0.0) -> None:
        super().__init__(name="staged_adam")
        self._rate_of = rate_of
        self._pull = pull

    def build(self, var_list: list[Any]) -> None:
        """Create the moments, and remember where the weights start if something pulls there."""
        super().build(var_list)
        self._shares = [self._rate_of(variable.path) for variable in var_list]
        if self._pull:
            self._starts = self.add_optimizer_variables(var_list, "start")
            for start, variable in zip(self._starts, var_list, strict=True):
                start.assign(variable)

    def update_step(self, gradient: Any, variable: Any, learning_rate: Any) -> None:
        """One step of one weight."""
        index = self._get_variable_index(variable)
        rate = learning_rate * self._shares[index]
        super().update_step(gradient, variable, rate)
        if self._pull:
            away = keras.ops.subtract(variable, self._starts[index])
            self.assign_sub(variable, keras.ops.multiply(away, rate * self._pull))
