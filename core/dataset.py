"""The data that a surface is made of, and the lecture's sparse data."""

from dataclasses import dataclass
from pathlib import Path

import numpy as np

from . import allow, kinds
from .arrays import FloatArray, kept_array
from .checks import brief, finite_number, whole_number
from .csv_table import read_table
from .errors import InvalidInput
from .files import known_suffix
from .input_files import reading
from .npz_arrays import read_arrays


@dataclass(frozen=True, eq=False, repr=False)
class Dataset:
    """Pairs (x, y) that a model with one input and one output is fitted to.

    Equal content compares and hashes equal. The arrays are copied in and read-only.

    Attributes
    ----------
    x
        Inputs, shape (points,).
    y
        Targets, shape (points,).

    Raises
    ------
    InvalidInput
        If x and y differ in length, are empty, not one-dimensional or not finite.
    """

    x: FloatArray
    y: FloatArray

    def __post_init__(self) -> None:
        for name in ("x", "y"):
            values = kept_array(f"the dataset's {name}", getattr(self, name))
            if values.ndim != 1 or values.size == 0:
                raise InvalidInput(
                    f"The dataset's {name} has shape {values.shape}; "
                    "give one dimension with at least one point."
                )
            if not np.isfinite(values).all():
                first = int(np.argmin(np.isfinite(values)))
                raise InvalidInput(
                    f"The dataset's {name} holds {values[first]} at index {first}; "
                    "leave such points out, only finite numbers are allowed."
                )
            object.__setattr__(self, name, values)
        if len(self.x) != len(self.y):
            raise InvalidInput(
                f"The dataset has {len(self.x)} x and {len(self.y)} y; give as many of one as "
                "of the other."
            )

    @staticmethod
    def load(path: str | Path) -> "Dataset":
        """Read a dataset from a .csv file with columns x and y, or an .npz file with such arrays.

        Other columns and arrays are passed over.

        Raises
        ------
        InvalidInput
            If the file cannot be read, has no x or y, or not finite numbers in them; for a .csv the
            sentence names line and column.
        """
        path = Path(kinds.path("Dataset.load was given path", path))
        read = {".csv": _from_csv, ".npz": _from_npz}
        suffix = known_suffix(path, read)
        with reading(path):
            return read[suffix](path)

    def __len__(self) -> int:
        return len(self.x)

    def __repr__(self) -> str:
        return f"<Dataset of {len(self)} points>"

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Dataset):
            return NotImplemented
        return np.array_equal(self.x, other.x) and np.array_equal(self.y, other.y)

    def __hash__(self) -> int:
        # -0.0 equals 0.0 but has other bytes; adding 0.0 makes them alike.
        return hash(((self.x + 0.0).tobytes(), (self.y + 0.0).tobytes()))

    def __reduce__(self) -> tuple[type["Dataset"], tuple[FloatArray, FloatArray]]:
        # numpy's pickles come back writeable; going through __init__ keeps the arrays read-only.
        return (Dataset, (self.x, self.y))


_MOST_POINTS = 10**8

DATASET = allow.instance_of(Dataset, words="a Dataset")


def sparse_dataset(seed: int = 2111326, points: int = 500, sparsity: float = 0.8) -> Dataset:
    """Draw the lecture's data: a feature that is zero most of the time.

    x and y are uniform on [0, 1); then a share `sparsity` of the x, chosen without replacement, is
    set to 0. So the input of w is sparse, while the input of b, always 1, is dense. The defaults
    reproduce the numbers printed in the lecture on AdaGrad.

    Parameters
    ----------
    seed
        Seed of numpy's default generator.
    points
        How many pairs, at least 1.
    sparsity
        Share of the x that become exactly 0, from 0 to 1; rounded to whole points.

    Returns
    -------
    Dataset
        x and y, each of shape (points,).
    """
    points = whole_number("points", points, least=1)
    if points > _MOST_POINTS:
        raise InvalidInput(
            f"points={brief(points)} was given; give at most {_MOST_POINTS:,} of them."
        )
    sparsity = finite_number("sparsity", sparsity, least=0.0, most=1.0)
    rng = np.random.default_rng(whole_number("seed", seed, least=0))
    x, y = rng.random(points), rng.random(points)
    x[rng.choice(points, round(points * sparsity), replace=False)] = 0.0
    return Dataset(x, y)


def _from_csv(path: Path) -> Dataset:
    columns: dict[str, list[float]] = {"x": [], "y": []}
    table = read_table(path, tuple(columns))
    table.require(columns, "name one column x and one y")
    for row in table.rows:
        for column, values in columns.items():
            number = table.number(row, column, "give a finite number")
            if not np.isfinite(number):
                raise table.wrong(row.line, column, f"is {number}", "leave such points out")
            values.append(number)
    if not table.rows:
        raise InvalidInput(f"{path} holds no points; give a line for each below the names x,y.")
    return Dataset(np.array(columns["x"]), np.array(columns["y"]))


def _from_npz(path: Path) -> Dataset:
    arrays = read_arrays(path)
    if not {"x", "y"} <= arrays.keys():
        raise InvalidInput(
            f"{path} holds {', '.join(arrays) or 'nothing'}; give arrays x and y of one length."
        )
    try:
        return Dataset(arrays["x"], arrays["y"])
    except InvalidInput as error:
        raise InvalidInput(f"{path}: {error}") from None
