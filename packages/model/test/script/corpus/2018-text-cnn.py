from keras.layers import Input, Embedding, Conv1D, GlobalMaxPooling1D, Concatenate, Dense, Dropout, SpatialDropout1D
from keras.models import Model

vocabulary, length, width = 5000, 120, 64
filter_sizes = (3, 4, 5)

words = Input(shape=(length,), dtype='int32')
x = Embedding(vocabulary, width)(words)
x = SpatialDropout1D(0.2)(x)
branches = []
for size in filter_sizes:
    branch = Conv1D(filters=32, kernel_size=size, padding='valid', activation='relu', strides=1)(x)
    branch = GlobalMaxPooling1D()(branch)
    branches.append(branch)
x = Concatenate()(branches) if len(branches) > 1 else branches[0]
x = Dropout(0.5)(x)
x = Dense(6, activation='softmax')(x)
model = Model(words, x)
