from keras import Input, Model
from keras.layers import Conv2D, Conv2DTranspose, MaxPooling2D, Concatenate, Dropout


def double_conv(x, filters):
    for _ in range(2):
        x = Conv2D(filters, 3, padding="same", activation="relu", kernel_initializer="he_normal")(x)
    return x


def unet(size=64, channels=3, filters=(8, 16, 32), classes=4):
    inputs = Input((size, size, channels))
    x, skips = inputs, []
    for f in filters:
        x = double_conv(x, f)
        skips.append(x)
        x = MaxPooling2D()(x)
    x = Dropout(0.3)(double_conv(x, filters[-1] * 2))
    for f, skip in zip(reversed(filters), reversed(skips)):
        x = Conv2DTranspose(f, 2, strides=2, padding="same")(x)
        x = Concatenate()([x, skip])
        x = double_conv(x, f)
    return Model(inputs, Conv2D(classes, 1, activation="softmax")(x), name="unet")


model = unet(classes=3)
