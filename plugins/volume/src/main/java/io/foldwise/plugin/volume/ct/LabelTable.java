package io.foldwise.plugin.volume.ct;

import io.foldwise.plugin.volume.file.VolumeFile;
import io.foldwise.toolkit.table.Problems;
import io.foldwise.toolkit.table.RowCells;
import io.foldwise.toolkit.table.SampleTable;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A table of nodules in the columns of LUNA16: {@value #SCAN}, coordinates in millimetres of the world, and a diameter. */
record LabelTable(Path file, boolean counts) {

    private static final Logger LOG = LoggerFactory.getLogger(LabelTable.class);

    static final String SCAN = "seriesuid";
    private static final String X = "coordX";
    private static final String Y = "coordY";
    private static final String Z = "coordZ";
    private static final String DIAMETER = "diameter_mm";
    private static final double LARGEST = 300;

    /** What LUNA16 takes for the diameter of an excluded finding whose own it does not know, and gives as -1. */
    private static final double UNKNOWN = 10;

    /**
     * The nodules, and what is wrong with lines.
     *
     * @param scans ids that there are
     * @param others whether lines of other scans are passed over, if there are lines of these, and none whose id is but spelt otherwise
     */
    List<Label> read(Set<String> scans, boolean others, Problems problems) {
        SampleTable table = SampleTable.readAny(file, Stream.of(SCAN, X, Y, Z, DIAMETER));
        List<Label> labels = new ArrayList<>();
        Map<List<Object>, Integer> lines = new HashMap<>();
        Map<String, Integer> unknown = new LinkedHashMap<>();
        table.forEach(problems, row -> {
            Label label = label(table, row);
            Integer earlier = lines.putIfAbsent(List.of(label.scan(), label.x(), label.y(), label.z()), row.line());
            if (!scans.contains(label.scan())) {
                String hint = hint(label.scan(), scans);
                if (!others || !hint.isEmpty()) {
                    throw row.wrong("is of scan '" + label.scan() + "', which is not there" + hint);
                }
                unknown.merge(label.scan(), 1, Integer::sum);
            } else if (earlier == null) {
                labels.add(label);
            } else if (counts) {
                throw row.wrong("is the same place as line " + earlier);
            }
        });
        sayWhatIsPassedOver(unknown, labels, problems);
        return labels;
    }

    private void sayWhatIsPassedOver(Map<String, Integer> unknown, List<Label> labels, Problems problems) {
        if (unknown.isEmpty()) {
            return;
        }
        String first = unknown.keySet().iterator().next();
        if (counts && labels.isEmpty()) {
            problems.add(
                    file,
                    0,
                    "has no nodule of a scan that is there; its first scan is '" + first
                            + "': are these the ids of the scans' files?");
            return;
        }
        int lines = unknown.values().stream().mapToInt(Integer::intValue).sum();
        LOG.info("{}: passed over {} lines of {} other scans, such as '{}'", file, lines, unknown.size(), first);
    }

    private Label label(SampleTable table, RowCells row) {
        double diameter = number(table, row, DIAMETER);
        if (diameter <= 0 && !counts) {
            diameter = UNKNOWN;
        } else if (diameter <= 0 || diameter > LARGEST) {
            throw row.wrong("has a diameter of " + diameter + "; those of nodules are above 0 mm and up to " + LARGEST);
        }
        String scan = row.text(SCAN, table.header().index(SCAN));
        return new Label(
                file,
                row.line(),
                scan,
                number(table, row, X),
                number(table, row, Y),
                number(table, row, Z),
                diameter,
                counts);
    }

    private static double number(SampleTable table, RowCells row, String column) {
        return row.number(column, table.header().index(column)) + 0.0; // so that -0 is 0
    }

    private static String hint(String id, Set<String> scans) {
        return scans.stream()
                .filter(scan -> bare(scan).equals(bare(id)))
                .findFirst()
                .map(scan -> "; there is '" + scan + "', and ids are text: not a sign of them may differ")
                .orElse("");
    }

    /** Without zeros in front, white space and endings. */
    private static String bare(String id) {
        return VolumeFile.withoutEnding(id.strip()).replaceFirst("^0+", "");
    }
}
