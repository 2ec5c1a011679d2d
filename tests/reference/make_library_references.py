"""Write where optax and Keras go, step by step, in float64, to optax.json and keras.json.

Run it in an environment of its own that has optax and keras (3.x, on jax) and nothing of gradreel:

    pip install optax keras
    python tests/reference/make_library_references.py

The losses are written out here and differentiated by jax, and the optimizers are the libraries', so
that nothing is shared with what the references are to check. The files are committed; neither
library is a dependency.
"""

import json
import os
from pathlib import Path

os.environ["KERAS_BACKEND"] = "jax"

import jax
import jax.numpy as jnp
import keras
import numpy as np
import optax

jax.config.update("jax_enable_x64", True)
keras.config.set_floatx("float64")

STEPS = 200
KEPT = [*range(20), *range(20, STEPS + 1, 10)]


def neuron_loss():
    """Half the summed squared error of a sigmoid neuron on the lecture's 500 points."""
    rng = np.random.default_rng(2111326)
    x, y = rng.random(500), rng.random(500)
    x[rng.choice(500, 400, replace=False)] = 0
    return lambda p: 0.5 * ((1 / (1 + jnp.exp(-(p[0] * x + p[1]))) - y) ** 2).sum()


def beale_loss():
    """Beale's function."""
    return lambda p: sum(
        (c - p[0] + p[0] * p[1] ** k) ** 2 for k, c in ((1, 1.5), (2, 2.25), (3, 2.625))
    )


SURFACES = {"neuron": (neuron_loss(), [-4.0, -3.0]), "beale": (beale_loss(), [1.0, 1.5])}

MOMENTS = {"beta1": 0.8, "beta2": 0.99, "eps": 1e-3}
RUNS = {
    "gradient_descent": {"learning_rate": 0.0008},
    "momentum": {"learning_rate": 0.0004, "momentum": 0.8},
    "nesterov": {"learning_rate": 0.0004, "momentum": 0.9},
    "adagrad": {"learning_rate": 0.4, "eps": 1e-3},
    "rmsprop": {"learning_rate": 0.02, "decay": 0.98, "eps": 1e-3},
    "adadelta": {"learning_rate": 0.5, "decay": 0.95, "eps": 1e-3},
    "adam": {"learning_rate": 0.05, **MOMENTS},
    "adamax": {"learning_rate": 0.05, **MOMENTS},
    "nadam": {"learning_rate": 0.05, **MOMENTS},
    "amsgrad": {"learning_rate": 0.05, **MOMENTS, "beta2": 0.9},
    "adamw": {"learning_rate": 0.05, **MOMENTS, "weight_decay": 0.1},
    "radam": {"learning_rate": 0.001, **MOMENTS, "beta2": 0.9},
    "lion": {"learning_rate": 0.01, "beta1": 0.8, "beta2": 0.95, "weight_decay": 0.1},
    "adabelief": {"learning_rate": 0.05, **MOMENTS},
    "yogi": {"learning_rate": 0.05, **MOMENTS},
}


def of_optax(name, given):
    """Make optax's optimizer from the names that gradreel uses."""
    names = {"beta1": "b1", "beta2": "b2", "decay": "rho" if name == "adadelta" else "decay"}
    options = {names.get(key, key): value for key, value in given.items()}
    if name in ("gradient_descent", "momentum", "nesterov"):
        return optax.sgd(**options, nesterov=name == "nesterov")
    if name == "adabelief":
        options["eps_root"] = options["eps"]  # one and the same in gradreel
    return getattr(optax, name)(**options)


OF_KERAS = {
    "gradient_descent": keras.optimizers.SGD,
    "momentum": keras.optimizers.SGD,
    "nesterov": lambda **given: keras.optimizers.SGD(nesterov=True, **given),
    "adagrad": keras.optimizers.Adagrad,
    "rmsprop": keras.optimizers.RMSprop,
    "adadelta": keras.optimizers.Adadelta,
    "adam": keras.optimizers.Adam,
    "adamax": keras.optimizers.Adamax,
    "nadam": keras.optimizers.Nadam,
    "amsgrad": lambda **given: keras.optimizers.Adam(amsgrad=True, **given),
    "adamw": keras.optimizers.AdamW,
    "lion": keras.optimizers.Lion,
}


def optax_path(gradient, start, name, given):
    """Return the STEPS + 1 values that the parameter takes."""
    optimizer, params = of_optax(name, given), jnp.array(start)
    state, points = optimizer.init(params), [params.tolist()]
    for _ in range(STEPS):
        updates, state = optimizer.update(gradient(params), state, params)
        params = optax.apply_updates(params, updates)
        points.append(params.tolist())
    return points


def keras_path(gradient, start, name, given):
    """Return the STEPS + 1 values that the variable takes."""
    names = {"beta1": "beta_1", "beta2": "beta_2", "eps": "epsilon", "decay": "rho"}
    optimizer = OF_KERAS[name](**{names.get(key, key): value for key, value in given.items()})
    params = keras.Variable(jnp.array(start), dtype="float64")
    points = [np.asarray(params.value).tolist()]
    for _ in range(STEPS):
        optimizer.apply([gradient(params.value)], [params])
        points.append(np.asarray(params.value).tolist())
    return points


def main():
    """Write both files, one run a line, beside this script."""
    libraries = {
        "optax": (optax.__version__, optax_path, RUNS),
        "keras": (keras.__version__, keras_path, OF_KERAS),
    }
    for library, (version, path, names) in libraries.items():
        lines = []
        for surface, (loss, start) in SURFACES.items():
            gradient = jax.jit(jax.grad(loss))
            for name in names:
                points = path(gradient, start, name, RUNS[name])
                assert np.isfinite(points).all(), name
                run = {
                    "version": version,
                    "surface": surface,
                    "optimizer": name,
                    "hyperparameters": RUNS[name],
                    "steps": KEPT,
                    "params": [points[k] for k in KEPT],
                }
                lines.append(json.dumps(run))
        target = Path(__file__).with_name(f"{library}.json")
        target.write_text("[\n" + ",\n".join(lines) + "\n]\n", encoding="utf-8")


if __name__ == "__main__":
    main()
