"""Kinds of arrays that the packed form is made of."""

from typing import Any

import numpy as np
import numpy.typing as npt

Index = npt.NDArray[np.int32]
Whole = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
# int64, or object where int64 could overflow.
Numbers = npt.NDArray[Any]
