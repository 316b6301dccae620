package io.foldwise.cli.report;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.ensemble.EnsembleChoice.Member;
import io.foldwise.report.words.Words;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** An ensemble in one line: what is averaged, and whose; weights only where they differ. */
final class EnsembleLine {

    private static final double SAME = 1e-9;

    private EnsembleLine() {}

    static String of(EnsembleChoice ensemble) {
        List<Member> members = ensemble.members();
        Map<Integer, List<Member>> byTrial =
                members.stream().collect(Collectors.groupingBy(Member::trial, TreeMap::new, Collectors.toList()));
        boolean weighted = members.stream()
                .anyMatch(member -> Math.abs(member.weight() - members.get(0).weight()) > SAME);
        String whose = byTrial.size() == 1
                ? folds(members, weighted)
                : byTrial.entrySet().stream()
                        .map(trial -> "%s of trial %d".formatted(folds(trial.getValue(), weighted), trial.getKey()))
                        .collect(Collectors.joining("; "));
        return "mean of %s of %s: %s"
                .formatted(
                        ensemble.average().name().toLowerCase(Locale.ROOT), Words.count(members.size(), "fold"), whose);
    }

    private static String folds(List<Member> members, boolean weighted) {
        return members.stream()
                .map(member -> weighted
                        ? "%d (%s)".formatted(member.fold(), Words.number(member.weight()))
                        : Integer.toString(member.fold()))
                .collect(Collectors.joining(", "));
    }
}
