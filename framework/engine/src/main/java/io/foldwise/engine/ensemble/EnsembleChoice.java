package io.foldwise.engine.ensemble;

import io.foldwise.spi.IncompatibleException;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.Ensembler.Average;
import io.foldwise.spi.ensemble.Ensembler.Candidate;
import io.foldwise.spi.training.Logistic;
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

    /** Probabilities this close to 0 or 1 are moved inwards before their logit is taken. */
    private static final double CLIP = 1e-7;

    /**
     * One chosen fold.
     *
     * @param score the headline metric on its held-out samples, larger is better
     */
    public record Member(int trial, int fold, double weight, double score) {}

    public EnsembleChoice {
        Objects.requireNonNull(average);
        members = List.copyOf(members);
    }

    /** @throws IncompatibleException if a plugin's weights are none: negative, not finite, all zero, too few or too many */
    public static EnsembleChoice choose(Ensembler ensembler, LabelSchema labels, List<Candidate> candidates) {
        double[] weights = ensembler.weigh(labels, candidates);
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
     * The weighted mean of the members' predictions.
     *
     * @param predictions of each member for the same samples, {@code [members][samples][labels]} as probabilities
     */
    public float[][] combine(List<float[][]> predictions) {
        int samples = predictions.get(0).length;
        float[][] combined = new float[samples][];
        for (int row = 0; row < samples; row++) {
            combined[row] = new float[predictions.get(0)[row].length];
            for (int label = 0; label < combined[row].length; label++) {
                double sum = 0;
                for (int member = 0; member < members.size(); member++) {
                    sum += members.get(member).weight() * forward(predictions.get(member)[row][label]);
                }
                combined[row][label] = (float) back(sum);
            }
        }
        return combined;
    }

    private double forward(double probability) {
        if (average == Average.PROBABILITIES) {
            return probability;
        }
        double inner = Math.min(1 - CLIP, Math.max(CLIP, probability));
        return Math.log(inner / (1 - inner));
    }

    private double back(double mean) {
        return average == Average.PROBABILITIES ? mean : Logistic.sigmoid(mean);
    }
}
