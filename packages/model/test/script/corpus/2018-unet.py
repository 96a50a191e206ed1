from keras.models import Model
from keras.layers import Input, concatenate, Conv2D, MaxPooling2D, Conv2DTranspose, Dropout
from keras.optimizers import Adam

img_rows = 96
img_cols = 96

inputs = Input((img_rows, img_cols, 1))
conv1 = Conv2D(32, (3, 3), activation='relu', padding='same')(inputs)
conv1 = Conv2D(32, (3, 3), activation='relu', padding='same')(conv1)
pool1 = MaxPooling2D(pool_size=(2, 2))(conv1)

conv2 = Conv2D(64, (3, 3), activation='relu', padding='same')(pool1)
conv2 = Conv2D(64, (3, 3), activation='relu', padding='same')(conv2)
pool2 = MaxPooling2D(pool_size=(2, 2))(conv2)

conv3 = Conv2D(128, (3, 3), activation='relu', padding='same')(pool2)
drop3 = Dropout(0.5)(conv3)

up4 = concatenate([Conv2DTranspose(64, (2, 2), strides=(2, 2), padding='same')(drop3), conv2], axis=3)
conv4 = Conv2D(64, (3, 3), activation='relu', padding='same')(up4)

up5 = concatenate([Conv2DTranspose(32, (3, 3), strides=(2, 2), padding='same')(conv4), conv1], axis=3)
conv5 = Conv2D(32, (3, 3), activation='relu', padding='same')(up5)
conv6 = Conv2D(1, (1, 1), activation='sigmoid')(conv5)

model = Model(inputs=[inputs], outputs=[conv6])
model.compile(optimizer=Adam(lr=1e-5), loss='binary_crossentropy', metrics=['accuracy'])
