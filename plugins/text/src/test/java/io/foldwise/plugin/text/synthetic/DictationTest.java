package io.foldwise.plugin.text.synthetic;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.text.report.Report;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class DictationTest {

    private static final int NO = 2;
    private static final int REGION_0 = 5;

    /** A language without synonyms: every thing has one word. */
    private static final Lexicon LEXICON = new Lexicon(
            0,
            1,
            new int[] {NO},
            new int[] {3},
            IntStream.generate(() -> 4).limit(Lexicon.QUALIFIERS).toArray(),
            List.of(names(REGION_0), names(6)),
            List.of(names(7)),
            List.of(Collections.nCopies(Lexicon.SIGNS, new int[] {8}), Collections.nCopies(Lexicon.SIGNS, new int[] {9
            })),
            new int[2][Lexicon.SIGNS],
            Collections.nCopies(Lexicon.BOILERPLATE, new int[] {10}));

    private static List<int[]> names(int token) {
        return Collections.nCopies(Lexicon.NAMES, new int[] {token});
    }

    @Test
    void sameWordsInAnotherOrderMayMeanSomethingElse() {
        Map<List<Integer>, int[]> labelsByWords = new HashMap<>();
        int contradictions = 0;
        for (int row = 0; row < 5000; row++) {
            Report report = report(row, 1, 0);
            List<Integer> words =
                    Arrays.stream(report.tokens()).sorted().boxed().toList();
            int[] before = labelsByWords.putIfAbsent(words, report.labels());
            contradictions += before != null && !Arrays.equals(before, report.labels()) ? 1 : 0;
        }

        assertThat(contradictions).isGreaterThan(20);
    }

    @Test
    void sameWordsInTheSameOrderMeanTheSame() {
        Map<List<Integer>, int[]> labelsByText = new HashMap<>();
        for (int row = 0; row < 500; row++) {
            Report report = report(row, 0.5, 0);
            List<Integer> text = Arrays.stream(report.tokens()).boxed().toList();
            int[] before = labelsByText.putIfAbsent(text, report.labels());
            if (before != null) {
                assertThat(report.labels()).isEqualTo(before);
            }
        }
        assertThat(labelsByText.size()).isLessThan(500);
    }

    @Test
    void noPairOfWordsTellsWhichRegionIsNegated() {
        for (int row = 0; row < 500; row++) {
            int[] tokens = report(row, 1, 0).tokens();
            for (int i = 1; i < tokens.length; i++) {
                boolean touches = tokens[i] == NO && (tokens[i - 1] == REGION_0 || tokens[i - 1] == REGION_0 + 1)
                        || tokens[i - 1] == NO && tokens[i] == 7;
                assertThat(touches).isFalse();
            }
        }
    }

    @Test
    void labelNoiseChangesLabelsAndNotWords() {
        int changed = 0;
        for (int row = 0; row < 200; row++) {
            assertThat(report(row, 0.5, 1).tokens())
                    .isEqualTo(report(row, 0.5, 0).tokens());
            changed += Arrays.equals(
                            report(row, 0.5, 1).labels(), report(row, 0.5, 0).labels())
                    ? 0
                    : 1;
        }
        assertThat(changed).isGreaterThan(20);
    }

    private static Report report(int row, double difficulty, double labelNoise) {
        Habits habits = Habits.form(2, 1, difficulty, new SplittableRandom(1));
        return new Dictation(LEXICON, habits, new SplittableRandom(1000 + row))
                .report("0", 104, new Noise(11, 2, 0, 0, labelNoise));
    }
}
