package io.foldwise.plugin.standard.split;

import io.foldwise.spi.data.Dataset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.SplittableRandom;

/**
 * Parts that never share a {@linkplain Dataset#group group}. Groups go, largest first and equal sizes in random order, each
 * to the part that lacks most samples: the greedy rule of longest processing time first (Graham 1969), whose parts come
 * out as even as the largest group allows. No part stays empty while there are as many groups as parts.
 */
final class ByGroups implements Division {

    @Override
    public int[] assign(Dataset data, int[] rows, double[] weights, SplittableRandom random) {
        List<List<Integer>> groups = new ArrayList<>(Grouping.positions(data, rows));
        Grouping.require(groups.size(), rows.length, weights.length);
        Collections.shuffle(groups, new Random(random.nextLong()));
        groups.sort(
                Comparator.comparingInt((List<Integer> group) -> group.size()).reversed());
        double total = Arrays.stream(weights).sum();
        double[] room = Arrays.stream(weights)
                .map(weight -> weight * rows.length / total)
                .toArray();
        boolean[] filled = new boolean[weights.length];
        int empty = weights.length;
        int[] parts = new int[rows.length];
        int left = groups.size();
        for (List<Integer> group : groups) {
            int part = roomiest(room, filled, left-- <= empty);
            empty -= filled[part] ? 0 : 1;
            filled[part] = true;
            room[part] -= group.size();
            group.forEach(position -> parts[position] = part);
        }
        return parts;
    }

    private static int roomiest(double[] room, boolean[] filled, boolean emptyOnly) {
        int best = -1;
        for (int part = 0; part < room.length; part++) {
            boolean allowed = !(emptyOnly && filled[part]);
            if (allowed && (best < 0 || room[part] > room[best])) {
                best = part;
            }
        }
        return best;
    }
}
