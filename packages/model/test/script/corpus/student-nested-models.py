from keras.models import Sequential, Model
from keras.layers import Conv2D, MaxPooling2D, Flatten, Dense, Input

features = Sequential([
    Conv2D(8, 3, activation='relu', input_shape=(32, 32, 3)),
    MaxPooling2D(),
    Conv2D(16, 3, activation='relu'),
    MaxPooling2D(),
], name='features')

classifier = Sequential([Flatten(), Dense(32, activation='relu'), Dense(4, activation='softmax')], name='classifier')

whole = Sequential()
whole.add(features)
whole.add(classifier)
whole.compile(optimizer='sgd', loss='categorical_crossentropy')

inp = Input((32, 32, 3))
two = Model(inp, classifier(features(inp)), name='two')
