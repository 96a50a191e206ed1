from keras import layers, models

model = models.Sequential([
    layers.Input((40, 50, 3)),
    layers.ZeroPadding2D(((1, 2), (3, 4))),
    layers.Cropping2D(((1, 1), (0, 2))),
    layers.Conv2DTranspose(6, (3, 4), strides=(2, 3), output_padding=1),
    layers.Conv2DTranspose(4, 5, strides=3, padding="same"),
    layers.CenterCrop(60, 70),
    layers.SpatialDropout2D(0.2),
    layers.SeparableConv2D(8, (3, 5), strides=2, depth_multiplier=3, use_bias=False),
    layers.DepthwiseConv2D((2, 3), depth_multiplier=2, dilation_rate=(2, 2)),
    layers.UnitNormalization(),
    layers.PReLU(),
    layers.LayerNormalization(axis=[1, 2, 3]),
    layers.UpSampling2D((2, 1), interpolation="bilinear"),
    layers.MaxPooling2D((3, 2), strides=(1, 2), padding="same"),
    layers.Reshape((-1, 16)),
    layers.Conv1D(4, 9, strides=4, dilation_rate=1),
    layers.GlobalMaxPooling1D(),
    layers.Softmax(),
])
model.summary()
