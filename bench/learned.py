"""Part d of bench/side-by-side: what is learned with one recipe on the same folds, from several starts."""

import json
import statistics
from math import log
from pathlib import Path

RECIPES = json.loads((Path(__file__).resolve().parent / "recipes.json").read_text())
SPLITS = {
    "random": "split { type = k-fold, folds = 5 }",
    "grouped": "data.groups { by = clusters, count = 50 }\nsplit { type = grouped-k-fold, folds = 5 }",
}
VIEWS = (*SPLITS, "transfer")
COMPARABLE_STARTS = ("text-cnn", "bilstm", "text-rcnn", "transformer")
ADAM = {"lr": 1e-3, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}


def recipe(name, epochs):
    """A recipe with everything that it leaves out."""
    given = RECIPES[name]
    return {
        "epochs": epochs or given["epochs"], "max-length": given.get("max-length", 104),
        "optimizer": {**ADAM, **given.get("optimizer", {})}, "schedule": given.get("schedule", {"type": "constant"})}


def trainer(given):
    return {
        "epochs": given["epochs"], "optimizer": {"type": "adam", **given["optimizer"]}, "schedule": given["schedule"]}


def pytorch_options(given):
    adam = given["optimizer"]
    return [
        "--epochs", given["epochs"], "--max-length", given["max-length"], "--lr", adam["lr"],
        "--betas", f"{adam['beta1']},{adam['beta2']}", "--epsilon", adam["epsilon"],
        "--schedule", json.dumps(given["schedule"])]


def splits(views):
    """What must be trained for the views: networks of random folds also predict other reports."""
    return [split for split in SPLITS if split in views or (split == "random" and "transfer" in views)]


def losses(folder, split, train, test, views):
    """The log loss of a training of some folds, by view: of held-out reports, and the mean of its networks' on others."""
    found = {}
    if split in views:
        found[split] = log_loss(sorted(folder.glob("oof-*.csv")), train)
    if split == "random" and "transfer" in views:
        found["transfer"] = statistics.mean(log_loss([file], test) for file in folder.glob("test-*.csv"))
    return found


def log_loss(files, labelled):
    """The mean over labels of the log loss of all predictions in the files."""
    targets = {}
    for line in open(labelled):
        fields = line.rstrip("\r\n").split("|,|")
        targets[fields[0]] = {int(label) for label in fields[2].split(",")[0].split()}  # round 2: types behind a comma
    total = count = 0
    for file in files:
        for line in open(file):
            row, *values = line.split(",")
            if row == "id":
                continue
            for label, value in enumerate(map(float, values)):
                certain = min(max(value, 1e-15), 1 - 1e-15)
                total -= log(certain if label in targets[row] else 1 - certain)
                count += 1
    return total / count


def rows(name, found):
    """A row for each view, from the losses of all seeds, {view: [(ours, theirs), ...]}."""
    table = []
    for view, pairs in found.items():
        own, other = zip(*pairs)
        spread = statistics.stdev(other) if len(other) > 1 else float("nan")
        behind = statistics.mean(own) - statistics.mean(other)
        table.append({
            "model": name, "part": "d", "view": view, "seeds": pairs, "foldwise": statistics.mean(own),
            "foldwiseSpread": statistics.stdev(own) if len(own) > 1 else float("nan"),
            "pytorch": statistics.mean(other), "pytorchSpread": spread, "behind": behind,
            "verdict": "one seed tells nothing" if len(other) < 2 else "WORSE" if behind > spread else "as good"})
    return table


def print_table(table):
    print("log loss over seeds (S is 1 - log loss); worse: Foldwise's mean is above PyTorch's by more than PyTorch's spread")
    print(f"{'model':<12} {'view':<9} {'seeds':>5} {'Foldwise':>17} {'PyTorch':>17} {'difference':>11}")
    for row in table:
        own, other = (f"{row[side]:.4f} +- {row[side + 'Spread']:.4f}" for side in ("foldwise", "pytorch"))
        print(f"{row['model']:<12} {row['view']:<9} {len(row['seeds']):>5} {own:>17} {other:>17} {row['behind']:>+11.4f}"
              f"  {row['verdict']}")
