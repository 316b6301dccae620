package io.foldwise.plugin.image.file;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Map;
import java.util.TreeMap;

/** A grey TIFF of 8 x 8 pixels, written field by field, so that it can say what no writer writes. */
final class TinyTiff {

    /** Where its only directory begins. */
    static final int DIRECTORY = 8;
    /** Where its pixels begin. */
    static final int PIXELS = 512;

    private static final int NUMBER = 4;
    private static final int SIZE = 8;

    private final Map<Integer, Integer> fields = new TreeMap<>(Map.of(
            256,
            SIZE, // width
            257,
            SIZE, // height
            258,
            8, // bits of a sample
            259,
            1, // no compression
            262,
            1, // black is zero
            273,
            PIXELS, // where the strip begins
            277,
            1, // samples of a pixel
            278,
            SIZE, // rows of a strip
            279,
            SIZE * SIZE)); // bytes of the strip
    private final Map<Integer, Integer> again = new TreeMap<>();
    private int next;

    TinyTiff with(int tag, int value) {
        fields.put(tag, value);
        return this;
    }

    TinyTiff without(int tag) {
        fields.remove(tag);
        return this;
    }

    /** Has the field a second time. */
    TinyTiff again(int tag, int value) {
        again.put(tag, value);
        return this;
    }

    /** Where the next directory is to begin. */
    TinyTiff next(int place) {
        next = place;
        return this;
    }

    byte[] bytes() {
        ByteBuffer file = ByteBuffer.allocate(PIXELS + SIZE * SIZE).order(ByteOrder.LITTLE_ENDIAN);
        file.put((byte) 'I').put((byte) 'I').putShort((short) 42).putInt(DIRECTORY);
        file.putShort((short) (fields.size() + again.size()));
        fields.forEach((tag, value) -> put(file, tag, value));
        again.forEach((tag, value) -> put(file, tag, value));
        file.putInt(next);
        return file.array();
    }

    private static void put(ByteBuffer file, int tag, int value) {
        boolean shortNumber = value <= 0xffff && tag != 273 && tag != 279 && tag < 324;
        file.putShort((short) tag).putShort((short) (shortNumber ? NUMBER - 1 : NUMBER));
        file.putInt(1).putInt(value);
    }
}
