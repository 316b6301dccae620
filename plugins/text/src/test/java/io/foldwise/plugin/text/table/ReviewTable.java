package io.foldwise.plugin.text.table;

import io.foldwise.spi.Seed;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Writes the tables of {@code experiments/quickstart-text.conf}: invented reviews of a few clauses, glad or sad. Which words a review
 * holds does not tell it all: opinions are negated, near by and from afar, some are others', and after "but" comes what counts. One review in fifty is labelled wrongly. No two reviews are the same.
 */
final class ReviewTable {

    private static final Seed SEED = new Seed(2023);

    private static final List<String> THINGS = List.of(
            "the plot",
            "the music",
            "the lead actor",
            "the ending",
            "the first half",
            "the camera work",
            "the dialogue",
            "the book behind it",
            "the sound",
            "the whole evening",
            "the second season",
            "the story");
    private static final List<String> GOOD = List.of(
            "good",
            "great",
            "moving",
            "funny",
            "clever",
            "brilliant",
            "lovely",
            "gripping",
            "fresh",
            "honest",
            "superb",
            "charming");
    private static final List<String> BAD = List.of(
            "bad",
            "boring",
            "dull",
            "silly",
            "awful",
            "weak",
            "lifeless",
            "tedious",
            "clumsy",
            "flat",
            "dreadful",
            "tiresome");
    private static final List<String> DEGREES =
            List.of("", "very ", "really ", "quite ", "rather ", "so ", "truly ", "simply ");
    private static final List<String> ASIDES = List.of(
            "", "", "", " to my surprise", " from what I saw", " in the end", " for once", " as usual", " all in all");
    private static final List<String> OTHERS =
            List.of("my sister", "the critics", "everybody at work", "the man next to me", "the poster");

    private ReviewTable() {}

    static List<String> train() {
        return tables().get(0);
    }

    static List<String> test() {
        return tables().get(1);
    }

    /** Writes both tables into the given folder. */
    public static void main(String... folder) throws IOException {
        Files.write(Path.of(folder[0], "reviews-train.csv"), train());
        Files.write(Path.of(folder[0], "reviews-test.csv"), test());
    }

    private static List<List<String>> tables() {
        Set<String> seen = new HashSet<>();
        return List.of(lines("train", 1500, true, seen), lines("test", 300, false, seen));
    }

    private static List<String> lines(String name, int samples, boolean labelled, Set<String> seen) {
        List<String> lines = new ArrayList<>();
        lines.add("id,text" + (labelled ? ",mood" : ""));
        for (int sample = 0; sample < samples; sample++) {
            SplittableRandom random = SEED.branch(name, sample).random();
            boolean glad = random.nextBoolean();
            String text = capital(review(glad, random));
            while (!seen.add(text)) {
                text = capital(review(glad, random));
            }
            boolean label = glad ^ random.nextInt(50) == 0;
            String cell = text.contains(",") ? "\"" + text + "\"" : text;
            lines.add(name + "-" + sample + "," + cell + (labelled ? "," + (label ? "glad" : "sad") : ""));
        }
        return lines;
    }

    private static String review(boolean glad, SplittableRandom random) {
        String opinion = opinion(glad, random);
        return switch (random.nextInt(7)) {
            case 0, 1, 2, 3 -> opinion + ".";
            case 4 -> opinion(!glad, random) + ", but " + opinion + ".";
            case 5 ->
                of(OTHERS, random) + " said that " + opinion(random.nextBoolean(), random) + ", and yet " + opinion
                        + ".";
            default -> "although " + opinion(!glad, random) + ", " + opinion + ".";
        };
    }

    private static String opinion(boolean glad, SplittableRandom random) {
        String thing = of(THINGS, random);
        String degree = of(DEGREES, random);
        String aside = of(ASIDES, random);
        return switch (random.nextInt(12)) {
            case 0, 1, 2, 3, 4, 5, 6, 7, 8 -> thing + " was " + degree + word(glad, random) + aside;
            case 9 -> thing + " was not " + degree + word(!glad, random) + aside;
            case 10 -> "I would never call " + thing + aside + " " + word(!glad, random);
            default -> "nobody could say that " + thing + " was " + degree + word(!glad, random) + aside;
        };
    }

    private static String word(boolean good, SplittableRandom random) {
        return of(good ? GOOD : BAD, random);
    }

    private static String of(List<String> some, SplittableRandom random) {
        return some.get(random.nextInt(some.size()));
    }

    private static String capital(String text) {
        return Character.toUpperCase(text.charAt(0)) + text.substring(1);
    }
}
