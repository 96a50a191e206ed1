import keras
from keras.layers import Conv2D, Dense, GlobalAveragePooling2D, Input, BatchNormalization, Dropout
from keras.models import Model


def backbone():
    i = Input((48, 48, 3))
    x = i
    for n in (8, 16):
        x = Conv2D(n, 3, activation='relu')(x)
        x = BatchNormalization()(x)
    return Model(i, x, name='backbone')


base = backbone()
base.trainable = False
inputs = keras.Input(shape=(48, 48, 3))
x = base(inputs, training=False)
x = GlobalAveragePooling2D()(x)
x = Dropout(0.2)(x)
outputs = Dense(1, activation='sigmoid')(x)
model = Model(inputs, outputs)
model.compile(optimizer=keras.optimizers.AdamW(learning_rate=1e-3, weight_decay=1e-4),
              loss=keras.losses.BinaryCrossentropy(), metrics=[keras.metrics.BinaryAccuracy()])

top = base.output
top = GlobalAveragePooling2D()(top)
second = Model(inputs=base.input, outputs=Dense(5)(top), name='second')
for layer in second.layers[:3]:
    layer.trainable = False
