from tensorflow.keras import Sequential
from tensorflow.keras.layers import (Bidirectional, GRU, LSTM, Dense, Conv1D, MaxPooling1D, RepeatVector,
                                     TimeDistributed, SimpleRNN, BatchNormalization, Permute)

n_steps, n_features = 64, 9
model = Sequential([
    Conv1D(16, 5, padding='causal', input_shape=(n_steps, n_features)),
    MaxPooling1D(2),
    BatchNormalization(),
    Bidirectional(LSTM(20, return_sequences=True)),
    Bidirectional(GRU(10), merge_mode='sum'),
    RepeatVector(7),
    SimpleRNN(6, return_sequences=True),
    Permute((2, 1)),
    TimeDistributed(Dense(3)),
    GRU(5, reset_after=False),
    Dense(2),
])
model.compile(optimizer='adam', loss='mae')
