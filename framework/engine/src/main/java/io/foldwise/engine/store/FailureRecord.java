package io.foldwise.engine.store;

import java.util.Objects;

/**
 * Why a unit of a sweep gave no result, its {@code fold-N.failed.json}. It stays failed when the sweep is resumed, for
 * later trials were chosen knowing that it did.
 *
 * @param kind such as {@code DIVERGED}
 * @param reason for the user, one line
 */
public record FailureRecord(String kind, String reason) {

    public FailureRecord {
        Objects.requireNonNull(kind);
        Objects.requireNonNull(reason);
    }
}
