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
        Optional<PseudoLabelSettings> pseudoLabels,

        @Description("Whether they ask for answers of their own: the stage's network then ends otherwise, nothing"
                + " is validated, and the next stage takes what both networks have by name and shape")
        @Default("false")
        boolean ownTask,

        @Description("With own-task: whether samples that the fold holds out or validates with are trained on as well;"
                + " their targets are not seen")
        @Default("false")
        boolean heldOut) {

    public StageData {
        if (ownTask && (add || pseudoLabels.isPresent())) {
            throw new IllegalArgumentException("own-task goes neither with 'add' nor with 'pseudo-labels'");
        }
        if (heldOut && !ownTask) {
            throw new IllegalArgumentException(
                    "held-out samples are for a stage with own-task, which does not see their targets");
        }
    }

    /** Which samples are meant. */
    public Part samples() {
        return part.orElse(pseudoLabels.isPresent() ? Part.TEST : Part.TRAIN);
    }
}
