/**
 * What a sweep varies and who proposes it: the search space over keys of an experiment file, its check before anything runs,
 * and the generators behind {@link io.foldwise.engine.search.Proposer}. Arbiter is known here and nowhere else. Nothing here
 * trains, waits or writes files.
 */
package io.foldwise.engine.search;
