from tensorflow.keras.layers import *
from tensorflow.keras.models import Model


def squeeze_excite(block, ratio=16):
    channels = block.shape[-1]
    se = GlobalAveragePooling2D()(block)
    se = Reshape((1, 1, channels))(se)
    se = Dense(channels // ratio, activation='relu', use_bias=False)(se)
    se = Dense(channels, activation='sigmoid', use_bias=False)(se)
    return multiply([block, se])


inp = Input((32, 32, 3))
x = Conv2D(32, 3, padding='same')(inp)
x = squeeze_excite(x, 8)
y = Conv2D(32, 3, padding='same')(x)
y = squeeze_excite(y, ratio=4)
x = add([x, y])
x = PReLU(shared_axes=[1, 2])(x)
x = GlobalMaxPooling2D()(x)
x = Dense(10, activation='softmax')(x)
model = Model(inp, x)
