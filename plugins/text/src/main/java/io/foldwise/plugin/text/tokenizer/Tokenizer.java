package io.foldwise.plugin.text.tokenizer;

import io.foldwise.spi.Kind;
import java.io.IOException;
import java.util.List;

/** How texts become numbers of tokens: learned of the texts that a fold trains on, and kept with the fold's model. */
@Kind("tokenizer")
public interface Tokenizer {

    /** The id of whatever was not learned. */
    int UNKNOWN = 0;

    /** Learns which tokens there are. The same texts, in any order, give the same tokens. */
    Fitted fit(List<String> texts);

    /**
     * Reads back what {@link Fitted#lines} gave.
     *
     * @throws IOException if they are not as they were written
     */
    Fitted restore(List<String> lines) throws IOException;

    /** What was learned. Safe for use by several threads. */
    interface Fitted {

        /** How many ids there are, from {@link #UNKNOWN} on. */
        int size();

        /** A text's tokens, none if it holds nothing but blanks. */
        int[] encode(String text);

        /** A token as people read it. */
        String token(int id);

        /** What was learned, as lines of text. */
        List<String> lines();
    }
}
