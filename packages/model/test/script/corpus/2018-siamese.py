# partly: a Lambda computes the distance.
from keras import backend as K
from keras.layers import Input, Conv2D, MaxPooling2D, Flatten, Dense, Lambda
from keras.models import Model, Sequential


def base_network(shape):
    net = Sequential(name='base')
    net.add(Conv2D(16, 5, activation='relu', input_shape=shape))
    net.add(MaxPooling2D())
    net.add(Flatten())
    net.add(Dense(32, activation='sigmoid'))
    return net


shape = (28, 28, 1)
left = Input(shape)
right = Input(shape)
base = base_network(shape)
a = base(left)
b = base(right)
distance = Lambda(lambda t: K.abs(t[0] - t[1]), output_shape=(32,))([a, b])
same = Dense(1, activation='sigmoid')(distance)
model = Model([left, right], same)
model.compile(loss='binary_crossentropy', optimizer='adam')
