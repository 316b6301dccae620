package io.foldwise.plugin.signal.wfdb;

import io.foldwise.plugin.signal.data.Normalise;
import io.foldwise.plugin.signal.data.SignalParams;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Parameters for tests: what is left out is as in an experiment file. */
record Params(Path records, List<Finding> findings, List<String> leads, SignalParams signal) {

    static final SignalParams PLAIN =
            new SignalParams(Optional.empty(), false, Optional.empty(), Optional.empty(), Normalise.NONE, 16);

    static SignalParams normalised(Normalise normalise) {
        return new SignalParams(Optional.empty(), false, Optional.empty(), Optional.empty(), normalise, 16);
    }

    /** Labels by comments. */
    WfdbReader reader(List<String> attributes, Optional<Path> test) {
        return new WfdbReader(new WfdbReader.Params(
                records,
                Optional.empty(),
                "id",
                Optional.empty(),
                false,
                findings,
                Optional.empty(),
                false,
                0,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                attributes,
                test,
                List.of(),
                leads,
                signal));
    }

    /** Labels by a table's codes. */
    WfdbReader reader(Path table, boolean likeliest, boolean leaveOut) {
        return new WfdbReader(new WfdbReader.Params(
                records,
                Optional.of(table),
                "ecg_id",
                Optional.of("filename_lr"),
                leaveOut,
                findings,
                Optional.of("scp_codes"),
                likeliest,
                0,
                List.of(),
                Optional.empty(),
                List.of(),
                Optional.of("patient_id"),
                List.of("strat_fold"),
                Optional.empty(),
                List.of(),
                leads,
                signal));
    }
}
