"""Trains a transformer to guess masked tokens and prints one line of JSON for every pass, as TrainingSpeed does.

As a careful PyTorch user would: logits of the vocabulary are computed at the masked places alone, and batches hold reports of similar
length. 15 % of the tokens are masked anew in every pass, 80 % of them hidden, 10 % replaced.
"""

import argparse
import json
import time

import torch
from torch import nn
from torch.nn import functional as F

import models
from reports import PADDING, Reports, batches

SHARE, HIDDEN, REPLACED = 0.15, 0.8, 0.1


class MaskedTokens(nn.Module):
    """The transformer of models.py without its pooling, and a linear layer over the vocabulary."""

    def __init__(self, settings):
        super().__init__()
        self.network = models.build(settings, PADDING + 1, 1)
        del self.network.pooling, self.network.logits, self.network.dropout
        self.tokens = nn.Linear(settings["width"], PADDING + 1)

    def forward(self, tokens, lengths, masked):
        network = self.network
        x = network.embedding(tokens)
        if network.positions is not None:
            x = x + network.positions[: tokens.shape[1]]
        x = network.blocks(network.embedding_dropout(x), src_key_padding_mask=models.padding(tokens, lengths))
        return self.tokens(x[masked])  # [masked tokens, vocabulary]


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", required=True)
    parser.add_argument("--model", required=True, help="the settings, as JSON")
    parser.add_argument("--batch", type=int, default=64)
    parser.add_argument("--pool", type=int, default=1, help="batches within which reports are sorted by length")
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=2021)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(arguments.seed)
    generator = torch.Generator().manual_seed(arguments.seed)
    reports = Reports(arguments.data)
    model = MaskedTokens(json.loads(arguments.model)).train()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    for epoch in range(1, arguments.epochs + 1):
        started, processor = time.perf_counter(), time.process_time()
        loss = train_epoch(model, optimizer, reports, batches(
            torch.arange(len(reports)), reports.lengths, arguments.batch, arguments.pool, generator))
        print(json.dumps({
            "epoch": epoch, "samples": len(reports), "seconds": round(time.perf_counter() - started, 4),
            "processor": round(time.process_time() - processor, 4), "loss": round(loss, 6)}), flush=True)


def train_epoch(model, optimizer, reports, epoch):
    total = 0
    for rows in epoch:
        tokens, lengths, _ = reports.batch(rows)
        masked = (torch.rand(tokens.shape) < SHARE) & (tokens != PADDING)
        masked[:, 0] |= ~masked.any(1)
        chance = torch.rand(tokens.shape)
        shown = torch.where(masked & (chance < HIDDEN), PADDING, tokens)
        replaced = masked & (chance >= HIDDEN) & (chance < HIDDEN + REPLACED)
        shown = torch.where(replaced, torch.randint(PADDING, tokens.shape), shown)
        loss = F.cross_entropy(model(shown, lengths, masked), tokens[masked])
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        total += loss.item() * len(rows)
    return total / len(reports)


if __name__ == "__main__":
    main()
