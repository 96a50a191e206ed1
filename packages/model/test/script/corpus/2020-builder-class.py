from tensorflow.keras import layers, models, optimizers
from tensorflow.keras.datasets import mnist


class Config:
    IMAGE_SHAPE = (28, 28, 1)
    FILTERS = [8, 16]
    BATCH_SIZE = 50
    EPOCHS = 3
    LR = 1e-2


class ModelBuilder(object):
    def __init__(self, config, use_bn=False):
        self.config = config
        self.use_bn = use_bn

    def _conv(self, x, filters):
        x = layers.Conv2D(filters, 3)(x)
        if self.use_bn:
            x = layers.BatchNormalization()(x)
        return layers.Activation('relu')(x)

    @property
    def depth(self):
        return len(self.config.FILTERS)

    def build(self):
        inputs = layers.Input(self.config.IMAGE_SHAPE)
        x = inputs
        for i in range(self.depth):
            x = self._conv(x, self.config.FILTERS[i])
        x = layers.Flatten()(x)
        return models.Model(inputs, layers.Dense(10, activation='softmax')(x))


cfg = Config()
model = ModelBuilder(cfg, use_bn=True).build()
(x, y), _ = mnist.load_data()
x = x.reshape((-1,) + cfg.IMAGE_SHAPE) / 255.
model.compile(optimizers.SGD(learning_rate=Config.LR), 'sparse_categorical_crossentropy', metrics=['accuracy'])
model.fit(x, y, batch_size=cfg.BATCH_SIZE, epochs=cfg.EPOCHS)
