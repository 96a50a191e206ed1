from keras.layers import *
from keras.models import *

def Net(classes = 3, filters = [8,16], **options):
    model = Sequential()
    kind = options.get('pool', 'max')
    for i in range(len(filters)):
        shape = {'input_shape': (33, 47, 3)} if i == 0 else {}
        model.add(Conv2D(filters[i], (5, 5) if i == 0 else (3, 3), strides = (2, 2), padding = 'same', **shape))
        model.add(MaxPooling2D((3, 3), (2, 2)) if kind == 'max' else AveragePooling2D((3, 3), (2, 2)))
    model.add(GlobalAveragePooling2D() if options.get('gap') else Flatten())
    model.add(Dense(classes, activation = 'softmax'))
    return model

a = Net()
b = Net(classes = 5, pool = 'avg', gap = True)
c = Net(2, filters = [4])
