package io.foldwise.report.exhibit;

import io.foldwise.engine.prediction.ExplainedSample;
import io.foldwise.engine.prediction.HeldOutExplainer;
import io.foldwise.engine.prediction.HeldOutExplainer.HeldOut;
import io.foldwise.engine.store.StoreException;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.prediction.Exhibit.Shown;
import io.foldwise.spi.prediction.Explanation;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the words of a sample weigh in the prediction that is most wrong: the prediction, less the one without the word, by the model that
 * held the sample out.
 *
 * @param column that is predicted
 * @param prediction of the sample as it is
 * @param weights as many as words; none where they were not computed
 * @param without why they were not; empty if there is nothing to say
 */
public record WordWeights(String column, double prediction, List<Double> weights, String without) {

    static final WordWeights NONE = without("");

    /** Every word is a prediction of its own. */
    private static final int MOST_WORDS = 128;

    /** After this no further sample is begun: at the end of a run somebody waits. */
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private static final WordWeights TOO_MANY =
            without("its tokens were not weighed: there are more than " + MOST_WORDS + " of them");
    private static final WordWeights TOO_LATE = without("its tokens were not weighed: it would have taken too long");

    private static final Logger LOGGER = LoggerFactory.getLogger("page");

    public WordWeights {
        column = Optional.ofNullable(column).orElse("");
        weights = Optional.ofNullable(weights).orElse(List.of());
        without = Optional.ofNullable(without).orElse("");
    }

    private static WordWeights without(String why) {
        return new WordWeights("", 0, List.of(), why);
    }

    /** Whether they are what they should be, and of these words. */
    boolean weighs(List<String> words) {
        return weights.isEmpty()
                || weights.size() == words.size()
                        && weights.stream().allMatch(weight -> weight != null && Double.isFinite(weight));
    }

    /** The largest one, whichever way it weighs. */
    public double largest() {
        return weights.stream().mapToDouble(Math::abs).max().orElse(0);
    }

    /** Of samples that are shown in words; by their ids. */
    static Map<String, WordWeights> of(
            HeldOutExplainer folds,
            Task task,
            Optional<Explanation> explanation,
            List<HeldOut> samples,
            Map<String, Shown> shown) {
        Map<String, WordWeights> weights = new HashMap<>();
        if (explanation.isEmpty() || !HeldOutExplainer.explains(task)) {
            return weights;
        }
        shown.forEach((id, sample) -> weights.put(id, sample.words().size() > MOST_WORDS ? TOO_MANY : TOO_LATE));
        List<HeldOut> brief = samples.stream()
                .filter(sample -> weights.get(sample.id()) == TOO_LATE)
                .toList();
        long begun = System.nanoTime();
        try {
            folds.explain(brief, explanation.get(), () -> System.nanoTime() - begun < LONGEST.toNanos())
                    .forEach((id, sample) -> weights.put(id, of(sample)));
        } catch (StoreException unreadable) {
            LOGGER.warn("tokens were not weighed: {}", unreadable.getMessage());
            return Map.of();
        }
        return weights;
    }

    private static WordWeights of(ExplainedSample sample) {
        int column = sample.mostWrong();
        return new WordWeights(
                sample.columns().get(column),
                sample.predictions()[column],
                sample.parts().stream()
                        .map(part -> (double) part.weights()[column])
                        .toList(),
                "");
    }
}
