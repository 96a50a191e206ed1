from tensorflow.keras.layers import Input, Conv2D, BatchNormalization, Flatten, Dense, MaxPooling2D, Concatenate
from tensorflow.keras.models import Model

image = Input(shape=(64, 64, 3), name="image")
weather = Input(shape=(5,), name="weather")
trunk = image
for k in range(3):
    trunk = Conv2D(16 * 2 ** k, 3, activation="relu", padding="same", name=f"conv_{k + 1}")(trunk)
    trunk = MaxPooling2D()(trunk)
features = Flatten()(trunk)
features = Concatenate(name="join")([features, weather])


def head(units, activation, name):
    h = Dense(32, activation="relu")(features)
    h = BatchNormalization()(h)
    return Dense(units, activation=activation, name=name)(h)


age = head(1, "linear", "age")
kind = head(4, "softmax", "kind")
model = Model(inputs=[image, weather], outputs=[age, kind])
model.compile(optimizer="adam", loss={"age": "mse", "kind": "categorical_crossentropy"})
