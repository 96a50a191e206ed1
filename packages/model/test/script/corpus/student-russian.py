# -*- coding: utf-8 -*-
# Лабораторная работа: распознавание цифр
import tensorflow as tf
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Dense, Flatten, Conv2D, AveragePooling2D
from tensorflow.keras.datasets import mnist
from tensorflow.keras.utils import to_categorical

# загружаем данные
(картинки, метки), (тест_x, тест_y) = mnist.load_data()
картинки = картинки.reshape(60000, 28, 28, 1) / 255
метки = to_categorical(метки)

число_фильтров = 6
модель = Sequential()
модель.add(Conv2D(число_фильтров, 5, padding='same', activation='tanh', input_shape=(28, 28, 1)))
модель.add(AveragePooling2D(pool_size=(2, 2), strides=(1, 1), padding='valid'))
модель.add(Conv2D(16, kernel_size=(5, 5), activation='tanh'))
модель.add(AveragePooling2D((2, 2), (2, 2)))
модель.add(Conv2D(120, 5, activation='tanh'))
модель.add(Flatten())
модель.add(Dense(84, activation='tanh'))
модель.add(Dense(10, 'softmax'))

модель.compile('SGD', loss='categorical_crossentropy', metrics=['accuracy'])
модель.fit(картинки, метки, batch_size=128, epochs=1)
print('Готово')
