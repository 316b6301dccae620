package io.foldwise.engine.weights;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.foldwise.toolkit.file.RegularFile;
import io.foldwise.toolkit.numpy.NumberType;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A {@code .safetensors} (https://github.com/huggingface/safetensors): the length of a header, a header in JSON that names
 * every tensor's type, shape and place, and the numbers, without gaps.
 */
final class SafetensorsFile implements NamedArrays {

    private static final String METADATA = "__metadata__";
    private static final int LARGEST_HEADER = 8 << 20;
    private static final Map<String, NumberType> TYPES = Map.ofEntries(
            Map.entry("F16", NumberType.FLOAT16),
            Map.entry("BF16", NumberType.BFLOAT16),
            Map.entry("F32", NumberType.FLOAT32),
            Map.entry("F64", NumberType.FLOAT64),
            Map.entry("I8", NumberType.INT8),
            Map.entry("I16", NumberType.INT16),
            Map.entry("I32", NumberType.INT32),
            Map.entry("I64", NumberType.INT64),
            Map.entry("U8", NumberType.UINT8),
            Map.entry("U16", NumberType.UINT16),
            Map.entry("U32", NumberType.UINT32));
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .build();

    private final FileChannel file;
    private final Map<NamedArray, Place> places = new LinkedHashMap<>();

    /** Bytes, counted from the end of the header. */
    private record Place(Optional<NumberType> type, long begin, long end) {}

    private long dataStart;

    private SafetensorsFile(FileChannel file) {
        this.file = file;
    }

    static SafetensorsFile open(Path path) throws IOException {
        SafetensorsFile opened = new SafetensorsFile(FileChannel.open(RegularFile.require(path)));
        try {
            opened.readHeader();
            return opened;
        } catch (IOException | RuntimeException e) {
            opened.close();
            throw e;
        }
    }

    private void readHeader() throws IOException {
        long length = bytes(0, Long.BYTES).order(ByteOrder.LITTLE_ENDIAN).getLong();
        if (length < 2 || length > file.size() - Long.BYTES) {
            throw new IOException("it does not begin as a .safetensors, or is cut short");
        }
        if (length > LARGEST_HEADER) {
            throw new IOException("its header is larger than " + (LARGEST_HEADER >> 20) + " MB");
        }
        dataStart = Long.BYTES + length;
        JsonNode header;
        try {
            header = JSON.readTree(bytes(Long.BYTES, (int) length).array());
        } catch (JsonProcessingException e) {
            throw new IOException("its header is no JSON", e);
        }
        if (!header.isObject()) {
            throw new IOException("its header names no tensors");
        }
        for (Map.Entry<String, JsonNode> tensor : header.properties()) {
            if (!tensor.getKey().equals(METADATA)) {
                add(tensor.getKey(), tensor.getValue());
            }
        }
        requireNoGaps();
    }

    private ByteBuffer bytes(long position, int length) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(length);
        while (bytes.hasRemaining()) {
            if (file.read(bytes, position + bytes.position()) < 0) {
                throw new IOException("it is cut short");
            }
        }
        return bytes.flip();
    }

    private void add(String name, JsonNode tensor) throws IOException {
        Optional<NumberType> type =
                Optional.ofNullable(TYPES.get(tensor.path("dtype").asText()));
        NamedArray array = NamedArray.of(name, longs(tensor.path("shape")), type.isPresent());
        List<Long> offsets = longs(tensor.path("data_offsets"));
        if (offsets.size() != 2 || offsets.get(0) < 0 || offsets.get(1) < offsets.get(0)) {
            throw new IOException("'" + name + "' has no place in the file");
        }
        Place place = new Place(type, offsets.get(0), offsets.get(1));
        if (type.isPresent()) {
            array.requireBytes(place.end() - place.begin(), type.get());
        }
        places.put(array, place);
    }

    private static List<Long> longs(JsonNode list) throws IOException {
        if (!list.isArray()) {
            throw new IOException("its header is not as safetensors writes it");
        }
        List<Long> longs = new ArrayList<>();
        for (JsonNode number : list) {
            if (!number.isIntegralNumber() || !number.canConvertToLong()) {
                throw new IOException("its header is not as safetensors writes it");
            }
            longs.add(number.asLong());
        }
        return longs;
    }

    private void requireNoGaps() throws IOException {
        long end = 0;
        for (Place place : places.values().stream()
                .sorted(Comparator.comparingLong(Place::begin).thenComparingLong(Place::end))
                .toList()) {
            if (place.begin() != end) {
                throw new IOException("its tensors overlap, or leave gaps");
            }
            end = place.end();
        }
        if (end != file.size() - dataStart) {
            throw new IOException("it is cut short or has something behind its end: its tensors have " + end
                    + " bytes, the file " + (file.size() - dataStart));
        }
    }

    @Override
    public List<NamedArray> arrays() {
        return List.copyOf(places.keySet());
    }

    @Override
    public float[] values(NamedArray array) throws IOException {
        Place place = places.get(array);
        file.position(dataStart + place.begin());
        // the stream is not closed: it would close the file
        return NumberStream.read(
                Channels.newInputStream(file), place.type().orElseThrow(), ByteOrder.LITTLE_ENDIAN, array);
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
