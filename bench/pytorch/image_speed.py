"""Trains an image network on made-up images and prints one line of JSON for every step, as
io.foldwise.bench.training.ImageSpeed does."""

import argparse
import json
import resource
import time

import torch
from torch.nn import functional as F

import image_networks


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--model", required=True, help="the settings, as JSON")
    parser.add_argument("--size", type=int, required=True, help="height and width")
    parser.add_argument("--batch", type=int, required=True)
    parser.add_argument("--steps", type=int, required=True)
    parser.add_argument("--threads", type=int, default=1)
    parser.add_argument("--channels-last", action="store_true")
    arguments = parser.parse_args()
    torch.set_num_threads(arguments.threads)
    torch.manual_seed(2021)
    settings = json.loads(arguments.model)
    form = torch.channels_last if arguments.channels_last else torch.contiguous_format
    model = image_networks.build(settings).to(memory_format=form).train()
    optimizer = torch.optim.Adam(model.parameters(), lr=1e-4)
    images = torch.rand(arguments.batch, settings["channels"], arguments.size, arguments.size).contiguous(memory_format=form)
    targets = (torch.rand(model(images[:2]).shape) < 0.5)[:1].float()
    targets = targets.expand(arguments.batch, *targets.shape[1:]).contiguous()
    for step in range(1, arguments.steps + 1):
        started, processor = time.perf_counter(), time.process_time()
        loss = F.binary_cross_entropy_with_logits(model(images), targets)
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
