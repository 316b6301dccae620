"""Writes what PyTorch's GRU gives, for the tests of framework/layers:

    python3 bench/pytorch/recurrent_layers.py > framework/layers/src/test/resources/io/foldwise/layers/recurrent/pytorch.txt

All arrays are filled by a formula (see `fill`); sequences are [batch, time, channels], weights [in, out]. A line is
"case array: values".
"""

import torch
from torch.nn.utils.rnn import pack_padded_sequence, pad_packed_sequence

BATCH, TIME, CHANNELS, HIDDEN = 3, 4, 2, 3
LENGTHS = [2, 4, 1]


def fill(seed, *shape):
    size = 1
    for part in shape:
        size *= part
    return torch.sin(torch.arange(size, dtype=torch.float64) * 0.7 + seed).reshape(shape)


def write(case, name, values):
    print(f"{case} {name}: " + " ".join(f"{value:.8g}" for value in values.detach().reshape(-1).tolist()))


def run(case, both, lengths):
    gru = torch.nn.GRU(CHANNELS, HIDDEN, batch_first=True, bidirectional=both).double()
    seed = 2
    parameters = {}
    for suffix, prefix in [("", "forward-"), ("_reverse", "backward-")][: 2 if both else 1]:
        for theirs, ours in [
            ("weight_ih_l0", "input-weights"),
            ("bias_ih_l0", "bias"),
            ("weight_hh_l0", "recurrent-weights"),
            ("bias_hh_l0", "recurrent-bias"),
        ]:
            parameter = getattr(gru, theirs + suffix)
            parameter.data = fill(seed, *reversed(parameter.shape)).t().contiguous() if parameter.dim() == 2 else fill(
                seed, *parameter.shape
            )
            parameters[(prefix if both else "") + ours] = parameter
            seed += 1
    sequences = fill(1, BATCH, TIME, CHANNELS).requires_grad_()
    packed = pack_padded_sequence(sequences, lengths, batch_first=True, enforce_sorted=False)
    output, _ = pad_packed_sequence(gru(packed)[0], batch_first=True, total_length=TIME)
    write(case, "output", output)
    output.backward(fill(9, *output.shape))
    write(case, "input", sequences.grad)
    for name, parameter in parameters.items():
        write(case, name, parameter.grad.t() if parameter.dim() == 2 else parameter.grad)


run("gru", False, [TIME] * BATCH)
run("gru-padded", False, LENGTHS)
run("bigru-padded", True, LENGTHS)
