"""Schedules of the learning rate that experiment files name, as functions of the epochs done, fractions included."""

import math


def learning_rate(settings, base, epochs, steps):
    """A function from epochs done to the learning rate, for a training of so many epochs, each of so many steps."""
    kind = settings.get("type", "constant")
    floor = settings.get("floor", 0)

    def fall(progress):
        return floor + (base - floor) * (1 + math.cos(math.pi * min(progress, 1))) / 2

    def warm_restarts(epoch):
        period = settings["period"]
        while epoch + 1e-7 >= period:
            epoch -= period
            period *= settings["factor"]
        return fall(max(0, epoch) / period)

    def warm_up(epoch):
        rising = settings["epochs"]
        if epoch < rising:
            return base * (0.01 + 0.99 * epoch / rising)
        return learning_rate(settings["then"], base, max(1, epochs - rising), steps)(epoch - rising)

    return {
        "constant": lambda epoch: base, "cosine": lambda epoch: fall(epoch / (epochs - 1 / steps)),
        "warm-restarts": warm_restarts, "warm-up": warm_up}[kind]
