package io.foldwise.report.page;

import io.foldwise.report.exhibit.Exhibits;
import io.foldwise.report.exhibit.Exhibits.Augmented;
import io.foldwise.report.exhibit.Exhibits.Drawn;
import io.foldwise.report.exhibit.Exhibits.Exhibited;
import io.foldwise.report.html.Part;
import io.foldwise.report.html.Part.Grid;
import io.foldwise.report.html.Part.Picture;
import io.foldwise.report.html.Part.Sample;
import io.foldwise.report.html.Part.Text;
import io.foldwise.report.words.Words;
import io.foldwise.spi.Escapes;
import java.util.ArrayList;
import java.util.List;

/** Training samples as they were read, and as an epoch trains on them; nothing where nothing is augmented. */
final class AugmentationBlock implements Block {

    @Override
    public String id() {
        return "augmentation";
    }

    @Override
    public String title() {
        return "Augmented samples";
    }

    @Override
    public List<Part> parts(RunFacts facts) {
        if (facts.scores().isEmpty()) {
            return List.of();
        }
        List<Augmented> training = Exhibits.read(facts.run().folder()).training();
        if (training.isEmpty()) {
            return List.of();
        }
        boolean drawn =
                training.stream().anyMatch(sample -> !sample.plain().pictures().isEmpty());
        List<Part> parts = new ArrayList<>();
        parts.add(new Text(
                Words.count(training.size(), "sample") + " that fold 0 trains on, chosen at random, "
                        + (drawn ? "each before augmentation and " : "") + "as epoch 1 of stage "
                        + training.get(0).stage() + " has it"
                        + (drawn ? "." : ": tokens that are struck through are gone, underlined ones came in.")
                        + " Every epoch changes them otherwise; in training they are the same to the last bit.",
                ""));
        parts.add(new Grid(training.stream().map(AugmentationBlock::sample).toList()));
        parts.add(new Text("`foldwise preview` draws more epochs of pictures.", "small"));
        return parts;
    }

    private static Sample sample(Augmented sample) {
        List<Picture> pictures = new ArrayList<>(pictures(sample.plain(), "before augmentation"));
        pictures.addAll(pictures(sample.augmented(), "as it is trained on"));
        return new Sample(
                Escapes.line(sample.plain().id()),
                List.of(),
                pictures,
                ChangedWords.between(sample.plain().words(), sample.augmented().words()));
    }

    private static List<Picture> pictures(Exhibited sample, String when) {
        return sample.pictures().stream()
                .map(picture -> ShownParts.picture(picture, sample, caption(when, picture)))
                .toList();
    }

    private static String caption(String when, Drawn picture) {
        String own = ShownParts.caption(picture);
        return own.isEmpty() ? when : when + ": " + own;
    }
}
