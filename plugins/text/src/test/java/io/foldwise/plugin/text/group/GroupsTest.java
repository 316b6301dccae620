package io.foldwise.plugin.text.group;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.plugin.text.Reports;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

final class GroupsTest {

    @Test
    void withoutGroupingOnlyEqualReportsAreTogether() {
        assertThat(Reports.NO_GROUPS.of(List.of(new int[] {1}, new int[] {2}, new int[] {1})))
                .containsExactly(0, 1, 0);
    }

    @ParameterizedTest
    @EnumSource
    void equalReportsShareAGroupHoweverManyThereAre(Groups.By by) {
        SplittableRandom random = new SplittableRandom(6);
        List<int[]> reports = new ArrayList<>();
        List<Integer> originals = new ArrayList<>();
        for (int row = 0; row < 60; row++) {
            boolean copied = row > 0 && random.nextInt(3) > 0;
            int original = copied ? originals.get(random.nextInt(row)) : row;
            originals.add(original);
            reports.add(
                    copied
                            ? reports.get(original).clone()
                            : random.ints(random.nextInt(25), 0, 9).toArray());
        }

        int[] groups = Reports.groups(by).of(reports);

        for (int row = 0; row < 60; row++) {
            assertThat(groups[row]).as("group of row %s", row).isEqualTo(groups[originals.get(row)]);
        }
    }

    @Test
    void copiesDoNotMakeAPhraseCommonLanguage() {
        List<int[]> reports =
                List.of(new int[] {1, 2, 3, 4}, new int[] {1, 2, 3, 4}, new int[] {1, 2, 3, 4}, new int[] {9, 1, 2, 3});

        assertThat(new Groups(Groups.By.SHARED_PHRASES, 50, 100, 3, 2).of(reports))
                .containsExactly(0, 0, 0, 0);
    }

    @Test
    void clustersFollowTheTopic() {
        // Ten topics with 20 words each, 30 reports of a topic one after the other.
        SplittableRandom random = new SplittableRandom(1);
        List<int[]> reports = new ArrayList<>();
        for (int row = 0; row < 300; row++) {
            int first = 20 * (row / 30);
            reports.add(random.ints(30, first, first + 20).toArray());
        }

        int[] groups = new Groups(Groups.By.CLUSTERS, 10, 10, 12, 3).of(reports);

        assertThat(groups).containsOnly(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        int together = 0;
        for (int row = 0; row < 300; row++) {
            together += groups[row] == groups[row - row % 30] ? 1 : 0;
        }
        assertThat(together).isGreaterThanOrEqualTo(270);
    }

    @Test
    void equalReportsShareACluster() {
        List<int[]> reports = random(40);
        reports.addAll(random(40));

        int[] groups = new Groups(Groups.By.CLUSTERS, 8, 20, 12, 3).of(reports);

        assertThat(Arrays.copyOfRange(groups, 40, 80)).isEqualTo(Arrays.copyOfRange(groups, 0, 40));
    }

    @Test
    void clustersAreTheSameEveryTime() {
        Groups groups = Reports.groups(Groups.By.CLUSTERS);

        assertThat(groups.of(random(200))).isEqualTo(groups.of(random(200)));
    }

    @Test
    void fewAndEqualReportsAreNoProblem() {
        Groups groups = Reports.groups(Groups.By.CLUSTERS);

        assertThat(groups.of(random(3))).hasSize(3);
        assertThat(groups.of(List.of(new int[] {1, 2}, new int[] {1, 2}, new int[] {1, 2})))
                .hasSize(3);
        assertThat(groups.of(List.of(new int[] {1}, new int[] {2}, new int[] {3})))
                .hasSize(3);
    }

    @Test
    void reportsThatShareARarePhraseShareAGroup() {
        List<int[]> reports = List.of(
                new int[] {1, 2, 3, 4, 5},
                new int[] {9, 9, 9, 9},
                new int[] {7, 2, 3, 4},
                new int[] {4, 5, 6, 7},
                new int[] {5, 6, 7});

        assertThat(new Groups(Groups.By.SHARED_PHRASES, 50, 100, 3, 2).of(reports))
                .containsExactly(0, 1, 0, 2, 2);
    }

    @Test
    void phrasesThatManyShareDoNotCount() {
        List<int[]> reports = List.of(new int[] {1, 2, 3, 4}, new int[] {1, 2, 3, 5}, new int[] {6, 1, 2, 3});

        assertThat(new Groups(Groups.By.SHARED_PHRASES, 50, 100, 3, 2).of(reports))
                .containsExactly(0, 1, 2);
        assertThat(new Groups(Groups.By.SHARED_PHRASES, 50, 100, 3, 3).of(reports))
                .containsExactly(0, 0, 0);
    }

    @Test
    void phraseThatOneReportRepeatsIsSharedByNobody() {
        List<int[]> reports = List.of(new int[] {1, 2, 3, 1, 2, 3, 1, 2, 3}, new int[] {1, 2, 3});

        assertThat(new Groups(Groups.By.SHARED_PHRASES, 50, 100, 3, 2).of(reports))
                .containsExactly(0, 0);
    }

    @Test
    void equalReportsShorterThanAPhraseShareAGroup() {
        List<int[]> reports = List.of(new int[] {1, 2}, new int[] {3}, new int[] {1, 2}, new int[] {1});

        assertThat(Reports.groups(Groups.By.SHARED_PHRASES).of(reports)).containsExactly(0, 1, 0, 2);
    }

    private static List<int[]> random(int size) {
        SplittableRandom random = new SplittableRandom(1);
        List<int[]> reports = new ArrayList<>();
        for (int row = 0; row < size; row++) {
            reports.add(random.ints(20, 0, 100).toArray());
        }
        return reports;
    }
}
