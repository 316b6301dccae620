package io.foldwise.plugin.signal.data;

import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Task;
import java.util.List;
import java.util.Set;

/** What is asked of an electrocardiogram. */
public enum EcgTask {
    /** Whether it is abnormal. */
    NORMAL_OR_NOT(List.of("abnormal")),
    /** Which of the twelve diagnoses it has, see {@link Diagnosis}. */
    DIAGNOSES(Diagnosis.labels());

    private final List<String> labels;

    EcgTask(List<String> labels) {
        this.labels = labels;
    }

    public Task task() {
        return Task.of(LabelSchema.of(LabelSchema.NAME, labels));
    }

    /** The target of a record with these findings. */
    public float[] target(Set<Diagnosis> findings) {
        float[] target = new float[labels.size()];
        if (this == NORMAL_OR_NOT) {
            target[0] = findings.contains(Diagnosis.NORMAL) ? 0 : 1;
        } else {
            findings.forEach(finding -> target[finding.ordinal()] = 1);
        }
        return target;
    }
}
