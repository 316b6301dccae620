package io.foldwise.engine.experiment;

import io.foldwise.engine.training.Scoring;
import io.foldwise.engine.training.Stage;
import io.foldwise.spi.Assembler;
import io.foldwise.spi.Seed;
import io.foldwise.spi.Spec;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Reader;
import io.foldwise.spi.ensemble.Ensembler;
import io.foldwise.spi.ensemble.SubmissionFormat;
import io.foldwise.spi.model.Model;
import io.foldwise.spi.validation.Metric;
import io.foldwise.spi.validation.Split;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;

/** An experiment's components, built when they are asked for. */
public record ExperimentParts(Experiment experiment, Assemblers assemblers) {

    public Reader reader() {
        return general().build(experiment.data());
    }

    public Split split() {
        return general().build(experiment.split());
    }

    /** The metrics by name; two of one type are told apart by a number. */
    public Scoring scoring() {
        LinkedHashMap<String, Metric> metrics = new LinkedHashMap<>();
        for (Spec<Metric> spec : experiment.metrics()) {
            String name = spec.type();
            for (int twin = 2; metrics.containsKey(name); twin++) {
                name = spec.type() + "-" + twin;
            }
            metrics.put(name, general().build(spec));
        }
        return new Scoring(metrics);
    }

    public Ensembler ensembler() {
        return general().build(experiment.ensemble());
    }

    public Optional<SubmissionFormat> submission(LabelSchema labels) {
        Assembler assembler = assemblers.in(Optional.empty(), Optional.of(labels), Optional.empty());
        return experiment.submission().map(assembler::build);
    }

    public Model model(Dataset data, Seed seed) {
        return unit(data, seed).build(experiment.model());
    }

    /** The stages of training, each with components of its own. */
    public List<Stage> stages(Dataset data, Seed seed) {
        Assembler assembler = unit(data, seed);
        return experiment.trainingStages().stream()
                .map(stage -> new Stage(
                        assembler.build(stage.loss()),
                        assembler.build(stage.sampler()),
                        assembler.build(stage.trainer().optimizer()),
                        assembler.build(stage.trainer().schedule()),
                        stage.trainer()))
                .toList();
    }

    private Assembler general() {
        return assemblers.in(Optional.empty(), Optional.empty(), Optional.empty());
    }

    private Assembler unit(Dataset data, Seed seed) {
        return assemblers.in(Optional.of(data.input()), Optional.of(data.labels()), Optional.of(seed));
    }
}
