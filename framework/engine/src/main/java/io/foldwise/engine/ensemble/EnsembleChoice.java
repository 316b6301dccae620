package io.foldwise.engine.ensemble;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.Average;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.Predictions;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Predicate;

/**
 * The folds that predict together, a run's {@code ensemble.json}.
 *
 * @param average what is averaged
 * @param members the chosen folds; their weights add up to 1
 */
public record EnsembleChoice(Average average, List<Member> members) {

    private static final double ROUNDING = 1e-6;

    /**
     * One chosen fold.
     *
     * @param score what trials are ranked by, of its held-out samples: larger is better, so that a loss comes negated
     */
    public record Member(int trial, int fold, double weight, double score) {}

    public EnsembleChoice {
        Objects.requireNonNull(average);
        members = List.copyOf(members);
        double sum = members.stream().mapToDouble(Member::weight).sum();
        boolean positive = members.stream().allMatch(member -> member.weight() > 0);
        if (!members.isEmpty() && !(positive && Math.abs(sum - 1) < ROUNDING)) {
            throw new IllegalArgumentException("weights are positive and add up to 1");
        }
        if (members.stream()
                        .map(member -> List.of(member.trial(), member.fold()))
                        .distinct()
                        .count()
                < members.size()) {
            throw new IllegalArgumentException("a fold is a member once");
        }
    }

    /** @throws IncompatibleException if a plugin's weights are none: negative, not finite, all zero, too few or too many */
    public static EnsembleChoice choose(Ensembler ensembler, Head head, List<Candidate> candidates) {
        double[] weights = ensembler.weigh(head, candidates);
        check(weights, candidates);
        double sum = Arrays.stream(weights).sum();
        List<Member> members = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            if (weights[i] > 0) {
                Candidate candidate = candidates.get(i);
                members.add(new Member(candidate.trial(), candidate.fold(), weights[i] / sum, candidate.score()));
            }
        }
        return new EnsembleChoice(ensembler.average(), members);
    }

    private static void check(double[] weights, List<Candidate> candidates) {
        if (weights.length != candidates.size()) {
            throw refusal(weights.length + " weights to " + candidates.size() + " folds");
        }
        for (int i = 0; i < weights.length; i++) {
            if (!(weights[i] >= 0) || Double.isInfinite(weights[i])) {
                Candidate candidate = candidates.get(i);
                throw refusal(
                        "fold " + candidate.fold() + " of trial " + candidate.trial() + " the weight " + weights[i]);
            }
        }
        if (Arrays.stream(weights).sum() == 0) {
            throw refusal("no fold any weight");
        }
    }

    private static IncompatibleException refusal(String fault) {
        return new IncompatibleException("the ensembler gives " + fault + "; this is a fault of the plugin");
    }

    /** The members that are kept, with weights that add up to 1 again. */
    public EnsembleChoice only(Predicate<Member> kept) {
        List<Member> chosen = members.stream().filter(kept).toList();
        double sum = chosen.stream().mapToDouble(Member::weight).sum();
        return new EnsembleChoice(
                average,
                chosen.stream()
                        .map(member -> new Member(member.trial(), member.fold(), member.weight() / sum, member.score()))
                        .toList());
    }

    /** Whether a member's fold is among the members, whatever its weight. */
    public boolean holds(Member member) {
        return members.stream().anyMatch(own -> own.trial() == member.trial() && own.fold() == member.fold());
    }

    /**
     * The weighted mean of what the members predict, computed when it is asked for.
     *
     * @param predictions of each member, in their order, for the same samples
     */
    public Predictions combine(List<Predictions> predictions) {
        double[] weights = members.stream().mapToDouble(Member::weight).toArray();
        return new Predictions(
                predictions.get(0).ids(),
                (head, sample) -> head.average(
                        predictions.stream().map(each -> each.of(head, sample)).toList(), weights, average));
    }
}
