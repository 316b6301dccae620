package io.foldwise.plugin.text.synthetic;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * What goes wrong between a patient and a labelled report.
 *
 * @param vocabulary tokens are below this
 * @param regions how many labels are regions
 * @param types how many labels are types; 0 leaves types unlabelled
 * @param tokens the share of tokens that are replaced by a random one, or followed by one
 * @param labels the share of true labels that are missing, and so many false ones instead
 */
record Noise(int vocabulary, int regions, int types, double tokens, double labels) {

    /** The statement as it was written down, at most twice as long. */
    List<Integer> on(List<Integer> statement, SplittableRandom random) {
        List<Integer> heard = new ArrayList<>();
        for (int token : statement) {
            boolean wrong = random.nextDouble() < tokens;
            boolean replaced = random.nextBoolean();
            if (!wrong || !replaced) {
                heard.add(token);
            }
            if (wrong) {
                heard.add(random.nextInt(vocabulary));
            }
        }
        return heard;
    }

    /** The labels as they were assigned, ascending: regions, then types. */
    int[] onLabels(BitSet ill, BitSet found, SplittableRandom random) {
        return IntStream.concat(
                        mixed(ill, regions, random).stream(),
                        types == 0
                                ? IntStream.empty()
                                : mixed(found, types, random).stream().map(type -> regions + type))
                .toArray();
    }

    private BitSet mixed(BitSet truth, int width, SplittableRandom random) {
        BitSet assigned = new BitSet();
        truth.stream().forEach(label -> assigned.set(random.nextDouble() < labels ? random.nextInt(width) : label));
        return assigned;
    }
}
