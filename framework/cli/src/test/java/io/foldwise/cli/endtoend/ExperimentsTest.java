package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The experiments that come with Foldwise: every one is valid, and those that need no download run. */
@Tag("slow")
final class ExperimentsTest {

    private static final Path EXPERIMENTS =
            Path.of("..", "..", "experiments").toAbsolutePath().normalize();

    /** Checking asks only whether they exist. */
    private static final List<String> CONTEST_FILES = List.of(
            "track1_round1_train_20210222.csv",
            "track1_round1_testA_20210222.csv",
            "track1_round1_testB.csv",
            "round2_train.csv",
            "annotations.csv",
            "train-rle.csv",
            "ptbxl_database.csv",
            "trainreference.csv",
            "images.npy",
            "labels.npy",
            "scan.mhd",
            "pneumoniamnist.npz",
            "mails.csv",
            "later.csv");

    private static final List<String> DATA_FOLDERS = List.of("images", "masks", "test", "train");

    /** First words of experiments on data that users bring. */
    private static final List<String> OF_OTHERS = List.of(
            "ct-report",
            "pneumothorax",
            "lungs",
            "image-arrays",
            "ecg",
            "nodules.conf",
            "nodule-shift",
            "nodule-techniques-shift",
            "spam");

    /** Experiments that name the run of another one, which has to be there. */
    private static final List<String> FOLLOWING_A_RUN = List.of(
            "ct-report-bilstm-pretrained.conf",
            "ct-report-techniques.conf",
            "ct-report-techniques-transformer.conf",
            "ct-report-text-cnn-embeddings.conf",
            "ct-report-text-rcnn-pretrained.conf",
            "ct-report-transformer-pretrained.conf",
            "pneumothorax-in-lungs.conf",
            "pneumothorax-positives-only.conf",
            "pneumothorax-pseudo-labels.conf",
            "xray-positives-only.conf",
            "xray-pseudo-labels.conf",
            "xray-in-lungs.conf");

    @TempDir
    private Path folder;

    @Test
    void areValid() throws Exception {
        for (String file : CONTEST_FILES) {
            Files.createFile(folder.resolve(file));
        }
        for (String data : DATA_FOLDERS) {
            Files.createDirectory(folder.resolve(data));
        }
        List<String> own = new ArrayList<>(List.of("check"));
        List<String> contest = new ArrayList<>(List.of("check", "--set", "data-dir=" + folder));
        for (Path experiment : experiments()) {
            String name = experiment.getFileName().toString();
            if (!FOLLOWING_A_RUN.contains(name)) {
                (OF_OTHERS.stream().anyMatch(name::startsWith) ? contest : own).add(experiment.toString());
            }
        }
        assertThat(own).hasSizeGreaterThan(3);
        assertThat(contest).hasSizeGreaterThan(5);
        for (List<String> check : List.of(own, contest)) {
            Program program = Program.run(folder, check.toArray(String[]::new));
            assertThat(program.status()).as(program.progress()).isZero();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "quickstart, submission.csv, trainer.epochs=2",
        "quickstart-hooks, submission.csv, trainer.epochs=2",
        "example-table, submission.csv, trainer.epochs=2",
        "example-masks, trial-000/fold-0/test.npz, trainer.epochs=2",
        "quickstart-masks, submission.csv, trainer.epochs=2",
        "quickstart-ecg, submission.csv, trainer.epochs=2",
        "quickstart-text, submission.csv, split.folds=2",
        "quickstart-nodules, submission.csv, data.train=6",
        "quickstart-volume-masks, trial-000/fold-0/test.npz, data.train=6"
    })
    void run(String name, String result, String smaller) throws Exception {
        Program program = Program.run(
                folder,
                "run",
                EXPERIMENTS.resolve(name + ".conf").toString(),
                "--workers",
                "1",
                "--set",
                "trainer.epochs=2",
                "--set",
                smaller);
        assertThat(program.status()).as(program.progress()).isZero();
        assertThat(program.folder().resolve(result)).isNotEmptyFile();
    }

    private static List<Path> experiments() throws IOException {
        try (Stream<Path> files = Files.list(EXPERIMENTS)) {
            return files.filter(file -> file.toString().endsWith(".conf"))
                    .sorted()
                    .toList();
        }
    }
}
