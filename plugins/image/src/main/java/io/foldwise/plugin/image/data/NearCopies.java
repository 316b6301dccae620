package io.foldwise.plugin.image.data;

import java.util.stream.IntStream;

/**
 * Groups of images that look alike, and what other groups they join: images whose {@linkplain DifferenceHash difference hashes} are
 * close, and those that are close to these. All images are decoded when the first group is asked for.
 */
final class NearCopies implements Groups {

    private final Images images;
    private final int number;
    private final double most;
    private final Groups others;
    private int[] groups = new int[0];

    /**
     * @param number of images
     * @param most the share of bits in which the hashes of two images of a group differ
     * @param others samples that belong together however they look
     */
    NearCopies(Images images, int number, double most, Groups others) {
        this.images = images;
        this.number = number;
        this.most = most;
        this.others = others;
    }

    @Override
    public synchronized int of(int row) {
        if (groups.length < number) {
            groups = found();
        }
        return groups[row];
    }

    private int[] found() {
        DifferenceHash[] hashes = IntStream.range(0, number)
                .parallel()
                .mapToObj(row -> DifferenceHash.of(images.get(row), images.size(), images.channels()))
                .toArray(DifferenceHash[]::new);
        int[] earlier =
                IntStream.range(0, number).map(others::of).toArray(); // a row of the same group, or the row itself
        for (int row = 0; row < number; row++) {
            for (int before = 0; before < row; before++) {
                if (hashes[row].distance(hashes[before]) <= most) {
                    join(earlier, row, before);
                }
            }
        }
        return IntStream.range(0, number).map(row -> first(earlier, row)).toArray();
    }

    private static void join(int[] earlier, int one, int other) {
        int first = first(earlier, one);
        int second = first(earlier, other);
        earlier[Math.max(first, second)] = Math.min(first, second);
    }

    private static int first(int[] earlier, int row) {
        int first = row;
        while (earlier[first] != first) {
            earlier[first] = earlier[earlier[first]];
            first = earlier[first];
        }
        return first;
    }
}
