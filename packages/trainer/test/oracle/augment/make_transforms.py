"""What Keras's ImageDataGenerator does to small images: run in a folder of one's own with Keras 3.15.1, scipy, pillow.

transforms.json   images [n, height, width, channels] as bytes, and for each case its generator's arguments and the
                  transform of each image
transforms.npy    float32 [cases, n, height, width, channels]: apply_transform, one case after another
standardize.json  for each case: images, arguments; what `fit` found; `standardized`: standardize of each image alone
"""

import json

import numpy as np
from keras.src.legacy.preprocessing.image import ImageDataGenerator

rng = np.random.default_rng(2004)


def image_bytes(*shape):
    return rng.integers(0, 256, shape, dtype=np.uint8)


def transforms():
    images = image_bytes(4, 6, 9, 3)
    x = images.astype("float32") / 255
    moves = {
        "rotation": lambda: {"theta": rng.uniform(-180, 180)},
        "quarter turns": lambda: {"theta": float(rng.choice([-90, 90, 180]))},
        "shear": lambda: {"shear": rng.uniform(-60, 60)},
        "zoom": lambda: {"zx": rng.uniform(0.4, 2.5), "zy": rng.uniform(0.4, 2.5)},
        "shift": lambda: {"tx": rng.uniform(-12, 12), "ty": rng.uniform(-12, 12)},
        "whole shift": lambda: {"tx": float(rng.integers(-9, 9)), "ty": float(rng.integers(-9, 9))},
        "flips": lambda: {"flip_horizontal": bool(rng.random() < 0.7), "flip_vertical": bool(rng.random() < 0.7)},
        "everything": lambda: {
            "theta": rng.uniform(-40, 40),
            "tx": rng.uniform(-3, 3),
            "ty": rng.uniform(-3, 3),
            "shear": rng.uniform(-30, 30),
            "zx": rng.uniform(0.7, 1.4),
            "zy": rng.uniform(0.7, 1.4),
            "flip_horizontal": bool(rng.random() < 0.5),
            "flip_vertical": bool(rng.random() < 0.5),
            "channel_shift_intensity": rng.uniform(-0.5, 0.5),
        },
        "channel shift": lambda: {"channel_shift_intensity": rng.uniform(-0.8, 0.8)},
    }
    cases, outputs = [], []
    for fill_mode in ["nearest", "constant", "reflect", "wrap"]:
        for name, draw in moves.items():
            cval = 0.4 if fill_mode == "constant" else 0.0
            generator = ImageDataGenerator(fill_mode=fill_mode, cval=cval)
            drawn = [draw() for _ in images]
            cases.append({"name": name, "fillMode": fill_mode, "cval": cval, "transforms": drawn})
            outputs.append([generator.apply_transform(image, d) for image, d in zip(x.copy(), drawn)])
    np.save("transforms.npy", np.asarray(outputs, "float32"))
    return {"shape": images.shape, "images": images.ravel().tolist(), "cases": cases}


def standardize():
    settings = [
        {"rescale": 2.5},
        {"samplewise_center": True},
        {"samplewise_std_normalization": True},
        {"featurewise_center": True},
        {"featurewise_std_normalization": True},
        {"featurewise_std_normalization": True, "samplewise_std_normalization": True, "rescale": 255.0},
        {"zca_whitening": True, "zca_epsilon": 1e-6},
        {"zca_whitening": True, "zca_epsilon": 0.5, "featurewise_std_normalization": True, "rescale": 3.0},
    ]
    cases = []
    for arguments in settings:
        for shape in [(40, 3, 4, 2), (9, 3, 4, 2)]:
            images = image_bytes(*shape)
            generator = ImageDataGenerator(**arguments)
            x = images.astype("float32") / 255
            generator.fit(x)
            cases.append(
                {
                    "arguments": arguments,
                    "shape": shape,
                    "images": images.ravel().tolist(),
                    "standardized": np.stack([generator.standardize(image) for image in x.copy()]).ravel().tolist(),
                }
            )
    return {"cases": cases}


for name, make in [("transforms", transforms), ("standardize", standardize)]:
    with open(f"{name}.json", "w") as file:
        json.dump(make(), file)
        file.write("\n")
