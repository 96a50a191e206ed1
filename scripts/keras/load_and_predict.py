"""Loads model files with real Keras and says what they predict, for tests to compare with.

Reads one JSON object from standard input: {"jobs": [{"file": "model.keras", "images": "images.npy"}, ...]}
and prints one JSON object a job: {"predictions": [[...]], "weights": [...], "optimizer": {...} or null},
or {"error": "..."}.
Without "images" there are no predictions. "images" are uint8, [count, height, width, channels] or without channels,
or float32 as they are.
"""

import json
import os
import sys

os.environ.setdefault("KERAS_BACKEND", "jax")
os.environ.setdefault("JAX_PLATFORMS", "cpu")

import keras  # noqa: E402
import numpy as np  # noqa: E402


def load_images(path):
    images = np.load(path)
    if images.ndim == 3:
        images = images[..., np.newaxis]
    return images.astype("float32") / 255 if images.dtype == np.uint8 else images


def first8(value):
    return [float(number) for number in np.asarray(value).ravel()[:8]]


def describe_weights(weights):
    return [{"shape": list(weight.shape), "first8": first8(weight)} for weight in weights]


def describe(optimizer):
    if optimizer is None:
        return None
    return {
        "class_name": type(optimizer).__name__,
        "iterations": int(optimizer.iterations),
        "learning_rate": float(optimizer.learning_rate),
        "variables": [
            {"path": variable.path, "first8": first8(variable)} for variable in optimizer.variables
        ],
    }


def run(job):
    model = keras.models.load_model(job["file"])
    images = load_images(job["images"]) if "images" in job else None
    predictions = [] if images is None else model.predict(images, verbose=0)
    return {
        "predictions": [[float(number) for number in row] for row in predictions],
        "weights": describe_weights(model.weights),
        "optimizer": describe(getattr(model, "optimizer", None)),
    }


for job in json.load(sys.stdin)["jobs"]:
    try:
        answer = run(job)
    except Exception as error:  # Whatever Keras says is the answer.
        answer = {"error": f"{type(error).__name__}: {error}"}
    print(json.dumps(answer), flush=True)
