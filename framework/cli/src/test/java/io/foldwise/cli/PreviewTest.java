package io.foldwise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.cli.context.ExitCode;
import io.foldwise.cli.logging.LogFile;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code foldwise preview} on drawn images of 16 x 16 pixels, each of which is drawn as 160 x 160. */
final class PreviewTest {

    private static final String MASKS = Shared.INCLUDE + """
            name = small
            data { type = synthetic-masks, train = 40, test = 0 }
            split { type = k-fold, folds = 4 }
            model { type = tiny-segmenter }
            metrics = [tiny-dice]
            trainer { early-stop = null }
            """;

    private static final String MOVING = MASKS + "augment = [{ type = flip, probability = 1 }]\n";
    private static final int CELL = 160;
    private static final int FIRST = 4;
    private static final int SECOND = FIRST + CELL + 16;
    private static final int ORANGE = 0xFFE69F00;

    private final TestConsole output = new TestConsole();

    @TempDir
    private Path folder;

    @Test
    void drawsSamplesAndWhatEpochsTrainOn() throws IOException {
        assertThat(preview(MOVING, "--samples", "4", "--draws", "2"))
                .as(output.progress())
                .isEqualTo(ExitCode.DONE);

        BufferedImage sheet = sheet();
        assertThat(sheet.getWidth()).isEqualTo(3 * CELL + 4 * 4 + 12);
        assertThat(sheet.getHeight()).isEqualTo(4 * CELL + 5 * 4);
        for (int x = 0; x < CELL; x++) {
            assertThat(sheet.getRGB(SECOND + CELL - 1 - x, 60)).isEqualTo(sheet.getRGB(FIRST + x, 60));
        }
        assertThat(output.results().lines())
                .hasSize(5)
                .allMatch(line -> line.matches("row \\d  train-\\d+  mask: \\d+ pixels") || line.endsWith("sheet.png"));
        assertThat(output.results().lines().filter(line -> line.endsWith(" 0 pixels")))
                .as("half of them empty")
                .hasSize(2);
    }

    @Test
    void outlinesMasks() throws IOException {
        preview(MOVING, "--samples", "2", "--draws", "1");
        long withMask = orange(sheet(), FIRST);
        long moved = orange(sheet(), SECOND);

        assertThat(withMask).isGreaterThan(20).isEqualTo(moved);
        assertThat(output.results()).containsPattern("row 2 .* mask: 0 pixels");
    }

    @Test
    void drawsEveryEpochDifferentlyAndTheSameAgain() throws IOException {
        String noisy = MASKS + "augment = [{ type = noise, deviation = 0.5 }]\n";
        preview(noisy, "--samples", "1", "--draws", "2");
        BufferedImage sheet = sheet();
        byte[] once = Files.readAllBytes(folder.resolve("sheet.png"));

        assertThat(sheet.getRGB(SECOND, FIRST, CELL, CELL, null, 0, CELL))
                .isNotEqualTo(sheet.getRGB(SECOND + CELL + 4, FIRST, CELL, CELL, null, 0, CELL));
        preview(noisy, "--samples", "1", "--draws", "2");
        assertThat(Files.readAllBytes(folder.resolve("sheet.png"))).isEqualTo(once);
    }

    @Test
    void showsTheStageThatIsAskedFor() throws IOException {
        String stages = MASKS + "stages = [{}, { augment = [{ type = flip, probability = 1 }] }]\n";

        assertThat(preview(stages, "--samples", "1")).as(output.progress()).isEqualTo(ExitCode.DONE);
        assertThat(output.progress()).contains("nothing is augmented in stage 1: all columns are alike");
        assertThat(preview(stages, "--samples", "1", "--stage", "2")).isEqualTo(ExitCode.DONE);
        assertThat(output.progress()).doesNotContain("stage 2");
        assertThat(preview(stages, "--stage", "3")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("there is no stage 3: the experiment has 2");
    }

    @Test
    void drawsVolumesAsSlicesThroughWhatIsToBeFound() throws IOException {
        String scans = Shared.INCLUDE + """
                name = scans
                data { type = synthetic-ct, train = 12, test = 0, size = [32, 32, 32], nodules = 2, largest = 8 }
                split { type = k-fold, folds = 3 }
                model { type = nodule-net }
                loss { type = nodules }
                metrics = [froc]
                augment = [{ type = volume-flip }, { type = anchor-targets }]
                trainer { early-stop = null }
                """;

        assertThat(preview(scans, "--samples", "1", "--draws", "1"))
                .as(output.progress())
                .isEqualTo(ExitCode.DONE);
        assertThat(output.results())
                .containsPattern("row 1  train-\\d+  slice \\d+ of 32; orange: true, \\d\\.\\d.* voxels wide");
        BufferedImage sheet = sheet();
        assertThat(sheet.getHeight()).isEqualTo(CELL + 2 * 4);
        assertThat(orange(sheet, FIRST)).as("circles in the first slice").isGreaterThan(30);
        assertThat(orange(sheet, sheet.getWidth() - FIRST - CELL))
                .as("circles in what is trained on, found in its cells")
                .isGreaterThan(30);
    }

    @Test
    void refusesTexts() throws IOException {
        String reports = Shared.INCLUDE + """
                name = text
                data { type = synthetic-reports }
                split { type = k-fold, folds = 4 }
                model { type = text-cnn }
                """;

        assertThat(preview(reports)).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("shown as words, and cannot be drawn");
        assertThat(folder.resolve("sheet.png")).doesNotExist();
    }

    @Test
    void refusesToWriteWhereItShouldNot() throws IOException {
        Path experiment = Files.writeString(folder.resolve("experiment.conf"), MOVING);

        assertThat(run("preview", experiment.toString(), "--output", experiment.toString()))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("let --output end in .png");
        assertThat(run(
                        "preview",
                        experiment.toString(),
                        "--output",
                        folder.resolve("no/sheet.png").toString()))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("there is no folder");
        assertThat(preview(MOVING, "--draws", "0")).isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("--draws must be from 1 to 100, and is 0");
    }

    @Test
    void refusesAWrongExperiment() throws IOException {
        assertThat(preview(MOVING + "augment += { type = flip, axs = vertical }\n"))
                .isEqualTo(ExitCode.REFUSED);
        assertThat(output.progress()).contains("did you mean 'axis'?");
    }

    private static long orange(BufferedImage sheet, int left) {
        long found = 0;
        for (int y = FIRST; y < FIRST + CELL; y++) {
            for (int x = left; x < left + CELL; x++) {
                found += sheet.getRGB(x, y) == ORANGE ? 1 : 0;
            }
        }
        return found;
    }

    private BufferedImage sheet() throws IOException {
        return ImageIO.read(folder.resolve("sheet.png").toFile());
    }

    private int preview(String experiment, String... options) throws IOException {
        Path file = Files.writeString(folder.resolve("experiment.conf"), experiment);
        List<String> arguments = new ArrayList<>(List.of(
                "preview",
                file.toString(),
                "--output",
                folder.resolve("sheet.png").toString()));
        arguments.addAll(List.of(options));
        return run(arguments.toArray(String[]::new));
    }

    private int run(String... arguments) {
        return new Foldwise(output.console(), new InstalledPlugins(), LogFile::ofThisProcess).execute(arguments);
    }
}
