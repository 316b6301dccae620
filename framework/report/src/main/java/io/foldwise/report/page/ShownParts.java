package io.foldwise.report.page;

import io.foldwise.report.exhibit.Exhibits.Drawn;
import io.foldwise.report.exhibit.Exhibits.Exhibited;
import io.foldwise.report.html.Part.Picture;
import io.foldwise.report.html.Part.Word;
import io.foldwise.report.words.Words;
import io.foldwise.spi.Escapes;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/** What was kept of samples, as pieces of a page. */
final class ShownParts {

    private ShownParts() {}

    /** A sample's pictures, each with what it says itself. */
    static List<Picture> pictures(Exhibited sample) {
        return sample.pictures().stream()
                .map(picture -> picture(picture, sample, caption(picture)))
                .toList();
    }

    static Picture picture(Drawn picture, Exhibited sample, String caption) {
        return new Picture(picture.png(), "Sample " + Escapes.line(sample.id()), caption);
    }

    static String caption(Drawn picture) {
        return Escapes.line(Optional.ofNullable(picture.caption()).orElse(""));
    }

    /** A sample's words by their weights, the largest being 100. */
    static List<Word> words(Exhibited sample) {
        double largest = sample.weights().largest();
        if (largest == 0) {
            return sample.words().stream().map(word -> word(word, "")).toList();
        }
        return IntStream.range(0, sample.words().size())
                .mapToObj(place -> {
                    double weight = sample.weights().weights().get(place);
                    return word(sample.words().get(place), "")
                            .weighing((int) Math.round(100 * weight / largest), number(weight));
                })
                .toList();
    }

    private static String number(double weight) {
        return (weight > 0 ? "+" : "") + Words.number(weight);
    }

    static Word word(String text, String mark) {
        return new Word(Escapes.line(String.valueOf(text)), mark);
    }
}
