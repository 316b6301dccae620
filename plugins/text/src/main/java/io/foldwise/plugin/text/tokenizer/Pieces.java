package io.foldwise.plugin.text.tokenizer;

import java.text.BreakIterator;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Where texts may be cut. */
final class Pieces {

    /** Stands before a word that begins a text or follows a blank. */
    static final String BEGIN = "\u2581";

    /** Learning pairs takes time that grows with a word's length more than in proportion. What is longer is no word of a language. */
    private static final int LONGEST_WORD = 100;

    private static final String UNSPACED =
            "[\\p{IsIdeographic}\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]";

    private static final Pattern OF_UNSPACED = Pattern.compile(UNSPACED);

    /** Thai; the others come behind it, so that most words need no closer look. */
    private static final int FIRST_UNSPACED = 0x0E01;

    /** A character with its combining marks, or what stands between such characters; possessive, as Java would recurse otherwise. */
    private static final Pattern CHARACTER_OR_OTHERS =
            Pattern.compile("(?=" + UNSPACED + ")\\X\\p{M}*|(?:(?!" + UNSPACED + ")\\X)++");

    private Pieces() {}

    /**
     * Words, numbers, and marks of punctuation one by one (the word boundaries of {@link BreakIterator}); of scripts that put no
     * blanks between words, those of Chinese, Japanese, Thai, Lao, Khmer and Burmese, every character with its combining marks.
     */
    static List<String> words(String text) {
        return segments(text).stream()
                .filter(segment -> !blank(segment))
                .flatMap(word -> unspaced(word) ? matches(word) : Stream.of(word))
                .toList();
    }

    /**
     * The same words, each with {@link #BEGIN} before it unless it follows another one without a blank between. What has more than {@value
     * #LONGEST_WORD} characters is several words.
     */
    static List<String> marked(String text) {
        List<String> words = new ArrayList<>();
        boolean begins = true;
        for (String segment : segments(text)) {
            boolean blank = blank(segment);
            if (!blank) {
                String word = begins ? BEGIN + segment : segment;
                for (int from = 0; from < word.length(); ) {
                    int end = word.codePointCount(from, word.length()) <= LONGEST_WORD
                            ? word.length()
                            : word.offsetByCodePoints(from, LONGEST_WORD);
                    words.add(word.substring(from, end));
                    from = end;
                }
            }
            begins = blank;
        }
        return words;
    }

    /** Words, marks and blanks; {@link BreakIterator} alone would keep a blank together with a combining character behind it. */
    private static List<String> segments(String text) {
        BreakIterator boundaries = BreakIterator.getWordInstance(Locale.ROOT);
        boundaries.setText(text);
        List<String> segments = new ArrayList<>();
        int start = boundaries.first();
        for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
            for (int next = start; next < end; next += Character.charCount(text.codePointAt(next))) {
                if (next > start && blank(text.codePointAt(next)) != blank(text.codePointBefore(next))) {
                    segments.add(text.substring(start, next));
                    start = next;
                }
            }
            segments.add(text.substring(start, end));
            start = end;
        }
        return segments;
    }

    private static boolean unspaced(String word) {
        return word.codePoints().anyMatch(point -> point >= FIRST_UNSPACED)
                && OF_UNSPACED.matcher(word).find();
    }

    private static Stream<String> matches(String word) {
        return CHARACTER_OR_OTHERS.matcher(word).results().map(MatchResult::group);
    }

    /** Code points. */
    static List<String> characters(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    static boolean blank(String text) {
        return text.codePoints().allMatch(Pieces::blank);
    }

    private static boolean blank(int point) {
        return Character.isWhitespace(point) || Character.isSpaceChar(point);
    }
}
