package io.foldwise.cli.damage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.foldwise.cli.damage.FinishedRun.Answer;
import io.foldwise.engine.records.RunLock;
import io.foldwise.engine.store.RunFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whichever file of a run is damaged, it is made again, or the user is told which one it is and what to do. */
@Tag("slow")
final class DamagedFilesTest {

    private static final List<String> REMEDIES =
            List.of("foldwise resume", "foldwise run", "foldwise sweep", "restore it", "take it away");

    private static final List<String> RESULTS = List.of(
            "oof.csv",
            "oof-class.csv",
            "sample-scores.csv",
            "ensemble.json",
            "post-processing.json",
            "submission.csv",
            "submission-refit.csv");

    @TempDir
    private static Path folder;

    private static FinishedRun run;
    private static FinishedRun sweep;
    private static FinishedRun texts;

    @BeforeAll
    static void runOnce() throws IOException {
        run = FinishedRun.of("run", folder);
        sweep = FinishedRun.of("sweep", folder);
        texts = FinishedRun.ofTexts(folder);
        for (FinishedRun intact : List.of(run, sweep)) {
            Path predicted = folder.resolve(intact == run ? "run-predicted.csv" : "sweep-predicted.csv");
            Answer answer = intact.predict(folder.resolve("test.csv"), predicted);
            assertThat(answer.code()).as(answer.progress()).isZero();
        }
    }

    static Stream<String> filesOfARun() throws IOException {
        return files(run).filter(name -> !name.startsWith("trial-000/fold-1"));
    }

    /** Those that a single run does not have, and that are read again. */
    static Stream<String> filesOfASweep() {
        return Stream.of("sweep.json", "trial-001/trial.json", "trial-001/resolved.conf");
    }

    private static Stream<String> files(FinishedRun of) throws IOException {
        try (Stream<Path> tree = Files.walk(of.path())) {
            return tree
                    .filter(Files::isRegularFile)
                    .map(file -> of.path().relativize(file).toString())
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("filesOfARun")
    void ofARun(String name) throws IOException {
        survivesEveryDamage(run, name, folder.resolve("test.csv"), folder.resolve("run-predicted.csv"));
    }

    @ParameterizedTest
    @MethodSource("filesOfASweep")
    void ofASweep(String name) throws IOException {
        survivesEveryDamage(sweep, name, folder.resolve("test.csv"), folder.resolve("sweep-predicted.csv"));
    }

    /** What only a run with several heads, post-processing, or models that are fitted to all samples has. */
    static Stream<String> filesOfTexts() throws IOException {
        List<String> known = files(run).toList();
        return files(texts).filter(name -> !known.contains(name) || name.equals("trial-000/fold-0/preparation"));
    }

    @ParameterizedTest
    @MethodSource("filesOfTexts")
    void ofARunOfTexts(String name) throws IOException {
        Path predicted = folder.resolve("texts-predicted.csv");
        if (Files.notExists(predicted)) {
            Answer answer = texts.predict(folder.resolve("new-texts.csv"), predicted);
            assertThat(answer.code()).as(answer.progress()).isZero();
        }
        survivesEveryDamage(texts, name, folder.resolve("new-texts.csv"), predicted);
    }

    /** Files of a second fold are read as those of the first. */
    static Stream<String> filesThatAreRead() throws IOException {
        return files(texts).filter(name -> !name.startsWith("trial-000/fold-1"));
    }

    @ParameterizedTest
    @MethodSource("filesThatAreRead")
    void whateverReadsARun(String name) throws IOException {
        FinishedRun copy = texts.copied(folder.resolve("copies/small/copy"));
        Map<String, Answer> intact = answers(copy);
        intact.forEach((command, answer) ->
                assertThat(answer.code()).as(command + ": " + answer.progress()).isZero());
        SoftAssertions softly = new SoftAssertions();
        for (Damage damage : Damage.values()) {
            if (damage == Damage.REMOVED && name.equals("resolved.conf")) {
                continue; // without it a folder holds no run, as commands say
            }
            FinishedRun damaged = damaged(texts, name, damage);
            answers(damaged).forEach((command, answer) -> {
                String what = "%s after %s".formatted(command, damage);
                explained(softly, damage == Damage.REMOVED ? "" : name, what, answer);
                boolean shows = name.endsWith(".conf") || command.equals("runs") || damage == Damage.REMOVED;
                if (answer.code() == 0 && !shows && !mentions(answer.progress() + answer.results(), name)) {
                    softly.assertThat(
                                    answer.results().equals(intact.get(command).results()))
                            .as("%s of %s is not told, and changes nothing", what, name)
                            .isTrue();
                }
            });
        }
        softly.assertAll();
    }

    private static boolean mentions(String text, String name) {
        return text.contains(name.substring(name.lastIndexOf('/') + 1));
    }

    /** What each command that only reads says, by its name. */
    private static Map<String, Answer> answers(FinishedRun read) throws IOException {
        String damaged = read.path().toString();
        String other = texts.path().toString();
        Path blend = folder.resolve("blend");
        FinishedRun.delete(blend);
        Map<String, Answer> answers = new LinkedHashMap<>();
        answers.put("compare", FinishedRun.foldwise("compare", damaged, other, "--resamples", "100", "--json"));
        answers.put("explain", FinishedRun.foldwise("explain", damaged, "--by", "tokens", "--worst", "1"));
        answers.put(
                "export",
                FinishedRun.foldwise(
                        "export",
                        damaged,
                        "--output",
                        folder.resolve("run.foldwise").toString()));
        answers.put("ensemble", FinishedRun.foldwise("ensemble", damaged, other, "--output", blend.toString()));
        answers.put(
                "runs",
                FinishedRun.foldwise(
                        "runs", "--results", folder.resolve("copies").toString()));
        answers.put("report", FinishedRun.foldwise("report", damaged));
        return answers;
    }

    private static void survivesEveryDamage(FinishedRun intact, String name, Path input, Path predicted)
            throws IOException {
        SoftAssertions softly = new SoftAssertions();
        for (Damage damage : Damage.values()) {
            Path output = folder.resolve("again.csv");
            Files.deleteIfExists(output);
            Answer predict = damaged(intact, name, damage).predict(input, output);
            explained(softly, name, damage + " and predicted", predict);
            if (predict.code() == 0) {
                softly.assertThat(output).as(damage + " and predicted").hasSameBinaryContentAs(predicted);
            } else {
                softly.assertThat(output).doesNotExist();
            }

            FinishedRun damaged = damaged(intact, name, damage);
            Answer resume = damaged.resume();
            explained(softly, name, damage + " and resumed", resume);
            if (resume.code() == 0 && !resume.progress().contains("resolved.conf has changed")) {
                for (String result : RESULTS) {
                    if (Files.exists(intact.file(result))) {
                        softly.assertThat(damaged.file(result))
                                .as(damage + " and resumed: " + result)
                                .hasSameBinaryContentAs(intact.file(result));
                    }
                }
            }
        }
        softly.assertAll();
    }

    private static FinishedRun damaged(FinishedRun intact, String name, Damage damage) throws IOException {
        FinishedRun copy = intact.copied(folder.resolve("copies/small/copy"));
        damage.to(copy.file(name));
        return copy;
    }

    private static void explained(SoftAssertions softly, String name, String what, Answer answer) {
        softly.assertThat(answer.progress())
                .as("%s of %s", what, name)
                .doesNotContain("unexpected", "Exception", "\tat ");
        if (answer.code() != 0) {
            String file = name.substring(name.lastIndexOf('/') + 1);
            softly.assertThat(answer.progress()).as("%s of %s", what, name).contains(file);
            softly.assertThat(REMEDIES).as(answer.progress()).anyMatch(answer.progress()::contains);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "{\"fingerprint\": \"\"}"})
    void trainsAFoldAgainWhoseRecordSaysNothing(String record) throws IOException {
        FinishedRun copy = run.copied(folder.resolve("copies/small/copy"));
        Files.writeString(copy.file("trial-000/fold-0/unit.json"), record);

        Answer resumed = copy.resume();

        assertThat(resumed.code()).as(resumed.progress()).isZero();
        assertThat(resumed.progress()).contains("trial 0 fold 0 is trained again: unit.json is not whole");
        assertThat(copy.file("submission.csv")).hasSameBinaryContentAs(run.file("submission.csv"));
    }

    /** Without checksums. */
    @Test
    void goesOnWithRunsOfEarlierReleases() throws IOException {
        FinishedRun old = run.copied(folder.resolve("copies/small/copy"));
        Files.delete(old.file("checksums.json"));
        old.unseal("provenance.json", "parent");
        for (String name : List.of("ensemble.json", "trial-000/fold-0/unit.json", "trial-000/fold-1/unit.json")) {
            old.unseal(name);
        }

        Path output = folder.resolve("old.csv");
        Answer predicted = old.predict(folder.resolve("test.csv"), output);
        assertThat(predicted.code()).as(predicted.progress()).isZero();
        assertThat(output).hasSameBinaryContentAs(folder.resolve("run-predicted.csv"));
        Answer resumed = old.resume();
        assertThat(resumed.code()).as(resumed.progress()).isZero();
        assertThat(resumed.progress()).doesNotContain("trained again");
        assertThat(old.file("checksums.json")).hasSameBinaryContentAs(run.file("checksums.json"));
    }

    /** Of a release that scaled by all training samples, and read the training file again to predict. */
    @Test
    void refusesToPredictFromRunsThatDoNotSayHowSamplesArePrepared() throws IOException {
        FinishedRun old = run.copied(folder.resolve("copies/small/copy"));
        for (String unit : List.of("trial-000/fold-0/", "trial-000/fold-1/")) {
            Files.delete(old.file(unit + "preparation"));
            ObjectNode record =
                    (ObjectNode) new ObjectMapper().readTree(Files.readString(old.file(unit + "unit.json")));
            ((ObjectNode) record.get("files")).remove("preparation");
            FinishedRun.seal(old.file(unit + "unit.json"), record);
        }

        Answer predicted = old.predict(folder.resolve("test.csv"), folder.resolve("old.csv"));

        assertThat(predicted.code()).isEqualTo(2);
        assertThat(predicted.progress())
                .contains(
                        "is of an earlier release, which did not keep how samples are prepared for its models: begin a"
                                + " new run with `foldwise run`");
    }

    @Test
    void saysThatNothingWasTrainedWhereThereIsNoExperiment() throws IOException {
        Path begun = Files.createDirectories(folder.resolve("begun"));
        Files.writeString(begun.resolve("config.conf"), "name = small\n");

        Answer resumed = FinishedRun.foldwise("resume", begun.toString());

        assertThat(resumed.code()).isEqualTo(2);
        assertThat(resumed.progress()).contains("nothing was trained; begin again with `foldwise run`");
    }

    @Test
    void extendsASweepOnlyOnceItHasTheLock() throws Exception {
        FinishedRun copy = sweep.copied(folder.resolve("copies/small/copy"));
        byte[] before = Files.readAllBytes(copy.file("sweep.json"));
        Answer[] resumed = new Answer[1];

        RunLock.during(new RunFolder(copy.path()), () -> {
            resumed[0] = copy.resume("--trials", "3");
            return 0;
        });

        assertThat(resumed[0].code()).isEqualTo(2);
        assertThat(resumed[0].progress()).contains("another process is at work on");
        assertThat(Files.readAllBytes(copy.file("sweep.json"))).isEqualTo(before);
    }

    @Test
    void leavesNothingBesideItsFolders() throws IOException {
        try (Stream<Path> runs = Files.list(run.path().getParent())) {
            assertThat(runs).containsExactly(run.path());
        }
        assertThat(Arrays.asList(run.path().toFile().list())).noneMatch(name -> name.endsWith(".partial"));
    }
}
