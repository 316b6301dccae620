"""Writes what PyTorch's image layers give, for the tests of framework/layers:

    python3 bench/pytorch/image_layers.py > framework/layers/src/test/resources/io/foldwise/layers/image/pytorch.txt

All arrays are filled by a formula (see `fill`); images are [batch, height, width, channels], weights
[height, width, in, out]. A line is "case array: values".
"""

import torch
from torch.nn import functional as F

BATCH, HEIGHT, WIDTH, CHANNELS = 2, 5, 4, 2


def fill(seed, *shape):
    size = 1
    for part in shape:
        size *= part
    return torch.sin(torch.arange(size, dtype=torch.float64) * 0.7 + seed).reshape(shape)


def first(images):
    return images.permute(0, 3, 1, 2)


def last(images):
    return images.permute(0, 2, 3, 1)


def write(case, name, values):
    print(f"{case} {name}: " + " ".join(f"{value:.8g}" for value in values.detach().reshape(-1).tolist()))


def report(case, function, *arrays, names=None):
    """A function of arrays filled already: its result, and gradients for a gradient filled with seed 9."""
    arrays = [array.clone().requires_grad_() for array in arrays]
    result = function(*arrays)
    write(case, "output", result)
    result.backward(fill(9, *result.shape))
    for name, array in zip(names or ["input"], arrays):
        write(case, name, array.grad)


IMAGES = fill(1, BATCH, HEIGHT, WIDTH, CHANNELS)
GROUPED = fill(1, BATCH, HEIGHT, WIDTH, 4)


def convolution(case, kernel, filters=2, bias=False, relu=False, images=IMAGES, groups=1, **options):
    weights = fill(2, *kernel, images.shape[3] // groups, filters)

    def forward(x, w, b=None):
        y = last(F.conv2d(first(x), w.permute(3, 2, 0, 1), b, groups=groups, **options))
        return F.relu(y) if relu else y

    arrays = [images, weights] + ([fill(3, filters)] if bias else [])
    report(case, forward, *arrays, names=["input", "weights", "bias"])


def transposed(case, kernel, filters, relu, **options):
    def forward(x, w, b):
        y = last(F.conv_transpose2d(first(x), w.permute(3, 2, 0, 1), b, **options))
        return F.relu(y) if relu else y

    arrays = [IMAGES, fill(2, kernel, kernel, filters, CHANNELS), fill(3, filters)]
    report(case, forward, *arrays, names=["input", "weights", "bias"])


def batch_norm(case, training, relu, epsilon=1e-5, momentum=0.1):
    mean, variance = fill(4, CHANNELS), fill(5, CHANNELS) + 2

    def forward(x, gain, shift):
        y = last(F.batch_norm(first(x), mean, variance, gain, shift, training, momentum, epsilon))
        return F.relu(y) if relu else y

    report(case, forward, IMAGES, fill(2, CHANNELS), fill(3, CHANNELS), names=["input", "gain", "shift"])
    write(case, "mean", mean)
    write(case, "variance", variance)


def main():
    convolution("conv-3", (3, 3), padding=1)
    convolution("conv-3-stride-2", (3, 3), padding=1, stride=2)
    convolution("conv-7-stride-2", (7, 7), padding=3, stride=2)
    convolution("conv-3-dilation-2", (3, 3), padding=2, dilation=2)
    convolution("conv-3-groups-2", (3, 3), filters=4, images=GROUPED, padding=1, groups=2)
    convolution("conv-3-depthwise", (3, 3), filters=8, images=GROUPED, padding=1, groups=4)
    convolution("conv-1-bias", (1, 1), filters=3, bias=True)
    convolution("conv-1-stride-2", (1, 1), filters=3, stride=2)
    convolution("conv-3-bias-relu", (3, 3), padding=1, bias=True, relu=True)
    convolution("conv-1x3", (1, 3), padding=(0, 1))
    convolution("conv-2-no-frame", (2, 2))
    transposed("transposed-2", 2, 3, False, stride=2)
    transposed("transposed-3", 3, 3, True, stride=2, padding=1, output_padding=1)
    batch_norm("norm-training", True, True)
    batch_norm("norm-training-settings", True, False, 1e-2, 0.3)
    batch_norm("norm-prediction", False, True)
    report("max-2", lambda x: last(F.max_pool2d(first(x), 2)), IMAGES)
    report("max-3", lambda x: last(F.max_pool2d(first(x), 3, 2, 1)), IMAGES)
    report("max-3-ceil", lambda x: last(F.max_pool2d(first(x), 3, 2, ceil_mode=True)), IMAGES)
    report("mean-2", lambda x: last(F.avg_pool2d(first(x), 2)), IMAGES)
    report("mean-3", lambda x: last(F.avg_pool2d(first(x), 3, 2, 1)), IMAGES)
    report("mean-3-image", lambda x: last(F.avg_pool2d(first(x), 3, 2, 1, count_include_pad=False)), IMAGES)
    report("mean-2-ceil", lambda x: last(F.avg_pool2d(first(x), 2, ceil_mode=True)), IMAGES)
    report("nearest-2", lambda x: last(F.interpolate(first(x), scale_factor=2)), IMAGES)
    report("bilinear-2", lambda x: last(
        F.interpolate(first(x), scale_factor=2, mode="bilinear", align_corners=False)), IMAGES)
    report("bilinear-3", lambda x: last(
        F.interpolate(first(x), scale_factor=3, mode="bilinear", align_corners=False)), IMAGES)
    report("nearest-to", lambda x: last(F.interpolate(first(x), (9, 7))), IMAGES)
    report("bilinear-to", lambda x: last(
        F.interpolate(first(x), (9, 7), mode="bilinear", align_corners=False)), IMAGES)
    report("bilinear-smaller", lambda x: last(
        F.interpolate(first(x), (3, 2), mode="bilinear", align_corners=False)), IMAGES)
    report("global-mean", lambda x: first(x).mean((2, 3)), IMAGES)
    report("global-max", lambda x: first(x).amax((2, 3)), IMAGES)
    report("channel-mean-max", lambda x: torch.stack((x.mean(3), x.amax(3)), 3), IMAGES)
    report("relu", F.relu, IMAGES)
    report("sigmoid", torch.sigmoid, IMAGES)
    report("swish", F.silu, IMAGES)
    both = ["input", "second"]
    second = fill(2, BATCH, HEIGHT, WIDTH, CHANNELS)
    report("sum", lambda x, y: x + y, IMAGES, second, names=both)
    report("sum-relu", lambda x, y: F.relu(x + y), IMAGES, second, names=both)
    report("maximum", torch.maximum, IMAGES, second, names=both)
    report("gate-channels", lambda x, y: x * y[:, None, None, :], IMAGES, fill(2, BATCH, CHANNELS), names=both)
    report("gate-pixels", lambda x, y: x * y, IMAGES, fill(2, BATCH, HEIGHT, WIDTH, 1), names=both)
    report("concat", lambda x, y: torch.cat((x, y), 3), IMAGES, fill(2, BATCH, HEIGHT, WIDTH, 3), names=both)
    report("concat-cut", lambda x, y: torch.cat((x, y[:, :HEIGHT, :WIDTH]), 3), IMAGES,
           fill(2, BATCH, HEIGHT + 1, WIDTH + 1, 2), names=both)


if __name__ == "__main__":
    main()
