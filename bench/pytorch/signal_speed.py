#!/usr/bin/env python3
"""Trains a network for signals on random ones and prints a line of JSON for every step, as
io.foldwise.bench.training.SignalSpeed does."""

import argparse
import json
import resource
import time

import torch
from torch.nn import functional as F

import signal_models


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--depth", type=int, required=True, help="of xresnet1d")
    parser.add_argument("--leads", type=int, default=12)
    parser.add_argument("--time", type=int, default=1000, help="steps of a signal")
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--threads", type=int, default=1)
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(2021)
    model = signal_models.xresnet1d(arguments.depth, arguments.leads).train()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-3)
    signals = torch.rand(arguments.batch, arguments.leads, arguments.time)
    targets = (torch.rand(arguments.batch, 5) < 0.5).float()
    for step in range(1, arguments.steps + 1):
        started, processor = time.perf_counter(), time.process_time()
        loss = F.binary_cross_entropy_with_logits(model(signals), targets)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        value = loss.item()
        print(json.dumps({
            "step": step, "samples": arguments.batch, "seconds": round(time.perf_counter() - started, 4),
            "processor": round(time.process_time() - processor, 4), "loss": round(value, 6),
            "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}), flush=True)


if __name__ == "__main__":
    main()
