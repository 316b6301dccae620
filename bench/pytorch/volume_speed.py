#!/usr/bin/env python3
"""Trains the network for nodules on random volumes, or lets it predict what is in a large one tile by tile, and prints a line of
JSON for every step, as io.foldwise.bench.training.VolumeSpeed does."""

import argparse
import json
import resource
import time

import torch
from torch.nn import functional as F

import volume_models


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--edge", type=int, help="of the volumes that are trained on")
    parser.add_argument("--batch", type=int, default=2)
    parser.add_argument("--steps", type=int)
    parser.add_argument("--tiles", type=int, nargs=5, help="depth, height and width of the volume, longest edge of a tile, and"
                        " what two neighbours share")
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--channels-last", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(2021)
    form = torch.channels_last_3d if arguments.channels_last else torch.contiguous_format
    network = volume_models.NoduleNet().to(memory_format=form)
    if arguments.tiles:
        predict(network.eval(), form, *arguments.tiles)
    else:
        train(network.train(), form, arguments.edge, arguments.batch, arguments.steps)


def train(network, form, edge, batch, steps):
    optimizer = torch.optim.Adam(network.parameters(), lr=1e-4)
    volumes = torch.rand(batch, 1, edge, edge, edge).contiguous(memory_format=form)
    places = torch.rand(batch, 3, *[edge // 4] * 3).contiguous(memory_format=form)
    targets = (torch.rand(batch, 15, *[edge // 4] * 3) < 0.5).float()

    def step():
        loss = F.binary_cross_entropy_with_logits(network(volumes, places), targets)
        optimizer.zero_grad(set_to_none=True)
        loss.backward()
        optimizer.step()
        return loss.item()

    for number in range(1, steps + 1):
        timed(number, batch, step)


def predict(network, form, depth, height, width, tile, shared):
    """One tile, for memory to be there, and then all."""
    volume = torch.rand(1, 4, depth, height, width)
    places = [(z, y, x) for z in starts(depth, tile, shared) for y in starts(height, tile, shared) for x in starts(width, tile, shared)]

    def step(chosen):
        with torch.no_grad():
            for z, y, x in chosen:
                part = volume[:, :, z : z + tile, y : y + tile, x : x + tile].contiguous(memory_format=form)
                network(part[:, :1], F.avg_pool3d(part[:, 1:], 4))
        return 0

    timed(1, 1, lambda: step(places[:1]))
    timed(2, 1, lambda: step(places))


def starts(size, tile, shared):
    """Where tiles begin along an axis; the last one ends with the volume."""
    return [0] if size <= tile else [*range(0, size - tile, tile - shared), size - tile]


def timed(number, samples, step):
    started, processor = time.perf_counter(), time.process_time()
    loss = step()
    print(json.dumps({
        "step": number, "samples": samples, "seconds": round(time.perf_counter() - started, 4),
        "processor": round(time.process_time() - processor, 4), "loss": round(loss, 6),
        "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024}), flush=True)


if __name__ == "__main__":
    main()
