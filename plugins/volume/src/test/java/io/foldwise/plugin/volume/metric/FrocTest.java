package io.foldwise.plugin.volume.metric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.plugin.volume.box.Box;
import io.foldwise.plugin.volume.box.SomeBoxes;
import io.foldwise.spi.data.Tensor;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Metric.Tally;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Values that {@code bench/froc.py} computed, and such as can be told by hand. */
final class FrocTest {

    private static final Metric FROC = new Froc(new Froc.Params(200), SomeBoxes.HEAD);

    private record Scan(List<Box> findings, List<Box> marks) {}

    @Test
    void isAsComputedAnotherWay() throws IOException {
        Map<String, Double> values = values();
        Tally tally = tally(FROC, scans());

        assertThat(tally.value()).isCloseTo(values.get("froc"), within(1e-12));
        assertThat(tally.details()).hasSize(11);
        values.forEach((name, value) -> {
            if (name.startsWith("sensitivity")) {
                assertThat(tally.details().get(name)).as(name).isCloseTo(value, within(1e-12));
            }
        });
    }

    @Test
    void averagePrecisionIsAsComputedAnotherWay() throws IOException {
        for (double overlap : new double[] {0.1, 0.3}) {
            Metric metric = new BoxAp(new BoxAp.Params(overlap), SomeBoxes.HEAD);

            assertThat(tally(metric, scans()).value()).isCloseTo(values().get("box-ap " + overlap), within(1e-12));
        }
    }

    @Test
    void doesNotDependOnTheOrderOfScans() throws IOException {
        List<Scan> scans = new ArrayList<>(scans());
        Metric ap = new BoxAp(new BoxAp.Params(0.1), SomeBoxes.HEAD);
        double froc = tally(FROC, scans).value();
        double precision = tally(ap, scans).value();
        Collections.reverse(scans);

        assertThat(tally(FROC, scans).value()).isEqualTo(froc);
        assertThat(tally(ap, scans).value()).isCloseTo(precision, within(1e-12));
    }

    @Test
    void allNodulesFoundAndNothingElseIsOne() {
        Tally tally = FROC.tally(SomeBoxes.HEAD);
        Metric ap = new BoxAp(new BoxAp.Params(0.1), SomeBoxes.HEAD);
        Tally precision = ap.tally(SomeBoxes.HEAD);
        Tensor nodules = tensor(SomeBoxes.nodule(10, 10, 10, 6), SomeBoxes.nodule(40, 10, 10, 6));
        for (Tally each : List.of(tally, precision)) {
            each.add(nodules, nodules);
            each.add(tensor(), tensor());
            assertThat(each.value()).isEqualTo(1);
        }
    }

    @Test
    void hitsWhatIsNearerThanTheRadius() {
        Tensor nodule = tensor(SomeBoxes.nodule(10, 10, 10, 6));

        assertThat(value(nodule, tensor(new Box(0.5, 12.99, 10, 10, 40)))).isEqualTo(1);
        assertThat(value(nodule, tensor(new Box(0.5, 13, 10, 10, 6)))).isZero();
    }

    @Test
    void hitsOnExcludedFindingsAreDropped() {
        Tensor findings = tensor(SomeBoxes.nodule(10, 10, 10, 6), new Box(0, 50, 50, 50, 6));
        Tensor marks = tensor(new Box(0.5, 10, 10, 10, 6), new Box(0.9, 50, 50, 50, 6));

        assertThat(value(findings, marks)).isEqualTo(1);
    }

    @Test
    void falsePositivesAreDividedByAllScans() {
        Tally tally = FROC.tally(SomeBoxes.HEAD);
        tally.add(
                tensor(SomeBoxes.nodule(10, 10, 10, 6)),
                tensor(new Box(0.9, 60, 60, 60, 6), new Box(0.5, 10, 10, 10, 6)));
        tally.add(tensor(), tensor());

        assertThat(tally.details())
                .containsEntry("sensitivity at 1/4", 0.0)
                .containsEntry("sensitivity at 1/2", 1.0)
                .containsEntry("sensitivity of all marks", 1.0)
                .containsEntry("false positives of all marks", 0.5);
        assertThat(tally.value()).isCloseTo(5.0 / 7, within(1e-12));
    }

    @Test
    void theIntervalHoldsTheValue() throws IOException {
        Tally tally = tally(FROC, scans());

        assertThat(tally.value())
                .isBetween(tally.details().get("from"), tally.details().get("to"));
        assertThat(tally.details().get("to") - tally.details().get("from")).isBetween(0.05, 0.5);
        assertThat(tally.details()).isEqualTo(tally(FROC, scans()).details());
    }

    @Test
    void theIntervalIsAsComputedAnotherWay() throws IOException {
        Map<String, Double> details =
                tally(new Froc(new Froc.Params(4000), SomeBoxes.HEAD), scans()).details();

        for (String end : List.of("from", "to")) {
            assertThat(details.get(end)).as(end).isCloseTo(values().get(end), within(0.015));
        }
    }

    @Test
    void isNotDefinedWithoutNodules() {
        Tally tally = FROC.tally(SomeBoxes.HEAD);
        assertThat(tally.value()).isNaN();
        tally.add(tensor(), tensor(new Box(0.5, 1, 1, 1, 4)));

        assertThat(tally.value()).isNaN();
        assertThat(tally.details().get("from")).isNaN();
        assertThat(new BoxAp(new BoxAp.Params(0.1), SomeBoxes.HEAD)
                        .tally(SomeBoxes.HEAD)
                        .value())
                .isNaN();
    }

    @Test
    void nothingFoundIsZero() {
        assertThat(value(tensor(SomeBoxes.nodule(10, 10, 10, 6)), tensor())).isZero();
    }

    private static double value(Tensor findings, Tensor marks) {
        Tally tally = FROC.tally(SomeBoxes.HEAD);
        tally.add(findings, marks);
        return tally.value();
    }

    private static Tensor tensor(Box... boxes) {
        return Box.tensor(List.of(boxes));
    }

    private static Tally tally(Metric metric, List<Scan> scans) {
        Tally tally = metric.tally(SomeBoxes.HEAD);
        scans.forEach(scan -> tally.add(Box.tensor(scan.findings()), Box.tensor(scan.marks())));
        return tally;
    }

    private static List<Scan> scans() throws IOException {
        Map<Integer, Scan> scans = new TreeMap<>();
        for (int scan = 0; scan < 24; scan++) {
            scans.put(scan, new Scan(new ArrayList<>(), new ArrayList<>()));
        }
        for (String[] row : rows("scans.csv")) {
            Box box = new Box(number(row[2]), number(row[3]), number(row[4]), number(row[5]), number(row[6]));
            Scan scan = scans.get(Integer.parseInt(row[0]));
            (row[1].equals("finding") ? scan.findings() : scan.marks()).add(box);
        }
        return List.copyOf(scans.values());
    }

    private static Map<String, Double> values() throws IOException {
        return rows("values.csv").stream().collect(Collectors.toMap(row -> row[0], row -> number(row[1])));
    }

    private static double number(String cell) {
        return Double.parseDouble(cell);
    }

    private static List<String[]> rows(String file) throws IOException {
        try (InputStream in = FrocTest.class.getResourceAsStream(file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split(","))
                    .toList();
        }
    }
}
