"""Networks for images in PyTorch, as they are published, with the names of weights that torchvision and Cadene's
pretrained-models give them; and, run as a program, small ones for the tests of plugins/image:

    python3 bench/pytorch/image_models.py plugins/image/src/test/resources/io/foldwise/plugin/image/model

writes for each a file of weights, `NAME.safetensors` of half precision, and `NAME.txt`: what the network, in prediction, makes of
images that are filled by a formula (see `images`), a line for each output and image. With `large` behind it comes one more.
"""

import json
import math
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


def convolution(before, after, kernel=1, stride=1, groups=1, active=True):
    layers = [nn.Conv2d(before, after, kernel, stride, kernel // 2, groups=groups, bias=False), nn.BatchNorm2d(after)]
    return nn.Sequential(*layers, *([nn.SiLU()] if active else []))


class SwishSqueeze(nn.Module):
    def __init__(self, channels, squeezed):
        super().__init__()
        self.fc1 = nn.Conv2d(channels, squeezed, 1)
        self.fc2 = nn.Conv2d(squeezed, channels, 1)

    def forward(self, x):
        return x * torch.sigmoid(self.fc2(F.silu(self.fc1(F.adaptive_avg_pool2d(x, 1)))))


class Inverted(nn.Module):
    def __init__(self, expansion, before, after, kernel, stride):
        super().__init__()
        inner = expansion * before
        layers = [convolution(before, inner)] if expansion > 1 else []
        layers.append(convolution(inner, inner, kernel, stride, groups=inner))
        layers.append(SwishSqueeze(inner, max(1, before // 4)))
        layers.append(convolution(inner, after, active=False))
        self.block = nn.Sequential(*layers)
        self.residual = stride == 1 and before == after

    def forward(self, x):
        return self.block(x) + x if self.residual else self.block(x)


class EfficientNet(nn.Module):
    """The EfficientNets of torchvision, B0 to B4."""

    STAGES = ((1, 16, 1, 1, 3), (6, 24, 2, 2, 3), (6, 40, 2, 2, 5), (6, 80, 3, 2, 3), (6, 112, 3, 1, 5), (6, 192, 4, 2, 5),
              (6, 320, 1, 1, 3))

    def __init__(self, width, depth, inputs=3, classes=1000):
        super().__init__()
        x = self.channels(width * 32)
        features = [convolution(inputs, x, 3, 2)]
        for expansion, channels, blocks, stride, kernel in self.STAGES:
            layer = []
            for number in range(math.ceil(depth * blocks)):
                after = self.channels(width * channels)
                layer.append(Inverted(expansion, x, after, kernel, stride if number == 0 else 1))
                x = after
            features.append(nn.Sequential(*layer))
        last = self.channels(width * 1280)
        self.features = nn.Sequential(*features, convolution(x, last))
        self.classifier = nn.Sequential(nn.Dropout(0.2), nn.Linear(last, classes))

    @staticmethod
    def channels(wanted):
        near = max(8, int(wanted + 4) // 8 * 8)
        return near + 8 if near < 0.9 * wanted else near

    def forward(self, x):
        return [self.classifier(self.features(x).mean((2, 3)))]


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


class AlbuNet(nn.Module):
    """AlbuNet on a ResNet whose stem pools 2 x 2; for images that 64 divides."""

    def __init__(self, encoder, widths, filters):
        super().__init__()
        self.encoder = encoder
        encoder.first = self.first
        f, (_, two, three, four, five) = filters, widths
        self.center = self.block(five, 16 * f, 8 * f)
        self.dec5 = self.block(8 * f + five, 16 * f, 8 * f)
        self.dec4 = self.block(8 * f + four, 16 * f, 8 * f)
        self.dec3 = self.block(8 * f + three, 8 * f, 2 * f)
        self.dec2 = self.block(2 * f + two, 4 * f, 4 * f)
        self.dec1 = self.block(4 * f, 4 * f, f)
        self.dec0 = nn.Conv2d(f, f, 3, padding=1)
        self.final = nn.Conv2d(f, 1, 1)

    def first(self, x):
        y = F.relu(self.encoder.bn1(self.encoder.conv1(x)))
        return y, F.max_pool2d(y, 2)

    @staticmethod
    def block(before, middle, after):
        return nn.Sequential(nn.Conv2d(before, middle, 3, padding=1), nn.Conv2d(middle, after, 3, padding=1))

    @staticmethod
    def up(block, x):
        x = F.interpolate(x, scale_factor=2, mode="bilinear", align_corners=False)
        return F.relu(block[1](F.relu(block[0](x))))

    def forward(self, image):
        _, two, three, four, five = self.encoder.maps(image)
        x = self.up(self.center, F.max_pool2d(five, 2))
        for block, skip in ((self.dec5, five), (self.dec4, four), (self.dec3, three), (self.dec2, two)):
            x = self.up(block, torch.cat([x, skip], 1))
        return [self.final(F.relu(self.dec0(self.up(self.dec1, x))))[:, 0]]


class DeepLab(nn.Module):
    """DeepLabV3 of torchvision on a ResNet of bottlenecks with output stride 8."""

    def __init__(self, encoder, before, channels, rates, classes):
        super().__init__()
        self.backbone = encoder
        for layer, dilation in ((encoder.layer3, 2), (encoder.layer4, 4)):
            for number, block in enumerate(layer):
                apart = dilation // 2 if number == 0 else dilation
                block.conv2.dilation = block.conv2.padding = (apart, apart)
                block.conv2.stride = (1, 1)
            layer[0].downsample[0].stride = (1, 1)
        kernels = [(1, 1), *((3, rate) for rate in rates)]
        pyramid = [self.normalized(before, channels, kernel, rate) for kernel, rate in kernels]
        self.convs = nn.ModuleList(pyramid)
        self.pool = self.normalized(before, channels, 1, 1)
        self.project = self.normalized((len(kernels) + 1) * channels, channels, 1, 1)
        self.last = self.normalized(channels, channels, 3, 1)
        self.logits = nn.Conv2d(channels, classes, 1)

    @staticmethod
    def normalized(before, after, kernel, rate):
        padding = rate * (kernel // 2)
        convolution = nn.Conv2d(before, after, kernel, padding=padding, dilation=rate, bias=False)
        return nn.Sequential(convolution, nn.BatchNorm2d(after), nn.ReLU())

    def forward(self, image):
        x = self.backbone.maps(image)[-1]
        mean = F.interpolate(self.pool(F.adaptive_avg_pool2d(x, 1)), size=x.shape[2:], mode="bilinear")
        x = self.project(torch.cat([*(branch(x) for branch in self.convs), mean], 1))
        x = self.logits(self.last(x))
        return [F.interpolate(x, size=image.shape[2:], mode="bilinear", align_corners=False)[:, 0]]


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
    if "large" in sys.argv[2:]:  # too large to be kept with the tests
        write(folder, "efficientnet-b0", start(EfficientNet(0.1, 1, classes=3), 5), (41, 34, 3))
        albu = AlbuNet(ResNet(Basic, (2, 2, 2, 2), channels=2, inputs=1, classes=3), (2, 2, 4, 8, 16), 2)
        write(folder, "albunet", start(albu, 6), (64, 128, 1))
        deep = DeepLab(ResNet(Bottleneck, (3, 4, 6, 3), channels=1, classes=3), 32, 4, (12, 24, 36), 1)
        write(folder, "deeplab-v3", start(deep, 7), (45, 38, 3))


if __name__ == "__main__":
    main()
