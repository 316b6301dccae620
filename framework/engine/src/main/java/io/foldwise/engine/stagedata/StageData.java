package io.foldwise.engine.stagedata;

import io.foldwise.spi.Default;
import io.foldwise.spi.Description;
import io.foldwise.spi.Inline;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Reader;
import java.util.Optional;

/** The {@code data} block of a stage: samples that are trained on in that stage, and never held out. */
public record StageData(
        @Description(
                "Where the samples come from; what is asked of them must be what is asked of the experiment's data")
        @Inline
        Spec<Reader> reader,

        @Description("Which of the reader's samples; train, and test where pseudo-labels are given")
        Optional<Part> part,

        @Description("Whether they are trained on besides the fold's training part; if not, in its place")
        @Default("false")
        boolean add,

        @Description("Targets that an earlier run predicts, in place of the samples' own")
        Optional<PseudoLabelSettings> pseudoLabels) {

    /** Which samples are meant. */
    public Part samples() {
        return part.orElse(pseudoLabels.isPresent() ? Part.TEST : Part.TRAIN);
    }
}
