"""What real Keras makes of the scripts of the corpus: runs each one with training stubbed out.

    python expected.py FOLDER [NAME …]

writes FOLDER/expected/NAME.json for each FOLDER/NAME.py: every model that stands for itself, each layer with its
class, output shape, parameters and the line that makes it, and what compile and fit were told. Scripts for Keras 1
and 2 run on Keras 3 with the old names put in their place.
"""

import inspect
import json
import os
import runpy
import sys
import types
from pathlib import Path

# Shapes and parameters are the same on every backend.
os.environ["KERAS_BACKEND"] = "jax"

import keras
import numpy as np
from keras.src.ops.operation import Operation

script = ""
lines = {}
models = []
used = set()
compiled = []
fitted = []


def line_in_script():
    """The first line of the expression of the script that is being run."""
    frame = sys._getframe(1)
    while frame is not None:
        if frame.f_code.co_filename == script:
            return next(iter(positions(frame)), frame.f_lineno)
        frame = frame.f_back
    return None


def positions(frame):
    index = frame.f_lasti // 2
    found = list(frame.f_code.co_positions())[index]
    return [found[0]] if found[0] else []


def note_lines():
    make = Operation.__new__

    def new(cls, *args, **kwargs):
        made = make(cls, *args, **kwargs)
        lines[id(made)] = (line_in_script(), made)
        return made

    Operation.__new__ = new


def stub_models():
    def noted(name, answer):
        def method(self, *args, **kwargs):
            used.add(id(self))
            return answer(self, args, kwargs) if answer else None

        return method

    def compile_(self, args, kwargs):
        named = inspect.signature(original).bind(self, *args, **kwargs).arguments
        compiled.append((self, told(named)))

    def told(named):
        optimizer = named.get("optimizer", "rmsprop")
        made = keras.optimizers.get(optimizer)
        rate = made._learning_rate
        rate = getattr(rate, "initial_learning_rate", rate)
        loss = named.get("loss")
        loss = loss if isinstance(loss, (type(None), dict)) else name_of(loss)
        metrics = [
            metric if isinstance(metric, str) else metric.name
            for metric in named.get("metrics") or third_of_keras_two(named)
        ]
        return {
            "optimizer": {"class": type(made).__name__, "learningRate": float(f"{float(np.array(rate)):.7g}")},
            "loss": loss if not isinstance(loss, dict) else None,
            "metrics": ["accuracy" if metric == "acc" else metric for metric in metrics],
        }

    def fit(self, args, kwargs):
        kwargs = {{"nb_epoch": "epochs", "generator": "x"}.get(key, key): value for key, value in kwargs.items()}
        for index, value in enumerate(args):
            kwargs.setdefault(["x", "y", "batch_size", "epochs"][index], value)
        batch_size = getattr(kwargs.get("x"), "batch_size", None) or kwargs.get("batch_size") or 32
        fitted.append({"batchSize": batch_size, "epochs": kwargs.get("epochs", 1)})
        return types.SimpleNamespace(history={})

    original = keras.Model.compile
    for cls in (keras.Model, keras.Sequential):
        cls.compile = noted("compile", compile_)
        cls.fit = cls.fit_generator = noted("fit", fit)
        cls.summary = noted("summary", None)
        cls.save = cls.save_weights = cls.load_weights = noted("save", None)
        cls.evaluate = noted("evaluate", lambda self, args, kwargs: [0.0, 0.0])
        cls.predict = noted("predict", lambda self, args, kwargs: np.zeros((1, 1)))

    from keras.src.models.functional import Functional

    functional = Functional.__init__
    sequential = keras.Sequential.__init__

    def functional_init(self, inputs=None, outputs=None, name=None, input=None, output=None, **kwargs):
        # A Sequential keeps a functional model of its own, which nobody sees.
        if not any("sequential.py" in name for name in callers(4)):
            models.append(self)
        inputs = inputs if input is None else input
        return functional(self, inputs, outputs if output is None else output, name=name, **kwargs)

    def sequential_init(self, *args, **kwargs):
        models.append(self)
        return sequential(self, *args, **kwargs)

    new = keras.Model.__new__

    def model_new(cls, *args, **kwargs):
        # Keras 1 called them input and output.
        if cls is keras.Model and "input" in kwargs:
            return Functional.__new__(Functional)
        return new(cls, *args, **kwargs)

    keras.Model.__new__ = model_new
    Functional.__init__ = functional_init
    keras.Sequential.__init__ = sequential_init


def callers(count):
    return [sys._getframe(depth).f_code.co_filename for depth in range(2, 2 + count)]

SHAPES = {
    "mnist": (60000, 10000, (28, 28), (), 10),
    "fashion_mnist": (60000, 10000, (28, 28), (), 10),
    "cifar10": (50000, 10000, (32, 32, 3), (1,), 10),
}


class Shaped(np.ndarray):
    """Zeros of a real shape that take no memory: every image is the same one."""


def stub_data():
    for name, (train, test, image, label, classes) in SHAPES.items():
        def load_data(train=train, test=test, image=image, label=label, classes=classes):
            def part(count):
                labels = (np.arange(count) % classes).astype("uint8").reshape((count,) + label)
                return np.broadcast_to(np.zeros((1,) + image, "uint8"), (count,) + image), labels

            return part(train), part(test)

        getattr(keras.datasets, name).load_data = load_data


class Generator:
    """Keras 2's ImageDataGenerator, without images."""

    def __init__(self, **settings):
        self.settings = settings

    def fit(self, x):
        pass

    def flow(self, x, y=None, batch_size=32, **others):
        return types.SimpleNamespace(batch_size=batch_size)


def module(name, *sources, **names):
    made = types.ModuleType(name)
    for source in sources:
        made.__dict__.update({key: value for key, value in vars(source).items() if not key.startswith("__")})
    made.__dict__.update(names)
    sys.modules[name] = made
    parent, _, last = name.rpartition(".")
    if parent in sys.modules:
        setattr(sys.modules[parent], last, made)
    return made


def translated(cls, renamed, gone=(), size=0):
    """A layer class that takes the arguments of older Kerases."""
    init = cls.__init__
    if getattr(init, "is_translated", False):
        return

    def take(self, *args, **kwargs):
        given = {}
        for key, value in kwargs.items():
            if key in gone:
                continue
            if key in ("input_dim", "input_length") and cls.__name__ != "Embedding":
                given["input_shape"] = (value,)
            elif key == "input_length":
                given["input_shape"] = (value,)
            elif key == "padding" and isinstance(value, str):
                given[key] = value.lower()
            else:
                given[renamed.get(key, key)] = value
        if size and len(args) > size and all(isinstance(arg, int) for arg in args[: size + 1]) and is_keras_one:
            args = (args[0], tuple(args[1 : size + 1])) + tuple(args[size + 1 :])
        return init(self, *args, **given)

    take.is_translated = True
    take.__signature__ = inspect.signature(init)
    cls.__init__ = take


is_keras_one = False


def old_names():
    layers = keras.layers
    for name in ("core", "convolutional", "pooling", "normalization", "advanced_activations", "recurrent",
                 "embeddings", "wrappers", "local", "noise"):
        module(f"keras.layers.{name}", layers)
    module("keras.layers.merge", layers)
    module("keras.utils.np_utils", keras.utils)
    keras.utils.np_utils = sys.modules["keras.utils.np_utils"]
    image = module("keras.preprocessing.image", ImageDataGenerator=Generator)
    keras.preprocessing.image = image
    layers.experimental = types.SimpleNamespace(preprocessing=layers)
    layers.merge = merge
    keras.backend.set_image_dim_ordering = lambda order: keras.config.set_image_data_format(
        {"th": "channels_first", "tf": "channels_last"}[order]
    )
    keras.backend.int_shape = lambda tensor: tuple(tensor.shape)
    common = {"border_mode": "padding", "subsample": "strides", "nb_filter": "filters", "init": "kernel_initializer"}
    translated(layers.Conv2D, common, size=2)
    translated(layers.Conv2DTranspose, common)
    translated(layers.MaxPooling2D, common)
    translated(layers.AveragePooling2D, common)
    translated(layers.Dense, {"output_dim": "units", "init": "kernel_initializer"})
    translated(layers.Dropout, {"p": "rate"})
    translated(layers.Embedding, {})
    translated(layers.LeakyReLU, {"alpha": "negative_slope"})
    for name in ("SGD", "RMSprop", "Adam", "Adadelta", "Adagrad"):
        translated(getattr(keras.optimizers, name), {"lr": "learning_rate"}, gone=("decay",))


def merge(tensors, mode="sum", concat_axis=-1):
    if mode == "concat":
        return keras.layers.concatenate(tensors, axis=concat_axis)
    return {"sum": keras.layers.add, "mul": keras.layers.multiply}[mode](tensors)


def stub_others():
    """Libraries that scripts load data with."""
    import unittest.mock as mock

    for name in ("pandas", "sklearn", "sklearn.model_selection"):
        sys.modules.setdefault(name, mock.MagicMock())
    sys.modules["sklearn.model_selection"].train_test_split = lambda *arrays, **options: [
        part for array in arrays for part in (array, array)
    ]
    frame = sys.modules["pandas"].read_csv.return_value
    values = frame.drop.return_value.__truediv__.return_value.values
    values.reshape = lambda *shape: np.zeros((42000 if shape[0] == -1 else shape[0],) + shape[1:], "float32")
    categorical = keras.utils.to_categorical
    both = lambda y, num_classes=None: np.zeros((42000, num_classes)) if isinstance(y, mock.MagicMock) else categorical(y, num_classes)
    keras.utils.to_categorical = both
    sys.modules["keras.utils.np_utils"].to_categorical = both


def keras_under_tensorflow():
    """A `tensorflow` with little more than this very Keras in it."""
    from keras.src.utils.module_utils import tensorflow

    assert not tensorflow.available  # Keras looks once; what comes now is not for it.
    module("tensorflow", keras=keras, newaxis=None, nn=keras.activations)
    for name, loaded in list(sys.modules.items()):
        if name == "keras" or name.startswith("keras.") and not name.startswith("keras.src"):
            sys.modules[f"tensorflow.{name}"] = loaded
    parts = ("layers", "models", "optimizers", "datasets", "utils", "backend", "callbacks", "preprocessing")
    for part in parts:
        sys.modules[f"tensorflow.keras.{part}"] = getattr(keras, part)


def third_of_keras_two(named):
    """Keras 2's third argument was the metrics, Keras 3's is the weights of the losses."""
    third = named.get("loss_weights") or []
    return third if isinstance(third, list) and all(isinstance(name, str) for name in third) else []


def name_of(loss):
    loss = keras.losses.get(loss) if isinstance(loss, str) else loss
    return getattr(loss, "name", None) or loss.__name__


def described():
    inside = {id(layer) for model in models for layer in model.layers if isinstance(layer, keras.Model)}
    shown = [model for model in models if (id(model) not in inside or id(model) in used) and model.layers]
    return [
        {
            "name": model.name,
            "layers": [
                {
                    "name": layer.name,
                    "class": type(layer).__name__,
                    "outputShape": shape_of(layer),
                    "params": getattr(layer, "count_params", int)() if getattr(layer, "built", False) else 0,
                    "line": lines[id(layer)][0],
                }
                for layer in parts_of(model)
            ],
            "totalParams": model.count_params() if model.built else 0,
            "trainableParams": sum(int(np.prod(weight.shape)) for weight in model.trainable_weights),
        }
        for model in shown
    ]


def parts_of(model):
    """The layers, and the operations between tensors (x + y) that a summary leaves out."""
    return model.operations if hasattr(model, "_operations") and not isinstance(model, keras.Sequential) else model.layers


def shape_of(layer):
    if isinstance(layer, keras.layers.InputLayer):
        return list(layer.batch_shape)
    nodes = getattr(layer, "_inbound_nodes", [])
    if not nodes:
        return None
    return list(nodes[-1].output_tensors[0].shape)


def reset():
    for kept in (lines, used):
        kept.clear()
    for kept in (models, compiled, fitted):
        kept.clear()
    keras.backend.clear_session()
    keras.config.set_image_data_format("channels_last")


def main(folder, names):
    global script, is_keras_one
    # Scripts read no arguments of ours.
    sys.argv = ["script"]
    note_lines()
    old_names()
    stub_models()
    stub_data()
    stub_others()
    keras_under_tensorflow()
    out = folder / "expected"
    out.mkdir(exist_ok=True)
    sys.argv = ["script"]
    quiet = open(os.devnull, "w")
    for path in sorted(folder.glob("*.py")):
        if names and path.stem not in names:
            continue
        reset()
        script = str(path)
        is_keras_one = "Convolution2D" in path.read_text()
        shown, sys.stdout = sys.stdout, quiet
        try:
            kept = runpy.run_path(script, run_name="__main__")
        finally:
            sys.stdout = shown
        result = {
            "models": described(),
            "training": {
                "compile": compiled[-1][1] if compiled else None,
                "fit": fitted[0] if fitted else None,
            },
        }
        del kept
        (out / f"{path.stem}.json").write_text(json.dumps(result, indent=1) + "\n")
        print(path.stem, [model["totalParams"] for model in result["models"]])


main(Path(sys.argv[1]).resolve(), sys.argv[2:])
