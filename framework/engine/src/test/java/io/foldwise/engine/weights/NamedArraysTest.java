package io.foldwise.engine.weights;

import static org.assertj.core.api.Assertions.assertThat;

import io.foldwise.engine.weights.WeightFiles.Array;
import io.jhdf.HdfFile;
import io.jhdf.WritableHdfFile;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class NamedArraysTest {

    private static final float[] MATRIX = {
        0, 0.125f, 0.25f, 0.375f, 0.5f, 0.625f, 0.75f, 0.875f, 1, 1.125f, 1.25f, 1.375f
    };
    private static final float[] VECTOR = {0.5f, -1.25f, 2, 0.125f};

    @TempDir
    private Path directory;

    static Path resource(String name) {
        try {
            return Path.of(NamedArraysTest.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Written by {@code numpy.savez_compressed}. */
    @Test
    void readsWhatNumpyWrites() throws IOException {
        try (NamedArrays file = NpzArrays.open(resource("numpy.npz"))) {
            assertThat(shapes(file))
                    .containsEntry("hidden.weight", List.of(4L, 3L))
                    .containsEntry("fortran", List.of(3L, 4L))
                    .containsEntry("scalar", List.of());
            assertThat(values(file, "fortran")).containsExactly(MATRIX);
            assertThat(values(file, "hidden.weight"))
                    .containsExactly(0, 0.5f, 1, 0.125f, 0.625f, 1.125f, 0.25f, 0.75f, 1.25f, 0.375f, 0.875f, 1.375f);
            assertThat(values(file, "big")).containsExactly(MATRIX);
            assertThat(values(file, "half")).containsExactly(VECTOR);
            assertThat(values(file, "whole")).containsExactly(1, -2, 3, 4);
            assertThat(values(file, "scalar")).containsExactly(3.5f);
            assertThat(array(file, "words").numbers()).isFalse();
        }
    }

    @Test
    void readsEveryFloatThatSafetensorsHas() throws IOException {
        ByteBuffer numbers = ByteBuffer.allocate(24).order(ByteOrder.LITTLE_ENDIAN);
        numbers.putDouble(0.1).putFloat(-3.25f).putShort((short) 0xc100).putShort((short) 0x0001);
        numbers.putShort((short) 0xbfc0).putShort((short) 0x7bff).putInt(-7);
        Path file = WeightFiles.safetensors(
                directory.resolve("all.safetensors"),
                "{\"__metadata__\":{\"format\":\"pt\"},\"d\":{\"dtype\":\"F64\",\"shape\":[],\"data_offsets\":[0,8]},"
                        + "\"f\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[8,12]},"
                        + "\"h\":{\"dtype\":\"F16\",\"shape\":[2],\"data_offsets\":[12,16]},"
                        + "\"b\":{\"dtype\":\"BF16\",\"shape\":[1,1],\"data_offsets\":[16,18]},"
                        + "\"l\":{\"dtype\":\"F16\",\"shape\":[1],\"data_offsets\":[18,20]},"
                        + "\"i\":{\"dtype\":\"I32\",\"shape\":[1],\"data_offsets\":[20,24]}}",
                numbers.array());

        try (NamedArrays arrays = SafetensorsFile.open(file)) {
            assertThat(values(arrays, "d")).containsExactly(0.1f);
            assertThat(values(arrays, "f")).containsExactly(-3.25f);
            assertThat(values(arrays, "h")).containsExactly(-2.5f, 0x1p-24f);
            assertThat(values(arrays, "b")).containsExactly(-1.5f);
            assertThat(values(arrays, "l")).containsExactly(65504);
            assertThat(values(arrays, "i")).containsExactly(-7);
        }
    }

    @Test
    void readsEveryBitThatWasWritten() throws IOException {
        float[] odd = {Float.MIN_VALUE, -0.0f, Float.MAX_VALUE, 1.0000001f, -3.4e-20f, 7};
        Map<String, Array> arrays = new LinkedHashMap<>();
        arrays.put("a", new Array(VECTOR, 4));
        arrays.put("b", new Array(odd, 3, 2));
        Path npz = WeightFiles.npz(directory.resolve("w.npz"), arrays);
        Path safetensors = WeightFiles.safetensors(directory.resolve("w.safetensors"), arrays);
        Path hdf = directory.resolve("w.h5");
        try (WritableHdfFile writer = HdfFile.write(hdf)) {
            writer.putDataset("b", new float[][] {{odd[0], odd[1]}, {odd[2], odd[3]}, {odd[4], odd[5]}});
        }

        for (Path file : List.of(npz, safetensors, hdf)) {
            try (NamedArrays opened = file.equals(npz)
                    ? NpzArrays.open(file)
                    : file.equals(hdf) ? KerasFile.open(file) : SafetensorsFile.open(file)) {
                assertThat(shapes(opened)).containsEntry("b", List.of(3L, 2L));
                assertThat(bits(values(opened, "b"))).containsExactly(bits(odd));
            }
        }
    }

    /** More numbers than are read in one piece. */
    @Test
    void readsLargeArrays() throws IOException {
        float[] many = new float[100_003];
        for (int i = 0; i < many.length; i++) {
            many[i] = i;
        }
        Path file = WeightFiles.npz(directory.resolve("w.npz"), Map.of("many", new Array(many, many.length)));

        try (NamedArrays opened = NpzArrays.open(file)) {
            assertThat(values(opened, "many")).containsExactly(many);
        }
    }

    /** Written by h5py as Keras 2 lays out a whole model; one array has its highest bytes first, one is of halves. */
    @Test
    void readsAModelOfKeras2() throws IOException {
        try (NamedArrays file = KerasFile.open(resource("keras2-model.h5"))) {
            assertThat(shapes(file))
                    .containsOnlyKeys("hidden/kernel", "hidden/bias", "logits/kernel", "logits/bias")
                    .containsEntry("hidden/kernel", List.of(3L, 4L));
            assertThat(values(file, "hidden/kernel")).containsExactly(MATRIX);
            assertThat(values(file, "hidden/bias")).containsExactly(VECTOR);
            assertThat(values(file, "logits/kernel")).startsWith(0, 0.5f, 1, 0.125f);
            assertThat(values(file, "logits/bias")).containsExactly(0.5f, -1.25f, 2);
        }
    }

    /** Written by h5py as Keras 3 lays out weights, with links, a compressed array and a text beside them. */
    @Test
    void readsWeightsOfKeras3AndFollowsNoLinks() throws IOException {
        try (NamedArrays file = KerasFile.open(resource("keras3.weights.h5"))) {
            assertThat(shapes(file))
                    .containsOnlyKeys(
                            "layers/hidden/vars/0",
                            "layers/hidden/vars/1",
                            "layers/strange/packed",
                            "layers/strange/words");
            assertThat(values(file, "layers/hidden/vars/0")).containsExactly(MATRIX);
            assertThat(array(file, "layers/strange/packed").numbers()).isFalse();
            assertThat(array(file, "layers/strange/words").numbers()).isFalse();
        }
    }

    private static Map<String, List<Long>> shapes(NamedArrays file) {
        Map<String, List<Long>> shapes = new LinkedHashMap<>();
        file.arrays().forEach(array -> shapes.put(array.name(), array.shape()));
        return shapes;
    }

    private static NamedArray array(NamedArrays file, String name) {
        return file.arrays().stream()
                .filter(array -> array.name().equals(name))
                .findAny()
                .orElseThrow();
    }

    private static float[] values(NamedArrays file, String name) throws IOException {
        return file.values(array(file, name));
    }

    private static int[] bits(float... values) {
        int[] bits = new int[values.length];
        for (int i = 0; i < bits.length; i++) {
            bits[i] = Float.floatToRawIntBits(values[i]);
        }
        return bits;
    }
}
