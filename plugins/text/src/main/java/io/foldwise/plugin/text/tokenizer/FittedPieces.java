package io.foldwise.plugin.text.tokenizer;

import java.util.List;
import java.util.function.Function;

/** Pieces of which each is a token of its own, or unknown. */
record FittedPieces(Vocabulary vocabulary, Function<String, List<String>> cut) implements Tokenizer.Fitted {

    @Override
    public int size() {
        return vocabulary.size();
    }

    @Override
    public int[] encode(String text) {
        return vocabulary.ids(cut.apply(text));
    }

    @Override
    public String token(int id) {
        return vocabulary.token(id);
    }

    @Override
    public List<String> lines() {
        return vocabulary.tokens();
    }
}
