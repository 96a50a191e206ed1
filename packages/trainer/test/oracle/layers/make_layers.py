"""Writes layers.json: what real Keras 3 computes with single layers and small graphs.

For each case: the configuration, what the model gives where one only looks, what it gives in training, the weights
that training moved without a gradient, and the gradients of sum(r * output) by the input and each trainable weight.
Input, weights and r are not stored: they are `wave(shape, phase)` on both sides, so that the file stays small.

    pip install keras==3.15.1 tensorflow-cpu==2.21.0
    python make_layers.py > layers.json
"""

import json
import os

os.environ["TF_CPP_MIN_LOG_LEVEL"] = "3"
os.environ["TF_ENABLE_ONEDNN_OPTS"] = "0"

import keras
import numpy as np
import tensorflow as tf
from keras import layers as L

SHAPE = (4, 5, 4)
BATCH = 2


def wave(shape, phase):
    i = np.arange(int(np.prod(shape)), dtype=np.float64)
    return np.sin(phase + i * i * 0.37 + i).astype(np.float32).reshape(shape)


def values_of(weight, index):
    values = wave(weight.shape, 0.3 + index)
    return np.abs(values) + np.float32(0.5) if weight.name.endswith("variance") else values


def numbers(tensor):
    return [float(f"{value:.8g}") for value in np.asarray(tensor, dtype=np.float32).ravel()]


def case(name, *layers):
    """Layers in a row, or a function from the input to the output; either way flattened at the end."""
    x = keras.Input(SHAPE, name="input")
    y = x
    if callable(layers[0]) and not isinstance(layers[0], L.Layer):
        y = layers[0](x)
    else:
        for layer in layers:
            y = layer(y)
    model = keras.Model(x, L.Flatten(name="flat")(y), name="model")
    for index, weight in enumerate(model.weights):
        weight.assign(values_of(weight, index))
    for layer in model.layers:
        if isinstance(layer, L.Normalization):
            layer.finalize_state()
    given = tf.constant(wave((BATCH, *SHAPE), 0.1) * 2)
    looked = model(given, training=False)
    with tf.GradientTape() as tape:
        tape.watch(given)
        output = model(given, training=True)
        total = tf.reduce_sum(output * wave(output.shape, 0.2))
        total += tf.add_n(model.losses) if model.losses else 0.0
    trained = [v.value for v in model.trainable_weights]
    slopes = tape.gradient(total, [given, *trained])
    moved = [v for v in model.weights if v.name.startswith("moving") and v.path not in frozen(model)]
    return {
        "name": name,
        "config": json.loads(model.to_json()),
        "shape": list(looked.shape),
        "looked": numbers(looked),
        "trained": numbers(output) if moved else None,
        "moved": [numbers(v) for v in moved],
        "penalty": float(tf.add_n(model.losses)) if model.losses else None,
        "gradients": [numbers(slope) for slope in slopes],
    }


def frozen(model):
    def inside(layer):
        nested = getattr(layer, "layers", None)
        return [leaf for child in nested for leaf in inside(child)] if nested else [layer]

    return {w.path for leaf in inside(model) if not leaf.trainable for w in leaf.weights}


def shared_twice(x):
    tower = L.Conv2D(3, 2, activation="tanh")
    norm = L.BatchNormalization(momentum=0.7)
    return L.Subtract()([norm(tower(x)), norm(tower(L.AveragePooling2D(2, strides=1, padding="same")(x)))])


def nested(x):
    inner_input = keras.Input((4, 5, 3))
    left = L.Conv2D(2, 3, padding="same")(inner_input)
    inner = keras.Model(inner_input, L.Concatenate()([left, inner_input]), name="inner")
    row = keras.Sequential([L.Conv2D(3, 1, activation="sigmoid"), inner], name="row")
    return L.Add()([row(x), L.Conv2D(5, 1)(x)])


def frozen_nested(x):
    base = keras.Sequential([L.Conv2D(3, 2), L.BatchNormalization(), L.Activation("tanh")], name="base")
    y = L.Dense(2)(L.GlobalAveragePooling2D()(base(x)))
    base.trainable = False
    return y


def merged(layer):
    return lambda x: layer([L.Conv2D(4, 1)(x), x, L.Conv2D(4, 1, use_bias=False)(x)])


CASES = [
    case("Conv2D, same, strides", L.Conv2D(3, (3, 2), strides=(2, 1), padding="same", activation="tanh")),
    case("Conv2D, valid, no bias", L.Conv2D(2, 2, use_bias=False)),
    case("Conv2D, dilation", L.Conv2D(3, 2, dilation_rate=(2, 3), padding="same")),
    case("Conv2D, dilation, valid", L.Conv2D(2, (2, 3), dilation_rate=2)),
    case("Conv2D, groups", L.Conv2D(6, (3, 2), groups=2, padding="same")),
    case("Conv2D, groups, strides", L.Conv2D(4, 2, groups=4, strides=2)),
    case("DepthwiseConv2D", L.DepthwiseConv2D(3, depth_multiplier=2, padding="same")),
    case("DepthwiseConv2D, strides", L.DepthwiseConv2D((3, 2), strides=2, padding="same")),
    case("DepthwiseConv2D, valid, no bias", L.DepthwiseConv2D((2, 3), depth_multiplier=3, use_bias=False)),
    case("DepthwiseConv2D, dilation", L.DepthwiseConv2D(2, dilation_rate=2, padding="same")),
    case("DepthwiseConv2D, stride above kernel", L.DepthwiseConv2D((1, 2), strides=3, padding="same")),
    case("Conv2D, stride above kernel", L.Conv2D(2, (2, 1), strides=3, padding="same")),
    case("SeparableConv2D", L.SeparableConv2D(3, 3, padding="same", depth_multiplier=2, activation="sigmoid")),
    case("SeparableConv2D, strides", L.SeparableConv2D(2, 2, strides=2)),
    case("Dense on four axes", L.Dense(3, activation="tanh")),
    case("Dense, Flatten", L.Flatten(), L.Dense(3)),
    case("BatchNormalization", L.BatchNormalization()),
    case("BatchNormalization, settings", L.BatchNormalization(momentum=0.6, epsilon=0.01, center=False)),
    case("BatchNormalization, no scale, axis", L.BatchNormalization(axis=1, scale=False, momentum=0.5)),
    case("BatchNormalization, flat", L.Flatten(), L.BatchNormalization(center=False, scale=False, epsilon=0.5)),
    case("BatchNormalization, frozen", L.BatchNormalization(trainable=False)),
    case("Dropout that rests", L.Dropout(0.0)),
    case("noise that rests", L.GaussianNoise(0.0), L.GaussianDropout(0.0), L.AlphaDropout(0.0)),
    case("MaxPooling2D", L.MaxPooling2D(2)),
    case("MaxPooling2D, same", L.MaxPooling2D(3, strides=2, padding="same")),
    case("AveragePooling2D", L.AveragePooling2D((2, 3))),
    case("AveragePooling2D, same", L.AveragePooling2D(3, strides=(1, 2), padding="same")),
    case("GlobalMaxPooling2D", L.GlobalMaxPooling2D()),
    case("GlobalAveragePooling2D, keepdims", L.GlobalAveragePooling2D(keepdims=True)),
    case("ZeroPadding2D", L.ZeroPadding2D(((1, 0), (2, 3)))),
    case("UpSampling2D", L.UpSampling2D((2, 3))),
    case("UpSampling2D, bilinear", L.UpSampling2D((3, 2), interpolation="bilinear")),
    case("Cropping2D", L.Cropping2D(((1, 0), (1, 2)))),
    case("Reshape", L.Reshape((10, 8)), L.Dense(2)),
    case("Reshape, what is left", L.Conv2D(3, 1), L.Reshape((-1, 2, 5)), L.Conv2D(2, (2, 1))),
    case("Permute", L.Permute((3, 1, 2)), L.Conv2D(2, (2, 3))),
    case("RepeatVector", L.Flatten(), L.Dense(5), L.RepeatVector(3), L.Dense(2)),
    case("Identity", L.Identity()),
    case("Conv2DTranspose", L.Conv2DTranspose(3, (3, 2), activation="tanh")),
    case("Conv2DTranspose, same, strides", L.Conv2DTranspose(3, 3, strides=2, padding="same")),
    case("Conv2DTranspose, valid, strides", L.Conv2DTranspose(2, (2, 3), strides=(2, 3), use_bias=False)),
    case("Conv2DTranspose, same, even", L.Conv2DTranspose(2, (4, 2), strides=(2, 1), padding="same")),
    case("Conv2DTranspose, stride above kernel", L.Conv2DTranspose(2, (1, 2), strides=3)),
    case("Conv2DTranspose, stride above kernel, same", L.Conv2DTranspose(2, (2, 1), strides=3, padding="same")),
    case(
        "Conv2DTranspose, output padding, same",
        L.Conv2DTranspose(2, 3, strides=2, padding="same", output_padding=(0, 1)),
    ),
    case("Conv2DTranspose, output padding, valid", L.Conv2DTranspose(2, 3, strides=(2, 3), output_padding=1)),
    case("LayerNormalization", L.LayerNormalization()),
    case("LayerNormalization, axes", L.LayerNormalization(axis=[1, 3], epsilon=0.01)),
    case("LayerNormalization, no center", L.LayerNormalization(axis=2, center=False)),
    case("LayerNormalization, no scale", L.Flatten(), L.LayerNormalization(scale=False)),
    case("GroupNormalization", L.GroupNormalization(groups=2)),
    case("GroupNormalization, instance", L.GroupNormalization(groups=-1, center=False)),
    case("GroupNormalization, axis", L.GroupNormalization(groups=2, axis=1, scale=False, epsilon=0.1)),
    case("Normalization", L.Normalization()),
    case("Normalization, axes, the way back", L.Normalization(axis=[3, 2], invert=True)),
    case("Normalization, one for all", L.Normalization(axis=None)),
    case("Normalization, given", L.Normalization(mean=[0.1, -0.4, 1.0, 0.0], variance=[0.5, 2.0, 0.0, 1.0])),
    case("Normalization, one given", L.Normalization(axis=[1, 2], mean=0.5, variance=0.25)),
    case("Normalization, given along an axis", L.Normalization(axis=1, mean=[1, 2, 3, 4], variance=[1] * 4)),
    case("UnitNormalization", L.UnitNormalization()),
    case("UnitNormalization, axes", L.UnitNormalization(axis=[1, 2])),
    case("PReLU", L.PReLU()),
    case("PReLU, shared", L.PReLU(shared_axes=[1, 2])),
    case("ReLU", L.ReLU()),
    case("ReLU, all settings", L.ReLU(max_value=1.2, negative_slope=0.3, threshold=0.4)),
    case("ReLU, slope", L.ReLU(negative_slope=0.3)),
    case("ReLU, cap", L.ReLU(max_value=0.9)),
    case("LeakyReLU", L.LeakyReLU(negative_slope=0.25)),
    case("ELU", L.ELU(alpha=0.7)),
    case("Softmax", L.Softmax()),
    case("Softmax, axis", L.Softmax(axis=1)),
    case("Rescaling", L.Rescaling(2.0, offset=-1.0)),
    case("Rescaling, for each channel", L.Rescaling([0.5, 2.0, -3.0, 1.0], offset=[0.0, 1.0, 2.0, -1.0])),
    case("Rescaling after a layer", L.Conv2D(3, 1), L.Rescaling(1.0 / 255)),
    case("Add", merged(L.Add())),
    case("Multiply", merged(L.Multiply())),
    case("Average", merged(L.Average())),
    case("Maximum", merged(L.Maximum())),
    case("Minimum", merged(L.Minimum())),
    case("Subtract", lambda x: L.Subtract()([L.Conv2D(4, 1)(x), x])),
    case("Concatenate", merged(L.Concatenate())),
    case("Concatenate, axis", merged(L.Concatenate(axis=1))),
    case("a layer called twice", shared_twice),
    case("models in models", nested),
    case("a frozen model", frozen_nested),
    case(
        "regularizers",
        L.Conv2D(2, 2, kernel_regularizer="l2", bias_regularizer=keras.regularizers.L1(0.03)),
        L.Flatten(),
        L.Dense(2, kernel_regularizer=keras.regularizers.L1L2(0.01, 0.02)),
    ),
    case("ActivityRegularization", L.Conv2D(2, 2), L.ActivityRegularization(l1=0.02, l2=0.03)),
    case(
        "activity regularizers",
        L.Conv2D(2, 2, activation="tanh", activity_regularizer=keras.regularizers.L1(0.03)),
        L.Dense(2, trainable=False, activity_regularizer="l2", kernel_regularizer="l2"),
    ),
    *[
        case(f"activation {name}", L.Activation(name))
        for name in (
            "linear relu relu6 leaky_relu elu celu selu sigmoid log_sigmoid hard_sigmoid sparse_sigmoid silu swish "
            "hard_silu hard_swish mish gelu tanh hard_tanh tanh_shrink soft_shrink hard_shrink softplus sparse_plus "
            "squareplus softsign exponential softmax log_softmax"
        ).split()
    ],
]

print("[")
print(",\n".join(json.dumps(c, separators=(",", ":")) for c in CASES))
print("]")
