package io.foldwise.plugin.image.data;

import io.foldwise.plugin.image.pixel.Samples;
import io.foldwise.spi.data.DataException;
import io.foldwise.toolkit.table.Problems;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/**
 * Images that are all looked at before anything is done with them, once, by several threads: whoever compares contents learns of
 * every damaged file then, and not when training comes to it.
 */
final class CheckedImages implements Images {

    private final Images images;
    private final int number;
    private long[] hashes = new long[0];

    /** @param number of images */
    CheckedImages(Images images, int number) {
        this.images = images;
        this.number = number;
    }

    @Override
    public ImageSize size() {
        return images.size();
    }

    @Override
    public int channels() {
        return images.channels();
    }

    @Override
    public Samples get(int row) {
        return images.get(row);
    }

    /**
     * The beginning of a SHA-256 of an image as it is decoded, in the size that the network reads.
     *
     * @throws DataException if any image is damaged, with those that are
     */
    @Override
    public OptionalLong contentHash(int row) {
        return OptionalLong.of(hashes()[row]);
    }

    private synchronized long[] hashes() {
        if (hashes.length < number) {
            DataException[] damaged = new DataException[number];
            long[] found = IntStream.range(0, number)
                    .parallel()
                    .mapToLong(row -> {
                        try {
                            return hash(images.get(row));
                        } catch (DataException e) {
                            damaged[row] = e;
                            return 0;
                        }
                    })
                    .toArray();
            Problems problems = new Problems();
            for (DataException each : damaged) {
                if (each != null) {
                    problems.addAll(each);
                }
            }
            problems.throwIfAny();
            hashes = found;
        }
        return hashes;
    }

    private static long hash(Samples samples) {
        MessageDigest digest = sha256();
        byte[] some = new byte[Math.min(samples.length(), 1 << 12) * Float.BYTES];
        ByteBuffer buffer = ByteBuffer.wrap(some);
        for (int i = 0; i < samples.length(); i++) {
            buffer.putFloat(samples.get(i));
            if (!buffer.hasRemaining() || i + 1 == samples.length()) {
                digest.update(some, 0, buffer.position());
                buffer.clear();
            }
        }
        return ByteBuffer.wrap(digest.digest()).getLong();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
