package io.foldwise.report.page;

import io.foldwise.engine.store.StoreException;
import io.foldwise.report.html.Page;
import io.foldwise.report.html.Page.Section;
import io.foldwise.report.html.Part.Text;
import io.foldwise.report.reading.RunReading;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A run as a page, which is the same for the same run. */
public final class RunPage {

    private static final List<Block> BLOCKS = List.of(
            new VerdictBlock(),
            new ProgressBlock(),
            new ScoresBlock(),
            new FoldsBlock(),
            new SweepBlock(),
            new CurvesBlock(),
            new LabelsBlock(),
            new QuantitiesBlock(),
            new RankingBlock(),
            new CalibrationBlock(),
            new ConfusionBlock(),
            new SampleScoresBlock(),
            new WorstBlock(),
            new AugmentationBlock(),
            new LeaksBlock(),
            new EnsembleBlock(),
            new ConfigurationBlock(),
            new EnvironmentBlock(),
            new ChecklistBlock(),
            new CommandsBlock());

    private RunPage() {}

    /** Of a run that nobody is at work on. */
    public static String of(RunReading run) {
        return of(run, Optional.empty());
    }

    /** @param live what is being trained; empty for a run that nobody is at work on */
    static String of(RunReading run, Optional<LiveState> live) {
        RunFacts facts = RunFacts.of(run, live);
        List<Section> sections = new ArrayList<>();
        BLOCKS.forEach(block -> section(block, facts).ifPresent(sections::add));
        String what = run.sweep().isPresent() ? "sweep" : "run";
        String id =
                run.folder().path().toAbsolutePath().normalize().getFileName().toString();
        return new Page(
                        run.name() + " - " + id,
                        run.name(),
                        what + " " + id + subtitle(run),
                        live.isPresent(),
                        sections)
                .html();
    }

    private static String subtitle(RunReading run) {
        return run.provenance()
                        .map(provenance -> ", begun " + provenance.started())
                        .orElse("") + ", " + run.samples() + " samples in " + run.folds()
                + (run.folds() == 1 ? " fold" : " folds");
    }

    /** A block whose files are damaged says so, and leaves the others alone. */
    private static Optional<Section> section(Block block, RunFacts facts) {
        try {
            return block.section(facts);
        } catch (StoreException unreadable) {
            return Optional.of(
                    new Section(block.id(), block.title(), List.of(new Text(unreadable.getMessage(), "warning"))));
        } catch (RuntimeException strange) { // a record without a part that every run has, say
            return Optional.of(new Section(
                    block.id(),
                    block.title(),
                    List.of(new Text("files that this is told from are not as they were written", "warning"))));
        }
    }
}
