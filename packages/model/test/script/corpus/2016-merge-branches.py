# Keras 1's merge and Model(input=, output=).
from keras.layers import Input, Convolution2D, MaxPooling2D, Flatten, Dense, merge
from keras.models import Model

inputs = Input(shape=(32, 32, 3))
tower_1 = Convolution2D(16, 1, 1, border_mode='same', activation='relu')(inputs)
tower_1 = Convolution2D(16, 3, 3, border_mode='same', activation='relu')(tower_1)
tower_2 = Convolution2D(8, 1, 1, border_mode='same', activation='relu')(inputs)
tower_2 = Convolution2D(16, 5, 5, border_mode='same', activation='relu')(tower_2)
tower_3 = MaxPooling2D((3, 3), strides=(1, 1), border_mode='same')(inputs)
x = merge([tower_1, tower_2, tower_3], mode='concat', concat_axis=-1)
y = Convolution2D(35, 1, 1, border_mode='same')(inputs)
x = merge([x, y], mode='sum')
x = Flatten()(x)
predictions = Dense(10, activation='softmax')(x)
model = Model(input=inputs, output=predictions)
model.compile(optimizer='rmsprop', loss='categorical_crossentropy', metrics=['accuracy'])
