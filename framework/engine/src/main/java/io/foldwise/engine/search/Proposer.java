package io.foldwise.engine.search;

import java.util.Optional;

/**
 * Proposes trials, one after the other, no two alike. Proposals depend on the search's settings, on how many were asked for
 * and on what was learned before each of them, and on nothing else: who asks and tells the same again hears the same.
 */
public interface Proposer {

    /** The next trial; empty if there are no more. */
    Optional<Proposal> next();

    /** Whether proposals depend on results. */
    boolean learns();

    /**
     * Tells how good an earlier proposal turned out. Trials that failed or were given up are not told of.
     *
     * @param objective larger is better
     */
    void learn(int trial, double objective);
}
