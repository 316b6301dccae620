package io.foldwise.cli.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;
import io.foldwise.cli.damage.FinishedRun;
import io.foldwise.engine.records.RunRefusedException;
import io.foldwise.predict.Prediction;
import io.foldwise.predict.Predictor;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A finished run in one file, which predicts when the run and its training data are gone. */
final class ExportTest {

    @TempDir
    private Path folder;

    @Test
    void predictsTheSubmissionWithNothingButItself() throws IOException {
        assertPredictsAlone("run");
    }

    @Test
    void predictsTheSubmissionOfASweep() throws IOException {
        assertPredictsAlone("sweep");
    }

    private void assertPredictsAlone(String command) throws IOException {
        PlantRuns plants = new PlantRuns(folder);
        Path run = plants.run(command);
        String submission = Files.readString(run.resolve("submission.csv"));
        Path file = folder.resolve("plants.foldwise");
        PlantRuns.done("export", run.toString(), "--output", file.toString());
        Path again = folder.resolve("again.foldwise");
        PlantRuns.done("export", run.toString(), "--output", again.toString());
        assertThat(again).hasSameBinaryContentAs(file);
        try (ZipFile zip = new ZipFile(file.toFile())) {
            assertThat(zip.stream().map(ZipEntry::getName))
                    .contains(
                            "ensemble.json",
                            "post-processing.json",
                            "trial-000/fold-0/model.zip",
                            "trial-000/fold-1/preparation")
                    .noneMatch(
                            name -> name.endsWith(".csv") || name.contains("provenance") || name.contains("data.json"));
        }
        PlantRuns.delete(folder.resolve(command));
        Files.delete(plants.train());
        Path input = Files.move(plants.test(), folder.resolve("input.csv"));

        Path output = folder.resolve("output.csv");
        PlantRuns.done("predict", file.toString(), "--input", input.toString(), "--output", output.toString());
        assertThat(output).hasContent(submission);

        Path written = folder.resolve("written.csv");
        try (Predictor predictor = Predictor.open(file)) {
            assertThat(predictor.predict(input, written)).isEqualTo(9);
            List<Prediction> predictions = predictor.predict(input);
            StringBuilder table = new StringBuilder("id,bean,rose\n");
            for (Prediction prediction : predictions) {
                float[] probabilities = prediction.only().values();
                table.append(prediction.id()).append(',').append(probabilities[0]);
                table.append(',').append(probabilities[1]).append('\n');
            }
            assertThat(table).hasToString(submission);
        }
        assertThat(written).hasContent(submission);
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left.map(path -> path.getFileName().toString()))
                    .as("nothing is left unpacked")
                    .noneMatch(name -> name.startsWith("."));
        }
    }

    @Test
    void writesNetworksForOtherRuntimes() throws IOException, OrtException {
        PlantRuns plants = new PlantRuns(folder);
        Path run = plants.run("run");
        Path output = folder.resolve("networks");
        PlantRuns.done("export", run.toString(), "--onnx", "--output", output.toString());
        try (Stream<Path> files = Files.list(output)) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder("trial-000-fold-0.onnx", "trial-000-fold-1.onnx");
        }
        OrtEnvironment environment = OrtEnvironment.getEnvironment();
        String file = output.resolve("trial-000-fold-1.onnx").toString();
        try (OrtSession session = environment.createSession(file, new OrtSession.SessionOptions())) {
            assertThat(session.getMetadata().getCustomMetadata())
                    .containsEntry("foldwise.fold", "1")
                    .containsEntry("foldwise.weight", "0.5")
                    .containsEntry("foldwise.columns.class", "bean\nrose");
            long[] shape = ((TensorInfo) session.getInputInfo().get("input").getInfo()).getShape();
            assertThat(shape).hasSize(2).startsWith(-1);
            float[][] samples = new float[3][(int) shape[1]];
            try (OnnxTensor input = OnnxTensor.createTensor(environment, samples);
                    OrtSession.Result result = session.run(Map.of("input", input))) {
                float[][] logits =
                        (float[][]) result.get("class-logits").orElseThrow().getValue();
                float[][] probabilities =
                        (float[][]) result.get("class").orElseThrow().getValue();
                assertThat(probabilities).hasDimensions(3, 2);
                assertThat((double) probabilities[2][1])
                        .isCloseTo(1 / (1 + Math.exp(logits[2][0] - logits[2][1])), within(1e-6));
            }
        }
        PlantRuns.refused("is there already", "export", run.toString(), "--onnx", "--output", output.toString());
        PlantRuns.refused("belongs to the run", "export", run.toString(), "--onnx", "--output", run + "/trial-000/x");
    }

    @Test
    void refusesFilesThatAreNoExportedRuns() throws IOException {
        PlantRuns plants = new PlantRuns(folder);
        Path run = plants.run("run");
        Path file = folder.resolve("plants.foldwise");
        PlantRuns.done("export", run.toString(), "--output", file.toString());
        Map<String, byte[]> entries = new LinkedHashMap<>();
        try (ZipFile zip = new ZipFile(file.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                entries.put(entry.getName(), zip.getInputStream(entry).readAllBytes());
            }
        }
        byte[] evil = "evil".getBytes(StandardCharsets.UTF_8);

        assertRefused(zip(with(entries, "../evil", evil), ZipEntry.STORED), "'../evil'");
        assertRefused(zip(with(entries, folder + "/evil", evil), ZipEntry.STORED), "evil'");
        assertRefused(zip(with(entries, "trial-000/fold-0/Evil.class", evil), ZipEntry.STORED), "Evil.class'");
        assertRefused(zip(with(entries, "trial-007/fold-0/model.zip", evil), ZipEntry.STORED), "trial-007");
        assertRefused(zip(entries, ZipEntry.DEFLATED), "no foldwise-export.json");
        assertRefused(Files.write(folder.resolve("bytes"), evil), "is no exported run");
        assertRefused(zip(Map.of("resolved.conf", evil), ZipEntry.STORED), "no foldwise-export.json");
        assertThat(folder.resolveSibling("evil")).doesNotExist();

        Path damaged = zip(with(entries, "trial-000/fold-0/model.zip", evil), ZipEntry.STORED);
        FinishedRun.Answer answer = FinishedRun.foldwise(
                "predict", damaged.toString(), "--input", plants.test().toString(), "--output", folder + "/out.csv");
        assertThat(answer.code()).isEqualTo(1);
        assertThat(answer.progress()).contains("model.zip in it is damaged");
        assertThatThrownBy(() -> Predictor.open(plants.test())).isInstanceOf(RunRefusedException.class);
        PlantRuns.refused("is no folder", "export", file.toString(), "--output", folder + "/x");
    }

    private void assertRefused(Path file, String why) {
        PlantRuns.refused(
                why, "predict", file.toString(), "--input", folder + "/test.csv", "--output", folder + "/out.csv");
    }

    private static Map<String, byte[]> with(Map<String, byte[]> entries, String name, byte[] content) {
        Map<String, byte[]> more = new LinkedHashMap<>(entries);
        more.put(name, content);
        return more;
    }

    private Path zip(Map<String, byte[]> entries, int method) throws IOException {
        Path file = folder.resolve("hostile.zip");
        try (OutputStream out = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(out)) {
            for (Map.Entry<String, byte[]> each : entries.entrySet()) {
                ZipEntry entry = new ZipEntry(each.getKey());
                entry.setMethod(method);
                if (method == ZipEntry.STORED) {
                    CRC32 checksum = new CRC32();
                    checksum.update(each.getValue());
                    entry.setSize(each.getValue().length);
                    entry.setCrc(checksum.getValue());
                }
                zip.putNextEntry(entry);
                zip.write(each.getValue());
            }
        }
        return file;
    }
}
