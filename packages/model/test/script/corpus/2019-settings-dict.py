from keras.models import Sequential
from keras import layers

CONFIG = {
    'input_shape': (48, 48, 1),
    'blocks': [
        {'filters': 32, 'kernel': 3, 'pool': 2},
        {'filters': 64, 'kernel': 3, 'pool': 2},
        {'filters': 128, 'kernel': 5, 'pool': 3},
    ],
    'dense': [256, 64],
    'classes': 7,
    'train': {'batch_size': 64, 'epochs': 30},
}


def create(config):
    model = Sequential([layers.InputLayer(config['input_shape'])])
    for block in config['blocks']:
        model.add(layers.Conv2D(block['filters'], block['kernel'], padding='same'))
        model.add(layers.ELU())
        model.add(layers.MaxPooling2D(block['pool']))
        if block.get('dropout'):
            model.add(layers.Dropout(block['dropout']))
    model.add(layers.Flatten())
    for units in config['dense']:
        model.add(layers.Dense(units))
        model.add(layers.ReLU())
    model.add(layers.Dense(config['classes'], activation='softmax'))
    return model


net = create(CONFIG)
net.compile('adam', 'categorical_crossentropy', metrics=['accuracy'])
