import keras

model = keras.Sequential(name="late")
model.add(keras.layers.Conv2D(4, 3, activation="tanh"))
model.add(keras.layers.AveragePooling2D(2, strides=1))
model.add(keras.layers.Conv2D(8, (3, 5), strides=(2, 1), dilation_rate=1, groups=2))
model.add(keras.layers.Flatten())
model.add(keras.layers.Dense(3))
model.build((None, 20, 30, 2))
model.summary()
