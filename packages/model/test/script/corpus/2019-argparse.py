import argparse
from tensorflow.keras.models import Sequential
from tensorflow.keras.layers import Conv2D, Dense, Flatten, MaxPooling2D
from tensorflow.keras.datasets import cifar10
from tensorflow.keras.optimizers import SGD

ap = argparse.ArgumentParser()
ap.add_argument("-b", "--batch-size", type=int, default=64, help="size of a batch")
ap.add_argument("-e", "--epochs", type=int, default=20)
ap.add_argument("--lr", type=float, default=0.01)
ap.add_argument("--filters", type=int, nargs="+", default=[16, 32, 48])
ap.add_argument("--deep", action="store_true")
args = ap.parse_args()


def main(args):
    (x_train, y_train), _ = cifar10.load_data()
    x_train = x_train.astype("float") / 255.0
    model = Sequential()
    for n, filters in enumerate(args.filters):
        options = dict(padding="same", activation="relu")
        if n == 0:
            options["input_shape"] = (32, 32, 3)
        model.add(Conv2D(filters, 3, **options))
        if args.deep:
            model.add(Conv2D(filters, 3, padding="same", activation="relu"))
        model.add(MaxPooling2D(2))
    model.add(Flatten())
    model.add(Dense(10, activation="softmax"))
    model.compile(loss="sparse_categorical_crossentropy", optimizer=SGD(lr=args.lr, momentum=0.9), metrics=["accuracy"])
    model.fit(x_train, y_train, batch_size=args.batch_size, epochs=args.epochs)


if __name__ == "__main__":
    main(args)
