"""Trains a model and prints one line of JSON for every epoch, as io.foldwise.bench.training.TrainingSpeed does."""

import argparse
import json
import time

import torch
from torch.nn import functional as F

import models
from reports import LABELS, PADDING, Reports, batches


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--model", required=True, help="the settings, as JSON")
    parser.add_argument("--batch", type=int, default=128)
    parser.add_argument("--pool", type=int, default=1, help="batches within which reports are sorted by length")
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=2021)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    generator = torch.Generator().manual_seed(arguments.seed)
    reports = Reports(arguments.data)
    model = models.build(json.loads(arguments.model), PADDING + 1, LABELS).train()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for epoch in range(1, arguments.epochs + 1):
        started, processor = time.perf_counter(), time.process_time()
        loss = train_epoch(model, optimizer, reports, batches(
            torch.arange(len(reports)), reports.lengths, arguments.batch, arguments.pool, generator))
        print(json.dumps({
            "epoch": epoch, "samples": len(reports), "seconds": round(time.perf_counter() - started, 4),
            "processor": round(time.process_time() - processor, 4), "loss": round(loss, 6)}), flush=True)


def train_epoch(model, optimizer, reports, epoch, schedule=None):
    """Trains the batches, and gives the mean loss; a schedule changes the learning rate after each."""
    total = 0
    for rows in epoch:
        tokens, lengths, order = reports.batch(rows)
        loss = F.binary_cross_entropy_with_logits(model(tokens, lengths), reports.targets[rows[order]])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        if schedule:
            schedule.step()
        total += loss.item() * len(rows)
    return total / sum(len(rows) for rows in epoch)


if __name__ == "__main__":
    main()
