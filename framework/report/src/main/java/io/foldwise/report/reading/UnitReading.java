package io.foldwise.report.reading;

import io.foldwise.engine.store.UnitRecord;

/**
 * A fold of a trial that has a result.
 *
 * @param history how training went; without epochs for a model that is fitted directly
 */
public record UnitReading(int trial, int fold, UnitRecord record, History history) {}
