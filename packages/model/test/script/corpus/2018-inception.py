from keras.layers import Input, Conv2D, MaxPooling2D, AveragePooling2D, Flatten, Dense, Dropout
from keras.layers.merge import concatenate
from keras.layers.normalization import BatchNormalization
from keras.models import Model


def conv2d_bn(x, filters, kernel, strides=(1, 1), padding='same', name=None):
    if name is not None:
        bn_name = name + '_bn'
        conv_name = name + '_conv'
    else:
        bn_name = None
        conv_name = None
    x = Conv2D(filters, kernel, strides=strides, padding=padding, use_bias=False, name=conv_name)(x)
    x = BatchNormalization(axis=3, scale=False, name=bn_name)(x)
    return x


def inception(x, f1, f3r, f3, f5r, f5, fp, name):
    b1 = conv2d_bn(x, f1, (1, 1), name=name + '_1x1')
    b3 = conv2d_bn(x, f3r, (1, 1))
    b3 = conv2d_bn(b3, f3, (3, 3))
    b5 = conv2d_bn(x, f5r, 1)
    b5 = conv2d_bn(b5, f5, 5)
    bp = MaxPooling2D((3, 3), strides=(1, 1), padding='same')(x)
    bp = conv2d_bn(bp, fp, 1)
    return concatenate([b1, b3, b5, bp], axis=3, name=name)


img = Input(shape=(64, 64, 3), name='image')
x = conv2d_bn(img, 32, 7, strides=2)
x = MaxPooling2D(3, strides=2, padding='same')(x)
x = inception(x, 16, 24, 32, 4, 8, 8, 'mixed0')
x = inception(x, 32, 32, 48, 8, 24, 16, 'mixed1')
x = AveragePooling2D((8, 8))(x)
x = Dropout(0.4)(x)
x = Flatten()(x)
out = Dense(5, activation='softmax', name='predictions')(x)
model = Model(img, out, name='small_inception')
model.compile('sgd', 'categorical_crossentropy', metrics=['acc'])
