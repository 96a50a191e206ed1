import tensorflow as tf
from tensorflow.keras import layers

ALPHA = 0.5


def width(filters):
    return max(8, int(filters * ALPHA + 4) // 8 * 8)


def mobile_block(x, filters, stride, block_id):
    prefix = "block_{}_".format(block_id)
    x = layers.DepthwiseConv2D(3, strides=stride, padding="same", use_bias=False, name=prefix + "depthwise")(x)
    x = layers.BatchNormalization(name=prefix + "depthwise_bn")(x)
    x = layers.ReLU(6., name=prefix + "depthwise_relu")(x)
    x = layers.Conv2D(width(filters), 1, use_bias=False, name=prefix + "project")(x)
    x = layers.BatchNormalization(name=prefix + "project_bn")(x)
    return layers.ReLU(max_value=6, name=prefix + "project_relu")(x)


inputs = tf.keras.Input(shape=(96, 96, 3), name="picture")
x = layers.Conv2D(width(32), 3, strides=2, padding="same", use_bias=False)(inputs)
settings = [(64, 1), (128, 2), (128, 1), (256, 2)]
for index, (filters, stride) in enumerate(settings, 1):
    x = mobile_block(x, filters, stride, index)
x = layers.GlobalAveragePooling2D()(x)
x = layers.Dropout(1e-3)(x)
outputs = layers.Dense(20, activation="softmax")(x)
model = tf.keras.Model(inputs, outputs, name="mobile")
