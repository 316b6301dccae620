"""Trains a model from the weights and on the batches that io.foldwise.bench.training.SharedStart wrote, and prints the same
lines: without dropout both sides must learn the same but for rounding."""

import argparse
import json
import math
from pathlib import Path

import numpy
import torch
from torch.nn import functional as F

import models
import schedules
from folds import predict
from reports import LABELS, PADDING, Reports
from speed import train_epoch


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--model", required=True, help="the settings, as JSON")
    parser.add_argument("--start", type=Path, required=True, help="where SharedStart wrote")
    parser.add_argument("--max-length", type=int, default=0)
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--betas", default="0.9,0.999")
    parser.add_argument("--epsilon", type=float, default=1e-8)
    parser.add_argument("--schedule", default="{}")
    arguments = parser.parse_args()
    torch.set_num_threads(1)
    reports = Reports(arguments.data, arguments.max_length)
    settings = json.loads(arguments.model)
    model = models.build(settings, PADDING + 1, LABELS)
    load(model, settings["type"], read(arguments.start))
    rows = [torch.tensor(list(map(int, line.split()))) for line in open(arguments.start / "batches.txt")]
    steps = len(rows) // arguments.epochs
    optimizer = torch.optim.Adam(
        model.parameters(), lr=arguments.lr, betas=tuple(map(float, arguments.betas.split(","))), eps=arguments.epsilon)
    rate = schedules.learning_rate(json.loads(arguments.schedule), arguments.lr, arguments.epochs, steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step / steps) / arguments.lr)
    for epoch in range(arguments.epochs):
        model.train()
        loss = train_epoch(model, optimizer, reports, rows[epoch * steps:(epoch + 1) * steps], schedule)
        print(json.dumps({
            "epoch": epoch + 1, "loss": round(loss, 6), "scored": round(score(model, reports), 6),
            "rate": rate(epoch + 1 - 1 / steps)}), flush=True)


def score(model, reports):
    """The loss of the last fifth, which is not trained on."""
    rows = torch.arange(len(reports) - len(reports) // 5, len(reports))
    return F.binary_cross_entropy(predict(model, reports, rows), reports.targets[rows]).item()


def read(folder):
    values = numpy.fromfile(folder / "weights.bin", dtype=">f4").astype("float32")
    weights, at = {}, 0
    for line in open(folder / "weights.txt"):
        name, *shape = line.split()
        shape = list(map(int, shape))
        weights[name] = torch.from_numpy(values[at:at + math.prod(shape)]).reshape(shape)
        at += math.prod(shape)
    return weights


@torch.no_grad()
def load(model, kind, weights):
    """Every parameter of the model from Foldwise's of the same meaning, which must all be used."""
    left = dict(weights)

    def put(parameter, name, change=lambda x: x):
        parameter.copy_(change(left.pop(name)).reshape(parameter.shape))

    def linear(module, name, weight="weights", bias="bias"):
        put(module.weight, f"{name}_{weight}", torch.t)
        put(module.bias, f"{name}_{bias}")

    def gates(x):  # [..., a f o i] to PyTorch's [i f a o, ...]
        hidden = x.shape[-1] // 4
        a, f, o, i = x.split(hidden, -1)
        return torch.cat([i, f, a, o], -1).t() if x.dim() == 2 else torch.cat([i, f, a, o], -1)

    def lstm(module, name):
        for layer, directions in enumerate(module.directions):
            for direction, prefix in zip(directions, ["forward-", "backward-"]):
                put(direction.weight_ih_l0, f"{name}-{layer + 1}_{prefix}input-weights", gates)
                put(direction.weight_hh_l0, f"{name}-{layer + 1}_{prefix}recurrent-weights", gates)
                put(direction.bias_ih_l0, f"{name}-{layer + 1}_{prefix}bias", gates)
                direction.bias_hh_l0.zero_()  # the two move alike, and their sum as Foldwise's bias at twice the rate

    put(model.embedding.weight, "embedding-1_table")
    model.embedding.weight[model.embedding.padding_idx] = 0
    linear(model.logits, "logits-1")
    if kind == "text-cnn":
        for convolution in model.convolutions:
            width = convolution.kernel_size[0]
            put(convolution.weight, f"text-convolution-1_weights-{width}",
                lambda x: x.reshape(width, convolution.in_channels, -1).permute(2, 1, 0))
            put(convolution.bias, f"text-convolution-1_bias-{width}")
    if kind in ("bilstm", "text-rcnn"):
        lstm(model.lstm, "bilstm")
    if kind == "text-rcnn":
        linear(model.projection, "dense-1")
    if kind == "transformer":
        table = left.pop("positions-1_table")  # as long as the longest report
        model.positions[:len(table)].copy_(table)
        for number, block in enumerate(model.blocks.layers, 1):
            name = f"transformer-block-{number}"
            put(block.self_attn.in_proj_weight, f"{name}_projection-weights", torch.t)
            put(block.self_attn.in_proj_bias, f"{name}_projection-bias")
            linear(block.self_attn.out_proj, name, "mixing-weights", "mixing-bias")
            linear(block.linear1, name, "hidden-weights", "hidden-bias")
            linear(block.linear2, name, "output-weights", "output-bias")
            for norm, part in ((block.norm1, "attention"), (block.norm2, "feed-forward")):
                put(norm.weight, f"{name}_{part}-gain")
                put(norm.bias, f"{name}_{part}-shift")
    if left:
        raise SystemExit(f"unused weights: {list(left)}")


if __name__ == "__main__":
    main()
