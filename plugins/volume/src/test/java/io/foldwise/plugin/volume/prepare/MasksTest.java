package io.foldwise.plugin.volume.prepare;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.volume.prepare.Components.Neighbours;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.SplittableRandom;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.Test;

/** Masks and what is made of them, beside the plainest way to make it. */
final class MasksTest {

    private static final int DEPTH = 6;
    private static final int HEIGHT = 9;
    private static final int WIDTH = 130;

    private static Mask noise(double share, long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        Mask mask = new Mask(DEPTH, HEIGHT, WIDTH);
        for (int voxel = 0; voxel < DEPTH * HEIGHT * WIDTH; voxel++) {
            if (random.nextDouble() < share) {
                mask.set(voxel / WIDTH / HEIGHT, voxel / WIDTH % HEIGHT, voxel % WIDTH);
            }
        }
        return mask;
    }

    private static boolean in(Mask mask, int z, int y, int x) {
        return z >= 0 && y >= 0 && x >= 0 && z < DEPTH && y < HEIGHT && x < WIDTH && mask.get(z, y, x);
    }

    @Test
    void erodesAndDilatesByTheSixNeighbours() {
        Mask mask = noise(0.8, 1);
        Mask eroded = mask.eroded();
        Mask dilated = mask.not().dilated(1);
        for (int z = 0; z < DEPTH; z++) {
            for (int y = 0; y < HEIGHT; y++) {
                for (int x = 0; x < WIDTH; x++) {
                    boolean all = in(mask, z, y, x)
                            && in(mask, z - 1, y, x)
                            && in(mask, z + 1, y, x)
                            && in(mask, z, y - 1, x)
                            && in(mask, z, y + 1, x)
                            && in(mask, z, y, x - 1)
                            && in(mask, z, y, x + 1);
                    assertThat(eroded.get(z, y, x)).as("%d, %d, %d", z, y, x).isEqualTo(all);
                    boolean border = z == 0 || y == 0 || x == 0 || z == DEPTH - 1 || y == HEIGHT - 1 || x == WIDTH - 1;
                    if (!border) {
                        assertThat(dilated.get(z, y, x))
                                .as("%d, %d, %d", z, y, x)
                                .isEqualTo(!all);
                    }
                }
            }
        }
        assertThat(mask.not().count() + mask.count()).isEqualTo(DEPTH * HEIGHT * WIDTH);
    }

    @Test
    void findsTheSamePartsAsAFloodDoes() {
        for (Neighbours neighbours : Neighbours.values()) {
            Mask mask = noise(neighbours == Neighbours.TWENTY_SIX ? 0.1 : 0.35, 2);
            Components parts = Components.of(mask, neighbours);
            int[] flooded = flood(mask, neighbours);
            int[] numberOf = new int[parts.count()];
            int count = 0;
            for (int voxel = 0; voxel < flooded.length; voxel++) {
                int part = parts.at(voxel / WIDTH / HEIGHT, voxel / WIDTH % HEIGHT, voxel % WIDTH);
                assertThat(part >= 0).isEqualTo(flooded[voxel] > 0);
                count = Math.max(count, flooded[voxel]);
                if (part >= 0) {
                    numberOf[part] = numberOf[part] == 0 ? flooded[voxel] : numberOf[part];
                    assertThat(numberOf[part]).as("part of voxel %d", voxel).isEqualTo(flooded[voxel]);
                }
            }
            assertThat(parts.count()).as("parts by %s", neighbours).isEqualTo(count);
        }
    }

    private static int[] flood(Mask mask, Neighbours neighbours) {
        int[] number = new int[DEPTH * HEIGHT * WIDTH];
        int parts = 0;
        for (int start = 0; start < number.length; start++) {
            if (number[start] == 0 && in(mask, start / WIDTH / HEIGHT, start / WIDTH % HEIGHT, start % WIDTH)) {
                parts++;
                Deque<Integer> next = new ArrayDeque<>();
                next.add(start);
                number[start] = parts;
                while (!next.isEmpty()) {
                    int voxel = next.remove();
                    for (int step = 0; step < 27; step++) {
                        int z = voxel / WIDTH / HEIGHT + step / 9 - 1;
                        int y = voxel / WIDTH % HEIGHT + step / 3 % 3 - 1;
                        int x = voxel % WIDTH + step % 3 - 1;
                        if (neighbour(neighbours, step) && in(mask, z, y, x)) {
                            int other = (z * HEIGHT + y) * WIDTH + x;
                            if (number[other] == 0) {
                                number[other] = parts;
                                next.add(other);
                            }
                        }
                    }
                }
            }
        }
        return number;
    }

    private static boolean neighbour(Neighbours neighbours, int step) {
        int far = Math.abs(step / 9 - 1) + Math.abs(step / 3 % 3 - 1) + Math.abs(step % 3 - 1);
        boolean inSlice = step / 9 == 1;
        return switch (neighbours) {
            case SIX -> far == 1;
            case TWENTY_SIX -> far > 0;
            case FOUR -> far == 1 && inSlice;
            case EIGHT -> far > 0 && inSlice;
        };
    }

    @Test
    void measuresDistancesExactly() {
        Mask mask = noise(0.02, 3);
        Mask.Box box = mask.bounds().orElseThrow();
        int[] squares = Distances.of(mask, box);
        for (int place = 0; place < squares.length; place++) {
            int z = place / box.edge(2) / box.edge(1) + box.first()[0];
            int y = place / box.edge(2) % box.edge(1) + box.first()[1];
            int x = place % box.edge(2) + box.first()[2];
            int nearest = Integer.MAX_VALUE;
            for (int voxel = 0; voxel < DEPTH * HEIGHT * WIDTH; voxel++) {
                int dz = voxel / WIDTH / HEIGHT - z;
                int dy = voxel / WIDTH % HEIGHT - y;
                int dx = voxel % WIDTH - x;
                if (in(mask, z + dz, y + dy, x + dx)) {
                    nearest = Math.min(nearest, dz * dz + dy * dy + dx * dx);
                }
            }
            assertThat(squares[place]).as("place %d", place).isEqualTo(nearest);
        }
    }

    @Test
    void drawsHullsAroundWhatIsBent() {
        Mask bent = new Mask(1, 40, 60);
        for (int y = 5; y < 35; y++) {
            int right = y < 20 ? 40 - (y - 5) / 3 : 35 + (y - 20) / 3;
            bent.set(0, y, 10, right);
        }
        Mask hull = Hulls.of(bent);
        assertThat(hull.get(0, 20, 38)).as("in the bend").isTrue();
        assertThat(hull.get(0, 20, 9)).as("left of it").isFalse();
        assertThat(hull.get(0, 20, 41)).as("right of it").isFalse();
        IntPredicate kept = y -> hull.get(0, y, 10);
        assertThat(kept.test(5) && kept.test(34) && !kept.test(4) && !kept.test(35))
                .isTrue();
    }

    @Test
    void fillsWhatIsEnclosed() {
        Mask box = new Mask(9, 9, 9);
        for (int voxel = 0; voxel < 729; voxel++) {
            int z = voxel / 81;
            int y = voxel / 9 % 9;
            int x = voxel % 9;
            boolean inside = Math.max(Math.abs(z - 4), Math.max(Math.abs(y - 4), Math.abs(x - 4))) < 3;
            boolean hollow = z == 4 && y == 4 && x > 2 && x < 6;
            if (inside && !hollow) {
                box.set(z, y, x);
            }
        }
        assertThat(Holes.filled(box).count()).isEqualTo(125);
        assertThat(Holes.filledInSlices(box).count()).isEqualTo(125);
    }

    @Test
    void measuresHowLongRegionsAre() {
        Mask line = new Mask(1, 3, 60);
        line.set(0, 1, 5, 55);
        assertThat(new Moments(Components.of(line, Neighbours.EIGHT)).eccentricity(0))
                .isCloseTo(1, within(1e-9));
        Mask square = new Mask(1, 30, 60);
        for (int y = 5; y < 15; y++) {
            square.set(0, y, 10, 20);
        }
        Moments moments = new Moments(Components.of(square, Neighbours.EIGHT));
        assertThat(moments.eccentricity(0)).isCloseTo(0, within(1e-6));
        assertThat(moments.area(0)).isEqualTo(100);
    }
}
