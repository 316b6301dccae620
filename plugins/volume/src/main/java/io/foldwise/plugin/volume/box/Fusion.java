package io.foldwise.plugin.volume.box;

import io.foldwise.spi.Logistic;
import io.foldwise.spi.data.Average;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Boxes of several models become those of all: weighted box fusion. The most probable box begins; those of other models that overlap
 * with what has been fused so far join it. Centre and diameter are means, weighted by the models' weights and the boxes'
 * probabilities; the probability is the mean over all models, of which one that did not find the box says 0.
 *
 * @see <a href="https://arxiv.org/abs/1910.13302">Solovyev, Wang and Gabruseva 2021</a>
 */
final class Fusion {

    /** Of logits, a model that did not find a box says no more of it than that it is no candidate. */
    private final double missing;

    private final Anchors limits;
    private final double[] weights;
    private final Average of;

    /** @param weights of the models, with sum 1 */
    Fusion(Anchors limits, double[] weights, Average of) {
        this.limits = limits;
        this.weights = weights.clone();
        this.of = of;
        this.missing = limits.threshold();
    }

    private record Found(int member, Box box) {}

    /** @param members the boxes of each model */
    List<Box> of(List<List<Box>> members) {
        List<Found> all = new ArrayList<>();
        for (int member = 0; member < members.size(); member++) {
            for (Box box : members.get(member)) {
                if (weights[member] > 0) {
                    all.add(new Found(member, box));
                }
            }
        }
        all.sort(Comparator.comparing(Found::box, Box.BEST_FIRST).thenComparing(Found::member));
        List<Cluster> clusters = new ArrayList<>();
        for (Found found : all) {
            Cluster joined = null;
            for (Cluster cluster : clusters) {
                boolean better = joined == null || overlap(cluster, found) > overlap(joined, found);
                if (cluster.takes(found) && better) {
                    joined = cluster;
                }
            }
            if (joined == null) {
                joined = new Cluster();
                clusters.add(joined);
            }
            joined.add(found);
        }
        return Suppression.of(clusters.stream().map(cluster -> cluster.fused).toList(), limits);
    }

    private static double overlap(Cluster cluster, Found found) {
        return cluster.fused.overlap(found.box());
    }

    /** Boxes of one finding, of each model one at most. */
    private final class Cluster {

        private final double[] logits = new double[weights.length];
        private final double[] probabilities = new double[weights.length];
        private final boolean[] seen = new boolean[weights.length];
        private double sum;
        private double z;
        private double y;
        private double x;
        private double diameter;
        private Box fused;

        Cluster() {
            Arrays.fill(logits, missing);
        }

        boolean takes(Found found) {
            return !seen[found.member()] && fused.overlap(found.box()) > limits.suppression();
        }

        void add(Found found) {
            Box box = found.box();
            seen[found.member()] = true;
            probabilities[found.member()] = box.probability();
            logits[found.member()] = logit(box.probability());
            double share = weights[found.member()] * box.probability();
            sum += share;
            z += share * box.z();
            y += share * box.y();
            x += share * box.x();
            diameter += share * box.diameter();
            fused = sum > 0 ? new Box(probability(), z / sum, y / sum, x / sum, diameter / sum) : box;
        }

        private double probability() {
            double[] values = of == Average.PROBABILITIES ? probabilities : logits;
            double mean = 0;
            for (int member = 0; member < values.length; member++) {
                mean += weights[member] * values[member];
            }
            return of == Average.PROBABILITIES ? mean : Logistic.sigmoid(mean);
        }

        private static double logit(double probability) {
            double inner = Math.min(1 - 1e-7, Math.max(1e-7, probability));
            return Math.log(inner / (1 - inner));
        }
    }
}
