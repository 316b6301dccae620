"""Milliseconds of processor time for a pass forward and one backward through PyTorch's image layers, the least of some, in
channels-last memory and in its own: beside ImageLayerSpeed in framework/layers, which has the same names and shapes."""

import sys
import time

import torch
from torch import nn
from torch.nn import functional as F

MIDDLE = (4, 64, 64, 64)
LARGE = (4, 64, 128, 128)

LAYERS = {
    "batch norm and relu": (nn.Sequential(nn.BatchNorm2d(64), nn.ReLU(inplace=True)), [MIDDLE]),
    "relu": (F.relu, [MIDDLE]),
    "sigmoid": (torch.sigmoid, [MIDDLE]),
    "swish": (F.silu, [MIDDLE]),
    "conv 1x1, bias, relu": (nn.Sequential(nn.Conv2d(64, 64, 1), nn.ReLU(inplace=True)), [MIDDLE]),
    "conv 3x3, bias, relu": (nn.Sequential(nn.Conv2d(64, 64, 3, padding=1), nn.ReLU(inplace=True)), [MIDDLE]),
    "max pool 3, stride 2": (nn.MaxPool2d(3, 2, 1), [LARGE]),
    "max pool 2": (nn.MaxPool2d(2), [LARGE]),
    "mean pool 2": (nn.AvgPool2d(2), [LARGE]),
    "nearest x2": (nn.Upsample(scale_factor=2), [MIDDLE]),
    "bilinear x2": (nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False), [MIDDLE]),
    "bilinear x2, 512 channels": (nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False), [(4, 512, 8, 8)]),
    "global mean": (lambda x: x.mean((2, 3)), [MIDDLE]),
    "global max": (lambda x: F.adaptive_max_pool2d(x, 1), [MIDDLE]),
    "channel mean and max": (lambda x: torch.stack((x.mean(1), x.max(1)[0]), 1), [MIDDLE]),
    "dropout": (nn.Dropout(0.5), [MIDDLE]),
    "transposed conv 2": (nn.ConvTranspose2d(64, 64, 2, 2), [MIDDLE]),
    "sum": (torch.add, [MIDDLE, MIDDLE]),
    "sum and relu": (lambda x, y: F.relu_(x + y), [MIDDLE, MIDDLE]),
    "maximum": (torch.maximum, [MIDDLE, MIDDLE]),
    "concat 64 + 64": (lambda x, y: torch.cat((x, y), 1), [MIDDLE, MIDDLE]),
    "concat 16 + 16, 256 px": (lambda x, y: torch.cat((x, y), 1), [(4, 16, 256, 256)] * 2),
    "gate of channels": (torch.mul, [MIDDLE, (4, 64, 1, 1)]),
    "gate of pixels": (torch.mul, [MIDDLE, (4, 1, 64, 64)]),
}


def least(function, shapes, form):
    if isinstance(function, nn.Module):
        function = function.to(memory_format=form)
    inputs = [torch.randn(shape).contiguous(memory_format=form).requires_grad_() for shape in shapes]
    best = [1e9, 1e9]
    for repetition in range(18):
        start = time.thread_time()
        result = function(*inputs)
        middle = time.thread_time()
        gradient = torch.randn_like(result) if repetition == 0 else gradient
        ready = time.process_time()
        result.backward(gradient)
        end = time.process_time()
        if repetition > 3:
            best = [min(best[0], middle - start), min(best[1], end - ready)]
    return [1000 * part for part in best]


def main():
    torch.set_num_threads(1)
    print(f"{'ms forward, backward':28} {'channels last':>21} {'channels first':>21}")
    for name, (function, shapes) in LAYERS.items():
        if len(sys.argv) == 1 or any(part in name for part in sys.argv[1:]):
            last = least(function, shapes, torch.channels_last)
            first = least(function, shapes, torch.contiguous_format)
            print(f"{name:28} {last[0]:10.2f} {last[1]:10.2f} {first[0]:10.2f} {first[1]:10.2f}", flush=True)


if __name__ == "__main__":
    main()
