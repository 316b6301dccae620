package io.foldwise.engine.prediction;

import java.util.List;

/**
 * What the prediction of one sample rests on.
 *
 * @param fold that held it out, and whose model is explained
 * @param score of the sample alone, by the metric that chose it
 * @param columns of all heads
 * @param targets as many as columns
 * @param predictions as many as columns
 */
public record ExplainedSample(
        String id,
        int fold,
        double score,
        List<String> columns,
        float[] targets,
        float[] predictions,
        List<ExplainedPart> parts) {

    public ExplainedSample {
        columns = List.copyOf(columns);
        parts = List.copyOf(parts);
    }

    /** The column whose prediction is farthest from its target; the first one of several. */
    public int mostWrong() {
        int worst = 0;
        for (int column = 1; column < targets.length; column++) {
            if (Math.abs(targets[column] - predictions[column]) > Math.abs(targets[worst] - predictions[worst])) {
                worst = column;
            }
        }
        return worst;
    }

    /**
     * A part of the sample.
     *
     * @param name as people read it
     * @param weights how much each column's prediction owes to it: the prediction, less the one without this part
     */
    public record ExplainedPart(String name, float[] weights) {}
}
