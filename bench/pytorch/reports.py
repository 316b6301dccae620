"""Reports of the contest's files as tensors, and batches of them."""

import torch

PADDING = 858
LABELS = 17


class Reports:
    """Tokens padded to the longest report, lengths, and targets where the file has labels. A batch is as long as its own
    longest report, or with a width as long as that."""

    def __init__(self, file, longest=0, width=0):
        self.width = width
        rows = [line.rstrip("\r\n").split("|,|") for line in open(file)]
        sequences = [[int(token) for token in row[1].split()][: longest or None] for row in rows]
        self.ids = [row[0] for row in rows]
        self.lengths = torch.tensor([len(sequence) for sequence in sequences])
        self.tokens = torch.full((len(rows), max(width, int(self.lengths.max()))), PADDING)
        for row, sequence in enumerate(sequences):
            self.tokens[row, : len(sequence)] = torch.tensor(sequence)
        self.targets = torch.zeros(len(rows), LABELS)
        for row, fields in enumerate(rows):
            for label in fields[2].split(",")[0].split() if len(fields) > 2 else []:  # round 2 has types behind a comma
                self.targets[row, int(label)] = 1

    def __len__(self):
        return len(self.ids)

    def batch(self, rows):
        """Tokens and lengths of the rows, longest first, and that order; lengths are None where all are the same."""
        lengths, order = self.lengths[rows].sort(descending=True)
        longest = max(self.width, int(lengths[0]))
        tokens = self.tokens[rows[order], :longest]
        return tokens, None if int(lengths[-1]) == longest else lengths, order


def batches(rows, lengths, size, pool, generator):
    """Rows shuffled and cut into batches; within pools of so many batches, reports of similar length share one."""
    rows = rows[torch.randperm(len(rows), generator=generator)]
    if pool > 1:
        pools = [part[lengths[part].argsort()] for part in rows.split(size * pool)]
        parts = [batch for part in pools for batch in part.split(size)]
        return [parts[i] for i in torch.randperm(len(parts), generator=generator)]
    return list(rows.split(size))
