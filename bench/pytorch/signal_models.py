#!/usr/bin/env python3
"""Writes networks for signals that PyTorch made, for the tests of Foldwise: python3 signal_models.py FOLDER

NAME.safetensors has the weights under the names of the published networks, NAME.txt what the network, in double precision,
makes of some signals that are filled by a formula (see `signals`): a line of logits for each signal, without dropout, first as
for a prediction, then as in training, with the mean and the variance of the batch. NAME-gradients.safetensors has the gradients
of the mean cross-entropy in training, with the targets 1, 0, 1, 0 ... over all logits.
"""

import json
import struct
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F


def convolution(before, after, kernel, stride=1, active=True):
    layers = [nn.Conv1d(before, after, kernel, stride, kernel // 2, bias=False), nn.BatchNorm1d(after)]
    return nn.Sequential(*layers, *([nn.ReLU()] if active else []))


class Block(nn.Module):
    """Two convolutions, or a bottleneck where channels expand."""

    def __init__(self, before, channels, expansion, kernel, stride):
        super().__init__()
        after = expansion * channels
        if expansion == 1:
            parts = [convolution(before, channels, kernel, stride), convolution(channels, after, kernel, active=False)]
        else:
            parts = [convolution(before, channels, 1), convolution(channels, channels, kernel, stride),
                     convolution(channels, after, 1, active=False)]
        nn.init.zeros_(parts[-1][1].weight)
        self.convs = nn.Sequential(*parts)
        shortcut = [nn.AvgPool1d(2, ceil_mode=True)] if stride > 1 else []
        if before != after:
            shortcut.append(convolution(before, after, 1, active=False))
        self.idpath = nn.Sequential(*shortcut)

    def forward(self, x):
        return F.relu(self.convs(x) + self.idpath(x))


class MaxAndMean(nn.Module):
    def forward(self, x):
        return torch.cat([x.amax(2), x.mean(2)], 1)


BLOCKS = {18: (1, (2, 2, 2, 2)), 50: (4, (3, 4, 6, 3)), 101: (4, (3, 4, 23, 3))}


def xresnet1d(depth, leads=12, labels=5, channels=64, kernel=5, hidden=128, dropout=0.5):
    """Signals [batch, leads, time] to logits; the published names of all parts."""
    expansion, blocks = BLOCKS[depth]
    widths = (leads, channels // 2, channels // 2, channels)
    layers = [convolution(widths[i], widths[i + 1], 5, 2 if i == 0 else 1) for i in range(3)]
    layers.append(nn.MaxPool1d(3, 2, 1))
    width = channels
    for stage, count in enumerate(blocks):
        parts = []
        for number in range(count):
            parts.append(Block(width, channels, expansion, kernel, 2 if stage > 0 and number == 0 else 1))
            width = expansion * channels
        layers.append(nn.Sequential(*parts))
    head = nn.Sequential(
        MaxAndMean(), nn.Flatten(), nn.BatchNorm1d(2 * width), nn.Dropout(dropout / 2), nn.Linear(2 * width, hidden), nn.ReLU(),
        nn.BatchNorm1d(hidden), nn.Dropout(dropout), nn.Linear(hidden, labels))
    network = nn.Sequential(*layers, head)
    for module in network.modules():
        if isinstance(module, nn.Conv1d):
            nn.init.kaiming_normal_(module.weight)
    return network


def signals(count, time, leads):
    """Sixteenths from -1 to 1, exact in single precision, [batch, leads, time]."""
    n, t, c = torch.meshgrid(*(torch.arange(size) for size in (count, time, leads)), indexing="ij")
    return (((13 * t + t * t % 7 + 29 * c + 5 * n) % 33 - 16) / 16).permute(0, 2, 1).contiguous()


def start(network, seed):
    """Weights of half precision; averages and gains as a training may leave them, none of them as they begin."""
    generator = torch.Generator().manual_seed(seed)
    with torch.no_grad():
        for name, array in network.state_dict().items():
            if name.endswith("num_batches_tracked"):
                continue
            if name.endswith("running_var"):
                array.uniform_(0.5, 2, generator=generator)
            elif array.dim() == 1 and name.endswith("weight"):
                array.uniform_(0.5, 1.5, generator=generator)
            elif array.dim() == 1:
                array.normal_(0, 0.3, generator=generator)
            else:
                array.normal_(0, (2 / array[0].numel()) ** 0.5, generator=generator)
            array.copy_(array.half().float())
    return network


def tensors(file, arrays, kind):
    header, offset = {}, 0
    for key, array in arrays.items():
        end = offset + array.element_size() * array.numel()
        header[key] = {"dtype": kind, "shape": list(array.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(file, "wb") as out:
        out.write(struct.pack("<Q", len(text)) + text)
        for array in arrays.values():
            out.write(array.contiguous().numpy().tobytes())


def write(folder, name, network, size):
    batch = signals(*size).double()
    arrays = {key: array.half() for key, array in network.state_dict().items() if array.is_floating_point()}
    tensors(folder / f"{name}.safetensors", arrays, "F16")
    network.double()
    with torch.no_grad():
        predicted = network.eval()(batch)
    trained = network.train()(batch)
    targets = (torch.arange(trained.numel()) % 2 == 0).double().reshape(trained.shape)
    F.binary_cross_entropy_with_logits(trained, targets).backward()
    lines = [" ".join(f"{value:.8g}" for value in row.tolist()) for output in (predicted, trained) for row in output]
    (folder / f"{name}.txt").write_text("\n".join(lines) + "\n")
    gradients = {key: array.grad.float() for key, array in network.named_parameters()}
    tensors(folder / f"{name}-gradients.safetensors", gradients, "F32")


def main():
    for depth, settings in ((18, {"channels": 4}), (50, {"channels": 2, "kernel": 3})):
        network = xresnet1d(depth, leads=3, labels=4, hidden=6, dropout=0, **settings)
        write(Path(sys.argv[1]), f"xresnet1d{depth}", start(network, 2), (6, 101, 3))


if __name__ == "__main__":
    main()
