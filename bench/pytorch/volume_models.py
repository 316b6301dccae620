"""The region-proposal network for nodules in PyTorch, with the published names of weights; and, run as a program, a small one for
the tests of plugins/volume:

    python3 bench/pytorch/volume_models.py plugins/volume/src/test/resources/io/foldwise/plugin/volume/model

writes `nodule-net.safetensors`, weights of half precision, and `nodule-net.txt`: what the network, in prediction, makes of volumes
that are filled by a formula (see `volumes`), a line for each.
"""

import json
import struct
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F

from image_models import start


class PostRes(nn.Module):
    def __init__(self, before, after):
        super().__init__()
        self.conv1 = nn.Conv3d(before, after, 3, padding=1)
        self.bn1 = nn.BatchNorm3d(after)
        self.conv2 = nn.Conv3d(after, after, 3, padding=1)
        self.bn2 = nn.BatchNorm3d(after)
        self.shortcut = None if before == after else nn.Sequential(nn.Conv3d(before, after, 1), nn.BatchNorm3d(after))

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)), inplace=True)))
        y += self.shortcut(x) if self.shortcut else x
        return F.relu(y, inplace=True)


class NoduleNet(nn.Module):
    """Of Liao et al. 2017: volumes [batch, 1, depth, height, width] and coordinates of every fourth voxel to cells
    [batch, anchors * 5, depth / 4, height / 4, width / 4]."""

    def __init__(self, stem=24, down=(32, 64, 64, 64), down_blocks=(2, 2, 3, 3), up=(64, 128), up_blocks=(3, 3), hidden=64,
                 anchors=3, dropout=0.5):
        super().__init__()
        self.preBlock = nn.Sequential(
            nn.Conv3d(1, stem, 3, padding=1), nn.BatchNorm3d(stem), nn.ReLU(inplace=True),
            nn.Conv3d(stem, stem, 3, padding=1), nn.BatchNorm3d(stem), nn.ReLU(inplace=True))
        x, maps = stem, [stem]
        for level, (channels, blocks) in enumerate(zip(down, down_blocks), 1):
            setattr(self, f"forw{level}", self.blocks(x, channels, blocks))
            x = channels
            maps.append(x)
        self.path1 = self.larger(x)
        self.back3 = self.blocks(x + maps[3], up[0], up_blocks[0])
        self.path2 = self.larger(up[0])
        self.back2 = self.blocks(up[0] + maps[2] + 3, up[1], up_blocks[1])
        self.drop = nn.Dropout3d(dropout)
        self.output = nn.Sequential(nn.Conv3d(up[1], hidden, 1), nn.ReLU(), nn.Conv3d(hidden, 5 * anchors, 1))

    @staticmethod
    def blocks(before, after, count):
        return nn.Sequential(*(PostRes(before if number == 0 else after, after) for number in range(count)))

    @staticmethod
    def larger(channels):
        return nn.Sequential(nn.ConvTranspose3d(channels, channels, 2, 2), nn.BatchNorm3d(channels), nn.ReLU(inplace=True))

    def forward(self, volumes, coordinates):
        first = self.forw1(F.max_pool3d(self.preBlock(volumes), 2))
        second = self.forw2(F.max_pool3d(first, 2))
        third = self.forw3(F.max_pool3d(second, 2))
        fourth = self.forw4(F.max_pool3d(third, 2))
        x = self.back3(torch.cat((self.path1(fourth), third), 1))
        x = self.back2(torch.cat((self.path2(x), second, coordinates), 1))
        return self.output(self.drop(x))


def volumes(count, depth, height, width, channels):
    """Sixteenths from -1 to 1, exact in single precision, [batch, channels, depth, height, width]."""
    sizes = (torch.arange(size) for size in (count, depth, height, width, channels))
    n, z, y, x, c = torch.meshgrid(*sizes, indexing="ij")
    return (((11 * z + 7 * y + 13 * x + 29 * c + 5 * n) % 33 - 16) / 16).permute(0, 4, 1, 2, 3).contiguous()


def write(folder, name, network, outputs):
    lines = [" ".join(f"{value:.8g}" for value in row.reshape(-1).tolist()) for row in outputs]
    (folder / f"{name}.txt").write_text("\n".join(lines) + "\n")
    arrays = {key: array.half() for key, array in network.state_dict().items() if array.is_floating_point()}
    header, offset = {}, 0
    for key, array in arrays.items():
        end = offset + 2 * array.numel()
        header[key] = {"dtype": "F16", "shape": list(array.shape), "data_offsets": [offset, end]}
        offset = end
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(folder / f"{name}.safetensors", "wb") as file:
        file.write(struct.pack("<Q", len(text)) + text)
        for array in arrays.values():
            file.write(array.contiguous().numpy().tobytes())


def main():
    published = sum(parameter.numel() for parameter in NoduleNet().parameters())
    print(f"the published network has {published} parameters")
    network = start(NoduleNet(stem=2, down=(3, 4, 4, 4), down_blocks=(2, 1, 1, 1), up=(4, 5), up_blocks=(1, 2), hidden=4), 2)
    given = volumes(2, 16, 32, 16, 4)
    with torch.no_grad():
        cells = network(given[:, :1], F.avg_pool3d(given[:, 1:], 4))
    write(Path(sys.argv[1]), "nodule-net", network, cells.permute(0, 2, 3, 4, 1))


if __name__ == "__main__":
    main()
