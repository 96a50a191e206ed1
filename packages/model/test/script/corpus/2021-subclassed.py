# partly: the network is made in methods of a class of its own.
import tensorflow as tf
from tensorflow.keras.layers import Conv2D, Dense, Flatten
from tensorflow.keras import Model


class MyModel(Model):
    def __init__(self):
        super(MyModel, self).__init__()
        self.conv1 = Conv2D(32, 3, activation='relu')
        self.flatten = Flatten()
        self.d1 = Dense(10)

    def call(self, x):
        return self.d1(self.flatten(self.conv1(x)))


model = MyModel()
