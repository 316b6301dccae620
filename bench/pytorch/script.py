"""Writes the training of speed.py for a PyTorch that has no Python: `loss.pt`, the network with its loss as TorchScript, and a
folder for each epoch with a file for each batch, which holds tokens, lengths (descending) and targets."""

import argparse
import json
from pathlib import Path

import numpy
import torch
from torch import nn
from torch.nn import functional as F

import models
from reports import LABELS, PADDING, Reports, batches


class Loss(nn.Module):
    """Mean binary cross-entropy of a batch: tokens [batch, time], lengths [batch] and targets [batch, labels] to a number."""

    def __init__(self, model, padded):
        super().__init__()
        self.model = model
        self.padded = padded

    def forward(self, tokens, lengths, targets):
        return F.binary_cross_entropy_with_logits(self.model(tokens, lengths if self.padded else None), targets)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--model", required=True, help="the settings, as JSON")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--pool", type=int, default=1, help="batches within which reports are sorted by length")
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--seed", type=int, default=2021)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    torch.manual_seed(arguments.seed)
    generator = torch.Generator().manual_seed(arguments.seed)
    reports = Reports(arguments.data)
    padded = bool((reports.lengths != reports.lengths[0]).any())
    model = Loss(models.build(json.loads(arguments.model), PADDING + 1, LABELS), padded).train()
    arguments.output.mkdir(parents=True, exist_ok=True)
    for epoch in range(1, arguments.epochs + 1):
        folder = arguments.output / f"epoch-{epoch:02}"
        folder.mkdir()
        for number, rows in enumerate(batches(
                torch.arange(len(reports)), reports.lengths, arguments.batch, arguments.pool, generator)):
            arrays = tensors(reports, rows)
            numpy.savez(folder / f"batch-{number:04}.npz", **{name: array.numpy() for name, array in arrays.items()})
    # Operations are recorded, not numbers: batches of other shapes do, and every one drops something else.
    torch.jit.trace(model, tuple(arrays.values()), check_trace=False).save(arguments.output / "loss.pt")


def tensors(reports, rows):
    tokens, lengths, order = reports.batch(rows)
    return {
        "tokens": tokens, "lengths": reports.lengths[rows[order]] if lengths is None else lengths,
        "targets": reports.targets[rows[order]]}


if __name__ == "__main__":
    main()
