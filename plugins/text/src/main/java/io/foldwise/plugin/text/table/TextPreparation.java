package io.foldwise.plugin.text.table;

import io.foldwise.plugin.text.tokenizer.Tokenizer;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Preparation;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Learns tokens of the texts that a fold trains on. Before texts are cut into tokens, equal characters get equal code points
 * (Unicode's NFC), runs of blanks and line feeds become one blank, and halves of characters the replacement character.
 */
record TextPreparation(Tokenizer tokenizer, boolean lowerCase, int length) implements Preparation {

    private static final Logger LOG = LoggerFactory.getLogger(TextPreparation.class);

    private static final int REPLACEMENT = 0xFFFD;

    @Override
    public Fitted fit(Dataset raw, int[] rows) {
        List<String> texts = ((TextDataset) raw).texts();
        return new FittedTexts(tokenizer.fit(
                Arrays.stream(rows).mapToObj(row -> normalised(texts.get(row))).toList()));
    }

    /**
     * Datasets whose texts are to be compared, in tokens that are learned of all their texts: with those of one alone, the others'
     * unknown words would tell them apart.
     */
    List<TextDataset> together(List<TextDataset> raw) {
        List<List<String>> texts = raw.stream().map(this::normalised).toList();
        Tokenizer.Fitted learned =
                tokenizer.fit(texts.stream().flatMap(List::stream).toList());
        return IntStream.range(0, raw.size())
                .mapToObj(i -> raw.get(i).with(new TokenizedTexts(texts.get(i), learned, length)))
                .toList();
    }

    private List<String> normalised(TextDataset raw) {
        return raw.texts().stream().map(this::normalised).toList();
    }

    @Override
    public Fitted restore(Path file) throws IOException {
        return new FittedTexts(tokenizer.restore(Files.readAllLines(file)));
    }

    /** A text as it is cut. */
    String normalised(String text) {
        StringBuilder plain = new StringBuilder();
        Normalizer.normalize(text, Normalizer.Form.NFC).codePoints().forEach(point -> {
            boolean blank = Character.isWhitespace(point) || Character.isSpaceChar(point);
            if (!blank) {
                plain.appendCodePoint(Character.getType(point) == Character.SURROGATE ? REPLACEMENT : point);
            } else if (!plain.isEmpty() && plain.charAt(plain.length() - 1) != ' ') {
                plain.append(' ');
            }
        });
        String stripped = plain.toString().stripTrailing();
        return lowerCase ? stripped.toLowerCase(Locale.ROOT) : stripped;
    }

    private final class FittedTexts implements Fitted {

        private final Tokenizer.Fitted learned;

        private FittedTexts(Tokenizer.Fitted learned) {
            this.learned = learned;
        }

        @Override
        public Dataset apply(Dataset raw) {
            TextDataset data = (TextDataset) raw;
            TokenizedTexts tokens = new TokenizedTexts(normalised(data), learned, length);
            LOG.info("{}", tokens.told());
            return data.with(tokens);
        }

        @Override
        public void save(Path file) throws IOException {
            Files.write(file, learned.lines());
        }
    }
}
