package io.foldwise.plugin.standard.hook;

import io.foldwise.plugin.standard.hook.MeanTeacher.Difference;
import io.foldwise.plugin.standard.hook.MeanTeacher.EarlyDecay;
import io.foldwise.plugin.standard.hook.MeanTeacher.HeadWeight;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import java.util.List;

/** Mean teachers for tests. */
final class Teachers {

    private static final Assembler NOTHING = new Assembler() {
        @Override
        public <T> T build(Spec<T> spec) {
            throw new IllegalStateException("nothing to build");
        }
    };

    private Teachers() {}

    static MeanTeacher of(MeanTeacher.Params params, InputShape input) {
        return new MeanTeacher(params, input, Lesson.DATA.task(), NOTHING);
    }

    /** @param change what the student sees differently */
    static MeanTeacher with(Augmentation change, MeanTeacher.Params params) {
        Assembler assembler = new Assembler() {
            @Override
            @SuppressWarnings("unchecked") // nothing else is asked for
            public <T> T build(Spec<T> spec) {
                return (T) change;
            }
        };
        return new MeanTeacher(params, Lesson.DATA.input(), Lesson.DATA.task(), assembler);
    }

    static MeanTeacher.Params params(double decay, double weight, int rampUp, double noise) {
        return new MeanTeacher.Params(
                decay, List.of(), weight, rampUp, 0, 0, Difference.LOSS, List.of(), noise, List.of(), true);
    }

    /** As in published work on masks: squared differences, a weight before the ramp, decays by epoch. */
    static MeanTeacher.Params published(
            int warmUp, double warmUpWeight, List<EarlyDecay> decays, List<HeadWeight> heads) {
        return new MeanTeacher.Params(
                0.9, decays, 2, 4, warmUp, warmUpWeight, Difference.SQUARES, heads, 0, List.of(), true);
    }
}
