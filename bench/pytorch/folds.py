"""The work of `foldwise run` for some folds, in PyTorch: trains each, keeps the epoch with the smallest validation log
loss, predicts the held-out reports and those of the test file, and writes both."""

import argparse
import copy
import csv
import json
import math
import time
from pathlib import Path

import torch
from torch.nn import functional as F

import models
import schedules
from reports import LABELS, PADDING, Reports, batches
from speed import train_epoch


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--train", required=True)
    parser.add_argument("--test", required=True)
    parser.add_argument("--split", required=True, help="split.csv of a Foldwise run: who is in which fold")
    parser.add_argument("--folds", required=True, help="numbers, with commas")
    parser.add_argument("--model", required=True, help="the settings, as JSON")
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--pool", type=int, default=50)
    parser.add_argument("--width", type=int, default=0, help="pads every batch to so many tokens; 0: to its longest report")
    parser.add_argument("--epochs", type=int, required=True)
    parser.add_argument("--patience", type=int, default=0, help="epochs without improvement that end a fold; 0: none do")
    parser.add_argument("--lr", type=float, default=1e-3)
    parser.add_argument("--betas", default="0.9,0.999", help="of Adam (default: %(default)s)")
    parser.add_argument("--epsilon", type=float, default=1e-8, help="of Adam (default: %(default)s)")
    parser.add_argument("--schedule", default="{}", help="as in an experiment file, as JSON; by step (default: constant)")
    parser.add_argument("--max-length", type=int, default=0, help="cuts reports; 0: does not")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--seed", type=int, default=2021)
    parser.add_argument("--output", type=Path, required=True)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    train, test = (
        Reports(file, arguments.max_length, arguments.width) for file in (arguments.train, arguments.test))
    roles = [row[1:] for row in list(csv.reader(open(arguments.split)))[1:]]
    for fold in map(int, arguments.folds.split(",")):
        held_out = torch.tensor([row for row, role in enumerate(roles) if role[fold] == "scored"])
        learned = torch.tensor([row for row, role in enumerate(roles) if role[fold] == "train"])
        started = time.perf_counter()
        model, losses, training = fit(arguments, train, learned, held_out, arguments.seed + fold)
        write(arguments.output / f"oof-{fold}.csv", [train.ids[row] for row in held_out], predict(model, train, held_out))
        write(arguments.output / f"test-{fold}.csv", test.ids, predict(model, test, torch.arange(len(test))))
        seconds = round(time.perf_counter() - started, 2)
        print(json.dumps({"fold": fold, "seconds": seconds, "validation": losses, "training": training}), flush=True)


def fit(arguments, reports, learned, validation, seed):
    """The network of the best epoch, and the validation and training log loss of every epoch."""
    torch.manual_seed(seed)
    generator = torch.Generator().manual_seed(seed)
    model = models.build(json.loads(arguments.model), PADDING + 1, LABELS)
    optimizer = torch.optim.Adam(
        model.parameters(), lr=arguments.lr, betas=tuple(map(float, arguments.betas.split(","))), eps=arguments.epsilon)
    steps = math.ceil(len(learned) / arguments.batch)
    rate = schedules.learning_rate(json.loads(arguments.schedule), arguments.lr, arguments.epochs, steps)
    schedule = torch.optim.lr_scheduler.LambdaLR(optimizer, lambda step: rate(step / steps) / arguments.lr)
    best, losses, training = None, [], []
    for _ in range(arguments.epochs):
        model.train()
        training.append(round(train_epoch(model, optimizer, reports, batches(
            learned, reports.lengths, arguments.batch, arguments.pool, generator), schedule), 5))
        loss = F.binary_cross_entropy(predict(model, reports, validation), reports.targets[validation]).item()
        if loss < min(losses, default=float("inf")):
            best = copy.deepcopy(model.state_dict())
        losses.append(round(loss, 5))
        if arguments.patience and len(losses) - losses.index(min(losses)) > arguments.patience:
            break
    model.load_state_dict(best)
    return model, losses, training


@torch.no_grad()
def predict(model, reports, rows):
    """Probabilities of the rows, in their order."""
    model.eval()
    probabilities = torch.empty(len(rows), LABELS)
    for places in reports.lengths[rows].argsort().split(256):
        tokens, lengths, order = reports.batch(rows[places])
        probabilities[places[order]] = torch.sigmoid(model(tokens, lengths))
    return probabilities


def write(file, ids, probabilities):
    with open(file, "w") as out:
        for row, values in zip(ids, probabilities.tolist()):
            out.write(row + "," + ",".join(f"{value:.8f}" for value in values) + "\n")


if __name__ == "__main__":
    main()
