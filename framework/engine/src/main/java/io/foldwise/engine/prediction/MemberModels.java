package io.foldwise.engine.prediction;

import io.foldwise.engine.ensemble.EnsembleChoice.Member;
import io.foldwise.engine.experiment.ExperimentParts;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.engine.run.Trials;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.StoreException;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.training.FittedDirectly;
import io.foldwise.engine.training.FittedNetwork;
import io.foldwise.engine.training.Predictor;
import io.foldwise.spi.Seed;
import io.foldwise.spi.data.Dataset;
import io.foldwise.spi.data.Preparation;
import io.foldwise.spi.model.DirectModel;
import io.foldwise.spi.model.Model;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;

/** The fitted models of a run's folds, and samples as they read them. */
final class MemberModels {

    private final RunFolder run;
    private final ExperimentParts parts;
    private final Trials trials;

    MemberModels(RunFolder run, ExperimentParts parts, Trials trials) {
        this.run = run;
        this.parts = parts;
        this.trials = trials;
    }

    /** Before anything is predicted: a damaged model might predict, and wrongly. */
    void requireWhole(Member member) {
        trials.trial(member.trial());
        UnitFolder unit = run.unit(member.trial(), member.fold());
        requireWhole(unit, UnitFolder.MODEL);
        if (parts.reader().preparation().isEmpty()) {
            return;
        }
        if (!unit.unit().files().containsKey(UnitFolder.PREPARATION)) {
            throw new RunRefusedException(run.path() + " is of an earlier release, which did not keep how samples are"
                    + " prepared for its models: begin a new run with `foldwise run`");
        }
        requireWhole(unit, UnitFolder.PREPARATION);
    }

    private void requireWhole(UnitFolder unit, String file) {
        unit.flaw(file).ifPresent(flaw -> {
            throw new StoreException(unit.path() + ": " + flaw + ": " + run.resume("trains the fold again"));
        });
    }

    /** Samples as a member's model reads them. */
    Dataset prepared(Member member, Dataset raw) {
        Optional<Preparation> preparation = parts.reader().preparation();
        if (preparation.isEmpty()) {
            return raw;
        }
        Path file = run.unit(member.trial(), member.fold()).file(UnitFolder.PREPARATION);
        return restore(preparation.get(), file).apply(raw);
    }

    private static Preparation.Fitted restore(Preparation preparation, Path file) {
        try {
            return preparation.restore(file);
        } catch (IOException e) {
            throw new StoreException("read", file, e);
        } catch (RuntimeException e) { // a plugin's way to say that it did not write this
            throw new StoreException("read", file, new IOException("it is not as the reader writes it", e));
        }
    }

    /** The member's fitted model. */
    Predictor restore(Member member, Dataset data) {
        Path file = run.unit(member.trial(), member.fold()).file(UnitFolder.MODEL);
        ExperimentParts fitted = trials.trial(member.trial()).parts();
        Seed seed = new Seed(parts.experiment().seed());
        Model model = fitted.model(data, seed);
        try {
            return model instanceof DirectModel direct
                    ? new FittedDirectly(direct.restore(file))
                    : FittedNetwork.restore(
                            file, parts.packages(), fitted.stages().inference(data, seed));
        } catch (IOException e) {
            throw new StoreException("read", file, e);
        } catch (RuntimeException e) { // a plugin's way to say that it did not write this
            throw new StoreException("read", file, new IOException("it is not as the model writes it", e));
        }
    }
}
