package io.foldwise.engine.run;

import io.foldwise.engine.search.SearchSettings.ByCurves;

/**
 * An earlier trial whose learning curves the folds of a trial are measured by.
 *
 * @param fingerprinted the part of its configuration that decides its curves
 */
public record Incumbent(int trial, ByCurves rule, String fingerprinted) {}
