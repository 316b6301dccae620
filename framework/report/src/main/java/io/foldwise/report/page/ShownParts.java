package io.foldwise.report.page;

import io.foldwise.report.exhibit.Exhibits.Drawn;
import io.foldwise.report.exhibit.Exhibits.Exhibited;
import io.foldwise.report.html.Part.Picture;
import io.foldwise.report.html.Part.Word;
import io.foldwise.spi.Escapes;
import java.util.List;
import java.util.Optional;

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

    static List<Word> words(List<String> words, String mark) {
        return words.stream().map(word -> word(word, mark)).toList();
    }

    static Word word(String text, String mark) {
        return new Word(Escapes.line(String.valueOf(text)), mark);
    }
}
