package io.foldwise.engine.experiment;

import io.foldwise.engine.stagedata.Part;
import io.foldwise.engine.stagedata.PseudoLabelSettings;
import io.foldwise.engine.stagedata.StageData;
import io.foldwise.engine.store.PlainFile;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.spi.data.InputShape;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.model.DirectModel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** Checks whether the data of a stage goes with that of the experiment. Reads none of it. */
final class StageDataCheck {

    private final Experiment experiment;
    private final Reader ofExperiment;
    private final boolean begins;
    private final Report report;

    /**
     * @param begins whether the experiment is to be run from its beginning, and so needs the runs that label its data
     * @param report takes what is wrong
     */
    StageDataCheck(ExperimentParts parts, boolean begins, Report report) {
        this.experiment = parts.experiment();
        this.ofExperiment = parts.reader();
        this.begins = begins;
        this.report = report;
    }

    /** @param data what the stage wants of labelled samples; empty for unlabelled ones */
    void check(StageReader own, Optional<StageData> data) {
        if (DirectModel.class.isAssignableFrom(experiment.model().component())) {
            report.add(
                    own.key(),
                    "model " + experiment.model().type() + " is fitted directly: it has no stages",
                    "take it out");
        }
        boolean ownTask = data.filter(StageData::ownTask).isPresent();
        if (data.isPresent() && !ownTask && !own.reader().task().equals(ofExperiment.task())) {
            report.add(
                    own.key(),
                    "asks for other answers than the experiment's data: "
                            + own.reader().task() + ", not " + ofExperiment.task(),
                    "if that is meant, and a later stage trains for the experiment's, write own-task = true");
        }
        if (ownTask && own.reader().input().isEmpty()) {
            report.add(own.key(), "the shape of its samples is not known before its files are read", "");
        }
        preparation(own);
        shapes(own);
        if (own.part() == Part.TEST && !own.reader().hasTest()) {
            report.add(own.key(), "there are no test samples", "let this block have some, or take part = train");
        }
        data.flatMap(StageData::pseudoLabels).ifPresent(labels -> sources(own.key() + ".pseudo-labels", labels));
    }

    /** What one reader learns, another one cannot apply. */
    private void preparation(StageReader own) {
        boolean prepared = ofExperiment.preparation().isPresent()
                || own.reader().preparation().isPresent();
        if (prepared && !own.reader().getClass().equals(ofExperiment.getClass())) {
            report.add(
                    own.key(),
                    "reader " + own.spec().type() + " cannot prepare its samples as reader "
                            + experiment.data().type() + " learns it of a fold",
                    "read both with the same one");
        }
    }

    private void shapes(StageReader own) {
        Optional<InputShape> shape = own.reader().input();
        Optional<InputShape> other = ofExperiment.input();
        if (shape.isPresent() && other.isPresent()) {
            own.problem(shape.get(), other.get()).ifPresent(problem -> report.add(own.key(), problem, ""));
        }
    }

    private void sources(String key, PseudoLabelSettings labels) {
        Optional<Path> run = labels.run().filter(any -> begins);
        if (run.isPresent() && !PlainFile.exists(new RunFolder(run.get()).ensemble())) {
            report.add(
                    key + ".run",
                    run.get() + " is no folder of a finished run",
                    "name one like results/NAME/TIME; `foldwise resume` finishes one");
        }
        labels.predictions()
                .filter(file -> begins
                        && !Files.isRegularFile(file)
                        && ofExperiment.task().single())
                .ifPresent(file -> report.add(key + ".predictions", "there is no file " + file, ""));
    }
}
