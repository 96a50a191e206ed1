from keras.models import Sequential
from keras.layers import ConvLSTM2D, BatchNormalization, Conv3D, TimeDistributed, Conv2D, MaxPooling2D, Flatten, LSTM, Dense

frames = Sequential()
frames.add(ConvLSTM2D(filters=8, kernel_size=(3, 3), input_shape=(None, 40, 40, 1), padding='same', return_sequences=True))
frames.add(BatchNormalization())
frames.add(ConvLSTM2D(filters=8, kernel_size=(3, 3), padding='same', return_sequences=True))
frames.add(Conv3D(filters=1, kernel_size=(3, 3, 3), activation='sigmoid', padding='same'))
frames.compile(loss='binary_crossentropy', optimizer='adadelta')

clips = Sequential()
clips.add(TimeDistributed(Conv2D(16, (3, 3), activation='relu'), input_shape=(10, 48, 48, 3)))
clips.add(TimeDistributed(MaxPooling2D((2, 2))))
clips.add(TimeDistributed(Flatten()))
clips.add(LSTM(24, return_sequences=False))
clips.add(Dense(5, activation='softmax'))
clips.compile(loss='categorical_crossentropy', optimizer='adam')
