package io.foldwise.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.foldwise.engine.weights.WeightFiles.Array;
import io.foldwise.spi.data.DataException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class HostileWeightsTest {

    private static final String HEADER = "{'descr': '<f4', 'fortran_order': False, 'shape': (2,), }";

    @TempDir
    private Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {'descr': '<f4', 'fortran_order': False, 'shape': (4000000000, 4000000000, 4000000000), } | more than any file holds
            {'descr': '<f4', 'fortran_order': False, 'shape': (2000000000,), }                        | has the shape [2000000000] and 8 bytes
            {'descr': '<f4', 'fortran_order': False, 'shape': (-2,), }                                | header is not as numpy writes it
            {'descr': '<f4', 'fortran_order': False, 'shape': (2,), 'x': __import__('os'), }          | header is not as numpy writes it
            {'descr': '<f8', 'fortran_order': False, 'shape': (2,), }                                 | has the shape [2] and 8 bytes
            """)
    void refusesNpyHeadersThatDoNotGoWithTheFile(String header, String reason) {
        Path file = WeightFiles.zip(
                directory.resolve("w.npz"), Map.of("w.npy", WeightFiles.npy(header.trim(), new byte[8])));

        assertThatThrownBy(() -> check(file)).isInstanceOf(DataException.class).hasMessageContaining(reason);
    }

    @Test
    void takesNoNumbersFromPickledObjects() throws IOException {
        Path file = WeightFiles.zip(
                directory.resolve("w.npz"),
                Map.of(
                        "w.npy",
                        WeightFiles.npy(HEADER.replace("<f4", "|O"), "cos\nsystem".getBytes(StandardCharsets.UTF_8))));

        try (NamedArrays arrays = NpzArrays.open(file)) {
            assertThat(arrays.arrays()).extracting(NamedArray::numbers).containsExactly(false);
        }
    }

    @Test
    void refusesAnEntryThatInflatesToMoreThanItSays() throws IOException {
        Path file = WeightFiles.zip(
                directory.resolve("w.npz"), Map.of("w.npy", WeightFiles.npy(HEADER, new byte[1 << 20])));
        byte[] bytes = Files.readAllBytes(file);
        int directoryEntry = indexOf(bytes, new byte[] {'P', 'K', 1, 2});
        int size = WeightFiles.npy(HEADER, new byte[8]).length;
        for (int i = 0; i < 4; i++) {
            bytes[directoryEntry + 24 + i] = (byte) (size >> 8 * i);
        }
        WeightFiles.write(file, bytes);

        try (NamedArrays arrays = NpzArrays.open(file)) {
            assertThatThrownBy(() -> arrays.values(arrays.arrays().get(0))).hasMessageContaining("damaged");
        }
    }

    @Test
    void refusesNumbersThatAreNotThoseThatWereWritten() throws IOException {
        Path file = WeightFiles.npz(directory.resolve("w.npz"), Map.of("w", new Array(new float[] {1, 2}, 2)));
        byte[] bytes = Files.readAllBytes(file);
        int directoryEntry = indexOf(bytes, new byte[] {'P', 'K', 1, 2});
        bytes[directoryEntry + 16] ^= 1; // the checksum
        WeightFiles.write(file, bytes);

        try (NamedArrays arrays = NpzArrays.open(file)) {
            assertThatThrownBy(() -> arrays.values(arrays.arrays().get(0))).hasMessageContaining("damaged");
        }
    }

    @Test
    void refusesTwoEntriesOfOneName() throws IOException {
        Map<String, byte[]> entries = new LinkedHashMap<>();
        entries.put("aa.npy", WeightFiles.npy(HEADER, new byte[8]));
        entries.put("ab.npy", WeightFiles.npy(HEADER, new byte[8]));
        Path file = WeightFiles.zip(directory.resolve("w.npz"), entries);
        String text = Files.readString(file, StandardCharsets.ISO_8859_1).replace("ab.npy", "aa.npy");
        Files.writeString(file, text, StandardCharsets.ISO_8859_1);

        assertThatThrownBy(() -> check(file)).hasMessageContaining("two arrays of the name 'aa'");
    }

    @ParameterizedTest
    @ValueSource(strings = {"../../etc/passwd", "run.sh"})
    void refusesEntriesThatAreNoArrays(String name) {
        Path file = WeightFiles.zip(directory.resolve("w.npz"), Map.of(name, new byte[8]));

        assertThatThrownBy(() -> check(file)).hasMessageContaining("which is no .npy");
    }

    @Test
    void showsNoControlCharactersOfNames() {
        Path file = WeightFiles.npz(directory.resolve("w.npz"), Map.of("w\u001b[2J", new Array(new float[] {1}, 1)));

        assertThatThrownBy(() -> check(file))
                .isInstanceOf(DataException.class)
                .hasMessageContaining("control characters: w\\u001b[2J")
                .hasMessageNotContaining("\u001b");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            {"a":{"dtype":"F32","shape":[3],"data_offsets":[0,8]}}                                                      | has the shape [3] and 8 bytes
            {"a":{"dtype":"F32","shape":[9223372036854775807,4],"data_offsets":[0,8]}}                                  | more than any file holds
            {"a":{"dtype":"F32","shape":[-2],"data_offsets":[0,8]}}                                                     | has the shape [-2]
            {"a":{"dtype":"F32","shape":[2.5],"data_offsets":[0,8]}}                                                    | header is not as safetensors writes it
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[-8,0]}}                                                     | has no place in the file
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[8,16]}}                                                     | overlap, or leave gaps
            {"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]}}                                                      | cut short or has something behind its end
            {"a":{"dtype":"F32","shape":[4],"data_offsets":[0,16]}}                                                     | cut short or has something behind its end
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"b":{"dtype":"F32","shape":[1],"data_offsets":[4,8]}} | overlap, or leave gaps
            {"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}} | header is no JSON
            [1, 2]                                                                                                      | names no tensors
            """)
    void refusesSafetensorsThatDoNotGoWithTheFile(String header, String reason) {
        Path file = WeightFiles.safetensors(directory.resolve("w.safetensors"), header.trim(), new byte[8]);

        assertThatThrownBy(() -> check(file)).isInstanceOf(DataException.class).hasMessageContaining(reason);
    }

    @ParameterizedTest
    @ValueSource(longs = {Long.MAX_VALUE, -1, 1 << 30, 0})
    void refusesHeadersLongerThanTheFile(long length) {
        byte[] bytes = new byte[20];
        for (int i = 0; i < 8; i++) {
            bytes[i] = (byte) (length >> 8 * i);
        }
        Path file = WeightFiles.write(directory.resolve("w.safetensors"), bytes);

        assertThatThrownBy(() -> check(file)).hasMessageContaining("does not begin as a .safetensors");
    }

    @Test
    void refusesWeightsThatAreNoNumbers() throws IOException {
        Path file = WeightFiles.safetensors(
                directory.resolve("w.safetensors"), Map.of("a", new Array(new float[] {1, Float.NaN}, 2)));

        try (NamedArrays arrays = SafetensorsFile.open(file)) {
            assertThatThrownBy(() -> arrays.values(arrays.arrays().get(0)))
                    .hasMessage("'a' holds NaN, which is no weight");
        }
    }

    @Test
    void refusesGroupsThatHoldThemselves() {
        assertThatThrownBy(() -> check(NamedArraysTest.resource("circle.h5"))).isInstanceOf(DataException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"w.pt", "w.onnx", "w", "w.keras"})
    void saysWhichFilesItReads(String name) {
        Path file = WeightFiles.write(directory.resolve(name), (byte) 1);

        assertThatThrownBy(() -> check(file))
                .hasMessageContaining(name.endsWith("keras") ? "unpack it" : "read from .npz");
    }

    /** Whatever becomes of a file, it is read or refused in a sentence. */
    @ParameterizedTest
    @ValueSource(strings = {"numpy.npz", "keras2-model.h5", "keras3.weights.h5", "w.safetensors"})
    void readsOrRefusesFilesThatWereDamagedAnywhere(String name) throws IOException {
        byte[] whole = Files.readAllBytes(
                name.endsWith("safetensors")
                        ? WeightFiles.safetensors(
                                directory.resolve(name),
                                Map.of("a", new Array(new float[6], 2, 3), "b", new Array(new float[4], 4)))
                        : NamedArraysTest.resource(name));
        SplittableRandom random = new SplittableRandom(5);
        Path file = directory.resolve("damaged-" + name);
        int refused = 0;
        for (int round = 0; round < 500; round++) {
            byte[] damaged = round % 10 == 0 ? Arrays.copyOf(whole, random.nextInt(whole.length)) : whole.clone();
            for (int hit = random.nextInt(4); hit >= 0 && damaged.length > 0; hit--) {
                damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
            }
            WeightFiles.write(file, damaged);
            refused += readsAll(file) ? 0 : 1;
        }
        assertThat(refused).isBetween(50, 500);
    }

    private static boolean readsAll(Path file) throws IOException {
        try (NamedArrays arrays = open(file)) {
            for (NamedArray array : arrays.arrays()) {
                if (array.numbers()) {
                    arrays.values(array);
                }
            }
            return true;
        } catch (IOException refused) {
            assertThat(refused).message().isNotBlank();
            return false;
        }
    }

    private static NamedArrays open(Path file) throws IOException {
        String name = file.toString();
        return name.endsWith("npz")
                ? NpzArrays.open(file)
                : name.endsWith("h5") ? KerasFile.open(file) : SafetensorsFile.open(file);
    }

    private static void check(Path file) {
        new WeightsFile(file, Set.of()).check();
    }

    private static int indexOf(byte[] bytes, byte... part) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .lastIndexOf(new String(part, StandardCharsets.ISO_8859_1));
    }
}
