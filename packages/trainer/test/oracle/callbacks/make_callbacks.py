"""What Keras's callbacks decide: run in a folder of one's own with Keras 3.15.1.

callbacks.json   for each case: the callback's class and arguments, the rate before, the logs of each epoch, and what
                 the callback did at its end: `stop`, `learning_rate` (after it), `keep` (took the weights), `save`
                 (saved the model); at the end of all `restored`: the epoch whose weights it put back, or null
training.csv     what CSVLogger wrote of `csv_logs` in callbacks.json
train.tfevents, validation.tfevents   what TensorBoard wrote of two epochs (`tensorboard_logs`), rate 0.01
"""

import glob
import json
import math
import os
import shutil

import keras
import numpy as np
from keras.src.callbacks import CSVLogger, EarlyStopping, ModelCheckpoint, ReduceLROnPlateau, TensorBoard

rng = np.random.default_rng(2004)
keras.utils.set_random_seed(1)


def compiled(rate):
    model = keras.Sequential([keras.layers.Input((2,)), keras.layers.Dense(3, activation="softmax")])
    model.compile(keras.optimizers.SGD(rate), "categorical_crossentropy", metrics=["accuracy"])
    model.train_on_batch(np.zeros((1, 2)), np.eye(3)[:1])
    return model


def walk(epochs, nan_share):
    """Values that fall, rise, stay, or differ by less than a float32 holds."""
    value, values = rng.uniform(0.3, 2), []
    for _ in range(epochs):
        kind = rng.choice(["step", "stay", "tiny"], p=[0.6, 0.2, 0.2])
        if kind == "step":
            value = abs(value + rng.normal(-0.02, 0.1))
        elif kind == "tiny":
            value = value * (1 + rng.choice([-1, 1]) * 10.0 ** rng.uniform(-10, -6))
        values.append(math.nan if rng.random() < nan_share else float(value))
    return values


def arguments_of(name):
    arguments = {"monitor": str(rng.choice(["val_loss", "loss", "accuracy", "val_accuracy"]))}
    arguments["mode"] = str(rng.choice(["auto", "min", "max"], p=[0.6, 0.2, 0.2]))
    if name == "EarlyStopping":
        arguments["patience"] = int(rng.integers(0, 5))
        arguments["min_delta"] = float(rng.choice([0, 0.01, 0.05]))
        arguments["baseline"] = None if rng.random() < 0.6 else float(rng.uniform(0.2, 1.5))
        arguments["restore_best_weights"] = bool(rng.random() < 0.6)
        arguments["start_from_epoch"] = int(rng.choice([0, 0, 2, 5]))
    if name == "ReduceLROnPlateau":
        arguments["factor"] = float(rng.choice([0.1, 0.5, 0.2]))
        arguments["patience"] = int(rng.integers(0, 4))
        arguments["min_delta"] = float(rng.choice([1e-4, 0, 0.05]))
        arguments["cooldown"] = int(rng.integers(0, 3))
        arguments["min_lr"] = float(rng.choice([0, 1e-4, 1e-6]))
    return arguments


def case(name):
    arguments = arguments_of(name)
    rate = float(rng.choice([0.01, 0.001]))
    model = compiled(rate)
    done = {}
    model.get_weights = lambda: done.update(keep=True) or done["epoch"]
    model.set_weights = lambda weights: done.update(restored=weights)
    model.save = lambda *_, **__: done.update(save=True)
    classes = {
        "EarlyStopping": EarlyStopping,
        "ReduceLROnPlateau": ReduceLROnPlateau,
        "ModelCheckpoint": lambda **rest: ModelCheckpoint("best.keras", save_best_only=True, **rest),
    }
    callback = classes[name](**arguments)
    callback.set_model(model)
    model.stop_training = False
    callback.on_train_begin()
    nan_share = 0.0 if rng.random() < 0.85 else 0.1
    columns = {key: walk(24, nan_share) for key in ["accuracy", "loss", "val_accuracy", "val_loss"]}
    epochs = []
    for epoch in range(24):
        done.update(epoch=epoch, keep=False, save=False)
        logs = {key: values[epoch] for key, values in columns.items()}
        callback.on_epoch_begin(epoch)
        callback.on_epoch_end(epoch, dict(logs))
        epochs.append(
            {
                "logs": {key: "NaN" if math.isnan(value) else value for key, value in logs.items()},
                "stop": model.stop_training,
                "learning_rate": float(model.optimizer.learning_rate.numpy()),
                "keep": done["keep"],
                "save": done["save"],
            }
        )
        if model.stop_training:
            break
    callback.on_train_end()
    return {
        "class_name": name,
        "arguments": arguments,
        "learning_rate": rate,
        "epochs": epochs,
        "restored": done.get("restored"),
    }


def csv():
    special = [0.0, 1.0, -2.0, 1e-5, 1.2345e-7, 1e16, 123456789012345680.0, 0.1, 1 / 3, math.nan, math.inf, -math.inf]
    rows = [{"loss": value, "accuracy": 0.5, "val_loss": value, "val_accuracy": 0.25} for value in special]
    logger = CSVLogger("training.csv")
    logger.on_train_begin()
    for epoch, row in enumerate(rows):
        logger.on_epoch_end(epoch, row)
    logger.on_train_end()
    return [{key: value if math.isfinite(value) else metric(value) for key, value in row.items()} for row in rows]


def metric(value):
    return "NaN" if math.isnan(value) else "Infinity" if value > 0 else "-Infinity"


def tensorboard():
    logs = [
        {"accuracy": 0.25, "loss": 1 / 3, "val_accuracy": 0.125, "val_loss": 2.5},
        {"accuracy": 0.5, "loss": math.nan, "val_accuracy": 0.75, "val_loss": 1e-9},
    ]
    board = TensorBoard("logs", write_graph=False)
    model = compiled(0.01)
    board.set_model(model)
    board.on_train_begin()
    for epoch, row in enumerate(logs):
        board.on_epoch_end(epoch, dict(row))
    board.on_train_end()
    for name in ["train", "validation"]:
        (written,) = glob.glob(f"logs/{name}/events.out.tfevents.*")
        os.rename(written, f"{name}.tfevents")
    shutil.rmtree("logs")
    return [{key: metric(value) if math.isnan(value) else value for key, value in row.items()} for row in logs]


names = ["EarlyStopping"] * 40 + ["ReduceLROnPlateau"] * 40 + ["ModelCheckpoint"] * 12
with open("callbacks.json", "w") as file:
    json.dump({"cases": [case(name) for name in names], "csv_logs": csv(), "tensorboard_logs": tensorboard()}, file)
    file.write("\n")
