package io.foldwise.engine.finished;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import io.foldwise.engine.ensemble.EnsembleChoice;
import io.foldwise.engine.ensemble.EnsembleChoice.Member;
import io.foldwise.engine.store.PredictionStore;
import io.foldwise.engine.store.RunFolder;
import io.foldwise.engine.store.SealedRecord;
import io.foldwise.engine.store.TaskRecord;
import io.foldwise.engine.store.UnitFolder;
import io.foldwise.engine.store.UnitRecord;
import io.foldwise.spi.data.Average;
import io.foldwise.spi.data.DataException;
import io.foldwise.spi.data.FinishedRun;
import io.foldwise.spi.data.Head;
import io.foldwise.spi.data.LabelSchema;
import io.foldwise.spi.data.Storage;
import io.foldwise.spi.data.Task;
import io.foldwise.spi.data.Tensor;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoredRunsTest {

    private static final LabelSchema LABELS = LabelSchema.of("labels", List.of("well", "ill"));

    private static final Head MASK = new Head() {
        @Override
        public String name() {
            return "mask";
        }

        @Override
        public long[] logits() {
            return new long[] {2, 1, 1};
        }

        @Override
        public Storage storage() {
            return new Storage.Arrays(Storage.Cell.FLOAT);
        }
    };

    private static final Task TASK = Task.of(MASK, LABELS);

    @TempDir
    private Path path;

    private RunFolder run;

    /** Two folds; sample {@code b} is held out by both, and fold 1 counts three times as much in the ensemble. */
    @BeforeEach
    void finishARun() throws IOException {
        run = new RunFolder(path.resolve("run"));
        Files.createDirectories(run.path());
        Files.writeString(run.split(), "id,fold 0,fold 1\n");
        unit(0, List.of("a", "b"), 0.25f);
        unit(1, List.of("b", "c"), 0.75f);
        SealedRecord.write(
                run.ensemble(),
                new EnsembleChoice(
                        Average.PROBABILITIES, List.of(new Member(0, 0, 0.25, 1), new Member(0, 1, 0.75, 1))));
    }

    /** What it predicts of every sample is a number of its own. */
    private void unit(int fold, List<String> heldOut, float said) {
        unit(0, fold, heldOut, said);
    }

    private void unit(int trial, int fold, List<String> heldOut, float said) {
        UnitFolder unit = run.unit(trial, fold);
        Path partial = unit.begin();
        write(partial, PredictionStore.OUT_OF_FOLD, heldOut, said);
        write(partial, PredictionStore.TEST, List.of("t"), said);
        unit.finish(
                checksums -> new UnitRecord("me", "done", false, 1, 1, 1, 1, 1, 1, 0, Map.of(), Map.of(), checksums));
    }

    private static void write(Path folder, String name, List<String> ids, float said) {
        try (PredictionStore.Writer writer = new PredictionStore(folder, name, TASK).write(ids)) {
            for (int place = 0; place < ids.size(); place++) {
                writer.add(place, List.of(new Tensor(new float[] {said, 1}, 2, 1, 1), Tensor.row(1 - said, said)));
            }
        }
    }

    private FinishedRun open(String head) {
        return new StoredRuns().open(run.path(), Optional.of(head));
    }

    @Test
    void givesWhatFoldsSaidOfWhatTheyHeldOut() {
        assertThat(open("labels").columns()).containsExactly("well", "ill");
        assertThat(open("labels").outOfFold("a")).contains(Tensor.row(0.75f, 0.25f));
        assertThat(open("labels").outOfFold("b")).contains(Tensor.row(0.5f, 0.5f));
        assertThat(open("labels").outOfFold("t")).isEmpty();
        assertThat(open("mask").columns()).isEmpty();
        assertThat(open("mask").outOfFold("c")).contains(new Tensor(new float[] {0.75f, 1}, 2, 1, 1));
        assertThat(open("mask").outOfFold("b")).contains(new Tensor(new float[] {0.5f, 1}, 2, 1, 1));
        assertThat(open("mask").heldOut()).containsExactly(Set.of("a", "b"), Set.of("b", "c"));
    }

    /** Trial 0 weighs 0.2, trial 1 the rest; its fold 1 is no member, but says what it does of its samples. */
    @Test
    void trialsWeighOutOfFoldWhatTheyWeighInTheEnsemble() {
        unit(1, 0, List.of("a", "b"), 0.5f);
        unit(1, 1, List.of("b", "c"), 0.5f);
        ensemble(Average.PROBABILITIES);
        assertThat(open("labels").outOfFold("a").orElseThrow().values()[1]).isCloseTo(0.45f, within(1e-6f));
        assertThat(open("labels").outOfFold("c").orElseThrow().values()[1]).isCloseTo(0.55f, within(1e-6f));

        ensemble(Average.LOGITS);
        double logit = 0.2 * Math.log(0.25 / 0.75); // that of 0.5 is 0
        assertThat(open("labels").outOfFold("a").orElseThrow().values()[1])
                .isCloseTo((float) (1 / (1 + Math.exp(-logit))), within(1e-6f));
    }

    /** Quantities are no probabilities, and those of classes have sum 1, whatever is averaged. */
    @Test
    void averagesAsTheHeadDoes() {
        unit(0, List.of("a", "b"), 48);
        unit(1, List.of("b", "c"), 52);
        SealedRecord.write(
                run.ensemble(),
                new EnsembleChoice(Average.LOGITS, List.of(new Member(0, 0, 0.25, 1), new Member(0, 1, 0.75, 1))));
        asked(TaskRecord.Meaning.QUANTITIES);
        assertThat(open("labels").test("t")).contains(Tensor.row(-50, 51));

        unit(0, List.of("a", "b"), 0.9f);
        unit(1, List.of("b", "c"), 0.2f);
        asked(TaskRecord.Meaning.CLASSES);
        float[] classes = open("labels").test("t").orElseThrow().values();
        double odds = Math.pow(0.9 / 0.1, 0.25) * Math.pow(0.2 / 0.8, 0.75);
        assertThat(classes[1]).isCloseTo((float) (odds / (1 + odds)), within(1e-6f));
        assertThat(classes[0] + classes[1]).isCloseTo(1, within(1e-6f));
    }

    private void asked(TaskRecord.Meaning meaning) {
        List<TaskRecord.Asked> heads = List.of(
                new TaskRecord.Asked("mask", TaskRecord.Meaning.OTHER, false, List.of()),
                new TaskRecord.Asked("labels", meaning, true, List.of("well", "ill")));
        SealedRecord.write(run.task(), new TaskRecord(heads, List.of()));
    }

    private void ensemble(Average average) {
        List<Member> members = List.of(new Member(0, 0, 0.1, 1), new Member(0, 1, 0.1, 1), new Member(1, 0, 0.8, 1));
        SealedRecord.write(run.ensemble(), new EnsembleChoice(average, members));
    }

    @Test
    void refusesATrialThatLacksAFold() throws IOException {
        Files.writeString(run.split(), "id,fold 0,fold 1,fold 2\n");

        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> open("labels"))
                .withMessageContaining("fold-2 is missing: ");
    }

    @Test
    void givesWhatTheEnsembleSaysOfTestSamples() {
        assertThat(open("labels").tested()).containsExactly("t");
        assertThat(open("labels").test("t")).contains(Tensor.row(0.375f, 0.625f));
        assertThat(open("mask").test("t")).contains(new Tensor(new float[] {0.625f, 1}, 2, 1, 1));
        assertThat(open("mask").test("a")).isEmpty();
    }

    @Test
    void namesTheFilesThatItReads() {
        assertThat(open("mask").files())
                .containsExactly(
                        run.ensemble(),
                        run.unit(0, 0).file("oof-mask.npz"),
                        run.unit(0, 1).file("oof-mask.npz"),
                        run.unit(0, 0).file("test-mask.npz"),
                        run.unit(0, 1).file("test-mask.npz"));
    }

    @Test
    void refusesWhatIsNoFinishedRunOrHasNoSuchHead() {
        assertRefused("is no folder of a finished run", path, Optional.empty());
        assertRefused("has several heads: name one; it has oof-", run.path(), Optional.empty());
        assertRefused("has no head 'masks'; it has oof-", run.path(), Optional.of("masks"));
    }

    @Test
    void refusesDamagedPredictions() throws IOException {
        Files.writeString(run.unit(0, 1).file("oof-labels.csv"), "id,well,ill\nb,0,1\nc,0,1\n");
        assertRefused("oof-labels.csv is damaged", run.path(), Optional.of("labels"));
    }

    private static void assertRefused(String reason, Path folder, Optional<String> head) {
        assertThatExceptionOfType(DataException.class)
                .isThrownBy(() -> new StoredRuns().open(folder, head))
                .withMessageContaining(reason);
    }
}
