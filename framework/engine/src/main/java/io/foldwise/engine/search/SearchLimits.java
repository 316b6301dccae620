package io.foldwise.engine.search;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.deeplearning4j.arbiter.optimize.api.saving.ResultReference;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxCandidatesCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.MaxTimeCondition;
import org.deeplearning4j.arbiter.optimize.api.termination.TerminationCondition;
import org.deeplearning4j.arbiter.optimize.config.OptimizationConfiguration;
import org.deeplearning4j.arbiter.optimize.runner.CandidateInfo;
import org.deeplearning4j.arbiter.optimize.runner.IOptimizationRunner;
import org.deeplearning4j.arbiter.optimize.runner.listener.StatusListener;

/** When a search proposes no more: Arbiter's termination conditions. Time counts from construction. */
public final class SearchLimits {

    private final List<TerminationCondition> conditions = new ArrayList<>();

    /**
     * @param trials the most trials
     * @param time the most time from now on
     */
    public SearchLimits(int trials, Optional<Duration> time) {
        conditions.add(new MaxCandidatesCondition(trials));
        time.ifPresent(limit -> conditions.add(new MaxTimeCondition(limit.toMillis(), TimeUnit.MILLISECONDS)));
        conditions.forEach(condition -> condition.initialize(new Proposed(0)));
    }

    /** @param trials how many were proposed so far */
    public boolean reached(int trials) {
        return conditions.stream().anyMatch(condition -> condition.terminate(new Proposed(trials)));
    }

    /** As much of a runner as those conditions ask for. */
    private record Proposed(int trials) implements IOptimizationRunner {

        @Override
        public int numCandidatesCompleted() {
            return trials;
        }

        @Override
        public int numCandidatesFailed() {
            return 0;
        }

        @Override
        public int numCandidatesTotal() {
            return trials;
        }

        @Override
        public int numCandidatesQueued() {
            return 0;
        }

        @Override
        public void execute() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Double bestScore() {
            throw new UnsupportedOperationException();
        }

        @Override
        public Long bestScoreTime() {
            throw new UnsupportedOperationException();
        }

        @Override
        public int bestScoreCandidateIndex() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<ResultReference> getResults() {
            throw new UnsupportedOperationException();
        }

        @Override
        public OptimizationConfiguration getConfiguration() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void addListeners(StatusListener... listeners) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeListeners(StatusListener... listeners) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void removeAllListeners() {
            throw new UnsupportedOperationException();
        }

        @Override
        public List<CandidateInfo> getCandidateStatus() {
            throw new UnsupportedOperationException();
        }

        @Override
        public void shutdown(boolean awaitCompletion) {
            throw new UnsupportedOperationException();
        }
    }
}
