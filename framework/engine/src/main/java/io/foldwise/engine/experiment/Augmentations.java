package io.foldwise.engine.experiment;

import io.foldwise.engine.config.ConfigException;
import io.foldwise.engine.config.Location;
import io.foldwise.engine.config.Problem;
import io.foldwise.engine.config.ProblemReport;
import io.foldwise.engine.training.Chance;
import io.foldwise.engine.wiring.AssemblyContext;
import io.foldwise.engine.wiring.ComponentAssembler;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.training.Augmentation;
import java.util.ArrayList;
import java.util.List;

/**
 * What a stage changes in examples, each change built for what the ones before it make.
 *
 * @param trained the shape of what comes of it
 */
record Augmentations(List<Augmentation> changes, InputShape trained) {

    Augmentations {
        changes = List.copyOf(changes);
    }

    /**
     * @param unit what is known of data and seed
     * @throws ConfigException with the problems of all of them
     */
    static Augmentations of(List<Experiment.Augment> asked, ComponentAssembler assembler, AssemblyContext unit) {
        List<Augmentation> changes = new ArrayList<>();
        ProblemReport report = new ProblemReport();
        InputShape shape = unit.input().orElseThrow();
        for (Experiment.Augment one : asked) {
            try {
                Augmentation change = assembler.in(unit.withInput(shape)).build(one.augmentation());
                double probability = one.probability().orElse(change.probability());
                changes.add(probability < 1 ? sometimes(change, probability, one, shape) : change);
                shape = change.output(shape);
            } catch (ConfigException e) {
                report.addAll(e.problems());
            }
        }
        report.throwIfAny();
        return new Augmentations(changes, shape);
    }

    private static Augmentation sometimes(
            Augmentation change, double probability, Experiment.Augment asked, InputShape shape) {
        if (change.output(shape).equals(shape)) {
            return new Chance(change, probability);
        }
        throw new ConfigException(new Problem(
                Location.parse(asked.augmentation().location()),
                "augmentation " + asked.augmentation().type()
                        + " changes the size of examples, which have to fit into one batch",
                "take its probability out, so that it changes all of them"));
    }
}
