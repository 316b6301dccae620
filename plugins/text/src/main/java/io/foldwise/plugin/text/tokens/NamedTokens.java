package io.foldwise.plugin.text.tokens;

import io.foldwise.spi.data.Dataset;

/** Samples whose tokens are more than numbers. */
public interface NamedTokens {

    /** A token as people read it. */
    String token(int id);

    /** The name of a dataset's token; its number where it has no other. */
    static String name(Dataset data, int id) {
        return data instanceof NamedTokens named ? named.token(id) : Integer.toString(id);
    }
}
