from tensorflow.keras.layers import (Input, Conv2D, BatchNormalization, ReLU, Concatenate,
                                     AveragePooling2D, GlobalAveragePooling2D, Dense)
from tensorflow.keras.models import Model
from tensorflow.keras import backend as K

growth = 12


def bn_relu_conv(x, filters, kernel=1):
    x = BatchNormalization()(x)
    x = ReLU()(x)
    return Conv2D(filters, kernel, padding='same', use_bias=False)(x)


def dense_block(x, count):
    for _ in range(count):
        y = bn_relu_conv(x, 4 * growth)
        y = bn_relu_conv(y, growth, 3)
        x = Concatenate()([y, x])
    return x


def transition(x, reduction=0.5):
    x = bn_relu_conv(x, int(K.int_shape(x)[-1] * reduction))
    return AveragePooling2D(2, strides=2, padding='same')(x)


inputs = Input(shape=(32, 32, 3))
x = Conv2D(2 * growth, 3, padding='same')(inputs)
blocks = [2, 3, 2]
for b in blocks:
    d = dense_block(x, b)
    x = transition(d)
x = GlobalAveragePooling2D()(d)
output = Dense(10, activation='softmax')(x)
model = Model(inputs, output)
