"""The image networks of bench/images.json in PyTorch: encoders after He et al. (2016), the decoder of AlbuNet."""

import torch
from torch import nn
from torch.nn import functional as F


def build(settings):
    return {"albunet": AlbuNet, "resnet": Classifier}[settings["type"]](settings)


class Stem(nn.Sequential):
    def __init__(self, channels, pool):
        super().__init__(
            nn.Conv2d(channels, 64, 7, stride=2, padding=3, bias=False), nn.BatchNorm2d(64), nn.ReLU(inplace=True), pool)


class Basic(nn.Module):
    """Two convolutions 3x3."""

    expansion = 1

    def __init__(self, before, width, stride):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(before, width, 3, stride=stride, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU(inplace=True),
            nn.Conv2d(width, width, 3, padding=1, bias=False), nn.BatchNorm2d(width))
        self.shortcut = shortcut(before, width, stride)

    def forward(self, x):
        return F.relu(self.body(x) + self.shortcut(x), inplace=True)


class Bottleneck(nn.Module):
    """1x1, 3x3 with the stride, 1x1 to four times the width."""

    expansion = 4

    def __init__(self, before, width, stride):
        super().__init__()
        self.body = nn.Sequential(
            nn.Conv2d(before, width, 1, bias=False), nn.BatchNorm2d(width), nn.ReLU(inplace=True),
            nn.Conv2d(width, width, 3, stride=stride, padding=1, bias=False), nn.BatchNorm2d(width), nn.ReLU(inplace=True),
            nn.Conv2d(width, 4 * width, 1, bias=False), nn.BatchNorm2d(4 * width))
        self.shortcut = shortcut(before, 4 * width, stride)

    def forward(self, x):
        return F.relu(self.body(x) + self.shortcut(x), inplace=True)


def shortcut(before, after, stride):
    if stride == 1 and before == after:
        return nn.Identity()
    return nn.Sequential(nn.Conv2d(before, after, 1, stride=stride, bias=False), nn.BatchNorm2d(after))


def stages(block, blocks):
    """The four stages of residual blocks."""
    before, result = 64, []
    for number, count in enumerate(blocks):
        width, stride, stage = 64 << number, 1 if number == 0 else 2, []
        for index in range(count):
            stage.append(block(before, width, stride if index == 0 else 1))
            before = width * block.expansion
        result.append(nn.Sequential(*stage))
    return nn.ModuleList(result)


class Classifier(nn.Module):
    """Images [batch, channels, height, width] to logits [batch, labels]."""

    def __init__(self, settings):
        super().__init__()
        block = Bottleneck if settings["bottleneck"] else Basic
        self.stem = Stem(settings["channels"], nn.MaxPool2d(3, stride=2, padding=1))
        self.stages = stages(block, settings["blocks"])
        self.logits = nn.Linear(512 * block.expansion, settings["labels"])

    def forward(self, x):
        x = self.stem(x)
        for stage in self.stages:
            x = stage(x)
        return self.logits(x.mean((2, 3)))


class Up(nn.Sequential):
    """Bilinear to twice the size, and two convolutions with ReLU."""

    def __init__(self, before, middle, after):
        super().__init__(
            nn.Upsample(scale_factor=2, mode="bilinear", align_corners=False),
            nn.Conv2d(before, middle, 3, padding=1), nn.ReLU(inplace=True),
            nn.Conv2d(middle, after, 3, padding=1), nn.ReLU(inplace=True))


class AlbuNet(nn.Module):
    """Images [batch, channels, height, width] to logits [batch, 1, height, width]."""

    def __init__(self, settings):
        super().__init__()
        self.stem = Stem(settings["channels"], nn.MaxPool2d(2, stride=2))
        self.stages = stages(Basic, settings["blocks"])
        self.centre = Up(512, 512, 256)
        self.ups = nn.ModuleList([
            Up(512 + 256, 512, 256), Up(256 + 256, 512, 256), Up(128 + 256, 256, 64), Up(64 + 64, 128, 128)])
        self.last = Up(128, 128, 32)
        self.full = nn.Conv2d(32, 32, 3, padding=1)
        self.logits = nn.Conv2d(32, 1, 1)

    def forward(self, x):
        x, skips = self.stem(x), []
        for stage in self.stages:
            x = stage(x)
            skips.append(x)
        x = self.centre(F.max_pool2d(x, 2))
        for up in self.ups:
            x = up(torch.cat([x, skips.pop()], 1))
        return self.logits(F.relu(self.full(self.last(x)), inplace=True))
