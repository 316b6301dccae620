package io.foldwise.engine.weights;

import io.foldwise.toolkit.file.RegularFile;
import io.foldwise.toolkit.numpy.NumberType;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Group;
import io.jhdf.api.Node;
import io.jhdf.api.dataset.ContiguousDataset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A HDF5 file of Keras. An array's name is its path; of that is left out what says nothing: {@code model_weights/} in whole
 * models, a layer's name where it stands twice, {@code :0}. So a layer {@code dense} of Keras 2 has {@code dense/kernel} and
 * {@code dense/bias}; Keras 3 numbers them, {@code layers/dense/vars/0}. What belongs to the optimizer is passed over.
 *
 * <p>Only arrays that lie in one piece are read, which is how Keras writes them. Links are not followed.
 */
final class KerasFile implements NamedArrays {

    private static final int MOST_NODES = 100_000;
    private static final int DEEPEST = 32;
    private static final String WHOLE_MODEL = "model_weights";
    private static final Set<String> OPTIMIZER = Set.of("optimizer", "optimizer_weights");
    private static final String KERAS_SUFFIX = ":0";

    private final HdfFile file;
    private final Map<NamedArray, Numbers> numbers = new HashMap<>();
    private final List<NamedArray> arrays = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private int nodes;

    private record Numbers(NumberType type, ByteOrder order, ContiguousDataset dataset) {}

    private KerasFile(HdfFile file) {
        this.file = file;
    }

    static KerasFile open(Path path) throws IOException {
        ByteBuffer bytes;
        try (FileChannel channel = FileChannel.open(RegularFile.require(path))) {
            if (channel.size() > Integer.MAX_VALUE) {
                throw new IOException("it is larger than 2 GB: save its weights as .safetensors");
            }
            bytes = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size());
        }
        return guarded(() -> {
            KerasFile opened = new KerasFile(HdfFile.fromByteBuffer(bytes));
            Node model = opened.file.getChildren().get(WHOLE_MODEL);
            opened.gather(model instanceof Group group && !model.isLink() ? group : opened.file, "", 0);
            return opened;
        });
    }

    private void gather(Group group, String path, int depth) throws IOException {
        if (depth > DEEPEST) {
            throw new IOException("its groups nest deeper than " + DEEPEST + " levels");
        }
        for (Map.Entry<String, Node> child : group.getChildren().entrySet()) {
            if (++nodes > MOST_NODES) {
                throw new IOException("it has more than " + MOST_NODES + " groups and arrays");
            }
            boolean optimizer = depth == 0 && OPTIMIZER.contains(child.getKey());
            if (child.getValue().isLink() || optimizer) {
                continue;
            }
            String name = path.isEmpty() ? child.getKey() : path + "/" + child.getKey();
            if (child.getValue() instanceof Group inner) {
                gather(inner, name, depth + 1);
            } else if (child.getValue() instanceof Dataset dataset) {
                add(shortened(name), dataset);
            }
        }
    }

    private static String shortened(String path) {
        String[] parts = path.split("/");
        int from = parts.length > 2 && parts[0].equals(parts[1]) ? 1 : 0;
        String name = String.join("/", Arrays.asList(parts).subList(from, parts.length));
        return name.endsWith(KERAS_SUFFIX) ? name.substring(0, name.length() - KERAS_SUFFIX.length()) : name;
    }

    private void add(String name, Dataset dataset) throws IOException {
        List<Long> shape = Arrays.stream(dataset.getDimensionsAsLong()).boxed().toList();
        Optional<NumberType> type = HdfNumbers.type(dataset.getDataType());
        boolean whole = dataset instanceof ContiguousDataset && !dataset.isEmpty();
        NamedArray array = NamedArray.of(name, shape, whole && type.isPresent());
        if (!names.add(name)) {
            throw new IOException("it holds two arrays of the name '" + name + "'");
        }
        arrays.add(array);
        if (array.numbers()) {
            ContiguousDataset contiguous = (ContiguousDataset) dataset;
            array.requireBytes(contiguous.getStorageInBytes(), type.get());
            numbers.put(array, new Numbers(type.get(), HdfNumbers.order(dataset.getDataType()), contiguous));
        }
    }

    @Override
    public List<NamedArray> arrays() {
        return List.copyOf(arrays);
    }

    @Override
    public float[] values(NamedArray array) throws IOException {
        Numbers found = numbers.get(array);
        return guarded(() -> {
            ByteBuffer bytes = found.dataset().getBuffer();
            return NumberStream.read(new BufferStream(bytes), found.type(), found.order(), array);
        });
    }

    /** What jHDF makes of a damaged file is not foreseen in it. */
    private static <T> T guarded(Reading<T> reading) throws IOException {
        try {
            return reading.read();
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) {
            throw new IOException("it is no HDF5 file, or damaged", e);
        }
    }

    @FunctionalInterface
    private interface Reading<T> {
        T read() throws IOException;
    }

    private static final class BufferStream extends InputStream {

        private final ByteBuffer bytes;

        BufferStream(ByteBuffer bytes) {
            this.bytes = bytes;
        }

        @Override
        public int read() {
            return bytes.hasRemaining() ? Byte.toUnsignedInt(bytes.get()) : -1;
        }

        @Override
        public int read(byte[] into, int offset, int length) {
            if (!bytes.hasRemaining()) {
                return -1;
            }
            int size = Math.min(length, bytes.remaining());
            bytes.get(into, offset, size);
            return size;
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
