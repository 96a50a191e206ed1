"""What real Keras computes for the settings of `compile`: python make_compile.py DIR

optimizers.json: three updates of a kernel and a bias by each optimizer, with its slots. schedules.json: learning rates.
losses.json: value, slope and metrics of each loss for logits before a last activation.
Made with tensorflow-cpu 2.21.0, keras 3.15.1, numpy 2.4.6. Numbers are float32, with the fewest digits that read back.
"""
import json
import os
import sys

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
import keras
import numpy as np
import tensorflow as tf

optimizers = keras.optimizers


def floats(values):
    return [float(str(np.float32(value))) for value in np.asarray(values).ravel()]


def write(name, content):
    with open(os.path.join(sys.argv[1], name), "w", encoding="utf-8") as file:
        json.dump(content, file)


def camel_case(settings):
    words = {name: name.split("_") for name in settings}
    return {w[0] + "".join(part.title() for part in w[1:]): settings[name] for name, w in words.items()}


WEIGHTS = [np.array([1.5, -0.25, 0.001], "float32"), np.array([[2, -3]], "float32")]
GRADIENTS = [
    [np.array([0.5, -1.25, 3e-4], "float32"), np.array([[1e-6, 2]], "float32")],
    [np.array([-0.75, -0.5, 3e-5], "float32"), np.array([[0, -4]], "float32")],
    [np.array([0.125, 2.5, -2e-4], "float32"), np.array([[-1e-3, 0.25]], "float32")],
]
OPTIMIZERS = [
    ("SGD", "SGD", {}),
    ("SGD momentum", "SGD", {"momentum": 0.9}),
    ("SGD nesterov", "SGD", {"momentum": 0.9, "nesterov": True}),
    ("RMSprop", "RMSprop", {}),
    ("RMSprop momentum", "RMSprop", {"rho": 0.8, "momentum": 0.5, "epsilon": 1e-3}),
    ("RMSprop centered", "RMSprop", {"centered": True, "momentum": 0.5}),
    ("Adam", "Adam", {}),
    ("Adam amsgrad", "Adam", {"beta_1": 0.8, "beta_2": 0.9, "amsgrad": True}),
    ("AdamW", "AdamW", {"weight_decay": 0.05}),
    ("Adagrad", "Adagrad", {}),
]


def make_optimizers():
    cases = []
    for name, class_name, settings in OPTIMIZERS:
        optimizer = getattr(optimizers, class_name)(learning_rate=0.1, **settings)
        variables = [keras.Variable(w, name=n) for w, n in zip(WEIGHTS, ["kernel", "bias"])]
        optimizer.build(variables)
        slots = optimizer.variables[2:]  # after the iteration and the learning rate
        steps = []
        for gradients in GRADIENTS:
            optimizer.apply([tf.constant(g) for g in gradients], variables)
            steps.append(
                {"weights": [floats(v) for v in variables], "slots": [floats(slot) for slot in slots]}
            )
        config = {"className": class_name, "learningRate": 0.1, **camel_case(settings)}
        cases.append({"name": name, "optimizer": config, "slots": [slot.name for slot in slots], "steps": steps})
    gradients = [[floats(g) for g in step] for step in GRADIENTS]
    write("optimizers.json", {"weights": [floats(w) for w in WEIGHTS], "gradients": gradients, "cases": cases})


SCHEDULES = [
    ("ExponentialDecay", "ExponentialDecay", {"decay_steps": 10, "decay_rate": 0.5}),
    ("ExponentialDecay staircase", "ExponentialDecay", {"decay_steps": 10, "decay_rate": 0.5, "staircase": True}),
    ("InverseTimeDecay", "InverseTimeDecay", {"decay_steps": 10, "decay_rate": 0.5}),
    ("InverseTimeDecay staircase", "InverseTimeDecay", {"decay_steps": 10, "decay_rate": 0.5, "staircase": True}),
    ("PolynomialDecay", "PolynomialDecay", {"decay_steps": 10, "end_learning_rate": 0.01, "power": 2}),
    ("PolynomialDecay cycle", "PolynomialDecay", {"decay_steps": 10, "end_learning_rate": 0.01, "cycle": True}),
    ("CosineDecay", "CosineDecay", {"decay_steps": 10, "alpha": 0.1}),
    ("PiecewiseConstantDecay", "PiecewiseConstantDecay", {"boundaries": [5, 10], "values": [0.1, 0.05, 0.01]}),
]
ITERATIONS = [0, 1, 5, 6, 9, 10, 11, 20, 25]


def make_schedules():
    cases = []
    for name, class_name, settings in SCHEDULES:
        first = {} if "values" in settings else {"initial_learning_rate": 0.1}
        schedule = getattr(optimizers.schedules, class_name)(**first, **settings)
        rates = [float(str(np.float32(schedule(i)))) for i in ITERATIONS]
        cases.append({"name": name, "schedule": {"className": class_name, **camel_case(settings)}, "rates": rates})
    write("schedules.json", {"iterations": ITERATIONS, "cases": cases})


SEVEN = (np.random.default_rng(7).normal(size=(4, 7)) * 3).astype("float32")
SEVEN_LABELS = [3, 0, 6, 2]
ONE = np.array([[2.0], [-0.5], [0.0], [-40.0], [90.0]], "float32")
ONE_LABELS = [1, 0, 1, 1, 0]
CATEGORICAL, SPARSE = "categorical_crossentropy", "sparse_categorical_crossentropy"
BINARY, SQUARED = "binary_crossentropy", "mean_squared_error"
LOSSES = [
    ("softmax", CATEGORICAL, "softmax", SEVEN, False),
    ("softmax, sparse", SPARSE, "softmax", SEVEN, False),
    ("softmax far from right", CATEGORICAL, "softmax", SEVEN * np.float32(20), False),
    ("hidden softmax", CATEGORICAL, "softmax", SEVEN, True),
    ("hidden softmax, clipped", CATEGORICAL, "softmax", SEVEN * np.float32(3), True),
    ("hidden softmax, sparse, clipped", SPARSE, "softmax", SEVEN * np.float32(3), True),
    ("sigmoid outputs that do not add up to 1", CATEGORICAL, "sigmoid", SEVEN, False),
    ("hidden sigmoids that do not add up to 1", CATEGORICAL, "sigmoid", SEVEN, True),
    ("sigmoid outputs, sparse", SPARSE, "sigmoid", SEVEN, False),
    ("hidden sigmoids, sparse", SPARSE, "sigmoid", SEVEN, True),
    ("one sigmoid", BINARY, "sigmoid", ONE, False),
    ("one hidden sigmoid", BINARY, "sigmoid", ONE, True),
    ("several sigmoids", BINARY, "sigmoid", SEVEN, False),
    ("softmax as probabilities", BINARY, "softmax", SEVEN, False),
    ("one linear", SQUARED, "linear", ONE / np.float32(10), False),
    ("several linear", SQUARED, "linear", SEVEN, False),
    ("softmax", SQUARED, "softmax", SEVEN, False),
    ("one sigmoid", SQUARED, "sigmoid", ONE, False),
]


def make_losses():
    cases = []
    for name, loss, activation, logits, hidden in LOSSES:
        outputs = logits.shape[1]
        labels = ONE_LABELS if outputs == 1 else SEVEN_LABELS
        one_hot = loss != SPARSE and outputs > 1
        wanted = np.eye(outputs, dtype="float32")[labels] if one_hot else np.reshape(labels, (-1, 1))
        given = keras.Input((outputs,))
        output = keras.layers.Activation(activation)(given)
        model = keras.Model(given, keras.layers.Reshape((outputs,))(output) if hidden else output)
        metrics = ["accuracy"] + (["top_k_categorical_accuracy"] if one_hot else [])
        model.compile("sgd", loss, metrics=metrics)

        @tf.function
        def value_and_slope(z):
            with tf.GradientTape() as tape:
                tape.watch(z)
                value = model.compute_loss(y=tf.constant(wanted), y_pred=model(z))
            return value, tape.gradient(value, z)

        value, slope = value_and_slope(tf.constant(logits))
        measured = model.evaluate(logits, wanted, batch_size=len(labels), verbose=0)[1:]
        counts = {metric: round(share * len(labels)) for metric, share in zip(metrics, measured)}
        cases.append(
            {
                **{"name": name, "loss": loss, "activation": activation, "hidden": hidden},
                **{"shape": list(logits.shape), "logits": floats(logits), "labels": labels},
                **{"value": floats(value)[0], "slope": floats(slope), "metrics": counts},
            }
        )
    write("losses.json", cases)


make_optimizers()
make_schedules()
make_losses()
