import tensorflow as tf
from tensorflow.keras import layers as tfl

depths, dims = [2, 1], [24, 48]

x = inputs = tf.keras.layers.Input([64, 64, 3])
x = tfl.Conv2D(dims[0], kernel_size=4, strides=4)(x)
x = tfl.LayerNormalization(epsilon=1e-6)(x)
for stage, (depth, dim) in enumerate(zip(depths, dims)):
    if stage:
        x = tfl.LayerNormalization(epsilon=1e-6)(x)
        x = tfl.Conv2D(dim, 2, strides=2)(x)
    for _ in range(depth):
        shortcut = x
        x = tfl.DepthwiseConv2D(7, padding='same')(x)
        x = tfl.LayerNormalization(epsilon=1e-6)(x)
        x = tfl.Dense(4 * dim, activation='gelu')(x)
        x = tfl.Dense(dim)(x)
        x = tfl.Add()([shortcut, x])
x = tfl.GlobalAveragePooling2D()(x)
x = tfl.LayerNormalization()(x)
model = tf.keras.Model(inputs, tfl.Dense(100, activation='softmax')(x))
