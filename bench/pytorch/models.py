"""The models of plugins/text in PyTorch, layer for layer, as a careful PyTorch user would write them for the CPU.

`build(settings, vocabulary, labels)` takes the same settings as an experiment file's `model` block. All models map token
ids [batch, time] (int64) and lengths [batch] (int64, descending) to logits [batch, labels]; lengths are None where nothing
is padded.
"""

import math

import torch
from torch import nn
from torch.nn import functional as F

LOWEST = -1e9


def build(settings, vocabulary, labels):
    settings = dict(settings)
    return MODELS[settings.pop("type")](vocabulary, labels, **{k.replace("-", "_"): v for k, v in settings.items()})


def padding(tokens, lengths):
    """True where a batch is padded, [batch, time]; None where nothing is."""
    if lengths is None:
        return None
    return torch.arange(tokens.shape[1]).unsqueeze(0) >= lengths.unsqueeze(1)


class Pooling(nn.Module):
    """Reductions of [batch, time, channels] over the real steps, side by side."""

    def __init__(self, kinds, channels):
        super().__init__()
        self.kinds = kinds
        self.score = nn.Linear(channels, 1, bias=False)
        if "attention" not in kinds:
            del self.score

    def forward(self, x, lengths, pad):
        return torch.cat([getattr(self, kind)(x, lengths, pad) for kind in self.kinds], 1)

    def max(self, x, lengths, pad):
        return (x if pad is None else x.masked_fill(pad.unsqueeze(2), LOWEST)).max(1)[0]

    def mean(self, x, lengths, pad):
        if pad is None:
            return x.mean(1)
        return x.masked_fill(pad.unsqueeze(2), 0).sum(1) / lengths.unsqueeze(1)

    def last(self, x, lengths, pad):
        return x[:, -1] if pad is None else x[torch.arange(x.shape[0]), lengths - 1]

    def attention(self, x, lengths, pad):
        scores = self.score(x).squeeze(2)
        if pad is not None:
            scores = scores.masked_fill(pad, LOWEST)
        return torch.bmm(scores.softmax(1).unsqueeze(1), x).squeeze(1)


class TextCnn(nn.Module):
    """Max pooling goes over a batch's padding as well, as is usual: buckets leave little of it, and a mask costs time."""

    def __init__(self, vocabulary, labels, embedding, filters, kernels, dropout):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, embedding, padding_idx=vocabulary - 1)
        self.convolutions = nn.ModuleList(nn.Conv1d(embedding, filters, k, padding=k // 2) for k in kernels)
        self.dropout = nn.Dropout(dropout)
        self.logits = nn.Linear(filters * len(kernels), labels)

    def forward(self, tokens, lengths):
        x = self.embedding(tokens).transpose(1, 2)
        # As many windows as steps: padding gives filters of an even width one more. The maximum before the ReLU: ReLU of
        # fewer numbers gives the same.
        x = torch.cat([F.relu(convolution(x)[:, :, -x.shape[2]:].max(2)[0]) for convolution in self.convolutions], 1)
        return self.logits(self.dropout(x))


class BiLstm(nn.Module):
    def __init__(
        self, vocabulary, labels, embedding, hidden, layers, bidirectional, embedding_dropout, dropout, pooling
    ):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, embedding, padding_idx=vocabulary - 1)
        self.embedding_dropout = embedding_dropout
        self.lstm = Lstm(embedding, hidden, layers, bidirectional, dropout)
        channels = hidden * (2 if bidirectional else 1)
        self.pooling = Pooling(pooling, channels)
        self.dropout = nn.Dropout(dropout)
        self.logits = nn.Linear(channels * len(pooling), labels)

    def forward(self, tokens, lengths):
        x = self.embedding(tokens)
        if self.embedding_dropout > 0:  # whole channels of a report
            x = x * F.dropout(x.new_ones(x.shape[0], 1, x.shape[2]), self.embedding_dropout, self.training)
        x = self.lstm(x, lengths)
        return self.logits(self.dropout(self.pooling(x, lengths, padding(tokens, lengths))))


class Lstm(nn.Module):
    """LSTMs over real steps, [batch, time, channels]. On the CPU PyTorch computes packed sequences slower than padded ones,
    so padding is computed, and the reverse direction reads every report turned round by itself."""

    def __init__(self, channels, hidden, layers, bidirectional, dropout):
        super().__init__()
        self.directions = nn.ModuleList()
        for layer in range(layers):
            inputs = channels if layer == 0 else hidden * (2 if bidirectional else 1)
            self.directions.append(nn.ModuleList(
                nn.LSTM(inputs, hidden, batch_first=True) for _ in range(2 if bidirectional else 1)))
        self.dropout = nn.Dropout(dropout)

    def forward(self, x, lengths):
        for number, directions in enumerate(self.directions):
            if number > 0:
                x = self.dropout(x)
            parts = [directions[0](x)[0]]
            if len(directions) > 1:
                parts.append(reverse(directions[1](reverse(x, lengths))[0], lengths))
            x = torch.cat(parts, 2)
        return x


def reverse(x, lengths):
    """Every sequence turned round; its padding stays behind it."""
    if lengths is None:
        return x.flip(1)
    steps = torch.arange(x.shape[1]).unsqueeze(0)
    turned = torch.where(steps < lengths.unsqueeze(1), lengths.unsqueeze(1) - 1 - steps, steps)
    return x.gather(1, turned.unsqueeze(2).expand_as(x))


class TextRcnn(nn.Module):
    def __init__(
        self, vocabulary, labels, embedding, hidden, layers, projection, embedding_dropout, dropout
    ):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, embedding, padding_idx=vocabulary - 1)
        self.embedding_dropout = nn.Dropout(embedding_dropout)
        self.lstm = Lstm(embedding, hidden, layers, True, dropout)
        self.projection = nn.Linear(embedding + 2 * hidden, projection)
        self.dropout = nn.Dropout(dropout)
        self.logits = nn.Linear(projection, labels)

    def forward(self, tokens, lengths):
        x = self.embedding_dropout(self.embedding(tokens))
        x = torch.tanh(self.projection(torch.cat([x, self.lstm(x, lengths)], 2)))
        if lengths is not None:
            x = x.masked_fill(padding(tokens, lengths).unsqueeze(2), LOWEST)
        return self.logits(self.dropout(x.max(1)[0]))


class Transformer(nn.Module):
    def __init__(
        self, vocabulary, labels, width, blocks, heads, feed_forward, dropout, positions, norm, pooling, longest=136
    ):
        super().__init__()
        self.embedding = nn.Embedding(vocabulary, width, padding_idx=vocabulary - 1)
        if positions == "learned":
            self.positions = nn.Parameter(torch.randn(longest, width) * 0.02)
        elif positions == "sinusoidal":
            self.register_buffer("positions", sinusoids(longest, width))
        else:
            self.positions = None
        self.embedding_dropout = nn.Dropout(dropout)
        block = nn.TransformerEncoderLayer(
            width, heads, feed_forward, dropout, batch_first=True, norm_first=norm == "pre"
        )
        last = nn.LayerNorm(width) if norm == "pre" else None
        self.blocks = nn.TransformerEncoder(block, blocks, last, enable_nested_tensor=False)
        self.pooling = Pooling(pooling, width)
        self.dropout = nn.Dropout(dropout)
        self.logits = nn.Linear(width * len(pooling), labels)

    def forward(self, tokens, lengths):
        x = self.embedding(tokens)
        if self.positions is not None:
            x = x + self.positions[: tokens.shape[1]]
        pad = padding(tokens, lengths)
        x = self.blocks(self.embedding_dropout(x), src_key_padding_mask=pad)
        return self.logits(self.dropout(self.pooling(x, lengths, pad)))


def sinusoids(longest, width):
    rates = torch.exp(torch.arange(0, width, 2) * (-math.log(10000.0) / width))
    angles = torch.arange(longest).unsqueeze(1) * rates
    return torch.stack([angles.sin(), angles.cos()], 2).reshape(longest, width)


class ConvBn(nn.Sequential):
    """Same-padded convolution without bias, batch norm, leaky ReLU."""

    def __init__(self, inputs, outputs, height, width, stride=1):
        super().__init__(
            nn.Conv2d(inputs, outputs, (height, width), stride, (height // 2, width // 2), bias=False),
            nn.BatchNorm2d(outputs),
            nn.LeakyReLU(0.3),
        )


class CoordinateAttention(nn.Module):
    def __init__(self, channels, reduction):
        super().__init__()
        inner = max(2, channels // reduction)
        self.squeeze = nn.Conv2d(channels, inner, 1, bias=False)
        self.rows = nn.Conv2d(inner, channels, 1, bias=False)
        self.columns = nn.Conv2d(inner, channels, 1, bias=False)

    def forward(self, x):
        height = x.shape[2]
        means = torch.cat([x.mean(3, keepdim=True), x.mean(2, keepdim=True).transpose(2, 3)], 2)
        means = F.relu(self.squeeze(means))
        rows, columns = means[:, :, :height], means[:, :, height:].transpose(2, 3)
        return x * torch.sigmoid(self.rows(rows)) * torch.sigmoid(self.columns(columns))


class ResBlock(nn.Module):
    def __init__(self, channels, blocks):
        super().__init__()
        self.blocks = nn.ModuleList(
            nn.Sequential(ConvBn(channels, channels, 1, 1), nn.Mish(), ConvBn(channels, channels, 3, 3), nn.Mish())
            for _ in range(blocks)
        )

    def forward(self, x):
        for block in self.blocks:
            x = x + block(x)
        return x


class ConvEncoder(nn.Module):
    def __init__(self, p, blocks, reduction):
        super().__init__()
        self.wide = nn.Sequential(ConvBn(p, 2 * p, 1, 9), ConvBn(2 * p, 4 * p, 9, 1), ConvBn(4 * p, p, 1, 1))
        self.refine = nn.Sequential(
            ResBlock(p, blocks), ConvBn(p, 2 * p, 1, 7), ConvBn(2 * p, 4 * p, 7, 1), ConvBn(4 * p, p, 1, 1)
        )
        self.attention = CoordinateAttention(p, reduction)

    def forward(self, x):
        x = self.wide(x)
        return self.attention(F.mish(self.refine(x) + x))


class CaResNet(nn.Module):
    """Of one length: batches are cut and padded to it, as the report becomes a picture of that height."""

    def __init__(
        self,
        vocabulary,
        labels,
        length,
        embedding,
        encoders,
        heads,
        feed_forward,
        attention_dropout,
        channels,
        blocks,
        dropout,
        reduction=16,
    ):
        super().__init__()
        self.length = length
        c = channels
        self.embedding = nn.Embedding(vocabulary, embedding, padding_idx=vocabulary - 1)
        encoder = nn.TransformerEncoderLayer(embedding, heads, feed_forward, 0, batch_first=True)
        encoder.self_attn.dropout = attention_dropout
        self.encoders = nn.TransformerEncoder(encoder, encoders, enable_nested_tensor=False)
        self.skip = ConvBn(1, c, 1, 1, stride=2)
        self.branches = nn.ModuleList(
            [
                nn.Sequential(ConvBn(1, c // 2, 1, 1), ConvEncoder(c // 2, blocks, reduction)),
                nn.Sequential(ConvBn(1, c, 3, 3), ConvBn(c, c // 4, 1, 1), CoordinateAttention(c // 4, reduction)),
                nn.Sequential(ConvBn(1, c, 1, 3), ConvBn(c, c // 4, 3, 1), CoordinateAttention(c // 4, reduction)),
            ]
        )
        self.join = ConvEncoder(c, blocks, reduction)
        self.last = ConvBn(c, 1, 1, 1)
        self.dropout = nn.Dropout(dropout)
        self.logits = nn.Linear((length // 2) * (embedding // 2), labels)

    def forward(self, tokens, lengths):
        tokens = tokens[:, : self.length]
        tokens = F.pad(tokens, (0, self.length - tokens.shape[1]), value=self.embedding.padding_idx)
        pad = None if lengths is None else padding(tokens, lengths.clamp(max=self.length))
        x = self.encoders(self.embedding(tokens), src_key_padding_mask=pad)
        if pad is not None:
            x = x.masked_fill(pad.unsqueeze(2), 0)
        x = torch.sigmoid(x).unsqueeze(1)  # [batch, 1, length, embedding]
        skip = self.skip(x)
        x = F.avg_pool2d(F.mish(torch.cat([branch(x) for branch in self.branches], 1)), 2)
        x = F.mish(self.join(x) + skip)
        return self.logits(self.dropout(self.last(x).flatten(1)))


MODELS = {
    "text-cnn": TextCnn,
    "bilstm": BiLstm,
    "text-rcnn": TextRcnn,
    "transformer": Transformer,
    "ca-resnet": CaResNet,
}
