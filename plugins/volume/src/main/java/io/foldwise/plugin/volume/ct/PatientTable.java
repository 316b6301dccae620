package io.foldwise.plugin.volume.ct;

import io.foldwise.toolkit.table.Problems;
import io.foldwise.toolkit.table.SampleTable;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A table that says whose a scan is. */
record PatientTable(Path file) {

    private static final String PATIENT = "patient";

    /** For each scan the row of the first one of the same patient. */
    int[] groups(List<String> scans, Problems problems) {
        SampleTable table = SampleTable.read(file, Stream.of(LabelTable.SCAN, PATIENT));
        SampleTable.Ids ids = table.ids(LabelTable.SCAN, id -> id);
        Map<String, String> patients = new HashMap<>();
        table.forEach(problems, row -> {
            String patient = row.text(PATIENT, table.header().index(PATIENT));
            if (patient.isBlank()) {
                throw row.wrong(PATIENT + " is empty");
            }
            patients.put(ids.of(row), patient);
        });
        Map<String, Integer> first = new HashMap<>();
        int[] groups = new int[scans.size()];
        for (int row = 0; row < groups.length; row++) {
            String patient = patients.get(scans.get(row));
            if (patient == null) {
                problems.add(file, "does not say whose scan '" + scans.get(row) + "' is");
            } else {
                int current = row;
                groups[row] = first.computeIfAbsent(patient, any -> current);
            }
        }
        return groups;
    }
}
