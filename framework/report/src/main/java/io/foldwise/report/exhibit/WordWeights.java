package io.foldwise.report.exhibit;

import io.foldwise.engine.prediction.ExplainedSample;
import io.foldwise.engine.prediction.HeldOutExplainer;
import io.foldwise.engine.prediction.HeldOutExplainer.HeldOut;
import io.foldwise.engine.store.StoreException;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.prediction.Exhibit.Shown;
import io.foldwise.spi.prediction.Explanation;
import java.util.ArrayList;
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

    /** Of a sample: every word is a prediction of its own. */
    private static final int MOST_WORDS = 128;

    /** Of all samples together, little beside what training has predicted. */
    private static final int MOST_WORDS_OF_ALL = 1500;

    private static final WordWeights TOO_MANY =
            without("its tokens were not weighed: there are more than " + MOST_WORDS + " of them");
    private static final WordWeights NO_ROOM = without(
            "its tokens were not weighed: with those of other samples there would be more than " + MOST_WORDS_OF_ALL);

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
        List<HeldOut> brief = new ArrayList<>();
        int left = MOST_WORDS_OF_ALL;
        for (HeldOut sample : samples) {
            int words = Optional.ofNullable(shown.get(sample.id()))
                    .map(seen -> seen.words().size())
                    .orElse(0);
            weights.put(sample.id(), words > MOST_WORDS ? TOO_MANY : words > left ? NO_ROOM : NONE);
            if (words > 0 && weights.get(sample.id()) == NONE) {
                brief.add(sample);
                left -= words;
            }
        }
        try {
            folds.explain(brief, explanation.get()).forEach((id, sample) -> weights.put(id, of(sample)));
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
