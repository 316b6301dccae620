package io.foldwise.plugin.text.tokenizer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.foldwise.plugin.text.tokenizer.Tokenizer.Fitted;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class TokenizersTest {

    private static final List<String> TEXTS = List.of(
            "low low low low low", "lower lower", "newest newest newest newest newest newest", "widest widest widest");

    private static final List<Tokenizer> ALL = List.of(
            new Words(new Words.Params(1, 100)),
            new Characters(new Characters.Params(1)),
            new BytePairs(new BytePairs.Params(20, 1)));

    @Test
    void wordsAreWordsNumbersAndMarks() {
        assertThat(Pieces.words("It isn't good: 3.5 of 10, at most!"))
                .containsExactly("It", "isn't", "good", ":", "3.5", "of", "10", ",", "at", "most", "!");
        assertThat(Pieces.words("double blank\u00a0here")).containsExactly("double", "blank", "here");
        assertThat(Pieces.words("")).isEmpty();
    }

    @Test
    void scriptsWithoutBlanksAreCutIntoCharacters() {
        assertThat(Pieces.words("右肺结节 CT")).containsExactly("右", "肺", "结", "节", "CT");
        assertThat(Pieces.words("CT画像とスキャナーで3.5見た。"))
                .containsExactly("CT", "画", "像", "と", "ス", "キ", "ャ", "ナ", "ー", "で", "3.5", "見", "た", "。");
        assertThat(Pieces.words("สบายดี CT ok")).containsExactly("ส", "บ", "า", "ย", "ดี", "CT", "ok");
        assertThat(Pieces.words("น้ำ")).as("marks above and behind").containsExactly("น้ำ");
        assertThat(Pieces.words("ດີ")).as("Lao").containsExactly("ດີ");
        assertThat(Pieces.words("សួរ")).as("Khmer").containsExactly("សួ", "រ");
        assertThat(Pieces.words("မာပါ")).as("Burmese").containsExactly("မာ", "ပါ");
    }

    @Test
    void textsWithoutAnyBlankAreCutHoweverLong() {
        String latin = "a".repeat(200_000);
        assertThat(Pieces.words("ก" + latin)).containsExactly("ก", latin);
        assertThat(Pieces.words("ก".repeat(200_000))).hasSize(200_000);
    }

    @Test
    void wordsOfOtherScriptsStayWhole() {
        assertThat(Pieces.words("한국어 हिन्दी русский e\u0301t\u0301"))
                .containsExactly("한국어", "हिन्दी", "русский", "e\u0301t\u0301");
    }

    @Test
    void frequentWordsComeFirstAndRareOnesAreUnknown() {
        Fitted words = new Words(new Words.Params(3, 100)).fit(TEXTS);
        assertThat(words.lines()).containsExactly("newest", "low", "widest");
        assertThat(words.encode("widest lower low")).containsExactly(3, Tokenizer.UNKNOWN, 2);
        assertThat(new Words(new Words.Params(1, 2)).fit(TEXTS).lines()).containsExactly("newest", "low");
    }

    @Test
    void charactersAreCodePoints() {
        Fitted characters = new Characters(new Characters.Params(1)).fit(List.of("a\uD83D\uDE00 a"));
        assertThat(characters.size()).isEqualTo(4);
        assertThat(characters.encode("\uD83D\uDE00a?").length).isEqualTo(3);
        assertThat(characters.encode("\uD83D\uDE00a?")[2]).isEqualTo(Tokenizer.UNKNOWN);
    }

    /** The example of Sennrich et al. (2016), in which "es", then "est" come first; here words carry a mark where they begin. */
    @Test
    void theMostFrequentPairIsMergedFirst() {
        Fitted pairs = new BytePairs(new BytePairs.Params(17, 1)).fit(TEXTS);
        List<String> merges =
                pairs.lines().stream().filter(line -> line.contains(" ")).toList();
        assertThat(merges).startsWith("e s", "es t", "l o", "lo w");
        assertThat(pairs.size()).isEqualTo(18);
        assertThat(tokens(pairs, "lowest")).endsWith("est");
    }

    @Test
    void pairsAreCountedAsIfAnewAfterEveryMerge() {
        Random random = new Random(3);
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            texts.add(random.ints(1 + random.nextInt(9), 0, 3)
                    .mapToObj(letter -> Character.toString('a' + letter))
                    .reduce("", String::concat));
        }
        Fitted pairs = new BytePairs(new BytePairs.Params(30, 2)).fit(texts);
        assertThat(pairs.lines().stream().filter(line -> line.contains(" ")).toList())
                .isEqualTo(mergesByRecounting(texts, 30));
    }

    /** The definition: count all pairs, merge the most frequent one, begin again. */
    private static List<String> mergesByRecounting(List<String> texts, int size) {
        List<List<String>> words = new ArrayList<>();
        texts.forEach(text -> words.add(new ArrayList<>(Pieces.characters(Pieces.BEGIN + text))));
        Set<String> tokens = new HashSet<>();
        words.forEach(tokens::addAll);
        List<String> merges = new ArrayList<>();
        while (tokens.size() < size) {
            TreeMap<String, Integer> counts = new TreeMap<>();
            for (List<String> word : words) {
                for (int i = 0; i + 1 < word.size(); i++) {
                    counts.merge(word.get(i) + " " + word.get(i + 1), 1, Integer::sum);
                }
            }
            int most = Collections.max(counts.values());
            if (most < 2) {
                break;
            }
            String pair = counts.keySet().stream()
                    .filter(candidate -> counts.get(candidate) == most)
                    .findFirst()
                    .orElseThrow();
            merges.add(pair);
            String[] parts = pair.split(" ");
            tokens.add(parts[0] + parts[1]);
            for (List<String> word : words) {
                for (int i = 0; i + 1 < word.size(); i++) {
                    if (word.get(i).equals(parts[0]) && word.get(i + 1).equals(parts[1])) {
                        word.set(i, parts[0] + parts[1]);
                        word.remove(i + 1);
                    }
                }
            }
        }
        return merges;
    }

    @Test
    void partsOfWordsGiveTheTextBack() {
        Fitted pairs = new BytePairs(new BytePairs.Params(20, 1)).fit(TEXTS);
        assertThat(String.join("", tokens(pairs, "newer widow  slower"))).isEqualTo("▁newer▁widow▁slower");
    }

    @Test
    void whatNoLanguageWouldCallAWordIsSeveral() {
        assertThat(Pieces.marked("x".repeat(250) + " y"))
                .containsExactly("▁" + "x".repeat(99), "x".repeat(100), "x".repeat(51), "▁y");
    }

    @Test
    void theOrderOfTextsDoesNotMatter() {
        List<String> reversed = new ArrayList<>(TEXTS);
        Collections.reverse(reversed);
        for (Tokenizer tokenizer : ALL) {
            assertThat(tokenizer.fit(reversed).lines())
                    .isEqualTo(tokenizer.fit(TEXTS).lines());
        }
    }

    @Test
    void whatWasLearnedIsRestored() throws IOException {
        for (Tokenizer tokenizer : ALL) {
            Fitted fitted = tokenizer.fit(TEXTS);
            Fitted restored = tokenizer.restore(fitted.lines());
            assertThat(restored.size()).isEqualTo(fitted.size());
            assertThat(restored.lines()).isEqualTo(fitted.lines());
            int[] encoded = fitted.encode("the lowest new widow");
            assertThat(restored.encode("the lowest new widow")).isEqualTo(encoded);
            assertThat(IntStream.of(encoded)).allMatch(token -> token >= 0 && token < fitted.size());
        }
    }

    /** The word boundaries of the JDK keep a blank together with a format or combining character behind it. */
    @Test
    void blanksAreNoPartOfATokenWhateverFollows() throws IOException {
        for (String blank : List.of(" ", "\u00a0", "\u3000")) {
            for (String mark : List.of("\u200e", "\ufe0f", "\u0301", "\u200d")) {
                String text = "a" + blank + mark + "b";
                assertThat(Pieces.words(text)).containsExactly("a", mark, "b");
                assertThat(Pieces.marked(text)).containsExactly("▁a", "▁" + mark, "b");
                Fitted pairs = new BytePairs(new BytePairs.Params(20, 1)).fit(List.of(text, text));
                Fitted restored = new BytePairs(new BytePairs.Params(20, 1)).restore(pairs.lines());
                assertThat(restored.encode(text)).isEqualTo(pairs.encode(text)).doesNotContain(Tokenizer.UNKNOWN);
            }
        }
    }

    @Test
    void damagedFilesAreRefused() {
        for (Tokenizer tokenizer : ALL) {
            assertThatIOException().isThrownBy(() -> tokenizer.restore(List.of("a", "b", "a")));
            assertThatIOException().isThrownBy(() -> tokenizer.restore(List.of("a", "")));
        }
        assertThatIOException().isThrownBy(() -> ALL.get(2).restore(List.of("a", "b", "a c")));
        assertThatIOException().isThrownBy(() -> ALL.get(2).restore(List.of("a", "b", "a b a")));
    }

    @Test
    void textsOfBlanksHaveNoTokens() {
        for (Tokenizer tokenizer : ALL) {
            assertThat(tokenizer.fit(TEXTS).encode(" ")).isEmpty();
        }
    }

    private static List<String> tokens(Fitted fitted, String text) {
        return IntStream.of(fitted.encode(text)).mapToObj(fitted::token).toList();
    }
}
