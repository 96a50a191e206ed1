from dataclasses import dataclass

from keras import layers, models


class Settings:
    def __init__(self, filters=8, size=(24, 24), dropout=None):
        self.filters = filters
        self.size = size
        self.dropout = dropout


def layer_list(s):
    result = [layers.Input(shape=(*s.size, 1))]
    result += [layers.Conv2D(s.filters * k, 3) for k in (1, 2, 4)]
    result.extend([layers.Flatten(), layers.Dense(10)])
    if s.dropout is not None:
        result.insert(-1, layers.Dropout(s.dropout))
    return result


settings = Settings(dropout=0.2)
settings.filters = 4
model = models.Sequential(layer_list(settings))
model.summary()
