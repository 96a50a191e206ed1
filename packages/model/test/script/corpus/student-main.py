import sys
from keras.models import Sequential
from keras.layers import Dense, Flatten, Conv2D
from keras.datasets import cifar10
from keras.callbacks import EarlyStopping, ModelCheckpoint

EPOCHS = 5


def load():
    (a, b), (c, d) = cifar10.load_data()
    return a / 255., b, c / 255., d


def net(shape, n_out):
    m = Sequential()
    m.add(Conv2D(12, 5, strides=2, input_shape=shape))
    m.add(Flatten())
    m.add(Dense(n_out, activation='softmax'))
    return m


def main():
    x, y, tx, ty = load()
    model = net(x.shape[1:], int(y.max()) + 1)
    model.compile(optimizer='rmsprop', loss='sparse_categorical_crossentropy', metrics=['acc'])
    stop = EarlyStopping(monitor='val_loss', patience=2, restore_best_weights=True)
    keep = ModelCheckpoint('best.h5', monitor='val_loss', save_best_only=True)
    model.fit(x[:10000], y[:10000], batch_size=50, epochs=EPOCHS, validation_data=(tx, ty), callbacks=[stop, keep])
    model.save('net.h5')


if __name__ == '__main__':
    main()
