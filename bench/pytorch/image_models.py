"""Networks for images in PyTorch, as they are published, with the names of weights that torchvision and Cadene's
pretrained-models give them; and, run as a program, small ones for the tests of plugins/image:

    python3 bench/pytorch/image_models.py plugins/image/src/test/resources/io/foldwise/plugin/image/model

writes for each a file of weights, `NAME.safetensors` of half precision, and `NAME.txt`: what the network, in prediction, makes of
images that are filled by a formula (see `images`), a line for each output and image.
"""

import json
import struct
import sys
from pathlib import Path

import torch
from torch import nn
from torch.nn import functional as F


class Basic(nn.Module):
    expansion = 1

    def __init__(self, before, channels, stride, options):
        super().__init__()
        self.conv1 = nn.Conv2d(before, channels, 3, stride, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)
        self.conv2 = nn.Conv2d(channels, channels, 3, 1, 1, bias=False)
        self.bn2 = nn.BatchNorm2d(channels)
        self.downsample = shortcut(before, channels, stride)

    def forward(self, x):
        y = self.bn2(self.conv2(F.relu(self.bn1(self.conv1(x)))))
        return F.relu(y + (self.downsample(x) if self.downsample else x))


class Squeeze(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        self.fc1 = nn.Conv2d(channels, channels // reduction, 1)
        self.fc2 = nn.Conv2d(channels // reduction, channels, 1)

    def forward(self, x):
        return x * torch.sigmoid(self.fc2(F.relu(self.fc1(F.adaptive_avg_pool2d(x, 1)))))


class Bottleneck(nn.Module):
    expansion = 4

    def __init__(self, before, channels, stride, options):
        super().__init__()
        inner = options.get("widening", 1) * channels
        outer = self.expansion * channels
        self.conv1 = nn.Conv2d(before, inner, 1, bias=False)
        self.bn1 = nn.BatchNorm2d(inner)
        self.conv2 = nn.Conv2d(inner, inner, 3, stride, 1, groups=options.get("groups", 1), bias=False)
        self.bn2 = nn.BatchNorm2d(inner)
        self.conv3 = nn.Conv2d(inner, outer, 1, bias=False)
        self.bn3 = nn.BatchNorm2d(outer)
        if "reduction" in options:
            self.se_module = Squeeze(outer, options["reduction"])
        self.downsample = shortcut(before, outer, stride)

    def forward(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        y = F.relu(self.bn2(self.conv2(y)))
        y = self.bn3(self.conv3(y))
        y = self.se_module(y) if hasattr(self, "se_module") else y
        return F.relu(y + (self.downsample(x) if self.downsample else x))


def shortcut(before, after, stride):
    if stride == 1 and before == after:
        return None
    return nn.Sequential(nn.Conv2d(before, after, 1, stride, bias=False), nn.BatchNorm2d(after))


class ResNet(nn.Module):
    """The ResNets of torchvision; maps of the strides 2, 4, 8, 16, 32, or logits."""

    def __init__(self, block, blocks, channels=64, inputs=3, classes=1000, **options):
        super().__init__()
        self.stem(channels, inputs)
        self.width = channels
        for number, count in enumerate(blocks):
            stride = 1 if number == 0 else 2
            layer = [self.next(block, channels << number, stride if i == 0 else 1, options) for i in range(count)]
            setattr(self, f"layer{number + 1}", nn.Sequential(*layer))
        self.classifier(classes)

    def next(self, block, channels, stride, options):
        made = block(self.width, channels, stride, options)
        self.width = channels * block.expansion
        return made

    def stem(self, channels, inputs):
        self.conv1 = nn.Conv2d(inputs, channels, 7, 2, 3, bias=False)
        self.bn1 = nn.BatchNorm2d(channels)

    def classifier(self, classes):
        self.fc = nn.Linear(self.width, classes)

    def first(self, x):
        y = F.relu(self.bn1(self.conv1(x)))
        return y, F.max_pool2d(y, 3, 2, 1)

    def maps(self, x):
        first, x = self.first(x)
        maps = [first]
        for layer in (self.layer1, self.layer2, self.layer3, self.layer4):
            x = layer(x)
            maps.append(x)
        return maps

    def forward(self, x):
        return [self.fc(self.maps(x)[-1].mean((2, 3)))]


class SeResNext(ResNet):
    """The SE-ResNeXts of Cadene's pretrained-models: other names, and a pooling without a frame."""

    def stem(self, channels, inputs):
        self.layer0 = nn.Sequential()
        self.layer0.conv1 = nn.Conv2d(inputs, channels, 7, 2, 3, bias=False)
        self.layer0.bn1 = nn.BatchNorm2d(channels)

    def classifier(self, classes):
        self.last_linear = nn.Linear(self.width, classes)

    def first(self, x):
        y = F.relu(self.layer0.bn1(self.layer0.conv1(x)))
        return y, F.max_pool2d(y, 3, 2, ceil_mode=True)

    def forward(self, x):
        return [self.last_linear(self.maps(x)[-1].mean((2, 3)))]


class UNet(nn.Module):
    """The slim U-Net on a ResNet, with a head for emptiness: its decoder's names are ours."""

    def __init__(self, encoder, widths, channels, last):
        super().__init__()
        self.encoder = encoder
        x = widths[-1]
        for number, (skip, out) in enumerate(zip(reversed(widths[:-1]), channels)):
            setattr(self, f"step{number + 1}_1", nn.Conv2d(x, out, 3, padding=1))
            setattr(self, f"step{number + 1}_2", nn.Conv2d(out + skip, out, 3, padding=1))
            x = out
        self.last = nn.Conv2d(x, last, 3, padding=1)
        self.mask = nn.Conv2d(last, 1, 1)
        self.empty = nn.Linear(widths[-1], 1)
        self.steps = len(channels)

    def forward(self, image):
        maps = self.encoder.maps(image)
        x = maps[-1]
        for number in range(self.steps):
            skip = maps[-2 - number]
            x = F.relu(getattr(self, f"step{number + 1}_1")(F.interpolate(x, scale_factor=2)))
            x = torch.cat([x[:, :, : skip.shape[2], : skip.shape[3]], skip], 1)
            x = F.relu(getattr(self, f"step{number + 1}_2")(x))
        x = self.mask(F.relu(self.last(F.interpolate(x, scale_factor=2))))
        return [x[:, 0, : image.shape[2], : image.shape[3]], self.empty(maps[-1].mean((2, 3)))]


def images(count, height, width, channels):
    """Sixteenths from -1 to 1, exact in single precision, [batch, channels, height, width]."""
    n, y, x, c = torch.meshgrid(*(torch.arange(size) for size in (count, height, width, channels)), indexing="ij")
    return (((7 * y + 13 * x + 29 * c + 5 * n) % 33 - 16) / 16).permute(0, 3, 1, 2).contiguous()


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
    return network.eval()


def write(folder, name, network, size):
    with torch.no_grad():
        outputs = network(images(2, *size))
    lines = [" ".join(f"{value:.8g}" for value in row.reshape(-1).tolist()) for output in outputs for row in output]
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
    folder = Path(sys.argv[1])
    unet = UNet(ResNet(Basic, (2, 2, 2, 2), channels=2, inputs=1, classes=3), (2, 2, 4, 8, 16), (4, 4, 3, 3), 2)
    write(folder, "u-net", start(unet, 2), (21, 18, 1))
    bottlenecks = ResNet(Bottleneck, (3, 4, 6, 3), channels=1, classes=3)
    write(folder, "resnet50", start(bottlenecks, 3), (40, 40, 3))
    squeezed = SeResNext(Bottleneck, (3, 4, 6, 3), channels=1, classes=3, widening=2, groups=2, reduction=2)
    write(folder, "se-resnext50", start(squeezed, 4), (41, 34, 3))


if __name__ == "__main__":
    main()
