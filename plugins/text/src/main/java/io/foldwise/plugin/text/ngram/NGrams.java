package io.foldwise.plugin.text.ngram;

import java.util.Arrays;
import java.util.stream.LongStream;

/**
 * Runs of up to {@value #LONGEST} tokens, each packed into one number, which sorts and compares faster than a list: the
 * tokens, plus one, are its digits to base 2<sup>21</sup>.
 */
public final class NGrams {

    /** As many tokens fit into one number. */
    public static final int LONGEST = 3;

    /** Token ids must be below this. */
    public static final int TOKENS = (1 << 21) - 1;

    private static final int BITS = 21;
    private static final long DIGIT = (1L << BITS) - 1;

    private NGrams() {}

    /** The different n-grams of 1 to {@code longest} tokens in a report, ascending. */
    public static long[] distinct(int[] tokens, int longest) {
        long[] grams = new long[tokens.length * longest];
        int size = 0;
        for (int start = 0; start < tokens.length; start++) {
            long gram = 0;
            for (int end = start; end < Math.min(start + longest, tokens.length); end++) {
                gram = gram << BITS | tokens[end] + 1L;
                grams[size++] = gram;
            }
        }
        Arrays.sort(grams, 0, size);
        return LongStream.of(grams).limit(size).distinct().toArray();
    }

    /** The tokens of an n-gram as people read them: {@code 693 328}. */
    public static String text(long gram) {
        String last = Long.toString((gram & DIGIT) - 1);
        long before = gram >>> BITS;
        return before == 0 ? last : text(before) + " " + last;
    }

    /** The n-gram that {@link #text} gave. */
    public static long parse(String text) {
        long gram = 0;
        for (String token : text.split(" ", -1)) {
            gram = gram << BITS | Integer.parseInt(token) + 1L;
        }
        return gram;
    }
}
