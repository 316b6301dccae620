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

    private static final Pattern BLANK_OR_NOT =
            Pattern.compile("[\\p{javaWhitespace}\\p{javaSpaceChar}]+|[^\\p{javaWhitespace}\\p{javaSpaceChar}]+");

    private static final String UNSPACED =
            "[\\p{IsIdeographic}\\p{IsHan}\\p{IsHiragana}\\p{IsKatakana}\\p{IsThai}\\p{IsLao}\\p{IsKhmer}\\p{IsMyanmar}]";

    private static final Pattern OF_UNSPACED = Pattern.compile(UNSPACED);

    /** A character with its combining marks, or what stands between such characters. */
    private static final Pattern CHARACTER_OR_OTHERS =
            Pattern.compile("(?=" + UNSPACED + ")\\X\\p{M}*|(?:(?!" + UNSPACED + ")\\X)+");

    private Pieces() {}

    /**
     * Words, numbers, and marks of punctuation one by one (the word boundaries of {@link BreakIterator}); of scripts that put no
     * blanks between words, those of Chinese, Japanese, Thai, Lao, Khmer and Burmese, every character with its combining marks.
     */
    static List<String> words(String text) {
        return segments(text).stream()
                .filter(segment -> !blank(segment))
                .flatMap(
                        word -> OF_UNSPACED.matcher(word).find() ? matches(CHARACTER_OR_OTHERS, word) : Stream.of(word))
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

    /** Words, marks and blanks; no blank is part of a word, as {@link BreakIterator} would have it before a combining character. */
    private static List<String> segments(String text) {
        BreakIterator boundaries = BreakIterator.getWordInstance(Locale.ROOT);
        boundaries.setText(text);
        List<String> segments = new ArrayList<>();
        int start = boundaries.first();
        for (int end = boundaries.next(); end != BreakIterator.DONE; end = boundaries.next()) {
            matches(BLANK_OR_NOT, text.substring(start, end)).forEach(segments::add);
            start = end;
        }
        return segments;
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(MatchResult::group);
    }

    /** Code points. */
    static List<String> characters(String text) {
        return text.codePoints().mapToObj(Character::toString).toList();
    }

    static boolean blank(String text) {
        return text.codePoints().allMatch(point -> Character.isWhitespace(point) || Character.isSpaceChar(point));
    }
}
