import keras
from keras import layers


def residual(x, filters, stride=1):
    shortcut = x
    y = layers.Conv2D(filters, 3, strides=stride, padding="same", use_bias=False)(x)
    y = layers.GroupNormalization(groups=8)(y)
    y = layers.Activation("silu")(y)
    y = layers.Conv2D(filters, 3, padding="same", use_bias=False)(y)
    y = layers.GroupNormalization(8)(y)
    if stride != 1 or x.shape[-1] != filters:
        shortcut = layers.Conv2D(filters, 1, strides=stride)(x)
    return layers.Activation("silu")(y + shortcut)


inputs = keras.Input((32, 32, 3))
x = layers.Conv2D(16, 3, padding="same")(inputs)
widths = [16 * 2**i for i in range(3)]
for i, w in enumerate(widths):
    x = residual(x, w, stride=1 if i == 0 else 2)
x = layers.GlobalAveragePooling2D()(x)
outputs = layers.Dense(10, activation="softmax")(x)
model = keras.Model(inputs, outputs)
schedule = keras.optimizers.schedules.CosineDecay(initial_learning_rate=0.1, decay_steps=1000)
model.compile(optimizer=keras.optimizers.SGD(schedule, momentum=0.9), loss="categorical_crossentropy", metrics=["accuracy"])
