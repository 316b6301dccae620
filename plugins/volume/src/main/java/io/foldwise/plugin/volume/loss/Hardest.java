package io.foldwise.plugin.volume.loss;

import java.util.Comparator;
import java.util.PriorityQueue;

/** The places with the highest logits. */
final class Hardest {

    private Hardest() {}

    /** So many of some places, or all of them; of equal logits the earlier places. */
    static int[] of(int[] places, double[] logits, int count) {
        if (count >= places.length) {
            return places;
        }
        Comparator<Integer> easiestFirst =
                Comparator.comparingDouble((Integer at) -> logits[at]).thenComparing(Comparator.reverseOrder());
        PriorityQueue<Integer> hardest = new PriorityQueue<>(count + 1, easiestFirst);
        for (int at : places) {
            hardest.add(at);
            if (hardest.size() > count) {
                hardest.remove();
            }
        }
        return hardest.stream().mapToInt(Integer::intValue).sorted().toArray();
    }
}
