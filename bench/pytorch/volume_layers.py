"""Writes what PyTorch's layers for volumes give, for the tests of framework/layers:

    python3 bench/pytorch/volume_layers.py > framework/layers/src/test/resources/io/foldwise/layers/volume/pytorch.txt

All arrays are filled by a formula (see `fill` of image_layers.py); volumes are [batch, depth, height, width, channels], weights
[depth, height, width, in, out]. A line is "case array: values".
"""

import torch
from torch.nn import functional as F

from image_layers import fill, write

BATCH, DEPTH, HEIGHT, WIDTH, CHANNELS = 2, 4, 5, 3, 2
VOLUMES = fill(1, BATCH, DEPTH, HEIGHT, WIDTH, CHANNELS)


def first(volumes):
    return volumes.permute(0, 4, 1, 2, 3)


def last(volumes):
    return volumes.permute(0, 2, 3, 4, 1)


def report(case, function, *arrays, names=("input",)):
    """A function of arrays filled already: its result, and gradients for a gradient filled with seed 9."""
    arrays = [array.clone().requires_grad_() for array in arrays]
    result = function(*arrays)
    write(case, "output", result)
    result.backward(fill(9, *result.shape))
    for name, array in zip(names, arrays):
        write(case, name, array.grad)


def convolution(case, kernel, filters=2, bias=False, relu=False, channels=CHANNELS, **options):
    def forward(x, w, b=None):
        y = last(F.conv3d(first(x)[:, :channels], w.permute(4, 3, 0, 1, 2), b, **options))
        return F.relu(y) if relu else y

    arrays = [VOLUMES, fill(2, *kernel, channels, filters)] + ([fill(3, filters)] if bias else [])
    report(case, forward, *arrays, names=["input", "weights", "bias"])


def deconvolution(case, factor, filters):
    def forward(x, w, b):
        return last(F.conv_transpose3d(first(x), w.permute(4, 3, 0, 1, 2), b, stride=factor))

    arrays = [VOLUMES, fill(2, factor, factor, factor, filters, CHANNELS), fill(3, filters)]
    report(case, forward, *arrays, names=["input", "weights", "bias"])


def batch_norm(case, training):
    mean, variance = fill(4, CHANNELS), fill(5, CHANNELS) + 2

    def forward(x, gain, shift):
        return last(F.relu(F.batch_norm(first(x), mean, variance, gain, shift, training, 0.1, 1e-5)))

    report(case, forward, VOLUMES, fill(2, CHANNELS), fill(3, CHANNELS), names=["input", "gain", "shift"])
    write(case, "mean", mean)
    write(case, "variance", variance)


def main():
    convolution("conv-3", (3, 3, 3), padding=1)
    convolution("conv-3-bias-relu", (3, 3, 3), bias=True, relu=True, padding=1)
    convolution("conv-3-stride-2", (3, 3, 3), stride=2, padding=1)
    convolution("conv-1-bias", (1, 1, 1), filters=3, bias=True)
    convolution("conv-1x3x2", (1, 3, 2), stride=(1, 2, 1), padding=(0, 1, 0))
    convolution("conv-3-first", (3, 3, 3), bias=True, channels=1, padding=1)
    deconvolution("deconvolution-2", 2, 3)
    deconvolution("deconvolution-3", 3, 2)
    batch_norm("norm-training", True)
    batch_norm("norm-prediction", False)
    report("max-2", lambda x: last(F.max_pool3d(first(x), 2)), VOLUMES)
    report("max-3", lambda x: last(F.max_pool3d(first(x), 3, 2, 1)), VOLUMES)
    report("mean-2", lambda x: last(F.avg_pool3d(first(x), 2)), VOLUMES)
    report("mean-3", lambda x: last(F.avg_pool3d(first(x), 3, 2, 1)), VOLUMES)
    report("global-mean", lambda x: first(x).mean((2, 3, 4)), VOLUMES)
    report("global-max", lambda x: first(x).amax((2, 3, 4)), VOLUMES)
    report("channels", lambda x: x[..., 1:], VOLUMES)
    report("relu", F.relu, VOLUMES)
    report("sum-relu", lambda x, y: F.relu(x + y), VOLUMES, fill(2, *VOLUMES.shape), names=["input", "second"])
    report("concat", lambda x, y: torch.cat([x, y], 4), VOLUMES, fill(2, *VOLUMES.shape[:-1], 3), names=["input", "second"])


if __name__ == "__main__":
    main()
