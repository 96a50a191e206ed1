from tensorflow import keras
from tensorflow.keras import layers as L, models
from tensorflow.keras.datasets import fashion_mnist
import numpy as np

(train_images, train_labels), (test_images, test_labels) = fashion_mnist.load_data()
train_images = np.expand_dims(train_images, -1).astype("float32") / 255
n_classes = len(np.unique(train_labels))

m = models.Sequential()
m.add(L.InputLayer(input_shape=train_images.shape[1:]))
for i, f in enumerate([32, 64], start=1):
    m.add(L.Conv2D(f, (3, 3), padding="same", name=f"block{i}_conv"))
    m.add(L.BatchNormalization(momentum=0.9, name=f"block{i}_bn"))
    m.add(L.LeakyReLU(alpha=0.1))
    m.add(L.MaxPool2D(name="block%d_pool" % i))
m.add(L.GlobalAveragePooling2D())
m.add(L.Dense(n_classes, activation="softmax"))
m.compile(keras.optimizers.SGD(0.05, momentum=0.9), "sparse_categorical_crossentropy", ["accuracy"])
m.fit(train_images, train_labels, batch_size=64, epochs=10, validation_split=0.1)
