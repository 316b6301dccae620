package io.foldwise.engine.sweep;

import io.foldwise.engine.execution.FailureKind;
import java.util.Map;

/** What came of one fold of a trial. */
sealed interface FoldResult {

    /**
     * The fold was trained.
     *
     * @param objective the primary metric score on its held-out samples, larger is better
     * @param scores every metric on them
     * @param givenUp whether training was given up because of its learning curve
     */
    record Scored(double objective, Map<String, Double> scores, boolean givenUp) implements FoldResult {}

    /** The fold gave no result. */
    record Failed(FailureKind kind, String reason) implements FoldResult {}
}
