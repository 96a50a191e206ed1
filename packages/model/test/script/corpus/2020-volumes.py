from tensorflow import keras
from tensorflow.keras import layers


def get_model(width=32, height=32, depth=16):
    inputs = keras.Input((width, height, depth, 1))
    x = layers.Conv3D(filters=16, kernel_size=3, activation="relu")(inputs)
    x = layers.MaxPool3D(pool_size=2)(x)
    x = layers.BatchNormalization()(x)
    x = layers.Conv3D(filters=32, kernel_size=3, activation="relu", padding="same")(x)
    x = layers.UpSampling3D((1, 1, 2))(x)
    x = layers.Conv3DTranspose(8, 2, strides=2)(x)
    x = layers.Cropping3D(((1, 1), (2, 2), (0, 3)))(x)
    x = layers.ZeroPadding3D(1)(x)
    x = layers.AveragePooling3D((2, 2, 2), strides=(2, 2, 1), padding="same")(x)
    x = layers.SpatialDropout3D(0.1)(x)
    x = layers.GlobalAveragePooling3D()(x)
    x = layers.Dense(units=64, activation="relu")(x)
    x = layers.Dropout(0.3)(x)
    outputs = layers.Dense(units=1, activation="sigmoid")(x)
    return keras.Model(inputs, outputs, name="volumes")


model = get_model(depth=20)
model.summary()
