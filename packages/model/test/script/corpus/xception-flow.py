from tensorflow.keras.layers import Input, Dense, Conv2D, add, SeparableConv2D, ReLU, BatchNormalization, MaxPool2D, GlobalAvgPool2D
from tensorflow.keras import Model


def conv_bn(x, filters, kernel_size, strides=1):
    x = Conv2D(filters=filters, kernel_size=kernel_size, strides=strides, padding='same', use_bias=False)(x)
    return BatchNormalization()(x)


def sep_bn(x, filters, kernel_size, strides=1):
    x = SeparableConv2D(filters=filters, kernel_size=kernel_size, strides=strides, padding='same', use_bias=False)(x)
    return BatchNormalization()(x)


def entry_flow(x):
    x = ReLU()(conv_bn(x, filters=16, kernel_size=3, strides=2))
    tensor = ReLU()(conv_bn(x, filters=32, kernel_size=3))
    for f in (64, 128):
        x = sep_bn(ReLU()(tensor), filters=f, kernel_size=3)
        x = MaxPool2D(pool_size=3, strides=2, padding='same')(x)
        tensor = conv_bn(tensor, filters=f, kernel_size=1, strides=2)
        x = tensor = add([tensor, x])
    return x


def middle_flow(tensor):
    for _ in range(2):
        x = tensor
        n = 0
        while n < 3:
            x = sep_bn(ReLU()(x), filters=128, kernel_size=3)
            n += 1
        tensor = add([tensor, x])
    return tensor


image = Input(shape=(71, 71, 3))
x = middle_flow(entry_flow(image))
x = GlobalAvgPool2D()(x)
model = Model(inputs=image, outputs=Dense(units=30, activation='softmax')(x))
