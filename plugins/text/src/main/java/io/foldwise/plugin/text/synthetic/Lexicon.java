package io.foldwise.plugin.text.synthetic;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What the tokens of an invented language mean. Phrases are {@code int[]} of one or more tokens.
 *
 * @param stop ends a statement
 * @param comma divides a statement; what was negated before it is not behind it
 * @param no negates the finding that follows
 * @param normal says that a region is as it should be
 * @param qualifiers say something that does not matter, in every kind of statement
 * @param regions the names of each region
 * @param findings the names of each type of finding, the same for every region
 * @param signs phrases that tell by themselves that a region is not normal, {@code [region][sign]}
 * @param signTypes the type of finding that a sign is, {@code [region][sign]}
 * @param boilerplate statements that say nothing about any region
 */
record Lexicon(
        int stop,
        int comma,
        int[] no,
        int[] normal,
        int[] qualifiers,
        List<List<int[]>> regions,
        List<List<int[]>> findings,
        List<List<int[]>> signs,
        int[][] signTypes,
        List<int[]> boilerplate) {

    static final int NAMES = 3;
    static final int SIGNS = 4;
    static final int QUALIFIERS = 24;
    static final int BOILERPLATE = 40;

    /** A language of {@code vocabulary} tokens; in a small one, words have several meanings. */
    static Lexicon invent(int vocabulary, int regions, int types, SplittableRandom random) {
        List<Integer> tokens =
                new ArrayList<>(IntStream.range(0, vocabulary).boxed().toList());
        Collections.shuffle(tokens, new Random(random.nextLong()));
        int[] grammar = tokens.subList(0, 6).stream().mapToInt(token -> token).toArray();
        Iterator<Integer> words = cycle(tokens.subList(6, vocabulary));
        return new Lexicon(
                grammar[0],
                grammar[1],
                new int[] {grammar[2], grammar[3]},
                new int[] {grammar[4], grammar[5]},
                phrase(words, QUALIFIERS),
                phrases(words, random, regions, NAMES, 2),
                phrases(words, random, types, NAMES, 2),
                phrases(words, random, regions, SIGNS, 3),
                IntStream.range(0, regions)
                        .mapToObj(region -> IntStream.range(0, SIGNS)
                                .map(sign -> random.nextInt(types))
                                .toArray())
                        .toArray(int[][]::new),
                phrases(words, random, 1, BOILERPLATE, 8).get(0));
    }

    private static Iterator<Integer> cycle(List<Integer> tokens) {
        return IntStream.iterate(0, i -> (i + 1) % tokens.size())
                .mapToObj(tokens::get)
                .iterator();
    }

    private static List<List<int[]>> phrases(
            Iterator<Integer> words, SplittableRandom random, int things, int each, int longest) {
        List<List<int[]>> phrases = new ArrayList<>();
        for (int thing = 0; thing < things; thing++) {
            List<int[]> own = new ArrayList<>();
            for (int i = 0; i < each; i++) {
                own.add(phrase(words, 1 + random.nextInt(longest)));
            }
            phrases.add(List.copyOf(own));
        }
        return List.copyOf(phrases);
    }

    private static int[] phrase(Iterator<Integer> words, int length) {
        return IntStream.range(0, length).map(i -> words.next()).toArray();
    }
}
