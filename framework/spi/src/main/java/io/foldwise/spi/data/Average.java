package io.foldwise.spi.data;

/** What is averaged where several models predict: probabilities, or logits, which gives confident models more say. */
public enum Average {
    PROBABILITIES,
    LOGITS
}
