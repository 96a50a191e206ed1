from keras.models import Sequential
from keras.layers import Conv2D, MaxPooling2D, Flatten, Dense, Dropout, BatchNormalization
from keras import regularizers

weight_decay = 0.0005


def conv_block(model, filters, repeat, drop=0.4):
    for i in range(repeat):
        model.add(Conv2D(filters, (3, 3), padding='same', activation='relu',
                         kernel_regularizer=regularizers.l2(weight_decay)))
        model.add(BatchNormalization())
        if i < repeat - 1:
            model.add(Dropout(drop))
    model.add(MaxPooling2D(pool_size=(2, 2)))


def build_model(num_classes=10):
    model = Sequential()
    model.add(Conv2D(64, (3, 3), padding='same', input_shape=(32, 32, 3)))
    model.add(BatchNormalization())
    for filters, repeat in [(64, 1), (128, 2), (256, 3)]:
        conv_block(model, filters, repeat)
    model.add(Flatten())
    model.add(Dense(512, activation='relu', kernel_regularizer=regularizers.l2(weight_decay)))
    model.add(Dense(num_classes, activation='softmax'))
    return model


model = build_model()
model.summary()
