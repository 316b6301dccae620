package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.foldwise.cli.Shared;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipFile;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A user's way through the program where the answers are masks. */
@Tag("slow")
final class MasksTest {

    private static final int PIXELS = 16 * 16;

    private static final String EXPERIMENT = Shared.INCLUDE + """
            name = masks
            data { type = synthetic-masks, train = 48, test = 12, storage = ubyte }
            split { type = stratified-k-fold, folds = 2 }
            model { type = tiny-segmenter, channels = 4 }
            loss { type = combo, terms = [{ type = bce }, { type = dice }] }
            sampler { type = shuffled, batch = 8 }
            trainer { epochs = 2, optimizer { type = adam, lr = 1e-2 } }
            metrics = [tiny-dice]
            ensemble { type = mean }
            """;

    @TempDir
    private Path folder;

    @Test
    void leadsFromAFileToScoresAndToPredictedMasks() throws Exception {
        Files.writeString(folder.resolve("masks.conf"), EXPERIMENT);
        Program run = Program.run(folder, "run", "masks.conf", "--workers", "1");
        assertThat(run.status()).as(run.progress()).isZero();
        Path result = run.folder();
        JsonNode dice = new ObjectMapper()
                .readTree(result.resolve("scores.json").toFile())
                .at("/metrics/tiny-dice");
        assertThat(dice.get("outOfFold").asDouble()).isBetween(0.0, 1.0);
        assertThat(dice.get("details").fieldNames()).toIterable().containsExactly("positives", "negatives");
        assertThat(entries(result.resolve("trial-000/fold-0/oof.npz"))).isEqualTo(24);

        Files.writeString(folder.resolve("names.txt"), "test-0\ntest-11\n");
        Program predict =
                Program.run(folder, "predict", result.toString(), "--input", "names.txt", "--output", "masks.npz");
        assertThat(predict.status()).as(predict.progress()).isZero();
        assertThat(entries(folder.resolve("masks.npz"))).isEqualTo(2);
        for (String id : new String[] {"test-0", "test-11"}) {
            int[] first = mask(result.resolve("trial-000/fold-0/test.npz"), id);
            int[] second = mask(result.resolve("trial-000/fold-1/test.npz"), id);
            int[] ensemble = mask(folder.resolve("masks.npz"), id);
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                assertThat((double) ensemble[pixel])
                        .as("pixel %d of %s is the mean of both folds", pixel, id)
                        .isCloseTo((first[pixel] + second[pixel]) / 2.0, within(0.51));
            }
        }
    }

    @Test
    void writesMasksAsImages() throws Exception {
        Files.writeString(folder.resolve("xrays.conf"), Shared.INCLUDE + """
                name = xrays
                data { type = synthetic-xrays, train = 12, test = 2, size = 16 }
                split { type = k-fold, folds = 2 }
                model { type = u-net, encoder { type = plain, channels = [2, 2] }, decoder = plain }
                loss = bce
                sampler { type = shuffled, batch = 4 }
                trainer { epochs = 1, optimizer { type = adam, lr = 1e-2 } }
                metrics = [dice]
                ensemble { type = mean }
                """);
        Path result = Program.run(folder, "run", "xrays.conf", "--in-process").folder();
        Files.writeString(folder.resolve("names.txt"), "test-0\nother\n");
        String[] predict = {
            "predict",
            result.toString(),
            "--input",
            "names.txt",
            "--output",
            "masks",
            "--as",
            "{ type = mask-images, probabilities = true, run-length = true, threshold = 0 }"
        };
        Program predicted = Program.run(folder, predict);
        assertThat(predicted.status()).as(predicted.progress()).isZero();
        for (String file : new String[] {"masks/test-0.png", "masks/other.png", "probabilities/test-0.png"}) {
            assertThat(folder.resolve("masks").resolve(file)).exists();
        }
        assertThat(folder.resolve("masks/masks.csv")).hasContent("ImageId,EncodedPixels\ntest-0,0 256\nother,0 256\n");
        predict[5] = "others";
        predict[7] = "mask-imags";
        Program unknown = Program.run(folder, predict);
        assertThat(unknown.status()).isEqualTo(2);
        assertThat(unknown.progress())
                .contains("--as:1: as: there is no prediction-format 'mask-imags'", "mask-images");
        assertThat(folder.resolve("others")).doesNotExist();
    }

    @Test
    void trainsAFoldAgainWhoseMasksAreDamaged() throws Exception {
        Files.writeString(folder.resolve("masks.conf"), EXPERIMENT);
        Path result = Program.run(folder, "run", "masks.conf", "--in-process").folder();
        Path masks = result.resolve("trial-000/fold-1/oof.npz");
        byte[] before = Files.readAllBytes(masks);
        String scores = Files.readString(result.resolve("ensemble.json"));
        byte[] damaged = before.clone();
        damaged[before.length / 2]++;
        Files.write(masks, damaged);

        Program resume = Program.run(folder, "resume", result.toString(), "--in-process");

        assertThat(resume.status()).as(resume.progress()).isZero();
        assertThat(resume.progress()).contains("1 finished before");
        assertThat(masks).hasBinaryContent(before);
        assertThat(result.resolve("ensemble.json")).hasContent(scores);
    }

    @Test
    void endsWithTheSameBytesAfterItWasKilled() throws Exception {
        Files.writeString(folder.resolve("masks.conf"), EXPERIMENT + "trainer.epochs = 80\n");
        Path undisturbed = Program.run(folder, "run", "masks.conf", "--in-process", "--results", "undisturbed")
                .folder();

        Program program = Program.start(folder, "run", "masks.conf", "--workers", "1", "--results", "killed");
        program.await("trial 0 fold 1: epoch 1/");
        program.kill();
        program.status();
        Path killed;
        try (Stream<Path> runs = Files.list(folder.resolve("killed/masks"))) {
            killed = runs.filter(Files::isDirectory).findFirst().orElseThrow();
        }
        assertThat(killed.resolve("trial-000/fold-1")).doesNotExist();
        Program resumed = Program.run(folder, "resume", killed.toString(), "--workers", "1");

        assertThat(resumed.status()).as(resumed.progress()).isZero();
        for (String file : List.of("fold-0/oof.npz", "fold-1/oof.npz", "fold-1/test.npz", "fold-1/model.zip")) {
            assertThat(killed.resolve("trial-000").resolve(file))
                    .hasSameBinaryContentAs(undisturbed.resolve("trial-000").resolve(file));
        }
        assertThat(killed.resolve("ensemble.json")).hasSameBinaryContentAs(undisturbed.resolve("ensemble.json"));
    }

    @Test
    void trainsOnPartsOfImagesAndPredictsWholeOnes() throws Exception {
        Files.writeString(folder.resolve("parts.conf"), Shared.INCLUDE + """
                name = parts
                data { type = synthetic-xrays, train = 24, test = 2, size = 32 }
                split { type = k-fold, folds = 2 }
                model { type = u-net, encoder { type = plain, channels = [2, 4, 4] } }
                loss = bce
                sampler { type = shuffled, batch = 4 }
                trainer { epochs = 2, optimizer { type = adam, lr = 1e-2 }, early-stop = null }
                augment = [
                  { type = one-of, probability = 0.5, of = [brightness, { type = elastic, alpha = 20, sigma = 4 }] }
                  { type = resize, size = 40 }
                  { type = random-crop, size = 16, positives-share = 0.5 }
                ]
                inference { type = flips, of = whole }
                metrics = [dice]
                ensemble { type = mean }
                """);
        Program run = Program.run(folder, "run", "parts.conf", "--in-process");

        assertThat(run.status()).as(run.progress()).isZero();
        assertThat(entries(run.folder().resolve("trial-000/fold-1/oof.npz"))).isEqualTo(12);
    }

    /** Out-of-fold masks of 55 MiB, and 41 MiB that two folds predict for test samples. */
    @Test
    void needNotFitIntoMemory() throws Exception {
        Files.writeString(folder.resolve("masks.conf"), EXPERIMENT);
        String[] large = {
            "run",
            "masks.conf",
            "--workers",
            "1",
            "--set",
            "data.size=168",
            "--set",
            "data.storage=float",
            "--set",
            "data.train=512",
            "--set",
            "data.test=192",
            "--set",
            "model.channels=1",
            "--set",
            "model.depth=1",
            "--set",
            "trainer.epochs=1"
        };
        Program run = Program.runWithin("48m", folder, large);
        assertThat(run.status()).as(run.progress()).isZero();
        assertThat(run.folder().resolve("scores.json")).exists();
    }

    private static int entries(Path arrays) throws IOException {
        try (ZipFile zip = new ZipFile(arrays.toFile())) {
            return zip.size();
        }
    }

    /** A mask of one byte a pixel: what stands behind the header. */
    private static int[] mask(Path arrays, String id) throws IOException {
        try (ZipFile zip = new ZipFile(arrays.toFile())) {
            byte[] bytes = zip.getInputStream(zip.getEntry(id + ".npy")).readAllBytes();
            byte[] pixels = Arrays.copyOfRange(bytes, bytes.length - PIXELS, bytes.length);
            int[] mask = new int[PIXELS];
            for (int pixel = 0; pixel < PIXELS; pixel++) {
                mask[pixel] = pixels[pixel] & 0xff;
            }
            return mask;
        }
    }
}
